"""Cuts a sentence's phonemes into pieces the engine can take: its memory grows with the length of a call."""

from collections.abc import Sequence

from jarai.speech.phonemes import Word

LONGEST_PIECE = 350
"""Signs a call."""

_CLAUSE_ENDS = frozenset(",;:—…)")
_CONJUNCTIONS = frozenset(
    [
        "and",
        "but",
        "or",
        "nor",
        "so",
        "yet",
        "because",
        "although",
        "though",
        "while",
        "whereas",
        "when",
        "where",
        "which",
        "who",
        "that",
        "if",
        "unless",
        "until",
        "after",
        "before",
        "since",
        "than",
        "as",
    ]
)


def cut(words: Sequence[Word], longest: int = LONGEST_PIECE) -> list[tuple[Word, ...]]:
    """Pieces of at most `longest` signs: cut after a clause's punctuation, else before a conjunction, else anywhere.

    A word longer than `longest` stands alone.
    """
    pieces = []
    rest = tuple(words)
    while rest:
        end = _end_of_piece(rest, longest)
        pieces.append(rest[:end])
        rest = rest[end:]
    return pieces


def _end_of_piece(words: tuple[Word, ...], longest: int) -> int:
    fits, length = 0, 0
    while fits < len(words) and length + len(words[fits]) <= longest:
        length += len(words[fits])
        fits += 1
    if fits == len(words):
        return fits
    early = fits // 4  # a cut this early would leave a scrap
    for end in range(fits, early, -1):
        if words[end - 1].signs[-1:] in _CLAUSE_ENDS:
            return end
    for end in range(fits, max(early, 0), -1):
        if words[end - 1].spaced and words[end].text.lower() in _CONJUNCTIONS:
            return end
    for end in range(fits, 0, -1):
        if words[end - 1].spaced:
            return end
    return max(fits, 1)
