"""The quality and pitch of every voice by its stored clip, as `jarai.speech.measures` has them.

python benchmarks/voice_clips.py
"""

from importlib.resources import as_file, files
from pathlib import Path

import av
import numpy as np
from voice_measures import opinion, pitch


def main() -> None:
    with as_file(files("jarai.speech") / "clips") as folder:
        for clip in sorted(Path(folder).glob("*.ogg")):
            with av.open(str(clip)) as source:
                sound = np.concatenate([frame.to_ndarray()[0] for frame in source.decode(audio=0)]).astype(np.float32)
            hertz, semitones = pitch(sound)
            quality = opinion(sound)["overall"]
            print(
                f'    "{clip.stem}": Measures({quality:.2f}, {hertz}),  # {len(sound) / 48_000:.1f} s, {semitones} semitones'
            )


if __name__ == "__main__":
    main()
