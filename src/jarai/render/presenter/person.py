"""Whoever stands in the picture: one of ours, a pack, a portrait, or an engine's clip."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import skia

from jarai.render.presenter.avatars import AVATARS
from jarai.render.presenter.clip import ClipFigure
from jarai.render.presenter.draw import Figure, on_soft_ground
from jarai.render.presenter.pack import PackFigure
from jarai.render.presenter.portrait import PortraitFigure
from jarai.render.presenter.pose import NEUTRAL, Pose
from jarai.render.sprite import Box
from jarai.storyboard.model import Presenter


class Person(Protocol):
    """A presenter at a place and size."""

    def draw(self, canvas: skia.Canvas, within: Box, pose: Pose) -> None:
        """The person in this pose, as far as it reaches into `within`, the canvas's clip."""
        ...

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """What changes from one pose to the next."""
        ...


def person_of(presenter: Presenter, scale: float, origin: tuple[float, float], assets: Path) -> Person:
    """The presenter with the art space's corner at `origin`, in pixels, at `scale` pixels per unit."""
    likeness = presenter.likeness
    if likeness is None:
        return Figure(AVATARS[presenter.avatar], scale, origin)
    file = assets / likeness.asset.sha256
    if likeness.kind == "pack":
        return PackFigure(file, scale, origin)
    if likeness.kind == "clip":
        return ClipFigure(file, scale, origin)
    return PortraitFigure(likeness, file, scale, origin)


def preview(presenter: Presenter, likeness: bytes, size: int = 512) -> bytes:
    """Head and shoulders of a presenter somebody brought, from the likeness's file, as a square PNG."""
    with TemporaryDirectory() as folder:
        if presenter.likeness:
            (Path(folder) / presenter.likeness.asset.sha256).write_bytes(likeness)
        scale = size / 900
        person = person_of(presenter, scale, (50 * scale, -60 * scale), Path(folder))
        return on_soft_ground(size, lambda canvas: person.draw(canvas, (0, 0, size, size), NEUTRAL))
