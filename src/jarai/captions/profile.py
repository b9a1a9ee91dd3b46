"""What a language's captions may look like, and where its lines may break.

The figures follow the Netflix Timed Text Style Guide (general requirements and English): 42 characters a line, two
lines, 5/6 s to 7 s, two frames between cues; so does the order of the breaking points. Chinese has 16 characters a line
(its guide too), and so has Japanese: the guide's 13 would break most phrases with a figure.
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

_SPANISH = Profile(
    conjunctions=_words("y e o u pero sino ni aunque porque mientras si cuando donde que quien como según pues"),
    prepositions=_words("a al ante bajo con contra de del desde durante en entre hacia hasta para por sin sobre tras"),
    leading=_words(
        "el la los las lo un una unos unas este esta estos estas ese esa mi tu su sus nuestro nuestra no nunca se me te "
        "nos le les es son fue era ha han había está están muy más menos cada todo toda sr sra dr dra don doña"
    ),
)

_FRENCH = Profile(
    conjunctions=_words("et ou mais donc or ni car que qui quand lorsque si comme dont où puisque tandis"),
    prepositions=_words(
        "à au aux avec chez contre dans de des du depuis dès devant en entre jusque par parmi pendant pour sans selon "
        "sous sur vers"
    ),
    leading=_words(
        "le la les un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ne pas se je "
        "tu il elle on nous vous ils elles est sont était a ont avait sera très plus moins chaque tout toute m mme dr"
    ),
)

_ITALIAN = Profile(
    conjunctions=_words("e ed o ma però che chi perché mentre se quando dove come né anche quindi"),
    prepositions=_words(
        "a ad al alla ai alle con contro da dal dalla di del della dei delle degli dopo durante entro fra in nel nella "
        "nei nelle per prima senza sopra sotto su sul sulla tra verso"
    ),
    leading=_words(
        "il lo la i gli le un uno una questo questa questi queste quel quella mio tuo suo sua suoi nostro loro non si mi "
        "ti ci vi è sono era ha hanno aveva sarà molto più meno ogni tutto tutta sig dott prof"
    ),
)

_PORTUGUESE = Profile(
    conjunctions=_words("e ou mas nem que quem porque enquanto se quando onde como embora pois"),
    prepositions=_words(
        "a ao aos à às com contra de do da dos das desde durante em no na nos nas entre até para pela pelo por sem sob "
        "sobre após"
    ),
    leading=_words(
        "o a os as um uma este esta esse essa meu minha seu sua seus suas nosso nossa não nunca se me te lhe é são foi "
        "era há tem têm está estão muito mais menos cada todo toda sr sra dr dra"
    ),
)

_CHINESE = Profile(characters_per_line=16, target_speed=9)
_JAPANESE = Profile(characters_per_line=16, target_speed=8)

_PROFILES = {
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "it": _ITALIAN,
    "ja": _JAPANESE,
    "pt": _PORTUGUESE,
    "zh": _CHINESE,
}


def profile_for(language: str) -> Profile:
    """The profile of a language tag such as `en-GB`; without a table of its own a language breaks at punctuation."""
    return _PROFILES.get(language.partition("-")[0].lower(), Profile())
