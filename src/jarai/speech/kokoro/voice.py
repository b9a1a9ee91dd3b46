"""The adapter: a Kokoro voice as a `Voice`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jarai.speech.kokoro.model import network
from jarai.speech.letters.words import pronounce
from jarai.speech.narrator import Narrator, Rendering
from jarai.speech.phonemes import Word
from jarai.speech.reading import Reading


@dataclass(frozen=True)
class KokoroVoice(Narrator):
    """A voice of the network in `folder`, or in the packages that carry it. Cheap to make: all share one network.

    `lexicon` has the account's pronunciations, word to signs of the alphabet; Chinese and Japanese have no use for it.
    """

    folder: Path
    lexicon: Mapping[str, str] = field(default_factory=dict)

    def pronounce(self, reading: Reading) -> list[Word]:
        """See `Narrator.pronounce`."""
        return pronounce(reading, self.description.languages[0], self.lexicon)

    def render(self, words: Sequence[Word]) -> Rendering:
        """See `Narrator.render`."""
        return Rendering(*network(self.folder).render(words, self.description.timbre, self.description.pace))
