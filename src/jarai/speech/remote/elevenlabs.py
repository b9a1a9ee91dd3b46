"""ElevenLabs' speech with timing: `POST …/v1/text-to-speech/VOICE/with-timestamps`, JSON in and out.

The answer holds samples in base64 and when each character of the text begins and ends, in seconds.
"""

import base64
import binascii
import itertools
import json
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from jarai.base.errors import NeverWorks
from jarai.speech.remote.answer import Answer, from_pcm, most_bytes
from jarai.speech.remote.call import Call, answered
from jarai.speech.service import SpeechEndpoint
from jarai.speech.voices import VoiceDescription
from jarai.storyboard.times import SAMPLE_RATE

_RATE = 24_000
_SLOWEST, _FASTEST = 70, 120
"""What the service takes as speed, in hundredths."""
_BEYOND = SAMPLE_RATE // 5
"""Samples by which times may lie behind the sound's end: they are rounded, and the sound's silence may be cut."""


_LONGEST = 3600.0
"""Seconds no time may reach; it is no number either then."""


class _Alignment(BaseModel):
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Timed(BaseModel):
    audio_base64: str
    alignment: object = None


def ask(there: SpeechEndpoint, voice: VoiceDescription, text: str) -> Answer:
    """The text as the voice reads it. Raises what `answered` and `from_pcm` raise."""
    speed = min(max(voice.pace, _SLOWEST), _FASTEST) / 100
    body = {"text": text, "model_id": there.model, "voice_settings": {"speed": speed}}
    url = f"{there.url}/v1/text-to-speech/{quote(voice.timbre)}/with-timestamps?output_format=pcm_{_RATE}"
    headers = {"xi-api-key": there.key, "Content-Type": "application/json"}
    return timed_answer(answered(there, Call(url, headers, json.dumps(body).encode(), most_bytes(text))), text)


def timed_answer(content: bytes, text: str) -> Answer:
    """What the service sent, read. Raises NeverWorks `SPEECH_ANSWER` where it holds no sound that can be the text."""
    try:
        told = _Timed.model_validate_json(content)
        data = base64.b64decode(told.audio_base64, validate=True)
    except (ValidationError, binascii.Error, ValueError) as error:
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent no sound ({type(error).__name__})") from None
    samples = from_pcm(data, _RATE, text)
    return Answer(samples, _starts(told.alignment, text, len(samples)))


def _starts(told: object, text: str, length: int) -> tuple[int, ...]:
    """See `Answer.starts`; empty for times that are of another text, run backwards, or lie beyond the sound."""
    try:
        times = _Alignment.model_validate(told)
    except ValidationError:
        return ()
    starts, ends = times.character_start_times_seconds, times.character_end_times_seconds
    if "".join(times.characters) != text or any(len(each) != 1 for each in times.characters):
        return ()
    if not len(starts) == len(ends) == len(text) or not all(0 <= each < _LONGEST for each in (*starts, *ends)):
        return ()
    edges = [round(each * SAMPLE_RATE) for each in (*starts, ends[-1])]
    forward = all(before <= after for before, after in itertools.pairwise(edges))
    inside = edges[-1] <= length + _BEYOND
    told_of = edges[-1] - edges[0] >= length // 4
    return tuple(min(edge, length) for edge in edges) if forward and inside and told_of else ()
