"""Checks of the captions as written, read back from the file; times in milliseconds.

Where there are no captions because nobody speaks, the checks are not applicable; CAP-COMPLETE tells whether that is so.
"""

from collections.abc import Sequence
from itertools import pairwise

from jarai.rules.model import Check, Evidence, Rule, Subject, Values, result
from jarai.rules.vtt import TextCue

_NETFLIX = "Netflix Timed Text Style Guide"
_NETFLIX_URL = "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617"


def _rule(id: str, clause: str, unit: str, *, must: bool = True) -> Rule:  # noqa: A002 - the rule's own word
    severity = "must" if must else "should"
    return Rule.model_validate(
        {"id": id, "rule": _NETFLIX, "clause": clause, "severity": severity, "unit": unit, "url": _NETFLIX_URL}
    )


_SPEED = _rule("CAP-CPS", "reading speed, adult programmes", "characters per second")
_LENGTH = _rule("CAP-CPL", "characters per line", "characters")
_LINES = _rule("CAP-LINES", "lines per cue", "lines")
_LONGEST = _rule("CAP-DUR", "longest cue", "ms")
_SHORTEST = _rule("CAP-DUR-MIN", "shortest cue", "ms", must=False)
_GAP = _rule("CAP-GAP", "no overlap; no gap of less than two frames", "ms")
_SYNC = Rule(
    id="CAP-SYNC",
    rule="WCAG 2.2 1.2.2; studio limit",
    clause="cues start and end with the audible speech",
    severity="must",
    unit="ms",
    url="https://www.w3.org/TR/WCAG22/#captions-prerecorded",
)
_COMPLETE = Rule(
    id="CAP-COMPLETE",
    rule="WCAG 2.2",
    clause="1.2.2 captions (prerecorded): all that is said",
    severity="must",
    unit="units missing",
    url="https://www.w3.org/TR/WCAG22/#captions-prerecorded",
)


def reading_speed(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-CPS: aimed at 17 characters a second, more than 20 fails. Told in tenths."""
    speeds = [cue.characters * 10_000 // max(1, cue.end - cue.start) for cue in cues]
    above_aim = sum(speed > 170 for speed in speeds)
    return _extreme(_SPEED, subject, speeds, highest=200, scale=10, more={"cuesAbove17": above_aim})


def line_length(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-CPL: at most 42 characters a line."""
    return _extreme(_LENGTH, subject, [max(map(len, cue.lines), default=0) for cue in cues], highest=42)


def line_count(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-LINES: at most two lines."""
    return _extreme(_LINES, subject, [len(cue.lines) for cue in cues], highest=2)


def longest(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-DUR: at most 7 s."""
    return _extreme(_LONGEST, subject, [cue.end - cue.start for cue in cues], highest=7_000)


def shortest(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-DUR-MIN: at least 5/6 s."""
    return _extreme(_SHORTEST, subject, [cue.end - cue.start for cue in cues], lowest=833)


def gaps(cues: Sequence[TextCue], subject: Subject) -> Check:
    """CAP-GAP: each cue begins when the one before ends, or two frames (66 ms) after it or more."""
    found = [after.start - before.end for before, after in pairwise(cues)]
    wrong = [Evidence(where=f"cue {number}", value=gap) for number, gap in enumerate(found, 2) if gap < 66 and gap != 0]
    return result(
        _GAP,
        subject,
        measured={"wrong": len(wrong), "min": min(found, default=0)},
        limit={"zeroOrMin": 66},
        verdict=not wrong if found else "not_applicable",
        evidence=wrong[:5],
    )


def sync(cues: Sequence[TextCue], audible: Sequence[tuple[int, int]] | None, subject: Subject) -> Check:
    """CAP-SYNC: each cue starts within 80 ms of the audible onset and ends within 150 ms of the audible end.

    `audible` holds each cue's onset and end as the speech is found in the decoded sound; without it a person must listen.
    Raises ValueError if there are not as many as cues.
    """
    pairs = list(zip(cues, audible, strict=True)) if audible is not None else []
    late = [max(abs(cue.start - onset) * 150, abs(cue.end - end) * 80) for cue, (onset, end) in pairs]
    worst = late.index(max(late)) if late else 0
    starts = max((abs(cue.start - onset) for cue, (onset, _) in pairs), default=0)
    ends = max((abs(cue.end - end) for cue, (_, end) in pairs), default=0)
    if audible is None:
        return result(_SYNC, subject, measured={}, limit={"start": 80, "end": 150}, verdict="needs_human")
    return result(
        _SYNC,
        subject,
        measured={"start": starts, "end": ends},
        limit={"start": 80, "end": 150},
        verdict=starts <= 80 and ends <= 150 if pairs else "not_applicable",
        evidence=[
            Evidence(where=f"cue {worst + 1} start", value=pairs[worst][0].start - pairs[worst][1][0]),
            Evidence(where=f"cue {worst + 1} end", value=pairs[worst][0].end - pairs[worst][1][1]),
        ]
        if pairs
        else [],
    )


def complete(cues: Sequence[TextCue], spoken: Sequence[str], subject: Subject) -> Check:
    """CAP-COMPLETE: every spoken unit, as shown, stands in the captions, in order. White space doesn't count."""
    text = "".join("".join(line.split()) for cue in cues for line in cue.lines)
    at = 0
    missing: list[Evidence] = []
    for number, unit in enumerate(spoken, 1):
        wanted = "".join(unit.split())
        found = text.find(wanted, at)
        if found < 0:
            missing.append(Evidence(where=f"unit {number}", value=unit))
        else:
            at = found + len(wanted)
    return result(
        _COMPLETE,
        subject,
        measured={"missing": len(missing), "spoken": len(spoken)},
        limit={"missing": 0},
        verdict=not missing if spoken else "not_applicable",
        evidence=missing[:5],
    )


def _extreme(
    rule: Rule,
    subject: Subject,
    values: Sequence[int],
    *,
    highest: int | None = None,
    lowest: int | None = None,
    scale: int = 1,
    more: Values | None = None,
) -> Check:
    """A check of one value a cue against a bound, with the worst cue."""
    worst = (min if highest is None else max)(values, default=0)
    held = (highest is None or worst <= highest) and (lowest is None or worst >= lowest)
    name, bound = ("min", lowest) if highest is None else ("max", highest)
    return result(
        rule,
        subject,
        measured={name: _written(worst, scale), **(more or {})},
        limit={name: _written(bound or 0, scale)},
        verdict=held if values else "not_applicable",
        evidence=[Evidence(where=f"cue {values.index(worst) + 1}", value=_written(worst, scale))] if values else [],
    )


def _written(value: int, scale: int) -> int | str:
    """The value in its unit: an integer, or a decimal with one digit."""
    return value if scale == 1 else f"{value // scale}.{value % scale}"
