"""Speech services outside, as the operator's settings describe them. Importing it costs nothing."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jarai.speech.voices import VoiceDescription

Service = Literal["openai", "azure", "elevenlabs"]
"""Whose protocol a service speaks; its voices have it for their engine."""

_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?"
_VOICE = re.compile(
    rf"(?:([A-Za-z0-9 ._-]{{1,40}})@)?([A-Za-z0-9._:-]{{1,80}})=({_TAG}(?:\+{_TAG})*)/(female|male)", re.ASCII
)
_SLUGS: Mapping[Service, str] = {"openai": "service", "azure": "azure", "elevenlabs": "elevenlabs"}
_ELEVENLABS = "https://api.elevenlabs.io"


@dataclass(frozen=True)
class SpeechEndpoint:
    """Where a service is: its address up to what its protocol adds, its key, and what it calls the model.

    A call is tried `tries` times, `pause` seconds apart and then twice that; each may take `seconds`. `wait` lets them pass.
    """

    url: str
    key: str = field(repr=False)
    model: str
    voices: tuple[VoiceDescription, ...] = ()
    seconds: float = 20.0
    tries: int = 2
    pause: float = 1.0
    wait: Callable[[float], None] = time.sleep
    service: Service = "openai"


def speech_endpoints(values: Mapping[str, str]) -> tuple[SpeechEndpoint, ...]:
    """The services of the settings, the first asked first. Raises ValueError that names the variable and what it may be."""
    own = _endpoint(values, "openai", "JARAI_SPEECH", values["JARAI_SPEECH_URL"], values["JARAI_SPEECH_MODEL"])
    azure = _endpoint(values, "azure", "JARAI_AZURE_SPEECH", values["JARAI_AZURE_SPEECH_URL"], "")
    eleven_url = values["JARAI_ELEVENLABS_URL"] or (_ELEVENLABS if values["JARAI_ELEVENLABS_KEY"] else "")
    eleven = _endpoint(values, "elevenlabs", "JARAI_ELEVENLABS", eleven_url, values["JARAI_ELEVENLABS_MODEL"])
    return tuple(each for each in (own, azure, eleven) if each)


def _endpoint(values: Mapping[str, str], service: Service, name: str, url: str, model: str) -> SpeechEndpoint | None:
    try:
        voices = service_voices(values[f"{name}_VOICES"], service)
    except ValueError as error:
        raise ValueError(f"{name}_VOICES: {error}") from None
    asked_by = "KEY" if service == "elevenlabs" else "URL"
    if bool(url) != bool(voices):
        raise ValueError(f"{name}_VOICES: must be set where {name}_{asked_by} is, and only there")
    if not url:
        return None
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{name}_URL: must start with https:// or http://")
    key = values[f"{name}_KEY"]
    if not key and service != "openai":
        raise ValueError(f"{name}_KEY: must be set where {name}_URL is")
    return SpeechEndpoint(url.rstrip("/"), key, model, voices, service=service)


def service_voices(text: str, service: Service = "openai") -> tuple[VoiceDescription, ...]:
    """The voices of `[LABEL@]NAME=LANGUAGE[+LANGUAGE…]/GENDER,…`, such as `alloy=en-US+es-ES/female`.

    NAME is what the service calls it, LABEL what we do. Raises ValueError for others, and for two of one slug.
    """
    voices: dict[str, VoiceDescription] = {}
    for each in filter(None, (part.strip() for part in text.split(","))):
        match = _VOICE.fullmatch(each)
        if match is None:
            raise ValueError(f"must be [LABEL@]NAME=LANGUAGE[+LANGUAGE…]/female or /male, with commas, not {each!r}")
        label, name, languages, gender = match.groups()
        slug = f"{_SLUGS[service]}-{re.sub(r'[^a-z0-9._]+', '-', (label or name).lower())}"
        if slug in voices:
            raise ValueError(f"must name each voice once; two would be {slug}")
        voices[slug] = VoiceDescription.model_validate(
            {
                "slug": slug,
                "name": label or name,
                "languages": tuple(languages.split("+")),
                "accent": "as the service speaks",
                "gender": gender,
                "style": "as the service speaks",
                "engine": service,
                "timbre": name,
                "timing": "model" if service == "elevenlabs" else "spread",
            }
        )
    return tuple(voices.values())
