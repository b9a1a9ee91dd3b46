"""How near the encoded picture is to the drawn one: VMAF, SSIM and PSNR by FFmpeg's filters. `encode_quality.py [mode …]`.

Six scenes at 1080×1920, encoded as the composer's child does it, against the same frames before encoding.
"""

import re
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from edited_scene import FRAME, drawings
from imageio_ffmpeg import get_ffmpeg_exe

from jarai.render.picture import Picture
from jarai.render.segment import Drawing, render_segments
from jarai.render.stage import Stage
from machine import machine

_MEASURES = "[0:v]split=3[a][b][c];[1:v]split=3[d][e][f];[a][d]ssim[x];[b][e]psnr[y];[c][f]libvmaf=n_threads=2[z]"


def compared(drawing: Drawing) -> dict[str, float]:
    """The three measures of one encoded scene against its frames as drawn."""
    size = f"{FRAME.width}x{FRAME.height}"
    command = [get_ffmpeg_exe(), "-hide_banner", "-i", str(drawing.target)]
    command += ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", "30", "-i", "-"]
    command += ["-filter_complex", _MEASURES, "-map", "[x]", "-f", "null", "-", "-map", "[y]", "-f", "null", "-"]
    command += ["-map", "[z]", "-f", "null", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    stage = Stage(drawing.job, drawing.audio)
    picture = Picture(FRAME, stage.ground)
    before = None
    for number in range(drawing.job.spoken.frames):
        look = stage.look(number)
        boxes = [picture.whole] if before is None else stage.changes(before, look)
        picture.redraw(boxes, partial(stage.draw, look=look))
        process.stdin.write(picture.yuv.tobytes())
        before = look
    said = process.communicate()[1].decode()
    assert process.returncode == 0, said
    patterns = {"VMAF": r"VMAF score: ([\d.]+)", "SSIM": r"SSIM Y:[\d.]+ .*All:([\d.]+)", "PSNR": r"average:([\d.]+)"}
    return {name: float(re.findall(pattern, said)[-1]) for name, pattern in patterns.items()}


def main() -> None:
    print(machine())
    for mode in sys.argv[1:] or ["constant", "elastic"]:
        with tempfile.TemporaryDirectory() as folder:
            scenes = [each._replace(job=each.job.model_copy(update={"mode": mode})) for each in drawings(Path(folder))]
            render_segments(scenes, lambda _: None)
            found = [compared(scene) for scene in scenes]
            rate = sum(scene.target.stat().st_size for scene in scenes) * 8 * 30
            frames = sum(scene.job.spoken.frames for scene in scenes)
        means = {name: sum(each[name] for each in found) / len(found) for name in found[0]}
        worst = min(each["VMAF"] for each in found)
        print(
            f"{mode}: VMAF {means['VMAF']:.1f} (least scene {worst:.1f}), SSIM {means['SSIM']:.4f}, "
            f"PSNR {means['PSNR']:.1f} dB at {rate / frames / 1000:.0f} kbit/s"
        )


if __name__ == "__main__":
    main()
