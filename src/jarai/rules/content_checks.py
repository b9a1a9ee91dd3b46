"""Checks of what the programme says and shows, derived from the storyboard and from what the other rooms report."""

import re
from collections.abc import Mapping, Sequence

from jarai.rules.model import Check, Evidence, Rule, Subject, result
from jarai.storyboard.model import Sentence, Storyboard
from jarai.storyboard.times import milliseconds

_DIGITS = re.compile(r"\d+(?:[.,’' \u00a0\u202f]?\d+)*")

_COVER = Rule(
    id="AD-COVER",
    rule="WCAG 2.2",
    clause="1.2.5 audio description (prerecorded): what is shown is said or described",
    severity="should",
    unit="facts left out",
    url="https://www.w3.org/TR/WCAG22/#audio-description-prerecorded",
    method="derived",
)
_OVERLAP = Rule(
    id="AD-OVERLAP",
    rule="Described and Captioned Media Program, Description Key",
    clause="descriptions don't run over speech",
    severity="should",
    unit="ms",
    method="derived",
)
_CONTRAST = Rule(
    id="CON-1",
    rule="WCAG 2.2",
    clause="1.4.3 contrast (minimum)",
    severity="must",
    unit="ratio",
    url="https://www.w3.org/TR/WCAG22/#contrast-minimum",
    method="derived",
)
_LABEL = Rule(
    id="AI-LABEL",
    rule="Regulation (EU) 2024/1689",
    clause="Article 50: AI use is disclosed to the viewer",
    severity="must",
    unit="places",
    url="https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    method="declared",
)
_SOURCE = Rule(
    id="SRC-1",
    rule="Studio editorial rule",
    clause="every sentence with a figure names a source that is given",
    severity="must",
    unit="sentences",
    method="derived",
)
_FIGURE = Rule(
    id="SRC-2",
    rule="Studio editorial rule",
    clause="every figure stands in the sources its sentence names",
    severity="should",
    unit="sentences",
    method="derived",
)


def description_coverage(shown: int, spoken: int, left_out: Sequence[str], subject: Subject) -> Check:
    """AD-COVER: of `shown` words on screen `spoken` are said; nothing else that matters was left undescribed.

    `left_out` are the description lines that found no place.
    """
    return result(
        _COVER,
        subject,
        measured={"wordsShown": shown, "wordsSpoken": spoken, "leftOut": len(left_out)},
        limit={"leftOut": 0},
        verdict=not left_out,
        evidence=[Evidence(where="left out", value=text) for text in left_out],
    )


def description_overlap(over_speech: Sequence[int], subject: Subject) -> Check:
    """AD-OVERLAP: how long each line of the description runs over speech, in samples at 48 kHz."""
    worst = max(over_speech, default=0)
    return result(
        _OVERLAP,
        subject,
        measured={"total": milliseconds(sum(over_speech)), "max": milliseconds(worst)},
        limit={"total": 0},
        verdict=sum(over_speech) == 0 if over_speech else "not_applicable",
        evidence=[
            Evidence(where=f"line {number}", value=milliseconds(over))
            for number, over in enumerate(over_speech, 1)
            if over
        ],
    )


def contrast(pairs: Mapping[str, tuple[str, str]], subject: Subject, *, least_hundredths: int = 450) -> Check:
    """CON-1: each named pair of text and ground colour (`#RRGGBB`) reaches 4.5:1. Ratios are rounded down."""
    ratios = {name: contrast_hundredths(*pair) for name, pair in pairs.items()}
    wrong = [name for name, ratio in ratios.items() if ratio < least_hundredths]
    lowest = min(ratios, key=lambda name: ratios[name], default="")
    return result(
        _CONTRAST,
        subject,
        measured={name: _hundredths(ratio) for name, ratio in ratios.items()},
        limit={"min": _hundredths(least_hundredths)},
        verdict=not wrong if ratios else "not_applicable",
        evidence=[Evidence(where=lowest, value=_hundredths(ratios[lowest]))] if lowest else [],
    )


def contrast_hundredths(one: str, other: str) -> int:
    """The contrast ratio of two colours by WCAG 2.2, in hundredths, rounded down."""
    lights = sorted((_luminance(one), _luminance(other)))
    return int((lights[1] + 0.05) / (lights[0] + 0.05) * 100 + 1e-9)


def ai_label(places: Mapping[str, bool], subject: Subject) -> Check:
    """AI-LABEL: whether each named place (picture, transcript, description, …) was made to carry the AI notice.

    This is the studio's own declaration: the notice is not recognised in the pixels.
    """
    bare = [place for place, labelled in places.items() if not labelled]
    return result(
        _LABEL,
        subject,
        measured={place: "labelled" if labelled else "not labelled" for place, labelled in places.items()},
        limit={"notLabelled": 0},
        verdict=not bare if places else "needs_human",
        evidence=[Evidence(where=place, value="not labelled") for place in bare],
    )


def sourced(storyboard: Storyboard, subject: Subject) -> Check:
    """SRC-1: every sentence with a figure names a source, and every named source exists."""
    known = {source.source_id for source in storyboard.sources}
    sentences = _numbered(storyboard)
    wrong = [
        Evidence(where=where, value=sentence.text)
        for where, sentence in sentences
        if not set(sentence.source_ids) <= known or (_figures(sentence.text) and not sentence.source_ids)
    ]
    return result(
        _SOURCE,
        subject,
        measured={
            "wrong": len(wrong),
            "sentences": len(sentences),
            "withSource": sum(bool(sentence.source_ids) for _, sentence in sentences),
        },
        limit={"wrong": 0},
        verdict=not wrong,
        evidence=wrong,
    )


def figures_sourced(storyboard: Storyboard, subject: Subject) -> Check:
    """SRC-2: the digits of every figure spoken stand in the quoted sources of its sentence."""
    quotes = {source.source_id: source.quote for source in storyboard.sources}
    wrong = []
    for where, sentence in _numbered(storyboard):
        given = _figures(" ".join(quotes.get(name, "") for name in sentence.source_ids))
        wrong += [
            Evidence(where=where, value=figure) for figure in sorted(_figures(sentence.text)) if figure not in given
        ]
    return result(
        _FIGURE, subject, measured={"wrong": len(wrong)}, limit={"wrong": 0}, verdict=not wrong, evidence=wrong
    )


def _numbered(storyboard: Storyboard) -> list[tuple[str, Sentence]]:
    return [
        (f"{scene.scene_id}, sentence {number}", sentence)
        for scene in storyboard.scenes
        for number, sentence in enumerate(scene.narration, 1)
    ]


def _figures(text: str) -> frozenset[str]:
    """The figures in a text by their digits alone: how thousands and decimals are marked doesn't matter."""
    return frozenset("".join(char for char in figure if char.isdigit()) for figure in _DIGITS.findall(text))


def _luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hundredths(value: int) -> str:
    return f"{value // 100}.{value % 100:02d}"
