"""What the studio wants of a place where pictures are found, and what it is told of a picture."""

from typing import Literal, Protocol

from jarai.base.model import Wire

Origin = Literal["links", "library", "openverse", "commons", "pexels", "unsplash", "pixabay", "ai"]
"""Links of the facts, the account's own library, libraries on the web, made by a model."""


class SourceDown(Exception):
    """A place gave no usable answer: unreachable, slow, refusing, or something else than was agreed."""


class Offer(Wire):
    """A picture somebody offers, as told: nothing of it is trusted before the bytes were looked at.

    `source_id` is stable for one picture of one place. `alt` says what it shows, `tags` more of it. `licence` is an SPDX
    identifier or the place's own name for it, empty where none is told; `commercial` whether it may be used to earn,
    `changeable` whether it may be cropped (both are None where nobody says), `named` whether its maker must be named.
    `address` is where its bytes lie, empty where the place makes them; `page` is where people see it.
    """

    source_id: str
    origin: Origin
    address: str = ""
    page: str = ""
    alt: str = ""
    tags: tuple[str, ...] = ()
    maker: str = ""
    licence: str = ""
    licence_url: str = ""
    commercial: bool | None = None
    changeable: bool | None = None
    named: bool = True


class Wanted(Wire):
    """What is looked for, for one scene: a few words, all that is told, the language (BCP 47), and the picture's shape."""

    scene_id: str
    words: str
    told: str
    language: str
    upright: bool = False


class PictureSource(Protocol):
    """A place where pictures are found. `origin` is its name; what it offers is fetched by `bytes_of`."""

    @property
    def origin(self) -> Origin:
        """Its name."""
        ...

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """Pictures that may fit, the best first, at most ten. Raises SourceDown."""
        ...

    async def bytes_of(self, offer: Offer) -> bytes:
        """The picture, as it came. Raises SourceDown."""
        ...
