"""Captions of Chinese and Japanese: no space between words, no line over its limit, breaks between words only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.captions.make import cues
from jarai.storyboard.joining import joined
from jarai.storyboard.model import Brand, Frame, Presenter, Scene, Sentence, Storyboard, Title, Unit
from jarai.storyboard.times import SAMPLE_RATE, frames_covering
from jarai.storyboard.voicing import SpokenScene, SpokenUnit, Voicing

CHINESE = "苹果 公司 2026年 营收 达 42.1亿 美元， 同比 增长 18%。"
JAPANESE = "東京の 人口は 2026年に 約 1,400万人 となり、 前年比で 0.5% 増えました。"


def tight(text: str) -> tuple[Unit, ...]:
    """Units that stand without spaces."""
    return tuple(Unit(shown=word, said=word, tight=number > 0) for number, word in enumerate(text.split()))


def captions(language: str, sentences: list[tuple[Unit, ...]]) -> list[tuple[str, ...]]:
    narration = tuple(Sentence(units=units) for units in sentences)
    board = Storyboard(
        title="T",
        topic="T",
        language=language,
        country="CN",
        frame=Frame(width=270, height=480),
        presenter=Presenter(avatar="mia", name="Mia", role="", voice="x"),
        brand=Brand(name="A"),
        scenes=(Scene(scene_id="s1", narration=narration, element=Title(headline="H")),),
    )
    step = SAMPLE_RATE // 3
    spoken = [(number, index) for number, units in enumerate(sentences) for index in range(len(units))]
    units = tuple(
        SpokenUnit(sentence=number, unit=index, start=at * step, end=(at + 1) * step)
        for at, (number, index) in enumerate(spoken)
    )
    frames = frames_covering(len(spoken) * step)
    scene = SpokenScene(scene_id="s1", frames=frames, audio="a", audio_sha256="0", units=units, phonemes=())
    return [cue.lines for cue in cues(board, Voicing(scenes=(scene,)))]


@pytest.mark.parametrize(("language", "text"), [("zh-CN", CHINESE), ("ja-JP", JAPANESE)])
def test_a_cue_shows_no_space_and_breaks_between_words(language: str, text: str) -> None:
    found = captions(language, [tight(text)])
    lines = [line for cue in found for line in cue]
    assert "".join(lines) == text.replace(" ", "")
    assert all(len(line) <= 16 and " " not in line for line in lines)
    ends = {len("".join(text.split()[: count + 1])) for count in range(len(text.split()))}
    at = 0
    for line in lines:
        at += len(line)
        assert at in ends


def test_two_short_sentences_in_one_cue_stand_without_a_space() -> None:
    assert captions("zh-CN", [tight("你好。"), tight("再见。")]) == [("你好。再见。",)]


def test_a_latin_name_keeps_its_spaces() -> None:
    units = (
        Unit(shown="发布", said="发布"),
        Unit(shown="iPhone", said="iPhone", tight=True),
        Unit(shown="15", said="十五"),
        Unit(shown="了。", said="了.", tight=True),
    )
    assert captions("zh-CN", [units]) == [("发布iPhone 15了。",)]


WORDS = st.lists(st.text("中文字幕测试", min_size=1, max_size=6), min_size=1, max_size=40)


@settings(max_examples=50, deadline=None)
@given(WORDS, st.sampled_from(["zh-CN", "ja-JP"]))
def test_any_words_stand_complete_within_the_lines(words: list[str], language: str) -> None:
    units = tight(" ".join(words))
    lines = [line for cue in captions(language, [units]) for line in cue]
    assert "".join(lines) == joined((unit.shown, unit.tight) for unit in units)
    assert all(len(line) <= 16 for line in lines)
