"""What a text claims, and whether its sources say so: figures, names, dates, quotations, addresses, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarai.script.claims import claims, unsupported

EARNINGS = "Revenue: $4.21bn, up 18% on the first quarter of 2025"
LANGUAGES = ["en-US", "en-GB", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP", "de-DE", "xx"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-US", "Revenue was $4.21bn, up 18%.", ("$4.21bn", "18%")),
        ("en-US", "Some twenty-five million people and a dozen dogs.", ("twenty-five million", "dozen")),
        ("en-US", "Microsoft bought it. Siobhán Nguyen sold it.", ("Microsoft", "Siobhán Nguyen")),
        ("en-US", "We may march on. In May 2026, at 3 pm, it opened.", ("3 pm", "May 2026")),
        ("en-US", "She said: “We won.” Ask at www.example.com/x.", ("We won.", "www.example.com/x")),
        ("en-US", "One thing to remember. Today, we begin.", ()),
        ("fr-FR", "Il atteint 4,21 milliards d’euros, soit 18 % de plus.", ("4,21 milliards d’euros", "18 %")),
        ("fr-FR", "L’Allemagne suit, vingt-trois fois, dit « Paul ».", ("vingt-trois", "Allemagne", "Paul")),
        ("es-ES", "El lunes 4 de mayo, María López abrió.", ("4 de mayo", "lunes", "María López")),
        ("it-IT", "Sono 12,5 milioni di euro dal 3 marzo.", ("12,5 milioni di euro", "3 marzo")),
        ("pt-BR", "A receita foi de R$ 3,2 bilhões.", ("R$ 3,2 bilhões",)),
        ("zh-CN", "营收达到42.1亿元，三百人参加。一起来。", ("42.1亿元", "三百")),
        ("zh-CN", "2026年5月4日，他读《长城》。", ("2026年5月4日", "长城")),
        ("ja-JP", "売上高は4,210億円、「勝ちました」とロペス氏。", ("4,210億円", "ロペス", "勝ちました")),
    ],
)
def test_the_claims_of_a_text_are_found_as_written(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert claims(text, language).all == expected


@pytest.mark.parametrize(
    ("language", "sentence", "source"),
    [
        ("en-US", "Revenue came to $4.21bn, up 18% on Q1 2025.", EARNINGS),
        ("en-US", "Revenue came to 4.21 billion dollars, up 18 percent.", EARNINGS),
        (
            "en-US",
            "Offshore wind has the highest revenue, at $2.42bn.",
            "Business | Revenue in $bn; Offshore wind | 2.42",
        ),
        ("en-US", "The fair opens on 9 May at 2:30 pm.", "Date: 2026-05-09, 14:30"),
        ("en-US", "May 2026 it is.", "On 9 May 2026 the fair opens"),
        ("en-US", "Twenty people came.", "20 people came"),
        ("en-US", "Nguyen’s words: “we built … than last year”.", "Siobhán Nguyen: We built more than last year"),
        ("en-US", "Write to a@example.com.", "Contact: a@example.com"),
        ("fr-FR", "Quatre-vingts personnes, le 1er mai.", "80 personnes, le 1er mai 2026"),
        ("fr-FR", "Le projet coûte 1 234,5 M€.", "Coût : 1.234,5 millions d’euros"),
        ("es-ES", "Costó 4.300 euros.", "Costó 4300 euros"),
        ("it-IT", "Nel primo trimestre 2026.", "T1 2026"),
        ("pt-BR", "São 3,2 bilhões de reais.", "R$ 3,2 bilhões"),
        ("zh-CN", "百分之十八的人。", "18%的人"),
        ("ja-JP", "三百人が来た。", "300人が来た"),
    ],
)
def test_a_claim_that_a_source_has_is_supported_however_it_is_written(
    language: str, sentence: str, source: str
) -> None:
    assert unsupported(sentence, [source], language).all == ()


@pytest.mark.parametrize(
    ("language", "sentence", "source", "expected"),
    [
        ("en-US", "Revenue came to $4.12bn, up 81%.", EARNINGS, ("$4.12bn", "81%")),
        ("en-US", "Eighteen people.", EARNINGS, ("Eighteen",)),
        ("en-US", "Revenue came to $4.21m.", EARNINGS, ("$4.21m",)),
        ("en-US", "Revenue came to €4.21bn.", EARNINGS, ("€4.21bn",)),
        ("en-US", "In the second quarter of 2025.", EARNINGS, ("second quarter of 2025",)),
        ("en-US", "It opens on Saturday, 10 May.", "Date: 2026-05-09", ("10 May", "saturday")),
        ("en-US", "Apple said so.", EARNINGS, ("Apple",)),
        ("en-US", "She said: “We lost.”", "Ann: We won.", ("We lost.",)),
        ("en-US", "Go to evil.com now.", EARNINGS, ("evil.com",)),
        ("fr-FR", "« Nous avons perdu. »", "Nous avons gagné", ("Nous avons perdu.",)),
        ("es-ES", "Vinieron treinta personas.", "Vinieron 31 personas", ("treinta",)),
        ("zh-CN", "营收达到42.1万元", "营收：42.1亿元", ("42.1万元",)),
        ("ja-JP", "5月5日に開く。", "2026年5月4日に開く", ("5月5日",)),
    ],
)
def test_what_no_source_has_is_named(language: str, sentence: str, source: str, expected: tuple[str, ...]) -> None:
    assert unsupported(sentence, [source], language).all == expected


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_supports_itself(text: str, language: str) -> None:
    assert unsupported(text, [text], language).all == ()


FRAGMENTS = [
    "$4.21bn",
    "18 %",
    "1.234,5",
    "le 4 mai 2026",
    "4 May",
    "3 pm",
    "twenty-one",
    "“We won”",
    "L’Italia",
    "三百人",
    "Q1 2026",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6).map(" ".join), st.sampled_from(LANGUAGES))
def test_a_text_of_claims_supports_itself_and_nothing_supports_it(text: str, language: str) -> None:
    assert unsupported(text, [text], language).all == ()
    assert unsupported(text, [], language) == claims(text, language)
