"""An operation is a generator of steps, written once. Read from a blocking studio it is a function, from the other a coroutine."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from jarai.client.calls import Steps
from jarai.client.drive import Awaiting, Blocking
from jarai.client.sse import ServerEvent

P = ParamSpec("P")
Value = TypeVar("Value")
Driver = TypeVar("Driver", Blocking, Awaiting)


@dataclass(frozen=True)
class Resource(Generic[Driver]):
    """A part of the API; its operations run on the driver."""

    driver: Driver


class Operation(Generic[P, Value]):
    """An operation of a resource. `steps` are what it is made of, for others that begin with it."""

    def __init__(self, steps: Callable[Concatenate[Any, P], Steps[Value]]) -> None:
        self.steps = steps
        self.__doc__ = steps.__doc__

    @overload
    def __get__(self, resource: None, owner: type) -> "Operation[P, Value]": ...

    @overload
    def __get__(self, resource: Resource[Blocking], owner: type) -> Callable[P, Value]: ...

    @overload
    def __get__(self, resource: Resource[Awaiting], owner: type) -> Callable[P, Coroutine[Any, Any, Value]]: ...

    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        if resource is None:
            return self

        @wraps(self.steps)
        def run(*arguments: P.args, **named: P.kwargs) -> Any:
            return resource.driver.run(self.steps(resource, *arguments, **named))

        return run


class Stream(Generic[P]):
    """A stream of a resource: `place` gives the path and the number of the last event that was seen."""

    def __init__(self, place: Callable[Concatenate[Any, P], tuple[str, int]]) -> None:
        self._place = place
        self.__doc__ = place.__doc__

    @overload
    def __get__(self, resource: None, owner: type) -> "Stream[P]": ...

    @overload
    def __get__(self, resource: Resource[Blocking], owner: type) -> Callable[P, Iterator[ServerEvent]]: ...

    @overload
    def __get__(self, resource: Resource[Awaiting], owner: type) -> Callable[P, AsyncIterator[ServerEvent]]: ...

    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        if resource is None:
            return self

        @wraps(self._place)
        def follow(*arguments: P.args, **named: P.kwargs) -> Any:
            return resource.driver.follow(*self._place(resource, *arguments, **named))

        return follow
