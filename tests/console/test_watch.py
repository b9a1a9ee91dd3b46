"""The public watch page speaks the language of its video."""

import json
from pathlib import Path

from jarai.base.hashing import canonical_json
from jarai.platforms.port import Package
from jarai.platforms.watch_page import record_key
from jarai.storyboard.notice import ai_notice
from jarai.wiring import Ground
from partner import Partner

WORDS = json.loads((Path(__file__).parents[2] / "src/jarai/console/watch_words.json").read_text(encoding="utf-8"))


async def page_in(acme: Partner, base: Ground, production_id: str, language: str) -> str:
    """The page as the platform publishes it, with a file of each kind that it links."""
    names = ("video.mp4", "captions.vtt", "descriptions.vtt", "certificate.pdf", "attribution.html")
    package = Package(
        production_id=production_id,
        title="T",
        description=f"First <b>.\n\nSecond.\n\n{ai_notice(language)}",
        language=language,
        duration_seconds=5,
        files=dict.fromkeys(names, "key"),
        published_at="2026-11-25T10:00:00Z",
    )
    await base.storage.put_bytes(record_key(production_id), canonical_json(package), "application/json")
    return (await acme.http.get(f"/watch/{production_id}")).text


async def test_every_word_of_the_page_is_in_the_videos_language(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    for language in ("en-GB", "de-DE", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP"):
        page = await page_in(acme, base, production_id, language)
        assert f'<html lang="{language}">' in page
        own = set(WORDS[language[:2]].values())
        assert all(words in page for words in own), language
        others = set() if language[:2] == "en" else set(WORDS["en"].values()) - own
        assert not [words for words in others if f">{words}<" in page or f'"{words}"' in page]
        body = page.partition("<body>")[2]
        assert "<p>First &lt;b&gt;.</p><p>Second.</p>" in body
        assert body.count(ai_notice(language)) == 1
    assert "Described sound" in await page_in(acme, base, production_id, "ko-KR")


def test_every_language_has_the_same_words() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert all(all(words.values()) for words in WORDS.values())
