"""One of six scenes edited: drawing, encoding and joining again, against the whole. `edited_scene.py [rounds]`.

Six scenes at 1080×1920 as the composer's child draws them; then only the one whose words changed, the others' segments
being kept by the hash of what they show. Both times the programme is joined. Rounds alternate; each is a process of its
own, and the median counts. The voice and the checks of the finished file, which an edit repeats, aren't in it.
"""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
from render_peers import measure

from drawing import elements, job_of
from jarai.render.mux import mux
from jarai.render.segment import Drawing, render_segments
from jarai.storyboard.model import Frame
from machine import machine

FRAME = Frame(width=1080, height=1920)
SAID = ("The bridge is 412 metres long.", "Pam bought a map, but Bob and Mum kept the maps.")


def drawings(folder: Path) -> list[Drawing]:
    """Six scenes of equal length, each with another card."""
    texts = elements("The bridge is 412 metres long", "412 m")
    shown = [texts[index] for index in (0, 2, 3, 4, 9, -1)]
    found = []
    for number, element in enumerate(shown):
        job, audio = job_of(element, FRAME, *SAID)
        found.append(Drawing(job, audio, folder / f"{number}.mp4"))
    return found


def compose(folder: Path, scenes: list[Drawing], whole: bool) -> None:
    render_segments(scenes if whole else scenes[2:3], lambda _: None)
    sound = np.concatenate([np.repeat(scene.audio[:, None], 2, axis=1) for scene in scenes])
    mux([scene.target for scene in scenes], sound, folder / "joined.mp4", language="en-US", title="Edited")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(machine())
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenes = drawings(folder)
        for _ in range(rounds):
            for whole in (True, False):
                taken[whole].append(measure(compose, folder, scenes, whole))
    cpu, wall = (
        {whole: statistics.median(each[at] for each in found) for whole, found in taken.items()} for at in (0, 1)
    )
    print(
        f"six scenes: {wall[True]:.2f} s, {cpu[True]:.2f} s of CPU; one of them: {wall[False]:.2f} s, {cpu[False]:.2f} s"
    )
    print(f"  share: {wall[False] / wall[True]:.0%} of the time, {cpu[False] / cpu[True]:.0%} of the CPU")


if __name__ == "__main__":
    main()
