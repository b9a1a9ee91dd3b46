"""The settings of pictures: where they come from, with which keys, and who looks at them."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from jarai.images.port import Origin

_LONGEST_PRICE = 9
_KEYS = {"pexels": "JARAI_PEXELS_KEY", "unsplash": "JARAI_UNSPLASH_KEY", "pixabay": "JARAI_PIXABAY_KEY"}


class Named(NamedTuple):
    """An endpoint as the operator named it."""

    url: str
    key: str
    model: str


class PictureSettings(NamedTuple):
    """`origins` in the order they are asked; the keys by origin; the endpoints where there are any.

    `price` is what a thousand pictures cost where a model makes them, in minor units of the currency.
    """

    origins: tuple[Origin, ...]
    keys: Mapping[str, str]
    maker: Named | None
    moderation: Named | None
    price: int = 0


def picture_settings(values: Mapping[str, str]) -> PictureSettings:
    """Read the variables. Raises ValueError that names the variable and what would be accepted."""
    known: dict[str, Origin] = {each: each for each in get_args(Origin) if each != "library"}
    text = values["JARAI_PICTURES"]
    names = [] if text == "none" else [each.strip() for each in text.split(",") if each.strip()]
    unknown = [each for each in names if each not in known]
    if unknown:
        raise ValueError(f"JARAI_PICTURES: must be none, or of {', '.join(known)}, not {', '.join(unknown)}")
    keys = {}
    for name in names:
        if name in _KEYS:
            keys[name] = values[_KEYS[name]]
            if not keys[name]:
                raise ValueError(f"{_KEYS[name]}: must be set where JARAI_PICTURES has {name}")
    maker = _endpoint(values, "JARAI_IMAGES", needed="ai" in names)
    price = values["JARAI_IMAGES_PRICE"]
    if not (price.isascii() and price.isdigit() and len(price) <= _LONGEST_PRICE):
        raise ValueError("JARAI_IMAGES_PRICE: must be a whole number of minor units for a thousand pictures")
    moderation = _endpoint(values, "JARAI_MODERATION")
    return PictureSettings(tuple(dict.fromkeys(known[each] for each in names)), keys, maker, moderation, int(price))


def _endpoint(values: Mapping[str, str], name: str, *, needed: bool = False) -> Named | None:
    url, model = values[f"{name}_URL"], values[f"{name}_MODEL"]
    if not url:
        if needed:
            raise ValueError(f"{name}_URL: must be set where JARAI_PICTURES has ai")
        return None
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{name}_URL: must start with https:// or http://")
    if not model:
        raise ValueError(f"{name}_MODEL: must be set where {name}_URL is")
    return Named(url, values[f"{name}_KEY"], model)
