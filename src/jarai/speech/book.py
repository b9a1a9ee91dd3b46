"""The front door to the voices: a slug in, someone who reads aloud out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from jarai.speech.hibari import HibariVoice
from jarai.speech.kokoro.voice import KokoroVoice
from jarai.speech.narrator import Narrator
from jarai.speech.port import Voice
from jarai.speech.remote.voice import RemoteVoice
from jarai.speech.service import SpeechEndpoint
from jarai.speech.shelf import Shelf
from jarai.speech.voices import VoiceDescription

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Voices:
    """A `VoiceBook` over the installation's shelf. Cheap to make and to ask: a network is loaded when it first speaks."""

    shelf: Shelf
    endpoints: Sequence[SpeechEndpoint] = ()

    def here(self) -> tuple[VoiceDescription, ...]:
        """See `VoiceBook.here`."""
        return self.shelf.here()

    def voice(self, slug: str) -> Voice:
        """See `VoiceBook.voice`."""
        return self._voice(self.shelf.description(slug))

    def chain(self, slug: str, language: str, lexicon: Mapping[str, str], rate: int = 100) -> tuple[Voice, ...]:
        """See `VoiceBook.chain`."""
        chain = self.shelf.chain(slug, language)
        return tuple(self._voice(description.speaking(language).at(rate), lexicon) for description in chain)

    def _voice(self, description: VoiceDescription, lexicon: Mapping[str, str] = NO_WORDS) -> Voice:
        endpoint = next((each for each in self.endpoints if each.service == description.engine), None)
        if endpoint:
            lender = self.shelf.lender(description)
            return RemoteVoice(description, endpoint, lender=self._narrator(lender, lexicon) if lender else None)
        return self._narrator(description, lexicon)

    def _narrator(self, description: VoiceDescription, lexicon: Mapping[str, str]) -> Narrator:
        if description.engine == "kokoro":
            return KokoroVoice(description, self.shelf.folder, lexicon)
        return HibariVoice(description, lexicon)
