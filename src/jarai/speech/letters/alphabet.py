"""The alphabet of the networks: IPA with a sign of its own for each English diphthong."""

import json
from functools import cache
from importlib.resources import files


@cache
def numbers() -> dict[str, int]:
    """The network's number of each sign of its alphabet."""
    text = files("jarai.speech.letters").joinpath("alphabet.json").read_text(encoding="utf-8")
    return {str(sign): int(number) for sign, number in json.loads(text).items()}


ALPHABET = frozenset(numbers())
"""The signs."""
