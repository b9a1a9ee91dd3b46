"""Azure's text to speech: `POST …/cognitiveservices/v1`, SSML in, a WAV at 48 kHz out.

This endpoint tells no times. Those of words come only over a socket, or from batches that are asked for again and again
until they are done; neither fits a sentence at a time.
"""

from html import escape

from jarai.speech.remote.answer import Answer, from_wav, most_bytes
from jarai.speech.remote.call import Call, answered
from jarai.speech.service import SpeechEndpoint
from jarai.speech.voices import VoiceDescription

_FORMAT = "riff-48khz-16bit-mono-pcm"


def ask(there: SpeechEndpoint, voice: VoiceDescription, text: str) -> Answer:
    """The text as the voice reads it. Raises what `answered` and `from_wav` raise."""
    headers = {
        "Ocp-Apim-Subscription-Key": there.key,
        "Content-Type": "application/ssml+xml",
        "X-Microsoft-OutputFormat": _FORMAT,
        "User-Agent": "JARAI-Studio",
    }
    call = Call(f"{there.url}/cognitiveservices/v1", headers, ssml(voice, text).encode(), most_bytes(text))
    return Answer(from_wav(answered(there, call), text))


def ssml(voice: VoiceDescription, text: str) -> str:
    """The request's document; whatever is in the text, it is text. The rate is told as a change in percent."""
    return (
        f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="{escape(voice.languages[0])}">'
        f'<voice name="{escape(voice.timbre)}"><prosody rate="{voice.pace - 100:+d}%">{escape(text)}</prosody></voice>'
        "</speak>"
    )
