"""A storyboard as the writer makes it of a few facts."""

from functools import cache
from typing import Any

from jarai.script.documents import ScriptSettings
from jarai.script.material import parse
from jarai.script.writer import beats, brief, narrative, scenes
from jarai.storyboard.model import Brand, Frame, Presenter, Storyboard

FACTS = "- The bridge is 412 metres long.\n- It cost $38m.\n\n| Year | Ships |\n|---|---|\n| 2024 | 12 |\n| 2025 | 19 |"


@cache
def a_board() -> Storyboard:
    frame = Frame(width=1080, height=1920)
    settings = ScriptSettings(language="en-US", project_type_slug="social-video-30s", duration_seconds=30, frame=frame)
    material = parse("Harbour bridge opens", FACTS)
    story = narrative(brief(material, settings), material)
    script = scenes(beats(story, material, settings), material, settings)
    return Storyboard(
        title=script.title,
        topic="Harbour bridge opens",
        language="en-US",
        country="US",
        frame=frame,
        presenter=Presenter(avatar="anna-keller", name="Anna Keller", role="Analyst", voice="hibari-en"),
        brand=Brand(name="Acme"),
        scenes=script.scenes,
        sources=script.sources,
    )


@cache
def as_sent(board: Storyboard) -> dict[str, Any]:
    """The storyboard as a partner sends it back."""
    scenes = [
        {
            "sceneId": scene.scene_id,
            "narration": [
                {"text": each.text, "sourceIds": list(each.source_ids), "speaker": each.speaker}
                for each in scene.narration
            ],
            "element": scene.element.model_dump(mode="json", by_alias=True),
            "rest": scene.rest,
            "picture": scene.picture.model_dump(mode="json", by_alias=True) if scene.picture else None,
            "illustration": scene.illustration,
        }
        for scene in board.scenes
    ]
    sources = [source.model_dump(mode="json", by_alias=True) for source in board.sources]
    return {"title": board.title, "scenes": scenes, "sources": sources}
