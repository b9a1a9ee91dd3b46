"""The texts of scripts of every kind in seven languages: within every limit, of the script's own sentences, in its language."""

import re

import pytest

from jarai.pipeline.write_seo import search_texts
from jarai.platforms.limits import LIMITS, size
from jarai.storyboard.notice import ai_label, ai_notice
from jarai.storyboard.voicing import SpokenScene, Voicing
from sheets import NAMES, sheet


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_made_of_the_scripts_own_sentences_and_fits(name: str) -> None:
    made = sheet(name)
    board = made.board
    scenes = tuple(
        SpokenScene(scene_id=each.scene_id, frames=330, audio="", audio_sha256="", units=(), phonemes=())
        for each in board.scenes
    )
    found = search_texts(board, Voicing(scenes=scenes))
    said = {sentence.text for sentence in made.sentences}
    glue = "" if board.language[:2] in {"zh", "ja"} else " "
    own = {made.script.title, ai_notice(board.language), ai_label(board.language)}
    for texts, limits in zip(found.platforms, LIMITS, strict=True):
        assert size(texts.text, limits.unit) <= limits.text
        for block in texts.text.split("\n\n"):
            rest = block
            for sentence in sorted(said, key=len, reverse=True):
                rest = rest.replace(sentence, "")
            marks = re.sub(r"^\d+:\d\d .*$|#\S+", "", rest, flags=re.MULTILINE)
            assert block in own or not marks.replace(glue, "").strip(), (texts.platform, block)
    letters = re.sub(r"[\W_]", "", " ".join((made.script.title, made.facts, *said))).casefold()
    assert all(tag[1:].casefold() in letters for tag in found.hashtags)


def test_no_hashtag_is_what_the_studio_says_between_the_facts() -> None:
    framing = {"programme", "programa", "プログラム", "timetable", "时间表", "activités", "glance", "facts"}
    for name in NAMES:
        board = sheet(name).board
        spoken = tuple(
            SpokenScene(scene_id=each.scene_id, frames=330, audio="", audio_sha256="", units=(), phonemes=())
            for each in board.scenes
        )
        tags = search_texts(board, Voicing(scenes=spoken)).hashtags
        assert not {tag[1:].casefold() for tag in tags} & framing, name
