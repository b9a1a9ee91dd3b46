"""The catalogue of voices that come with the studio."""

from jarai.speech.port import VoiceDescription

PRESENTER = VoiceDescription(
    slug="hibari-en",
    name="Hibari",
    languages=("en-US",),
    gender="female",
    style="news",
    pace=80,
    offset=3120,
)
"""Reads programmes."""

DESCRIBER = PRESENTER.model_copy(
    update={"slug": "hibari-en-describer", "style": "description", "pace": 85, "offset": 2784}
)
"""The same voice, a little quicker: descriptions have to fit into pauses."""

VOICES: dict[str, VoiceDescription] = {voice.slug: voice for voice in (PRESENTER, DESCRIBER)}
"""By slug."""


def voices_for(language: str) -> tuple[VoiceDescription, ...]:
    """The voices that read programmes in the language with this tag, e.g. `en-US`; none where it has no voice."""
    return tuple(voice for voice in VOICES.values() if language in voice.languages and voice is not DESCRIBER)
