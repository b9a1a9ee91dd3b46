"""The front door to the voices: a slug in, someone who reads aloud out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from jarai.speech.hibari import HibariVoice
from jarai.speech.kokoro.voice import KokoroVoice
from jarai.speech.narrator import Narrator
from jarai.speech.port import Voice
from jarai.speech.recorded.folder import recordings
from jarai.speech.recorded.voice import RecordedVoice
from jarai.speech.remote.voice import RemoteVoice
from jarai.speech.service import SpeechEndpoint
from jarai.speech.shelf import Shelf
from jarai.speech.voices import RECORDED, VoiceDescription
from jarai.storyboard.model import Sentence

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Voices:
    """A `VoiceBook` over the installation's shelf. Cheap to make and to ask: a network is loaded when it first speaks."""

    shelf: Shelf
    endpoints: Sequence[SpeechEndpoint] = ()
    narration: Path | None = None

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

    def recorded(
        self, account_id: str, language: str, beside: VoiceDescription, said: Sequence[Sentence]
    ) -> Voice | None:
        """See `VoiceBook.recorded`."""
        there = recordings(self.narration, account_id, language) if self.narration else ()
        if not there:
            return None
        description = RECORDED.model_copy(update={"languages": (language,), "gender": beside.gender})
        lender = self.shelf.lender(description)
        by_key = {each.key: each for each in there}
        voice = RecordedVoice(description, by_key, self._narrator(lender, NO_WORDS) if lender else None)
        return voice if voice.says_any(said) else None

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
