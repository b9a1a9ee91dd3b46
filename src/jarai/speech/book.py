"""The front door to the voices: a slug in, someone who reads aloud out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jarai.speech.hibari import HibariVoice
from jarai.speech.kokoro.voice import KokoroVoice
from jarai.speech.openai import OpenAiVoice
from jarai.speech.port import Voice
from jarai.speech.service import SpeechEndpoint
from jarai.speech.shelf import Shelf
from jarai.speech.voices import VoiceDescription

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Voices:
    """A `VoiceBook` over the installation's shelf. Cheap to make and to ask: a network is loaded when it first speaks."""

    shelf: Shelf
    endpoint: SpeechEndpoint | None = None

    def here(self) -> tuple[VoiceDescription, ...]:
        """See `VoiceBook.here`."""
        return self.shelf.here()

    def voice(self, slug: str) -> Voice:
        """See `VoiceBook.voice`."""
        return self._voice(self.shelf.description(slug))

    def chain(self, slug: str, language: str, lexicon: Mapping[str, str]) -> tuple[Voice, ...]:
        """See `VoiceBook.chain`."""
        return tuple(self._voice(description, lexicon) for description in self.shelf.chain(slug, language))

    def _voice(self, description: VoiceDescription, lexicon: Mapping[str, str] = NO_WORDS) -> Voice:
        if description.engine == "openai" and self.endpoint:
            return OpenAiVoice(description, self.endpoint)
        if description.engine == "kokoro":
            return KokoroVoice(description, self.shelf.folder, lexicon)
        return HibariVoice(description, lexicon)
