"""Remotion drawing the benchmark's scene: React in headless Chromium, frame by frame. Needs npm and Chromium.

Remotion's licence is not open for every company: it is installed for the comparison only, by npm from its lock file, into a folder that
goes again.
"""

import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

Part = tuple[Path, tuple[int, int], int, int]
_SOURCE = Path(__file__).parent / "remotion"
_SUBREAPER = 36
"""prctl's PR_SET_CHILD_SUBREAPER: Chromium's orphaned processes come to us, and their CPU time with them."""


def missing() -> str:
    """What the comparison lacks here; empty where nothing."""
    return ", ".join(name for name in ("npm", "chromium") if shutil.which(name) is None)


def prepare(folder: Path, layers: Sequence[Part], size: tuple[int, int], frames: int) -> Path:
    """The composition built, with its pictures; nothing of this is timed."""
    home = folder / "remotion"
    shutil.copytree(_SOURCE, home)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], cwd=home, check=True)
    pictures = home / "pictures"
    pictures.mkdir()
    parts = []
    for path, (x, y), first, last in layers:
        shutil.copy(path, pictures / path.name)
        parts.append({"file": path.name, "x": x, "y": y, "first": first, "last": last})
    props = {"parts": parts, "width": size[0], "height": size[1], "frames": frames}
    (home / "props.json").write_text(json.dumps(props))
    subprocess.run(["node", "bundle.mjs", str(pictures), str(home / "site")], cwd=home, check=True)
    return home


def render(home: Path) -> None:
    """The whole scene, every process of it waited for."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    chromium = shutil.which("chromium")
    command = ["node", "render.mjs", str(home / "site"), str(home / "props.json"), str(chromium), str(home / "out.mp4")]
    subprocess.run(command, cwd=home, check=True)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return
