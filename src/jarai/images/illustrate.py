"""Which icon illustrates a text: by what it means where it is English, and by its words in eight languages.

English texts are compared with every icon's own words by an embedding model. In all of them the words of
`data/concepts.json` (written by us) and those of CLDR's annotations count. What scores under the bound gets no icon: a
neutral motif is drawn, which is never wrong. Figures are in thousandths.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jarai.base.hashing import sha256_hex
from jarai.images.icons import MOTIF, icons
from jarai.images.meaning import embedder, icon_vectors
from jarai.images.words import folded, stem, words_in

_BOUND_BY_MEANING, _BOUND_BY_WORDS = 360, 250
_BOUND_OF_MEANING_ALONE = 560
"""Where no word of the text is one of the icon's: nearness alone gave a suitcase for what carries 180 kg."""
_NAME, _CONCEPT, _GENERAL, _KEYWORD, _MORE, _TAG = 350, 355, 260, 200, 60, 50
_GENERAL_ICONS = {"calendar", "clock", "percent", "ruler", "users-three"}
"""What nearly every fact has: it gives way to what the fact is about, also where that is shown again."""
_CONTEXT = 600
"""What a text means together with what it is told under counts so much."""
_MORE_OF_QUOTES = 400
SPEECH = ("chat", "chats")
"""The icons of somebody who is quoted."""
_MISLEADING = {"es": {"metro"}, "it": {"metro"}, "pt": {"metro"}, "fr": {"porte", "rien", "sur"}}
"""Keywords that mostly mean something else in running text: 412 metros are no underground railway."""
_SHORTEST, _SHORTEST_UNSPACED = 5, 3
"""A shorter keyword of CLDR's is too often part of another phrase; and one keyword alone is not enough."""
_ONE_SIGN = 200
"""A single ideograph is part of many words: alone it isn't enough."""
_COMMON = 4
"""A word of so many icons says too little."""
_SPACED = re.compile(r"\w+")
_UNSPACED = {"zh", "ja"}


class Illustration(NamedTuple):
    """An icon's name, or the motif's, how well it fits in thousandths, and why."""

    name: str
    score: int
    reasons: tuple[str, ...]


def illustrations(
    texts: Sequence[str], language: str, contexts: Sequence[str], spoken: Collection[int] = ()
) -> list[Illustration]:
    """One a text, in order; `contexts` is what each is about (a heading, the title), which counts less.

    The same icon comes twice only where nothing else is good enough. `language` is a BCP 47 tag. `spoken` are the texts
    that quote somebody: what people say is seldom about what its words name, so they show speech unless an icon fits well.
    """
    found: list[Illustration] = []
    for number, (text, (scores, reasons)) in enumerate(zip(texts, _scored(texts, language, contexts), strict=True)):
        taken = {each.name for each in found}
        bound = _bound(language) + _MORE_OF_QUOTES * (number in spoken)
        if number in spoken and scores.max(initial=0) < bound:
            speech = next((each for each in SPEECH if each not in taken), SPEECH[0])
            found.append(Illustration(speech, 0, ("somebody is quoted",)))
            continue
        motif = f"{MOTIF}-{sha256_hex(text.encode())[:2]}"
        found.append(_best(scores, reasons, bound, taken, motif))
    return found


def _best(
    scores: NDArray[np.int64], reasons: Mapping[int, list[str]], bound: int, taken: Collection[str], motif: str
) -> Illustration:
    order = [int(each) for each in np.argsort(-scores, kind="stable") if scores[each] >= bound]
    names = [icons()[each].name for each in order]
    other = {each for each in names if each in _GENERAL_ICONS and each != names[0]}
    free = [each for each, name in zip(order, names, strict=True) if name not in taken and name not in other]
    if not order:
        top = int(np.argmax(scores))
        return Illustration(motif, int(scores[top]), (f"nothing fits: {icons()[top].name} scores {scores[top]}",))
    chosen = (free or order)[0]
    again = () if free else ("shown before: nothing else fits",)
    return Illustration(icons()[chosen].name, int(scores[chosen]), (*reasons.get(chosen, ()), *again))


def _bound(language: str) -> int:
    return _BOUND_BY_MEANING if _base(language) == "en" else _BOUND_BY_WORDS


def _scored(
    texts: Sequence[str], language: str, contexts: Sequence[str]
) -> list[tuple[NDArray[np.int64], dict[int, list[str]]]]:
    """For each text every icon's score and the reasons."""
    base = _base(language)
    meant = np.zeros((len(texts), len(icons())), np.int64)
    if base == "en" and texts:
        full = [f"{context}. {text}" if context else text for text, context in zip(texts, contexts, strict=True)]
        alone = embedder().vectors(texts) @ icon_vectors().T
        within = embedder().vectors(full) @ icon_vectors().T
        meant = np.round(np.maximum(alone, _CONTEXT * within / 1000) * 1000).astype(np.int64)
    found = []
    for row, (text, context) in enumerate(zip(texts, contexts, strict=True)):
        scores = np.maximum(meant[row], 0)
        reasons = {at: [f"means {score}"] for at, score in enumerate(scores) if score > 0}
        said = _by_words(text, base)
        for at, (points, words) in _by_words(context, base).items():
            said.setdefault(at, (points // 3, words))
        for at, (points, words) in said.items():
            scores[at] += points
            reasons.setdefault(at, []).append(f"says {', '.join(words)}")
        unsaid = np.array([at not in said for at in range(len(scores))]) & (scores < _BOUND_OF_MEANING_ALONE)
        scores[unsaid] = np.minimum(scores[unsaid], _bound(base) - 1)
        found.append((scores, reasons))
    return found


def motives(text: str, language: str) -> dict[str, set[str]]:
    """The icons that a text names by a word of their own, in any form of it, and the stems of these words."""
    base = _base(language)
    if base in _UNSPACED:
        return {icons()[at].name: set(words) for at, (_, words) in _by_words(text, base).items()}
    index, found = _stems(base), dict[str, set[str]]()
    words = [stem(each, base) for each in words_in(text)]
    for word in (*words, *(f"{one} {two}" for one, two in pairwise(words))):
        for name in index.get(word, ()):
            found.setdefault(name, set()).add(word)
    return found


@cache
def _stems(base: str) -> dict[str, set[str]]:
    """The words that stand for few icons and strongly, by their stems."""
    found: dict[str, set[str]] = {}
    for word, at in _index(base).items():
        names = {icons()[each].name for each, points in at.items() if points >= _KEYWORD}
        found.setdefault(" ".join(stem(each, base) for each in word.split()), set()).update(names - _GENERAL_ICONS)
    return found


def _by_words(text: str, language: str) -> dict[int, tuple[int, list[str]]]:
    """The icons whose words stand in the text: points and the words."""
    index = _index(language)
    if language in _UNSPACED:
        present = [word for word in index if word in text]
        present = [word for word in present if not any(word != other and word in other for other in present)]
    else:
        words = [folded(each) for each in _SPACED.findall(text)]
        pairs = [f"{one} {two}" for one, two in pairwise(words)]
        present = list(dict.fromkeys(each for each in (*words, *pairs) if each in index))
    found: dict[int, tuple[int, list[str]]] = {}
    for word in present:
        for at, points in index[word].items():
            before, told = found.get(at, (0, []))
            strongest, weakest = max(before, points), min(before, points)
            found[at] = (strongest + min(weakest, _MORE), [*told, word])
    return found


@cache
def _index(language: str) -> dict[str, dict[int, int]]:
    """The words of a language, and what each says for which icons."""
    numbers = {icon.name: at for at, icon in enumerate(icons())}
    index: dict[str, dict[int, int]] = {}

    def add(word: str, name: str, points: int) -> None:
        key = _key(word, language)
        if language in _UNSPACED and len(key) == 1:
            points = min(points, _ONE_SIGN)
        if key and (language in _UNSPACED or len(key) > 2) and key not in _MISLEADING.get(language, ()):
            at = index.setdefault(key, {})
            at[numbers[name]] = max(points, at.get(numbers[name], 0))

    if language == "en":
        for icon in icons():
            add(icon.name.replace("-", " "), icon.name, _NAME)
            for tag in icon.tags:
                add(tag, icon.name, _TAG)
    else:
        for name, words in _keywords().get(language, {}).items():
            add(words[0], name, _NAME)
            for word in words[1:]:
                if len(word) >= (_SHORTEST_UNSPACED if language in _UNSPACED else _SHORTEST):
                    add(word, name, _KEYWORD)
    common = {word for word, at in index.items() if len(at) > _COMMON}
    index = {word: at for word, at in index.items() if word not in common}
    ours = [(name, word) for name, spoken in _concepts().items() for word in spoken.get(language, "").split()]
    written = {_key(each, language) for _, each in ours}
    if language != "en":  # what we wrote of a word stands alone: CLDR names a solar panel "sol" in Portuguese
        index = {word: at for word, at in index.items() if word not in written}
    for name, word in ours:
        add(word, name, _GENERAL if name in _GENERAL_ICONS else _CONCEPT)
    return index


def _key(word: str, language: str) -> str:
    """How a word or phrase stands in the index."""
    return word if language in _UNSPACED else " ".join(folded(each) for each in _SPACED.findall(word))


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _concepts() -> dict[str, dict[str, str]]:
    """Our words, an icon's in each language, with spaces between them."""
    found: dict[str, dict[str, str]] = json.loads((files("jarai.images") / "data/concepts.json").read_text("utf-8"))
    return found


def _keywords() -> dict[str, dict[str, list[str]]]:
    """CLDR's words, a language's for each icon, its name first."""
    text = (files("jarai.images") / "data/keywords.json").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text)
    return found
