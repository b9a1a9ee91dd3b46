"""The small words of each language, listed by us: those that say nothing of what a text is about."""

import json
from functools import cache
from pathlib import Path


@cache
def stopwords(language: str) -> frozenset[str]:
    """Those of a BCP 47 tag's language, in small letters; none for one we have no list of."""
    return _lists().get(language.partition("-")[0].lower(), frozenset())


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return {primary: frozenset(words.split()) for primary, words in lists.items()}
