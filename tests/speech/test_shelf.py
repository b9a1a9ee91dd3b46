"""Which voices an installation has, and how the network behind most of them comes to it."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from jarai.base.errors import NeverWorks
from jarai.speech.book import Voices
from jarai.speech.kokoro.install import NotInstalledError, install
from jarai.speech.shelf import MODEL_BYTES, MODEL_FILE, MODEL_PARTS, Shelf
from jarai.speech.voices import DESCRIBER, PRESENTER, VOICES
from simulators.hub import Hub, hub


@pytest.fixture
def there() -> Iterator[Hub]:
    with hub() as made:
        yield made


def bare(folder: Path) -> Shelf:
    """An installation without any extra."""
    return Shelf(folder, has=lambda _: False)


def test_the_default_installation_speaks_english(tmp_path: Path) -> None:
    assert bare(tmp_path).here() == (PRESENTER,)
    assert bare(tmp_path).speaking("en-US") == (PRESENTER,)
    assert bare(tmp_path).speaking("es-ES") == ()


def test_a_voice_that_cannot_speak_here_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(NeverWorks, match="jarai voices install") as refused:
        Voices(bare(tmp_path)).voice("kokoro-es-dora")
    assert refused.value.code == "VOICE_MISSING"
    with pytest.raises(NeverWorks, match="not in the catalogue"):
        Voices(bare(tmp_path)).voice("nobody")


def test_with_the_network_alone_the_languages_of_our_own_rules_are_spoken(tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).touch()
    spoken = {language for voice in bare(tmp_path).here() for language in voice.languages}
    assert spoken == {"en-US", "en-GB", "es-ES", "it-IT", "pt-BR"}
    assert "ipadic" in bare(tmp_path).missing(VOICES["kokoro-ja-alpha"])


def test_the_extra_brings_every_language(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for language in ("en-US", "en-GB", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP"):
        assert shelf.speaking(language), language
    assert shelf.speaking("de-DE") == ()
    assert DESCRIBER not in shelf.here()
    assert len(shelf.here()) >= 11


def test_the_catalogue_names_every_voice_once_by_its_slug() -> None:
    assert all(slug == voice.slug for slug, voice in VOICES.items())
    assert len({(voice.engine, voice.timbre, voice.pace) for voice in VOICES.values()}) == len(VOICES)


def test_the_network_is_fetched_once_and_checked(tmp_path: Path, there: Hub) -> None:
    there.content = b"".join(files(part).joinpath("part.bin").read_bytes() for part in MODEL_PARTS)
    seen: list[tuple[int, int]] = []
    where = install(tmp_path / "voices", there.url, lambda done, of: seen.append((done, of)))
    assert where.read_bytes() == there.content
    assert seen[-1] == (MODEL_BYTES, MODEL_BYTES)
    assert there.asked == [f"/models/{MODEL_FILE}", f"/stored/models/{MODEL_FILE}"]
    install(tmp_path / "voices", there.url, lambda done, of: seen.append((done, of)))
    assert len(there.asked) == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"content": b"not the network"}, "another file"),
        ({"content": b"x" * (MODEL_BYTES + 1)}, "another file"),
        ({"status": 404}, "404"),
        ({"content": b"x" * 1000, "breaks_at": 10}, "did not give"),
    ],
)
def test_what_is_not_the_network_is_not_installed(
    tmp_path: Path, there: Hub, changes: dict[str, object], told: str
) -> None:
    vars(there).update(changes)
    with pytest.raises(NotInstalledError, match=told):
        install(tmp_path, there.url, lambda *_: None)
    assert list(tmp_path.iterdir()) == []
