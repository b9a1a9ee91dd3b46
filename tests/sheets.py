"""Fact sheets of different kinds in several languages, and the scripts the facts-only writer makes of them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jarai.script.documents import Material, Script, ScriptSettings
from jarai.script.material import parse
from jarai.script.writer import beats, brief, narrative, scenes
from jarai.storyboard.model import Brand, Frame, Presenter, Sentence, Storyboard

FOLDER = Path(__file__).parent / "script" / "facts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
FRAME = Frame(width=1080, height=1920)


@dataclass(frozen=True)
class Sheet:
    """One sheet, what was made of it, and the Markdown it was made from."""

    topic: str
    language: str
    seconds: int
    facts: str
    material: Material
    script: Script

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for scene in self.script.scenes for sentence in scene.narration]

    @property
    def board(self) -> Storyboard:
        return Storyboard(
            title=self.script.title,
            topic=self.topic,
            language=self.language,
            country="US",
            frame=FRAME,
            presenter=Presenter(avatar="anna-keller", name="Anna Keller", role="Analyst", voice="hibari-en"),
            brand=Brand(name="Acme"),
            scenes=self.script.scenes,
            sources=self.script.sources,
            notices=self.script.notices,
        )


def written(
    topic: str, facts: str = "", seconds: int = 60, language: str = "en-US", stretch: int = 100
) -> tuple[Material, Script]:
    """What the writer makes of facts, through all four steps."""
    settings = ScriptSettings(
        language=language, project_type_slug="x", duration_seconds=seconds, frame=FRAME, stretch=stretch
    )
    material = parse(topic, facts, language)
    story = narrative(brief(material, settings), material)
    return material, scenes(beats(story, material, settings), material, settings)


def language_of(name: str) -> str:
    """The language of the sheet of that name."""
    found = re.search(r"^Language: (\S+)$", (FOLDER / f"{name}.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


@cache
def sheet(name: str, stretch: int = 100, seconds: int = 0) -> Sheet:
    """The sheet of that name, written for a voice of that `stretch`, and for other `seconds` than its own where given."""
    head, _, facts = (FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
    asked = dict(line.split(": ", 1) for line in head.strip().splitlines())
    seconds = seconds or int(asked["Seconds"])
    material, script = written(asked["Topic"], facts, seconds, asked["Language"], stretch)
    return Sheet(asked["Topic"], asked["Language"], seconds, facts, material, script)
