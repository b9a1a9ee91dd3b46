"""Turns a text into display units: what is shown, and what a voice says for it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from jarai.base.model import Wire
from jarai.script.reading import english, german
from jarai.script.reading import words as known
from jarai.script.reading.german_rules import GERMAN_RULES
from jarai.script.reading.rules import rules
from jarai.storyboard.model import Unit

_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,300}\)")
_PAUSES = {
    ",": ",",
    ";": ";",
    ":": ":",
    ".": ".",
    "!": "!",
    "?": "?",
    "…": "...",
    "–": ",",
    "—": ",",
    "。": ".",
    "，": ",",
}
_APOSTROPHES = {"'", "’", "ʼ"}
_OPENING = '([{"“”‘„«»¿¡*_`|'


class Reading(Wire):
    """The units of a text, and notes on what could not be said."""

    units: tuple[Unit, ...]
    notes: tuple[str, ...]


@dataclass
class _Token:
    """A unit while it is being read."""

    shown: str = ""
    said: list[str] = field(default_factory=list)

    def unit(self) -> Unit:
        said = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(part for part in self.said if part))
        said = re.sub(r"([,;:])(?=[.,;:!?])", "", re.sub(r"\s{2,}", " ", said))
        has_word = any(character.isalpha() for character in said)
        return Unit(shown=self.shown, said=said.lstrip(".,;:!? ") if has_word else "")


def read(text: str, language: str = "en-US") -> Reading:
    """The text's units in order; joined with one space they show the text, its white space normalised.

    English and German figures are read; in another language figures are dropped from what is said, with a note.
    `said` holds only letters of the Latin alphabet, apostrophes, spaces and `.,;:!?`.
    """
    clean = cleaned(text)
    reader = _Reader(clean, language)
    while reader.position < len(clean):
        reader.step()
    reader.close()
    return Reading(units=tuple(reader.units), notes=tuple(dict.fromkeys(reader.notes)))


def cleaned(text: str) -> str:
    """NFC, without invisible, direction and tag characters; links reduced to their text; spaces single.

    A control character or an unassigned one leaves a space, so that figures on either side never become one.
    """
    text = _LINK.sub(r"\1", unicodedata.normalize("NFC", text))
    return " ".join("".join(map(_kept, text)).split())


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category in {"Cc", "Cs", "Co", "Cn"} else character


def is_letter(character: str) -> bool:
    """Whether a voice of a Latin-script language can read the character as a letter."""
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")


class _Reader:
    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.english = language.startswith("en")
        self.rules = rules(language) if self.english else GERMAN_RULES if language.startswith("de") else ()
        self.cardinal: Callable[[str], str] | None = (
            english.cardinal if self.english else german.cardinal if language.startswith("de") else None
        )
        self.position = 0
        self.units: list[Unit] = []
        self.notes: list[str] = []
        self.token = _Token()

    def step(self) -> None:
        """Read one piece: a space, a rule's match, a mark or a run of letters and digits."""
        character = self.text[self.position]
        if character == " ":
            self.close()
            self.position += 1
            return
        if not self.token.said or not self.token.shown[-1:].isalnum():
            for pattern, say in self.rules:
                if (match := pattern.match(self.text, self.position)) and match.end() > self.position:
                    self._take(match[0], say(match))
                    return
        if character.isalnum() or character in _APOSTROPHES:
            self._word()
        else:
            self._mark(character)

    def close(self) -> None:
        """End the unit. One without words lends its pause to the unit before it."""
        if not self.token.shown:
            return
        unit = self.token.unit()
        pause = next((part for part in self.token.said if part in {",", ".", ";", ":", "!", "?"}), "")
        if not unit.said and pause and self.units and self.units[-1].said[-1:].isalpha():
            before = self.units[-1]
            self.units[-1] = Unit(shown=before.shown, said=before.said + pause)
        self.units.append(unit)
        self.token = _Token()

    def _take(self, shown: str, said: str) -> None:
        self.token.shown += shown
        self.token.said.append(said)
        self.position += len(shown)

    def _mark(self, character: str) -> None:
        """One character that is neither letter nor digit."""
        alone = not self.token.shown and self.text[self.position + 1 : self.position + 2] in {"", " "}
        if character in _PAUSES:
            hyphenated = character in "–—" and not self.token.shown
            self._take(character, "" if hyphenated and not alone else _PAUSES[character].replace("...", "."))
        elif character in known.SYMBOLS and self.english and (alone or self._means(character)):
            self._take(character, known.SYMBOLS[character])
        elif unicodedata.category(character)[0] in "PZ" or character in _OPENING:
            self._take(character, "")
        else:
            self._unsayable(character)

    def _means(self, character: str) -> bool:
        """Whether a symbol that touches other characters is said: `~5`, `a&b`, but not the `>` of a tag."""
        before_figure = self.text[self.position + 1 : self.position + 2].isdecimal()
        return character in "&@=+×÷→≈±%½¼¾⅓⅔∞№" or (character in "<>~≤≥" and before_figure)

    def _word(self) -> None:
        """A run of letters, digits, apostrophes and inner hyphens."""
        end = self.position
        while end < len(self.text) and (self.text[end].isalnum() or self.text[end] in _APOSTROPHES):
            end += 1
        run = self.text[self.position : end]
        pieces = re.findall(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|.", run)
        said = [piece for piece in map(self._piece, pieces) if piece]
        self._take(run, " ".join(said))

    def _piece(self, piece: str) -> str:
        plain = unicodedata.normalize("NFKC", piece)
        if len(piece) > 1 and not piece.isdecimal() and plain.isdecimal():  # ①② are two figures, not one
            return " ".join(self._piece(each) for each in piece)
        if plain.isdecimal() and plain.isascii():
            if self.cardinal:
                return self.cardinal(plain)
            self._note("a figure in a language whose figures are not read", piece)
            return ""
        letters = "".join("'" if each in _APOSTROPHES else each for each in plain)
        sayable = "".join(each for each in letters if each == "'" or is_letter(each))
        if len(sayable) < len(letters):
            self._note("not in the Latin alphabet", piece)
        return self._pronounced(sayable.strip("'")) if sayable.strip("'") else ""

    def _pronounced(self, letters: str) -> str:
        """A word as it is, initials letter by letter."""
        if self.english and (owned := re.fullmatch(r"([A-Z]{2,5})'?s", letters)):
            return letters if owned[1] in known.SPOKEN_AS_WORDS else " ".join(owned[1]) + "'s"
        if not letters.isupper() or not self.english or "'" in letters:
            return letters
        if len(letters) == 1:
            return letters
        neighbours = self.text[max(0, self.position - 12) : self.position + len(letters) + 12]
        shouted = sum(each.islower() for each in neighbours) == 0 and len(self.text) > len(letters) + 3
        if letters in known.ORDINARY_IN_CAPITALS:
            return letters.lower()
        if letters in known.SPOKEN_AS_WORDS:
            return letters
        if len(letters) > 5 or (shouted and len(letters) > 3):
            return letters.lower()
        return " ".join(letters)

    def _unsayable(self, character: str) -> None:
        plain = unicodedata.normalize("NFKC", character)
        if plain.isdecimal() and plain.isascii() and self.cardinal:
            self._take(character, self.cardinal(plain))
            return
        if unicodedata.category(character)[0] != "M":
            self._note("can't be said", character)
        self._take(character, "")

    def _note(self, why: str, what: str) -> None:
        if len(self.notes) < 50:
            self.notes.append(f"{why}: {what[:40]}")
