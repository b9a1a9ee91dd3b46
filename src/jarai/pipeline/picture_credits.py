"""Who is named for a picture: on the picture itself, and in the attribution."""

from jarai.images.port import Offer
from jarai.storyboard.credit import Credit

_PLACES = {
    "openverse": "Openverse", "commons": "Wikimedia Commons", "pexels": "Pexels", "unsplash": "Unsplash", "pixabay": "Pixabay",
}  # fmt: skip
_CREDIT_LIMIT = 80


def on_screen(offer: Offer) -> str:
    """The line on the picture: its maker and licence where they must be named, or that a model made it."""
    if offer.origin == "ai":
        return offer.maker
    if not offer.named:
        return ""
    place = _PLACES.get(offer.origin, "")
    parts = [offer.maker, offer.licence if offer.licence.startswith(("CC", "PDM")) else place]
    line = " / ".join(part for part in parts if part)
    return line if len(line) <= _CREDIT_LIMIT else line[: _CREDIT_LIMIT - 1] + "…"


def credit_of(offer: Offer) -> Credit:
    """What the attribution says of it."""
    place = _PLACES.get(offer.origin)
    maker = offer.maker or ("" if offer.origin == "links" else "Unknown")
    line = ", ".join(part for part in (maker, f"via {place}" if place else "") if part)
    return Credit(
        part="picture",
        name=(offer.alt or offer.source_id)[:200] if offer.origin != "ai" else "Picture made by a model",
        licence=offer.licence,
        credit=line,
        commercial_use=bool(offer.commercial),
        licence_url=offer.licence_url,
        url=offer.page,
        changes="Cropped, scaled" if offer.changeable else "",
    )
