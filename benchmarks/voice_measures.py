"""What a machine can say of how a voice sounds: predicted opinion of its quality, and its pitch."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.signal import resample_poly

_RATE = 16_000
_WINDOW = int(9.01 * _RATE)
_FITS = {
    "speech": (-0.08397278, 1.22083953, 0.0052439),
    "background": (-0.13166888, 1.60915514, -0.39604546),
    "overall": (-0.06766283, 1.11546468, 0.04602535),
}
"""From the network's answers to the scale of listeners (Reddy and others, DNSMOS P.835, ICASSP 2022), as its makers fit it."""


def opinion(sound: NDArray[np.float32]) -> dict[str, float]:
    """What listeners would say of samples at 48 kHz, 1 bad to 5 excellent (ITU-T P.835), as DNSMOS predicts it.

    It hears noise and distortion; of how natural a voice is or whether its words are right it knows nothing.
    """
    heard = resample_poly(sound, 1, 3).astype(np.float32)
    heard = np.resize(heard, max(len(heard), _WINDOW))
    starts = range(0, len(heard) - _WINDOW + 1, _RATE)
    raw = np.mean([_network().run(None, {"input_1": heard[None, at : at + _WINDOW]})[0][0] for at in starts], axis=0)
    return {name: float(np.polyval(fit, each)) for (name, fit), each in zip(_FITS.items(), raw, strict=True)}


def pitch(sound: NDArray[np.float32]) -> tuple[int, float]:
    """The median pitch in hertz, and how far it moves: half of it lies within so many semitones about the median."""
    frames = [found for at in range(0, len(sound) - 1920, 480) if (found := _pitch_of(sound[at : at + 1920]))]
    middle = median(frames)
    low, high = np.percentile(12 * np.log2(np.array(frames) / middle), [25, 75])
    return round(middle), round(float(high - low), 1)


def _pitch_of(frame: NDArray[np.float32]) -> float:
    """The pitch of 40 ms by autocorrelation, 0 where nothing is voiced; 60 to 400 Hz."""
    if np.sqrt(np.mean(frame**2)) < 0.02:
        return 0.0
    low = frame[::4] - frame.mean()
    found = np.correlate(low, low, "full")[len(low) - 1 :]
    span = found[30:200] / np.arange(len(low) - 30, len(low) - 200, -1) * len(low)
    best = int(np.argmax(span))
    return 12_000 / (best + 30) if found[0] > 0 and span[best] > 0.5 * found[0] else 0.0


@cache
def _network() -> onnxruntime.InferenceSession:
    package = find_spec("speechmos")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("needs the package speechmos: requirements/bench.txt")
    # The package itself imports much that only its other measures need.
    model = Path(package.submodule_search_locations[0]) / "dnsmos_models" / "sig_bak_ovr.onnx"
    return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
