"""Turns a text into display units: what is shown, and what a voice says for it."""

import re
import unicodedata
from dataclasses import dataclass, field

from jarai.base.model import Wire
from jarai.script.reading.cut import breaks
from jarai.script.reading.known import language_of
from jarai.script.reading.language import Language, Written
from jarai.storyboard.joining import is_wide
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
    "、": ",",
    "；": ";",
    "：": ":",
    "！": "!",
    "？": "?",
    "｡": ".",
    "．": ".",
}
_BETWEEN_WIDE = re.compile(r"(?<=(.)) (?=(.))")
_APOSTROPHES = {"'", "’", "ʼ"}
_OPENING = '([{"“”‘„«»¿¡*_`|'
_NARROW = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF10, 0xFF5B)) if wide.isalnum()}
_NARROW |= {
    ord("％"): "%",
    ord("＄"): "$",
    ord("￥"): "¥",
    ord("／"): "/",
    ord("＋"): "+",
    ord("："): ":",
    ord("～"): "〜",
}


class Reading(Wire):
    """The units of a text, and notes on what could not be said."""

    units: tuple[Unit, ...]
    notes: tuple[str, ...]


@dataclass
class _Token:
    """A unit while it is being read."""

    shown: str = ""
    said: list[str] = field(default_factory=list)
    tight: bool = False

    def unit(self) -> Unit:
        said = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(part for part in self.said if part))
        said = _BETWEEN_WIDE.sub(lambda space: "" if is_wide(space[1]) or is_wide(space[2]) else space[0], said)
        said = re.sub(r"([,;:])(?=[.,;:!?])", "", re.sub(r"\s{2,}", " ", said)).replace("' ", "'")
        has_word = any(character.isalpha() for character in said)
        return Unit(shown=self.shown, said=said.lstrip(".,;:!? ").rstrip() if has_word else "", tight=self.tight)


def read(text: str, language: str = "en-US") -> Reading:
    """The text's units in order; joined as `storyboard.joining.joined` does they show the text, its white space normalised.

    In a language whose figures are not known they are dropped from what is said, with a note. `said` holds only letters
    that a voice of the language reads, apostrophes, spaces and `.,;:!?`.
    """
    clean = cleaned(text)
    reader = _Reader(clean, language_of(language))
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


class _Reader:
    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.plain = text.translate(_NARROW) if language.tight else text
        self.breaks = breaks(text, language.tag) if language.tight else frozenset()
        self.position = 0
        self.units: list[Unit] = []
        self.notes: list[str] = []
        self.token = _Token()
        self.mixed = False

    def step(self) -> None:
        """Read one piece: a space, a rule's match, a mark or a run of letters and digits."""
        character = self.text[self.position]
        if character == " ":
            self.close()
            self.position += 1
            return
        if self.position in self.breaks and self.token.shown:
            self.close()
            self.token.tight = True
        if self._begins():
            for pattern, say in self.language.rules:
                if (match := pattern.match(self.plain, self.position)) and match.end() > self.position:
                    self._take(self.text[self.position : match.end()], say(match))
                    return
        if character.isalnum() or character in _APOSTROPHES:
            self._word()
        else:
            self._mark(character)

    def _begins(self) -> bool:
        """Whether a rule may match here: not within a run of letters and digits."""
        before = self.token.shown[-1:]
        return not self.token.said or not before.isalnum() or (self.language.tight and is_wide(before))

    def close(self) -> None:
        """End the unit. A pause before its words, or without any, goes to the unit before it."""
        if not self.token.shown:
            return
        unit = self.token.unit()
        marks = self.token.said[:1] if unit.said else self.token.said
        pause = next((part for part in marks if part in {",", ".", ";", ":", "!", "?"}), "")
        if pause and self.units and self.units[-1].said[-1:].isalpha():
            before = self.units[-1]
            self.units[-1] = before.model_copy(update={"said": before.said + pause})
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
            hyphenated = character in "–—" and not self.token.shown and not self.language.tight
            self._take(character, "" if hyphenated and not alone else _PAUSES[character].replace("...", "."))
        elif character in self.language.symbols and (alone or self._means(character)):
            self._take(character, self.language.symbols[character])
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
        end = self.position + 1
        while end < len(self.text) and self._continues(end):
            end += 1
        run = self.text[self.position : end]
        pieces = re.findall(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|.", run)
        self.mixed = any(each.isdigit() for each in run) or self.token.shown[-1:].isdigit()
        said = " ".join(piece for piece in map(self._piece, pieces) if piece)
        elided = said and run[-1] in _APOSTROPHES and self.text[end : end + 1].isdigit()
        self._take(run, f"{said}'" if elided else said)

    def _continues(self, at: int) -> bool:
        """Whether the run of letters and digits goes on: not where a unit may end, nor in figures after an apostrophe."""
        before, character = self.text[at - 1], self.text[at]
        if at in self.breaks or (self.language.tight and is_wide(before) != is_wide(character)):
            return False
        if before in _APOSTROPHES and character.isdigit() and at - 1 > self.position:
            return self.text[at - 2].isdigit()
        return character.isalnum() or character in _APOSTROPHES

    def _piece(self, piece: str) -> str:
        plain = unicodedata.normalize("NFKC", piece)
        if len(piece) > 1 and not piece.isdecimal() and plain.isdecimal():  # ①② are two figures, not one
            return " ".join(self._piece(each) for each in piece)
        if plain.isdecimal() and plain.isascii():
            if self.language.cardinal:
                return self.language.cardinal(plain)
            self._note("a figure in a language whose figures are not read", piece)
            return ""
        letters = "".join("'" if each in _APOSTROPHES else each for each in plain)
        sayable = "".join(each for each in letters if each == "'" or self._is_letter(each))
        if len(sayable) < len(letters):
            self._note("in a script that the language's voices don't read", piece)
        if not (word := sayable.strip("'")):
            return ""
        return self.language.pronounced(Written(word, self.text, self.position, self.mixed))

    def _is_letter(self, character: str) -> bool:
        return character.isalpha() and unicodedata.name(character, "").startswith(self.language.scripts)

    def _unsayable(self, character: str) -> None:
        plain = unicodedata.normalize("NFKC", character)
        if plain.isdecimal() and plain.isascii() and self.language.cardinal:
            self._take(character, self.language.cardinal(plain))
            return
        if unicodedata.category(character)[0] != "M":
            self._note("can't be said", character)
        self._take(character, "")

    def _note(self, why: str, what: str) -> None:
        if len(self.notes) < 50:
            self.notes.append(f"{why}: {what[:40]}")
