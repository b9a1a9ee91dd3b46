"""What an edit may put beside a scene's text: a picture the storyboard has, with its maker's line, or an illustration."""

from collections.abc import Iterator
from typing import Any, TypeVar

from jarai.base.errors import FieldProblem
from jarai.base.model import Wire
from jarai.images.icons import is_illustration
from jarai.script.reading import cleaned
from jarai.storyboard.model import ImageText, Photograph, Storyboard, WholeImage

Shown = TypeVar("Shown", bound=Wire)
_ALT_LIMIT = 300


def beside_problems(
    board: Storyboard, picture: Photograph | None, illustration: str, at: str
) -> Iterator[FieldProblem]:
    """What is wrong with what a scene at `at` is to have beside its text."""
    if picture and picture.image not in board.assets:
        yield FieldProblem(f"{at}.picture.image", "must be a picture that this storyboard has")
    if picture and len(picture.alt) > _ALT_LIMIT:
        yield FieldProblem(f"{at}.picture.alt", f"must have at most {_ALT_LIMIT} characters")
    if not is_illustration(illustration):
        yield FieldProblem(f"{at}.illustration", "must be none, empty, or a name that a storyboard of the studio's has")


def credited(board: Storyboard, shown: Shown) -> Shown:
    """What is shown, its picture with the line that the licence asks for: an edit can't take it away."""
    if not isinstance(shown, WholeImage | ImageText | Photograph):
        return shown
    had = (each for scene in board.scenes for each in (scene.picture, scene.element))
    lines = (
        each.credit
        for each in had
        if isinstance(each, WholeImage | ImageText | Photograph) and each.image == shown.image and each.credit
    )
    credit = next(lines, cleaned(shown.credit)[:80])
    named: Any = shown.model_copy(update={"alt": cleaned(shown.alt), "credit": credit})
    found: Shown = named
    return found
