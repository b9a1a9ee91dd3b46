"""What a part of a video is made of: every room names its own voices, pictures, music and fonts in these terms."""

from jarai.base.model import Wire


class Credit(Wire):
    """One part and its licence. `commercial_use` is whether the licence allows it."""

    part: str
    name: str
    licence: str
    credit: str
    commercial_use: bool
