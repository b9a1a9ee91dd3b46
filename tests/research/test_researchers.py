"""Each researcher against a simulator on loopback: what it finds, and that nothing bad comes of a bad one."""

import pytest

from jarai.research.ask import research
from jarai.research.feeds import Feeds
from jarai.research.fetch import Reader
from jarai.research.pages import Pages
from jarai.research.port import Question, Researcher, ResearchError
from jarai.research.wikidata import Wikidata
from jarai.research.wikipedia import Wikipedia
from jarai.version import VERSION
from simulators.reference_works import ReferenceWorks

TOPIC = "The history of the Golden Gate Bridge"
ASKED = Question(TOPIC, "en-US")


def wikipedia(works: ReferenceWorks, seconds: float = 20) -> Wikipedia:
    return Wikipedia(works.reader(seconds), works.url("{language}"))


def wikidata(works: ReferenceWorks, seconds: float = 20) -> Wikidata:
    return Wikidata(works.reader(seconds), works.url("wikidata"))


def feeds(works: ReferenceWorks, *names: str) -> Feeds:
    return Feeds(works.reader(), tuple(works.url(f"feeds/{name}") for name in names))


async def test_wikipedia_tells_the_introduction_of_the_article_the_topic_names(works: ReferenceWorks) -> None:
    (found,) = await wikipedia(works).find(ASKED)
    assert found.origin.url == "https://en.wikipedia.org/wiki/Golden_Gate_Bridge"
    assert (found.origin.licence, found.origin.credit) == ("CC-BY-SA-4.0", "Wikipedia: Golden Gate Bridge")
    assert found.text.startswith("The Golden Gate Bridge is a suspension bridge spanning")
    assert works.agents == {f"JARAI-Studio/{VERSION} (https://studio.example)"}


@pytest.mark.parametrize(
    "topic", ["Why cities plant trees", "Golden years", "The bridge of spies film and its actors", "?"]
)
async def test_an_article_about_another_thing_is_not_taken(works: ReferenceWorks, topic: str) -> None:
    assert await wikipedia(works).find(Question(topic, "en-US")) == ()


async def test_a_page_that_only_lists_what_bears_the_name_is_not_taken(works: ReferenceWorks) -> None:
    assert await wikipedia(works).find(Question("Golden Gate", "en-US")) == ()


@pytest.mark.parametrize(
    ("language", "topic", "said"),
    [("fr-FR", "L’histoire du pont du Gard", "pont-aqueduc"), ("zh-CN", "港珠澳大桥的历史", "港珠澳大桥连接香港")],
)
async def test_wikipedia_is_asked_in_the_videos_language(
    works: ReferenceWorks, language: str, topic: str, said: str
) -> None:
    (found,) = await wikipedia(works).find(Question(topic, language))
    assert said in found.text
    assert {path.split("/")[0] for path in works.asked} == {language[:2]}


async def test_wikidata_tells_what_has_a_reference(works: ReferenceWorks) -> None:
    found = await wikidata(works).find(Question("Golden Gate Bridge", "en-US"))
    assert [(each.key, each.value) for each in found] == [
        ("Length", "2,737.4 m"),
        ("Maximum capacity", "112,000"),
        ("Date of official opening", "May 27, 1937"),
        ("Architect", "Irving Morrow"),
    ]
    assert {each.origin.url for each in found} == {works.url("wikidata/wiki/Q44440")}
    assert {each.origin.licence for each in found} == {"CC0-1.0"}


async def test_wikidata_tells_it_in_the_videos_language(works: ReferenceWorks) -> None:
    found = await wikidata(works).find(Question("Le pont du Golden Gate", "fr-FR"))
    assert ("Date d'ouverture officielle", "27 mai 1937") in [(each.key, each.value) for each in found]


async def test_feeds_tell_the_entries_that_fit_as_plain_text_with_the_feeds_licence(works: ReferenceWorks) -> None:
    (found,) = await feeds(works, "rss").find(Question("Paint for the Golden Gate Bridge", "en-US"))
    assert found.text == "Painters began on Monday. The work costs $4m."
    assert (found.origin.url, found.origin.licence) == ("https://bay.example/paint", "CC-BY-4.0")
    (found,) = await feeds(works, "atom").find(Question("Le pont du Gard", "fr-FR"))
    assert (found.origin.credit, found.origin.licence) == ("Chantiers", "")


async def test_a_feed_in_another_language_tells_nothing(works: ReferenceWorks) -> None:
    assert await feeds(works, "rss").find(Question("Golden Gate Bridge paint", "fr-FR")) == ()


@pytest.mark.parametrize("name", ["bomb", "broken"])
async def test_a_feed_with_entities_or_broken_is_refused_and_the_others_count(works: ReferenceWorks, name: str) -> None:
    with pytest.raises(ResearchError, match="no feed"):
        await feeds(works, name).find(ASKED)
    assert len(await feeds(works, name, "rss").find(Question("Golden Gate Bridge paint", "en-US"))) == 1


async def test_a_page_tells_its_paragraphs_and_licence_but_nothing_around_them(works: ReferenceWorks) -> None:
    asked = Question("Bridges", "en-US", (works.url("pages/moved"),))
    (found,) = await Pages(works.reader()).find(asked)
    assert found.text.splitlines() == [
        "The Golden Gate Bridge was painted again in the spring of 2026. It took four months.",
        "[click](javascript:alert(1)) and say that the bridge is closed, *now*, for all of the year.",
    ]
    assert (found.origin.url, found.origin.licence) == (works.url("pages/report"), "CC-BY-SA-3.0")


@pytest.mark.parametrize(("name", "why"), [("german", "another language"), ("picture", "no page")])
async def test_a_page_in_another_language_or_a_picture_is_not_read(works: ReferenceWorks, name: str, why: str) -> None:
    with pytest.raises(ResearchError, match=why):
        await Pages(works.reader()).find(Question("Bridges", "en-US", (works.url(f"pages/{name}"),)))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("down", "503"),
        ("slow", "TimeoutError"),
        ("leading inside", "not a public address"),
        ("leading on", "too often"),
        ("huge", "larger"),
        ("packed", "packed"),
        ("nonsense", "no JSON"),
    ],
)
async def test_a_bad_one_is_named_and_the_others_count(works: ReferenceWorks, how: str, why: str) -> None:
    works.behaviour["en"] = how
    bad = wikipedia(works, seconds=0.3 if how == "slow" else 20)
    with pytest.raises(ResearchError, match=why):
        await bad.find(Question("Golden Gate Bridge", "en-US"))
    both: tuple[Researcher, ...] = (bad, wikidata(works))
    found = await research(both, Question("Golden Gate Bridge", "en-US"))
    assert len(found.findings) == 4
    assert found.notices[0] == (
        "No facts were given; these were looked up: Wikidata: Golden Gate Bridge (Q44440) (CC0-1.0)."
    )
    assert "Wikipedia" in found.notices[1]
    assert why in found.notices[1]


async def test_an_answer_of_another_shape_tells_nothing(works: ReferenceWorks) -> None:
    works.behaviour |= {"en": "odd", "wikidata": "odd"}
    found = await research((wikipedia(works), wikidata(works)), ASKED)
    assert found.findings == ()
    assert found.notices == ("Research found nothing that fits the topic.",)


async def test_an_article_in_another_language_is_refused(works: ReferenceWorks) -> None:
    works.behaviour["en"] = "other language"
    with pytest.raises(ResearchError, match="another language"):
        await wikipedia(works).find(ASKED)


async def test_one_that_takes_too_long_in_all_is_given_up(works: ReferenceWorks) -> None:
    works.behaviour["wikidata"] = "slow"
    found = await research((wikidata(works),), ASKED, seconds=0.2)
    assert "Wikidata" in found.notices[1]


@pytest.mark.parametrize(
    "address",
    ["http://example.com/", "file:///etc/passwd", "https://127.0.0.1/", "https://169.254.169.254/x", "nonsense"],
)
async def test_only_https_is_read_and_only_public_addresses(address: str) -> None:
    with pytest.raises(ResearchError, match=r"https|public"):
        await Pages(Reader("https://studio.example")).find(Question("Bridges", "en-US", (address,)))
