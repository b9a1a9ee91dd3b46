"""OpenAI's protocol for speech, which many servers speak: `POST …/audio/speech`, text in, a WAV out, no times."""

import json

from jarai.speech.remote.answer import Answer, from_wav, most_bytes
from jarai.speech.remote.call import Call, answered
from jarai.speech.service import SpeechEndpoint
from jarai.speech.voices import VoiceDescription


def ask(there: SpeechEndpoint, voice: VoiceDescription, text: str) -> Answer:
    """The text as the voice reads it. Raises what `answered` and `from_wav` raise."""
    body = {
        "model": there.model,
        "voice": voice.timbre,
        "input": text,
        "response_format": "wav",
        "speed": voice.pace / 100,
    }
    headers = {"Content-Type": "application/json"}
    if there.key:
        headers["Authorization"] = f"Bearer {there.key}"
    call = Call(f"{there.url}/audio/speech", headers, json.dumps(body).encode(), most_bytes(text))
    return Answer(from_wav(answered(there, call), text))
