"""Drawing and encoding one scene: ours against x264 alone, MoviePy 2, an ffmpeg filter graph and Remotion, by CPU time.

`render_peers.py [rounds]`. The same scene at 1080×1920: backdrop, presenter in fifteen poses a second, a card whose
bullets appear, captions with the spoken word marked. The peers get every picture ready (backdrop, presenter poses, card
states, caption states as PNG, cut to size) and only compose and encode; ours also draws them. All encode with x264
veryfast, CRF 24, two threads. Rounds alternate; each measurement is a process of its own, its CPU time with its
children's. The median counts.
"""

import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
import remotion_peer as remotion
import skia

from drawing import bullet_job
from jarai.render.encode import encoder_of
from jarai.render.picture import Picture
from jarai.render.segment import Drawing, render_segments
from jarai.render.sprite import Sprite
from jarai.render.stage import Stage
from jarai.storyboard.model import Frame
from machine import machine

FRAME = Frame(width=1080, height=1920)
Part = tuple[Path, tuple[int, int], int, int]
"""A picture file, where it lies, and its first and last frame."""


def ours(mode: str, folder: Path) -> None:
    job, audio = bullet_job(FRAME)
    render_segments([Drawing(job.model_copy(update={"mode": mode}), audio, folder / f"{mode}.mp4")], lambda _: None)


def ready_frames() -> list[Any]:
    """Every frame as planes; frames that are equal are the same array."""
    job, audio = bullet_job(FRAME)
    stage = Stage(job, audio)
    picture = Picture(FRAME, stage.ground)
    frames: list[Any] = []
    before = None
    for number in range(job.spoken.frames):
        look = stage.look(number)
        boxes = [picture.whole] if before is None else stage.changes(before, look)
        changed = picture.redraw(boxes, partial(stage.draw, look=look))
        frames.append(picture.yuv.copy() if changed else frames[-1])
        before = look
    return frames


def encode_only(folder: Path) -> None:
    """x264 on ready frames; making them is subtracted by the caller, who measures it alone."""
    encoder = encoder_of("constant", folder / "ready.mp4", FRAME)
    for picture in ready_frames():
        encoder.add(picture)
    encoder.finish()


def parts(folder: Path) -> list[Part]:
    """The scene's layers as PNG files with their places and times, lowest first."""
    job, audio = bullet_job(FRAME)
    stage = Stage(job, audio)
    looks = [stage.look(number) for number in range(job.spoken.frames)]
    layers: list[list[tuple[Any, Callable[[], Sprite]]]] = [
        [(0, partial(_ground, stage)) for _ in looks],
        [(look.poses, partial(_figure, stage, look.poses[0])) for look in looks],
        *[[(0, lambda layer=layer: layer) for _ in looks] for layer in stage._scenery.front],
        [(look.card.state if look.card.alpha else None, partial(stage._card, look.card.state)) for look in looks],
        [
            ((look.page, look.marked) if look.page >= 0 else None, partial(stage._captions, look.page, look.marked))
            for look in looks
        ],
    ]
    return [part for index, layer in enumerate(layers) for part in _runs(folder, index, layer)]


def _ground(stage: Stage) -> Sprite:
    return Sprite(
        skia.Image.fromarray(stage.ground, colorType=skia.ImageInfo.MakeN32Premul(1, 1).colorType()),
        (0, 0, FRAME.width, FRAME.height),
    )


def _figure(stage: Stage, pose: Any) -> Sprite:
    """The presenter in one pose as one picture."""
    from jarai.render.sprite import sprite

    return sprite(
        (0, 0, FRAME.width, FRAME.height),
        lambda canvas: stage._scenery.people[0].draw(canvas, (0, 0, FRAME.width, FRAME.height), pose),
    )


def _runs(folder: Path, index: int, layer: list[tuple[Any, Callable[[], Sprite]]]) -> Iterator[Part]:
    first = 0
    while first < len(layer):
        key, make = layer[first]
        last = first
        while last + 1 < len(layer) and layer[last + 1][0] == key:
            last += 1
        if key is not None:
            made = make()
            path = folder / f"{index}-{first}.png"
            made.image.save(str(path), skia.kPNG)
            yield path, made.box[:2], first, last
        first = last + 1


def moviepy(folder: Path, layers: list[Part], count: int) -> None:
    from moviepy import CompositeVideoClip, ImageClip

    clips = [
        ImageClip(str(path)).with_start(first / 30).with_duration((last + 1 - first) / 30).with_position(at)
        for path, at, first, last in layers
    ]
    scene = CompositeVideoClip(clips, size=(FRAME.width, FRAME.height)).with_duration(count / 30)
    scene.write_videofile(
        str(folder / "moviepy.mp4"), fps=30, codec="libx264", preset="veryfast", threads=2, audio=False, logger=None,
        ffmpeg_params=["-crf", "24", "-pix_fmt", "yuv420p"],
    )  # fmt: skip


def ffmpeg(folder: Path, layers: list[Part], count: int) -> None:
    """One image sequence a layer (as many inputs as layers), laid over one another by the filter graph."""
    from imageio_ffmpeg import get_ffmpeg_exe

    by_layer: dict[str, list[Part]] = {}
    for part in layers:
        by_layer.setdefault(part[0].name.split("-")[0], []).append(part)
    inputs: list[str] = []
    graph: list[str] = []
    for number, (layer, runs) in enumerate(by_layer.items()):
        sheet = _sequence(folder, layer, runs, count)
        inputs += ["-f", "concat", "-safe", "0", "-i", str(sheet)]
        if number:
            graph.append(f"[b{number - 1}][{number}:v]overlay=shortest=0:eof_action=repeat[b{number}]")
        else:
            graph.append("[0:v]fps=30,format=rgba[b0]")
    command = [get_ffmpeg_exe(), "-v", "error", "-y", *inputs, "-filter_complex", ";".join(graph)]
    command += ["-map", f"[b{len(by_layer) - 1}]", "-frames:v", str(count), "-r", "30", "-c:v", "libx264"]
    command += ["-preset", "veryfast", "-crf", "24", "-threads", "2", "-pix_fmt", "yuv420p", str(folder / "ffmpeg.mp4")]
    subprocess.run(command, check=True)


def _sequence(folder: Path, layer: str, runs: list[Part], count: int) -> Path:
    """A list of pictures of the full size with their durations, gaps filled with nothing."""
    lines = ["ffconcat version 1.0"]
    blank = folder / "blank.png"
    if not blank.exists():
        skia.Surface(FRAME.width, FRAME.height).makeImageSnapshot().save(str(blank), skia.kPNG)
    at = 0
    for path, place, first, last in runs:
        if first > at:
            lines += [f"file {blank}", f"duration {(first - at) / 30:.6f}"]
        whole = folder / f"whole-{path.name}"
        if not whole.exists():
            surface = skia.Surface(FRAME.width, FRAME.height)
            surface.getCanvas().drawImage(skia.Image.open(str(path)), *place)
            surface.makeImageSnapshot().save(str(whole), skia.kPNG)
        lines += [f"file {whole}", f"duration {(last + 1 - first) / 30:.6f}"]
        at = last + 1
    if at < count:
        lines += [f"file {blank}", f"duration {(count - at) / 30:.6f}"]
    target = folder / f"{layer}.ffconcat"
    target.write_text("\n".join([*lines, lines[-2]]) + "\n")
    return target


def _measured(sender: Any, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    began = time.monotonic()
    before = _cpu()
    work(*arguments)
    sender.send((_cpu() - before, time.monotonic() - began))


def _cpu() -> float:
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def measure(work: Callable[..., object], *arguments: Any) -> tuple[float, float]:
    """CPU and wall seconds of a call in a process of its own, loaded and warm: the fork has everything imported."""
    receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measured, args=(sender, work, arguments))
    process.start()
    result: tuple[float, float] = receiver.recv()
    process.join()
    return result


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(machine())
    job, _ = bullet_job(FRAME)
    count = job.spoken.frames
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layers = parts(folder)
        runs: dict[str, tuple[Callable[..., object], tuple[Any, ...], int]] = {
            "constant": (ours, ("constant", folder), rounds),
            "elastic": (ours, ("elastic", folder), rounds),
            "frames made ready": (ready_frames, (), rounds),
            "made ready and encoded": (encode_only, (folder,), rounds),
            "ffmpeg filter graph": (ffmpeg, (folder, layers, count), min(rounds, 2)),
            "MoviePy 2": (moviepy, (folder, layers, count), min(rounds, 2)),
        }
        if lacking := remotion.missing():
            print(f"Remotion is left out: {lacking} is not installed")
        else:
            home = remotion.prepare(folder, layers, (FRAME.width, FRAME.height), count)
            runs["Remotion"] = (remotion.render, (home,), 1)
        taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in runs}
        for turn in range(rounds):
            for kind, (work, arguments, times) in runs.items():
                if turn < times:
                    taken[kind].append(measure(work, *arguments))
    cpu = {kind: statistics.median(each[0] for each in found) for kind, found in taken.items()}
    wall = {kind: statistics.median(each[1] for each in found) for kind, found in taken.items()}
    encoding = cpu["made ready and encoded"] - cpu["frames made ready"]
    print(
        f"{count} frames at {FRAME.width}×{FRAME.height}; milliseconds of CPU a frame, and frames a second on the clock:"
    )
    peers = [kind for kind in ("ffmpeg filter graph", "MoviePy 2", "Remotion") if kind in cpu]
    for kind in ("constant", "elastic", *peers):
        print(f"  {kind:<22} {1000 * cpu[kind] / count:7.1f} ms {count / wall[kind]:7.1f} fps")
    print(f"  {'x264 alone':<22} {1000 * encoding / count:7.1f} ms")
    for mode in ("constant", "elastic"):
        ratios = {"x264 alone": encoding / cpu[mode]} | {peer: cpu[peer] / cpu[mode] for peer in peers}
        print(f"  {mode}: " + ", ".join(f"{ratio:.2f} × {peer}" for peer, ratio in ratios.items()))


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
