"""How the presenter looks in one held picture. Values are rounded, so equal looks compare equal."""

from typing import Literal, NamedTuple

HELD = 2
"""Frames one picture is held: the presenter is animated on twos, 15 pictures a second."""


Gesture = Literal["open", "count"]
HAND_UP = 5
"""Pictures the hand takes to rise."""


class Mouth(NamedTuple):
    """The mouth in units of the art space: width and opening, then rounding, teeth, tongue (0 to 1) and smile."""

    width: float
    open: float
    round: float
    teeth: float
    tongue: float
    smile: float


class Eyes(NamedTuple):
    """Eyelids (0 shut to 1 open), gaze and brow lift in units of the art space."""

    lids: float
    gaze: tuple[float, float]
    brows: float


class Pose(NamedTuple):
    """One picture: mouth, eyes, and the head's offset in units of the art space.

    `breath` lifts everything by so many units; `hand` is how far the hand is raised, 0 (unseen) to `HAND_UP`. `frame`
    is the frame of the scene for who is shown by a clip; the drawn leave it at 0.
    """

    mouth: Mouth
    eyes: Eyes
    head: tuple[float, float]
    breath: int = 0
    hand: int = 0
    gesture: Gesture = "open"
    frame: int = 0


REST = Mouth(60, 0, 0, 0, 0, 5)
NEUTRAL = Pose(REST, Eyes(1.0, (0.0, 0.0), 0.0), (0.0, 0.0))

VISEMES = {
    "sil": REST,
    "PP": Mouth(55, 0, 0.1, 0, 0, 2),
    "FF": Mouth(57, 6, 0, 1, 0, 2),
    "TH": Mouth(59, 10, 0, 1, 0.9, 2),
    "DD": Mouth(60, 10, 0, 1, 0.5, 3),
    "kk": Mouth(60, 12, 0, 0.8, 0.2, 3),
    "CH": Mouth(46, 14, 0.5, 1, 0, 0),
    "SS": Mouth(63, 7, 0, 1, 0, 4),
    "nn": Mouth(60, 9, 0, 0.9, 0.5, 3),
    "RR": Mouth(48, 12, 0.5, 0.6, 0.4, 0),
    "aa": Mouth(61, 30, 0.1, 0.8, 0.6, 2),
    "E": Mouth(68, 20, 0, 0.9, 0.5, 5),
    "I": Mouth(72, 13, 0, 1, 0.3, 7),
    "O": Mouth(45, 27, 0.8, 0.3, 0.3, 0),
    "U": Mouth(35, 16, 1, 0.2, 0.2, 0),
}
"""The fifteen mouth shapes, by the names of the Oculus lip-sync set."""

_BY_VISEME = {
    "PP": "pbm", "FF": "fvβɸ", "TH": "θð", "DD": "tdlTɾʎ", "kk": "kɡhŋxɣʁʔ", "CH": "ʧʤʃʒꭧʂɕʨʥ", "SS": "szʦʣ",
    "nn": "nɲɴ", "RR": "ɹɜɚrɻ", "aa": "ɑæɐʌa", "E": "ɛəᵊeɪᵻɤ", "I": "ijɨɯʝç", "O": "ɔoɒœ", "U": "uʊwyøɥ",
}  # fmt: skip
_DIPHTHONGS = {"A": ("E", "I"), "I": ("aa", "I"), "O": ("O", "U"), "Q": ("O", "U"), "W": ("aa", "U"), "Y": ("O", "I")}
VISEME_OF = {symbol: (viseme,) for viseme, symbols in _BY_VISEME.items() for symbol in symbols} | _DIPHTHONGS
"""The viseme, or the two of a diphthong, for each sign of the voice's alphabet."""
