"""What the studio's steps have to find and check pictures with."""

from dataclasses import dataclass, field

from jarai.images.port import PictureSource
from jarai.images.safety import Nobody, Safety


@dataclass(frozen=True)
class PictureTools:
    """The places that are asked, in order; who follows links of the facts, if anybody; who looks at pictures.

    `price` is what a picture that a model makes costs, in millionths of a minor unit of the currency.
    """

    sources: tuple[PictureSource, ...] = ()
    links: PictureSource | None = None
    safety: Safety = field(default_factory=Nobody)
    price: int = 0
