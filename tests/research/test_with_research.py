"""A topic without facts gets facts with sources; with facts, or with nobody to ask, nothing changes."""

import pytest

from boards import a_board
from jarai.pipeline.package_attribution import attribution
from jarai.pipeline.researching import link_of, markdown, with_research
from jarai.research.ask import Research
from jarai.research.pages import Pages
from jarai.research.port import Finding, Origin
from jarai.research.wikidata import Wikidata
from jarai.research.wikipedia import Wikipedia
from jarai.script.material import parse
from simulators.reference_works import ReferenceWorks

TOPIC = "The Golden Gate Bridge"


def researchers(works: ReferenceWorks) -> tuple[Wikipedia, Wikidata, Pages]:
    reader = works.reader()
    return Wikipedia(reader, works.url("{language}")), Wikidata(reader, works.url("wikidata")), Pages(reader)


async def test_with_nobody_to_ask_the_material_is_what_it_was() -> None:
    for facts in ("", "- The bridge is open.", "https://example.com/report"):
        material = parse(TOPIC, facts)
        assert await with_research((), material, "en-US") == (material, None)


async def test_with_facts_of_the_partners_nobody_is_asked(works: ReferenceWorks) -> None:
    material = parse(TOPIC, f"- The bridge is open.\n\n{works.url('pages/report')}")
    assert await with_research(researchers(works), material, "en-US") == (material, None)
    assert works.asked == []


async def test_a_topic_without_facts_gets_sentences_and_figures_with_their_sources(works: ReferenceWorks) -> None:
    material, found = await with_research(researchers(works), parse(TOPIC, ""), "en-US")
    told = [fact.text for fact in material.facts]
    assert told == [
        "The Golden Gate Bridge is a suspension bridge spanning the Golden Gate strait.",
        "The bridge carries U.S. Route 101 across the strait.",
        "The span was the longest in the world until 1964.",
        "Length: 2,737.4 m",
        "Maximum capacity: 112,000",
        "Date of official opening: May 27, 1937",
        "Architect: Irving Morrow",
    ]
    assert [fact.kind for fact in material.facts] == ["statement"] * 3 + ["pair"] * 4
    assert {fact.heading for fact in material.facts} == {"Golden Gate Bridge"}
    urls = {source.source_id: source.url for source in material.sources}
    assert urls["f1"] == "https://en.wikipedia.org/wiki/Golden_Gate_Bridge"
    assert urls["f4"] == works.url("wikidata/wiki/Q44440")
    assert found is not None
    assert material.notices == found.notices
    assert "CC-BY-SA-4.0" in material.notices[0]


async def test_an_address_alone_is_a_page_to_read(works: ReferenceWorks) -> None:
    facts = f"{works.url('pages/report')}\n\n![A stall](https://example.com/stall.png)"
    material, _ = await with_research(researchers(works)[2:], parse("Paint", facts), "en-US")
    assert material.facts[0].text == "The Golden Gate Bridge was painted again in the spring of 2026."
    assert [image.url for image in material.images] == ["https://example.com/stall.png"]
    assert all("javascript" not in (source.url or "") for source in material.sources)


async def test_where_nothing_is_found_the_script_makes_no_claim(works: ReferenceWorks) -> None:
    material, found = await with_research(researchers(works), parse("Why cities plant trees", ""), "en-US")
    assert material.facts == ()
    assert found is not None
    assert material.notices == ("Research found nothing that fits the topic.",)


async def test_what_was_looked_up_is_cited_with_its_licence(works: ReferenceWorks) -> None:
    material, found = await with_research(researchers(works), parse(TOPIC, ""), "en-US")
    board = a_board()
    named = tuple(source.source_id for source in material.sources)
    told = board.scenes[1].narration[0].model_copy(update={"source_ids": named})
    scene = board.scenes[1].model_copy(update={"narration": (told,)})
    cited = attribution(board.model_copy(update={"scenes": (scene,), "sources": material.sources}), (), found).sources
    licences = {each.source_id: (each.licence, each.licence_url, each.credit) for each in cited}
    assert licences["f1"] == (
        "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/", "Wikipedia: Golden Gate Bridge",
    )  # fmt: skip
    assert licences["f4"][0] == "CC0-1.0"
    assert licences["topic"] == ("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "# Not a heading.",
        "> Not a quotation.",
        "- *No* list | and no [link] (here).",
        "<script>alert(1)</script> stays a text.",
        "`code` and ~~more~~ of 3.5 & 7 kg.",
        "1. Not a list.",
    ],
)
def test_what_was_found_is_read_as_it_stands(text: str) -> None:
    origin = Origin(url="https://a.example/x_(y)?q=[1]&r=é", title="A *title* (x)", licence="", credit="A")
    material = parse("Topic", markdown(Research(findings=(Finding(origin=origin, text=text),)), "en-US"))
    said = " ".join(fact.text for fact in material.facts)
    assert said == text.replace("<", "‹").replace(">", "›")
    assert {fact.kind for fact in material.facts} == {"statement"}
    assert {source.url for source in material.sources[1:]} == {link_of(origin)}
    assert (material.images, material.notices, material.facts[0].heading) == ((), (), "A *title* (x)")


def test_a_link_in_what_was_found_leads_nowhere() -> None:
    origin = Origin(url="https://a.example/", title="A", licence="", credit="A")
    text = "See [this](https://evil.example/) and ![that](javascript:alert) too."
    material = parse("Topic", markdown(Research(findings=(Finding(origin=origin, text=text),)), "en-US"))
    assert [fact.text for fact in material.facts] == ["See this and that too."]
    assert {source.url for source in material.sources[1:]} == {"https://a.example/"}
    assert material.images == ()


async def test_a_topic_in_chinese_gets_sentences_in_chinese(works: ReferenceWorks) -> None:
    material, _ = await with_research(researchers(works)[:1], parse("港珠澳大桥", "", "zh-CN"), "zh-CN")
    assert [fact.text for fact in material.facts] == ["港珠澳大桥连接香港、珠海和澳门。", "大桥全长55公里。"]
    assert material.notices[0].startswith("未提供资料")
