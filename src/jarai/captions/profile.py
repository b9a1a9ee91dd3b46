"""What a language's captions may look like, and where its lines may break.

The figures follow the Netflix Timed Text Style Guide (general requirements and English): 42 characters a line, two
lines, 5/6 s to 7 s, two frames between cues; so does the order of the breaking points.
"""

from dataclasses import dataclass, field

from jarai.storyboard.times import SAMPLE_RATE

MAX_LINES = 2
MIN_DURATION = SAMPLE_RATE * 5 // 6
MAX_DURATION = SAMPLE_RATE * 7
MIN_GAP = SAMPLE_RATE * 67 // 1000
"""Two frames, rounded up to the millisecond that the formats write."""
MAX_EXTENSION = SAMPLE_RATE // 10
"""How far a cue may outlast its last word."""


@dataclass(frozen=True)
class Profile:
    """Limits in characters and the small words that decide where a line may break (all lower case)."""

    characters_per_line: int = 42
    target_speed: int = 17
    conjunctions: frozenset[str] = field(default_factory=frozenset)
    prepositions: frozenset[str] = field(default_factory=frozenset)
    leading: frozenset[str] = field(default_factory=frozenset)
    """Words that belong to what follows: articles, possessives, pronouns, auxiliaries, negations, titles."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = Profile(
    conjunctions=_words(
        "and but or nor so yet because although though while whereas if unless until since when where which who that "
        "than as"
    ),
    prepositions=_words(
        "about above across after against along among around at before behind below between beyond by despite down "
        "during for from in inside into of off on onto out over per through to toward towards under up upon via with "
        "within without"
    ),
    leading=_words(
        "a an the this that these those my your his her its our their no not never i you he she it we they is are was "
        "were be been has have had do does did will would can could may might must shall should mr mrs ms dr prof st "
        "every each some any more most less same own other another well very too"
    ),
)

_PROFILES = {"en": _ENGLISH}


def profile_for(language: str) -> Profile:
    """The profile of a language tag such as `en-GB`; without a table of its own a language breaks at punctuation."""
    return _PROFILES.get(language.partition("-")[0].lower(), Profile())
