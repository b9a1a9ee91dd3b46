"""Productions for two presenters: who the second one is, and what is said where no second voice speaks the language."""

from pathlib import Path

import pytest

from boards import a_board
from jarai.accounts.reference import avatars, project_type_by_slug, second_presenter, voices_of
from jarai.base.ids import stable_id
from jarai.pipeline.compose_video import jobs_of
from jarai.speech.shelf import Shelf
from jarai.speech.voices import PRESENTER
from jarai.storyboard.model import Dialogue, Presenter, Title
from jarai.storyboard.voicing import SpokenScene, Voicing
from partner import Partner

SOMEBODY = Presenter(avatar="omar-haddad", name="Omar Haddad", role="", voice="kokoro-en-michael")


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es-ES", "it-IT", "pt-BR", "zh-CN", "ja-JP"])
@pytest.mark.parametrize("avatar", avatars(), ids=lambda each: each.slug)
def test_the_second_presenter_is_another_in_a_voice_of_their_own(tmp_path: Path, avatar: object, language: str) -> None:
    here = Shelf(tmp_path).here()
    first = next(each for each in avatars() if each is avatar)
    found = second_presenter(first, avatars(), language, here)
    assert found is not None
    other, voice = found
    assert other != first
    assert voice != voices_of(first, language, here)[0]
    assert language in voice.languages
    assert other.gender != first.gender


def test_one_voice_is_not_enough_for_two() -> None:
    assert second_presenter(avatars()[0], avatars(), "en-US", (PRESENTER,)) is None


async def test_a_talk_is_refused_where_one_voice_speaks_the_language(acme: Partner) -> None:
    french = await acme.order(languageId=stable_id("language/fr-FR"), projectTypeSlug="talks-debate-3m")
    assert french.status_code == 400
    assert french.json()["details"] == [
        {"field": "projectTypeSlug", "problem": "talks-debate-3m wants two voices for fr-FR, and one is installed here"}
    ]
    assert (await acme.order(projectTypeSlug="talks-debate-3m")).status_code == 202


def test_the_project_type_says_that_two_present() -> None:
    kind = project_type_by_slug("talks-debate-3m")
    assert kind is not None
    assert (kind.presenters, kind.duration_seconds, kind.aspect_ratio) == (2, 180, "16:9")


def test_whoever_speaks_is_seen_and_both_where_both_fit() -> None:
    board = a_board()
    scenes = tuple(
        board.scenes[0].model_copy(
            update={
                "element": element,
                "narration": tuple(each.model_copy(update={"speaker": speaker}) for each in board.scenes[0].narration),
            }
        )
        for element, speaker in ((Title(headline="H"), 1), (Title(headline="H"), 2), (Dialogue(line="H"), 2))
    )
    spoken = SpokenScene(scene_id="s", frames=30, audio="a", audio_sha256="0", units=(), phonemes=())
    talk = board.model_copy(update={"scenes": scenes, "partner": SOMEBODY})
    jobs = jobs_of(talk, Voicing(scenes=(spoken,) * 3), "draft")
    assert [(job.presenter.name, job.partner and job.partner.name) for job in jobs] == [
        ("Anna Keller", "Omar Haddad"), ("Omar Haddad", None), ("Anna Keller", "Omar Haddad"),
    ]  # fmt: skip
