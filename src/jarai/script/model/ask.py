"""One question to the model: typed, bounded in time, size and money, asked again with what was wrong with the answer."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from jarai.base.hashing import hash_of
from jarai.base.model import Wire
from jarai.script.model.endpoint import AnswerTooLarge, Endpoint, Redirected, connected
from jarai.script.model.ledger import Call, CeilingReached, Ledger, Spent
from jarai.script.model.prompts import Prompt, PromptName, shipped
from jarai.script.port import WriterFailed

if TYPE_CHECKING:
    from pydantic_ai.models import Model

Answer = TypeVar("Answer", bound=Wire)
Entry = TypeVar("Entry")
_OVERHEAD = 400
"""Tokens that a server's own frame around a conversation may take, beside the text we send."""


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """What is asked: the prompt, the task with its quoted facts, the shape of the answer, and what may be wrong with one.

    `problem` says what is wrong with an answer, none where nothing is; `last` is true where it can't be asked again.
    """

    name: PromptName
    prompt: Prompt
    task: str
    answer: type[Answer]
    problem: Callable[[Answer, bool], str | None]


@dataclass(frozen=True)
class Asker:
    """Asks one model, where an endpoint is configured. `alive` is called around every call."""

    endpoint: Endpoint | None
    model: str
    ledger: Ledger
    alive: Callable[[], None]

    async def ask(self, question: Question[Answer]) -> Answer:
        """The first answer nothing is wrong with. Raises WriterFailed, whatever the endpoint does."""
        endpoint = self.endpoint
        if endpoint is None:
            raise WriterFailed("MODEL_NOT_CONFIGURED", "no language model is configured any more")
        seconds = endpoint.bounds.step_seconds
        try:
            async with asyncio.timeout(seconds), connected(endpoint, self.model) as model:
                return await self._run(question, endpoint, model)
        except TimeoutError:
            raise WriterFailed("MODEL_SLOW", f"over {seconds:.0f} s for one step") from None
        except CeilingReached as error:
            raise WriterFailed("MODEL_CEILING", str(error)) from None
        except ImportError as error:
            raise WriterFailed("MODEL_NOT_INSTALLED", f"the extra llm is not installed: {error.name}") from None
        except WriterFailed:
            raise
        except _LedgerFailed as failed:
            raise failed.cause from None
        except Exception as error:  # noqa: BLE001 - the libraries raise what they like on what an endpoint sends
            _told(error)

    async def _run(self, question: Question[Answer], endpoint: Endpoint, model: "Model[Any]") -> Answer:
        from pydantic_ai import Agent, ModelRetry, NativeOutput, RunContext, ToolOutput

        bounds = endpoint.bounds
        tries = bounds.tries - 1
        anthropic = endpoint.kind == "anthropic"
        output: Any = ToolOutput(question.answer) if anthropic else NativeOutput(question.answer)
        agent: Agent[None, Answer] = Agent(
            metered(model, endpoint, self, question),
            output_type=output,
            instructions=f"{shipped('rules').text}\n\n{question.prompt.text}",
            retries={"output": tries, "tools": tries},
        )

        @agent.output_validator
        def _checked(context: RunContext[None], answer: Answer) -> Answer:
            if problem := question.problem(answer, context.retry >= tries):
                raise ModelRetry(problem)
            return answer

        settings: Any = {"temperature": 0.0, "max_tokens": bounds.tokens, "timeout": bounds.seconds}
        if not anthropic:
            settings["seed"] = int(hash_of([question.task, question.prompt.text])[:7], 16)
        return (await agent.run(question.task, model_settings=settings)).output


def metered(model: "Model[Any]", endpoint: Endpoint, asker: Asker, question: Question[Any]) -> "Model[Any]":
    """The model with every request entered into the ledger, and tried once more where the endpoint was busy."""
    from pydantic_ai.exceptions import ModelAPIError
    from pydantic_ai.messages import ModelMessage, ModelMessagesTypeAdapter, ModelResponse
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.models.wrapper import WrapperModel
    from pydantic_ai.settings import ModelSettings

    price, bounds = endpoint.price, endpoint.bounds
    prompt = f"{question.name} {question.prompt.version}"

    class Metered(WrapperModel):
        async def request(
            self,
            messages: list[ModelMessage],
            model_settings: ModelSettings | None,
            model_request_parameters: ModelRequestParameters,
        ) -> ModelResponse:
            shape = json.dumps(question.answer.model_json_schema())
            sent = len(ModelMessagesTypeAdapter.dump_json(messages)) + len(shape) + len(str(question.prompt))
            most = price.of(sent + _OVERHEAD, bounds.tokens)  # a token is at least one byte
            for tried in range(2):
                try:
                    return await self._one(most, messages, model_settings, model_request_parameters)
                except ModelAPIError as error:
                    if tried or not _passing(error):
                        raise
                    await asyncio.sleep(min(bounds.pause, error.retry_after or bounds.pause))
            raise AssertionError("unreachable")

        async def _one(
            self,
            most: int,
            messages: list[ModelMessage],
            model_settings: ModelSettings | None,
            parameters: ModelRequestParameters,
        ) -> ModelResponse:
            number = await _kept(asker.ledger.begin(Call(asker.model, prompt, most)))
            asker.alive()
            spent = Spent("Failed")
            try:
                async with asyncio.timeout(bounds.seconds):
                    answer = await self.wrapped.request(messages, model_settings, parameters)
                read, written = answer.usage.input_tokens, answer.usage.output_tokens
                spent = Spent("Answered", read, written, price.of(read, written))
            except TimeoutError:
                raise WriterFailed("MODEL_SLOW", f"over {bounds.seconds:.0f} s for one call") from None
            finally:
                await asyncio.shield(_kept(asker.ledger.end(number, spent)))
                asker.alive()
            return answer

    return Metered(model)


class _LedgerFailed(Exception):
    """The ledger's error, which is no error of the model's: it goes to whoever runs the step."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


async def _kept(entry: Awaitable[Entry]) -> Entry:
    """What the ledger answers. Its errors are told apart from the libraries'."""
    try:
        return await entry
    except CeilingReached:
        raise
    except Exception as error:
        raise _LedgerFailed(error) from error


def _passing(error: Exception) -> bool:
    """Whether the same request may work in a moment."""
    from pydantic_ai.exceptions import ModelHTTPError, ModelTimeoutError

    if isinstance(error, ModelHTTPError):
        return error.status_code in {408, 409, 425, 429} or error.status_code >= 500
    return not isinstance(error, ModelTimeoutError) and not _because_of(error, AnswerTooLarge, Redirected)


def _because_of(error: BaseException, *kinds: type[BaseException]) -> bool:
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, kinds):
            return True
        found = found.__cause__ or found.__context__
    return False


def _told(error: Exception) -> NoReturn:
    """The library's error as ours. What the endpoint said is told in short; never what was sent to it."""
    from pydantic_ai import exceptions as of

    kinds: tuple[tuple[type[BaseException], str], ...] = (
        (AnswerTooLarge, "MODEL_ANSWER_TOO_LARGE"),
        (Redirected, "MODEL_REFUSED"),
        (TimeoutError, "MODEL_SLOW"),
        (of.ModelTimeoutError, "MODEL_SLOW"),
        (of.ModelAuthenticationError, "MODEL_KEY"),
        (of.ModelRateLimitError, "MODEL_BUSY"),
        (of.ModelQuotaExceededError, "MODEL_BUSY"),
        (of.ContentFilterError, "MODEL_DECLINED"),
        (of.ModelConnectionError, "MODEL_UNREACHABLE"),
    )
    code = next((code for kind, code in kinds if _because_of(error, kind)), "")
    if not code and isinstance(error, of.ModelHTTPError):
        known = {401: "MODEL_KEY", 403: "MODEL_KEY", 429: "MODEL_BUSY"}
        usual = "MODEL_UNREACHABLE" if error.status_code >= 500 else "MODEL_REFUSED"
        code = known.get(error.status_code, usual)
    reason = type(error).__name__ if isinstance(error, of.UnexpectedModelBehavior) else str(error)
    raise WriterFailed(code or "MODEL_ANSWER", reason[:200]) from error
