"""What a video is made of, as JSON and as a page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from boards import a_board
from jarai.attribution.document import Attribution, CitedSource
from jarai.attribution.page import html
from jarai.base.hashing import canonical_json
from jarai.pipeline.package_attribution import attribution
from jarai.storyboard.credit import ACCOUNT_LICENCE, Credit

WORDS = json.loads((Path(__file__).parents[2] / "src/jarai/attribution/words.json").read_text(encoding="utf-8"))
TUNE = Credit(
    part="music",
    name="Morning",
    licence="CC-BY-4.0",
    credit="Morning by Lee",
    commercial_use=False,
    url="https://tunes.example/morning",
    changes="Cut to length",
)


class _Page(HTMLParser):
    """The tags with their attributes, and the texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def links(self) -> list[str | None]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def hostile(text: str) -> Attribution:
    credit = Credit(part="picture", name=text, licence=text, credit=text, commercial_use=True, url=text, changes=text)
    source = CitedSource(source_id="f1", quote=text, url=text, licence=text, licence_url=text, credit=text)
    return Attribution(credits=(credit,), sources=(source,), title=text, language="en-US", ai_notice="")


def test_every_part_has_its_licence_and_where_to_read_it() -> None:
    found = attribution(a_board(), (TUNE,))
    assert [(each.part, each.licence) for each in found.credits] == [
        ("presenter", "Apache-2.0"), ("voice", "Apache-2.0"), ("font", "OFL-1.1"), ("music", "CC-BY-4.0"),
    ]  # fmt: skip
    assert all(each.licence_url.startswith("https://") for each in found.credits)
    schema = json.loads((Path(__file__).parent / "attribution.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(canonical_json(found)))


def test_a_room_that_names_its_own_takes_the_place_of_what_every_video_has() -> None:
    own = TUNE.model_copy(update={"part": "voice", "name": "Kokoro"})
    assert [each.name for each in attribution(a_board(), (own, own)).credits if each.part == "voice"] == ["Kokoro"]


def test_the_sources_are_those_the_script_used() -> None:
    board = a_board()
    used = {each for scene in board.scenes for sentence in scene.narration for each in sentence.source_ids}
    found = attribution(board.model_copy(update={"sources": (*board.sources, board.sources[0].model_copy(update={"source_id": "f99"}))}), ())  # fmt: skip
    assert {each.source_id for each in found.sources} == used


def test_the_page_is_a_table_whose_rows_and_columns_have_their_headings() -> None:
    found = attribution(a_board(), (TUNE,))
    page = _Page(html(found))
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes == ["col"] * 6 + ["row"] * len(found.credits)
    assert [tag for tag, _ in page.tags if tag in {"h1", "h2", "h3"}] == ["h1", "h2", "h2"]
    assert page.tags[0] == ("html", {"lang": "en-US"})
    assert {"https://tunes.example/morning", "https://creativecommons.org/licenses/by/4.0/"} <= set(page.links())
    assert "Not allowed" in page.texts
    assert "Cut to length" in page.texts


def test_what_others_wrote_is_text_and_never_a_link_of_another_kind() -> None:
    page = _Page(html(hostile('"><script>alert(1)</script>javascript:alert(1)')))
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert not page.links()
    assert _Page(html(hostile("javascript:alert(1)"))).links() == []
    assert _Page(html(hostile("https://a.example/"))).links() == ["https://a.example/"] * 3


@pytest.mark.parametrize("language", ["de-DE", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP"])
def test_the_headings_are_in_the_videos_language(language: str) -> None:
    found = attribution(a_board().model_copy(update={"language": language}), (TUNE,))
    texts = _Page(html(found)).texts
    own = WORDS[language[:2]]
    assert {own["heading"], own["parts"], own["sources"], own["music"], own["commercial"]} <= set(texts)
    assert not {"Parts", "Music", "Commercial use", "Allowed", "Not allowed"} & (set(texts) - set(own.values()))


def test_every_language_has_the_same_words() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert all(all(words.values()) for words in WORDS.values())


def test_what_an_account_brought_is_said_in_words_and_a_script_without_facts_says_so() -> None:
    own = TUNE.model_copy(update={"licence": ACCOUNT_LICENCE})
    texts = _Page(html(Attribution(credits=(own,), sources=(), title="T", language="fr-FR"))).texts
    assert WORDS["fr"]["account"] in texts
    assert WORDS["fr"]["no_sources"] in texts
