"""Music files as an account may bring them, and as it had better not."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from jarai.sound.music.compose import compose

RATE = 48_000
PIECE = compose("calm", 8 * RATE, "an own piece")


def encoded(
    samples: NDArray[np.float32] = PIECE, container: str = "wav", codec: str = "pcm_s16le", rate: int = RATE
) -> bytes:
    """Stereo samples at 48 kHz as a file of that kind, resampled to `rate`."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as target:
        stream = target.add_stream(codec, rate=rate, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=rate, frame_size=1024)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return buffer.getvalue()


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
BAD_MUSIC = {
    "nothing": b"",
    "text": b"la la la" * 100,
    "a list of other files": PLAYLIST,
    "such a list in a riff's name": b"RIFF" + PLAYLIST,
    "a name and nothing more": b"OggS",
    "half a file": encoded(container="flac", codec="flac")[:60],
    "silence": encoded(np.zeros((8 * RATE, 2), np.float32)),
    "too short": encoded(PIECE[: 2 * RATE]),
}
