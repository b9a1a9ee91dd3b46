"""What Markdown becomes as facts: addresses stay, markup goes, what belongs to a step stays with it, no figure arises."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.script.markdown import cleaned
from jarai.script.material import parse
from jarai.script.phrasebook import book, languages


def told(markdown: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in parse("A topic", markdown).facts]


@pytest.mark.parametrize(
    ("markdown", "facts"),
    [
        ("More at <https://example.org/report?x=1>.", [("statement", "More at https://example.org/report?x=1.")]),
        ("Write to <press@example.org>.", [("statement", "Write to press@example.org.")]),
        ("Contact: <press@example.org>", [("pair", "Contact: press@example.org")]),
        ("Write to press@example.org today.", [("statement", "Write to press@example.org today.")]),
        ("If x<y and z>w then 5 < 6.", [("statement", "If x<y and z>w then 5 < 6.")]),
        ("It returns a List<String>.", [("statement", "It returns a List<String>.")]),
        ("H<sub>2</sub>O is <b class='x'>wet</b>.", [("statement", "H2O is wet.")]),
        ("<table><tr><td>4</td><td>5</td></tr></table>", [("statement", "4 5")]),
        ("<p>Open from May.<br>Closed in June.</p>", [("statement", "Open from May."), ("statement", "Closed in June.")]),
        ("<ul>\n<li>Wind: 5</li>\n<li>Sun: 6</li>\n</ul>", [("pair", "Wind: 5"), ("pair", "Sun: 6")]),
        ("<div>\n\nIt is **long**.\n\n</div>", [("statement", "It is long.")]),
        ("Long.[^1] Old.\n\n[^1]: A survey.", [("statement", "Long."), ("statement", "Old.")]),
        ("~~Old: $5~~\n\nNew: $4", [("pair", "New: $4")]),
        ("- [x] The bridge is open\n- [ ] The road is not", [("statement", "The bridge is open"), ("statement", "The road is not")]),
        ("Moss\n: A small plant", [("pair", "Moss: A small plant")]),
        ("---\nVenue: Hall\n---\n\nIt is old.", [("pair", "Venue: Hall"), ("statement", "It is old.")]),
        ("| Op | Does |\n|---|---|\n| `a \\| b` | either |", [("table", "Op | Does; a | b | either")]),
        ("The [report][r] is out.\n\n[r]: https://example.org/r", [("statement", "The report is out.")]),
        ("4\u200b0 m lo\u00adng\ufeff.", [("statement", "40 m long.")]),
        ("4 🎉 5️⃣ 🇫🇷 6.", [("statement", "4 5 6.")]),
        ("الجسر بطول 40 متراً.", [("statement", "الجسر بطول 40 متراً.")]),
        ("<script>4</script>5<!-- 6 -->7", [("statement", "5 7")]),
    ],
)  # fmt: skip
def test_markup_goes_and_what_it_says_stays(markdown: str, facts: list[tuple[str, str]]) -> None:
    assert told(markdown) == facts


def test_what_stands_under_a_step_belongs_to_it() -> None:
    markdown = "1. Mix the dough\n   - use warm water\n   - add salt\n2. Bake it\n\n   It takes an hour.\n3. Eat"
    assert told(markdown) == [
        ("step", "Mix the dough. Use warm water. Add salt."),
        ("step", "Bake it. It takes an hour."),
        ("step", "Eat"),
    ]


def test_setext_headings_are_headings() -> None:
    material = parse("A topic", "Bridges\n=======\n\nThe north\n---------\n\nIt is long.")
    assert (material.title, material.facts[0].heading) == ("Bridges", "The north")


def test_the_address_of_an_autolink_is_the_fact_s_source() -> None:
    (fact,) = parse("A topic", "More at <https://example.org/r>.").facts
    assert fact.url == "https://example.org/r"


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_partner_is_told_that_footnotes_stay_out(language: str) -> None:
    assert parse("A", "Long.[^1]\n\n[^1]: A survey.", language).notices == (book(language).notices["footnotes"],)


PIECES = st.sampled_from(
    [
        *("<https://a.example/x>", "<b>", "</td><td>", "<p>", "<!-- 9 -->", "[^1]", "[^1]: note 8", "~~7~~", "- [ ] "),
        *("12", "3.5", "a", "\n", "\n\n", " ", "1. ", "   - ", "> ", "| 4 | 5 |", "|---|---|", " `6 \\| 2` "),
        *("===", "---", ": ", "\u200d", "🇫🇷", "שלום"),
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_no_figure_arises_that_nobody_wrote(markdown: str) -> None:
    written = set(re.findall(r"\d+", cleaned(markdown).text.replace("\u200d", "")))
    for fact in parse("A topic", markdown).facts:
        assert set(re.findall(r"\d+", fact.text)) <= written
        assert not re.search(r"</?(?:b|p|td)>|<!--", fact.text)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_what_is_cleaned_holds_no_figure_that_two_figures_made(markdown: str) -> None:
    apart = set(re.findall(r"\d+", re.sub(r"<b>", "", markdown)))
    assert set(re.findall(r"\d+", cleaned(markdown).text)) <= apart | {"1"}
