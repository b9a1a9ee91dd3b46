"""Scripts worded by a language model: planned with the facts' ids, said from them, recorded, and never believed."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from authors import QUICK, TOPIC, Notes, notices, said, written
from jarai.demo import FACTS
from jarai.script.claims import unsupported
from jarai.script.material import parse
from jarai.script.model.check import in_another_language
from jarai.script.model.endpoint import Endpoint
from jarai.script.model.ledger import Call, Spent
from simulators.language_model import (
    KEY,
    Asked,
    Fault,
    LanguageModel,
    completion,
    endless,
    honest,
    language_model,
    says,
    sends,
    silence,
    status,
)


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    with language_model() as made:
        yield made


async def test_a_model_words_the_script_and_every_sentence_names_its_facts(model: LanguageModel) -> None:
    script = await written(model)
    print("\n".join(said(script)), "\n", notices(script))
    assert model.steps == ["brief", "narrative", "beats", "scenes"]
    assert said(script)[0] == "This is about Quarterly earnings."
    assert "Offshore wind made 57.4% of revenue." in said(script)
    assert all(sentence.source_ids for scene in script.scenes for sentence in scene.narration)
    assert "A language model (small) worded this script." in notices(script)


async def test_anthropics_protocol_gives_the_same_script(model: LanguageModel) -> None:
    assert said(await written(model, kind="anthropic")) == said(await written(model))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (status(429), "MODEL_BUSY"),
        (status(529), "MODEL_UNREACHABLE"),
        (status(400), "MODEL_REFUSED"),
        (sends(b"{}"), "MODEL"),
        (silence, "MODEL_SLOW"),
        (endless, "MODEL_ANSWER_TOO_LARGE"),
    ],
)
async def test_anthropics_failures_lead_to_the_facts_too(model: LanguageModel, fault: Fault, code: str) -> None:
    model.faults = [fault, fault]
    notes = Notes()
    bounds = dataclasses.replace(QUICK, seconds=0.5) if fault is silence else QUICK
    script = await written(model, kind="anthropic", notes=notes, bounds=bounds)
    assert code in notices(script)
    assert {spent.cost for spent in notes.ends} == {0}


async def test_each_request_is_deterministic_bounded_and_has_the_key_in_its_header_only(model: LanguageModel) -> None:
    await written(model)
    for asked in model.asked:
        assert asked.body["temperature"] == 0
        assert asked.body["max_tokens"] == QUICK.tokens
        assert isinstance(asked.body["seed"], int)
        assert KEY not in str(asked.body)
    assert KEY not in repr(Endpoint(kind="openai", url="https://example.com", model="m", key=KEY))


async def test_tokens_and_cost_of_every_call_are_entered(model: LanguageModel) -> None:
    notes = Notes()
    await written(model, notes=notes)
    assert [call.prompt for call in notes.calls] == ["brief 1", "narrative 1", "beats 1", "scenes 1"]
    assert set(notes.ends) == {Spent("Answered", 1000, 200, 1000 * 150 + 200 * 600)}
    assert all(call.most >= spent.cost for call, spent in zip(notes.calls, notes.ends, strict=True))


async def test_a_call_that_could_pass_the_ceiling_is_not_made(model: LanguageModel) -> None:
    notes = Notes(ceiling=1_500_000)
    script = await written(model, notes=notes)
    assert 0 < len(model.asked) < 4
    assert sum(spent.cost for spent in notes.ends) <= notes.ceiling
    assert "MODEL_CEILING" in notices(script)


class GivenUp(Exception):
    """As the ledger raises it for an attempt that may write no more."""


@dataclasses.dataclass
class Closed(Notes):
    """A ledger that lets nothing in, or nothing out."""

    at_begin: bool = True

    async def begin(self, call: Call) -> int:
        if self.at_begin:
            raise GivenUp
        return await super().begin(call)

    async def end(self, number: int, spent: Spent) -> None:
        await super().end(number, spent)
        raise GivenUp


@pytest.mark.parametrize("at_begin", [True, False])
async def test_what_the_ledger_raises_ends_the_step_and_no_other_writer_takes_over(
    model: LanguageModel, at_begin: bool
) -> None:
    with pytest.raises(GivenUp):
        await written(model, notes=Closed(at_begin=at_begin))
    assert len(model.asked) == (0 if at_begin else 1)


async def test_without_facts_nobody_is_asked(model: LanguageModel) -> None:
    script = await written(model, "")
    assert model.asked == []
    assert "language model" not in notices(script)


async def test_an_answer_of_the_wrong_shape_is_asked_for_again_with_what_was_wrong(model: LanguageModel) -> None:
    model.faults = [says('{"acts": "all"}'), says("not JSON at all"), None]
    script = await written(model)
    assert model.steps[:3] == ["brief"] * 3
    assert "Input should be a valid array" in model.asked[1].outside
    assert "MODEL" not in notices(script)


REFUSAL = says(None, refusal="I can't help with that.")
FAULTS: dict[str, tuple[list[Fault | None], str, bool]] = {
    "wrong shape": ([says({"acts": 7})] * 3, "MODEL_ANSWER", True),
    "unknown ids": ([None, says({"acts": [{"name": "opening", "facts": ["f99"]}]})] + [None] * 0, "", True),
    "words instead of JSON": ([says("Sure! Here is your script:")] * 3, "MODEL_ANSWER", True),
    "half an answer": ([says('{"acts": ["opening", "clo', finish="length")] * 3, "MODEL_ANSWER", True),
    "no completion": ([sends(b"<html>hello</html>")] * 2, "MODEL", False),
    "an empty object": ([sends(b"{}")] * 2, "MODEL", False),
    "a list": ([sends(b"[1, 2]")] * 2, "MODEL", False),
    "busy": ([status(429)] * 2, "MODEL_BUSY", False),
    "busy for hours": ([status(429, **{"Retry-After": "7200"})] * 2, "MODEL_BUSY", False),
    "broken": ([status(500)] * 2, "MODEL_UNREACHABLE", False),
    "overloaded": ([status(503)] * 2, "MODEL_UNREACHABLE", False),
    "unknown model": ([status(404)], "MODEL_REFUSED", False),
    "wrong key": ([status(401)], "MODEL_KEY", False),
    "a redirect": ([status(307, Location="http://127.0.0.1:9/")], "MODEL_REFUSED", False),
    "silence": ([silence], "MODEL_SLOW", False),
    "endless text": ([endless], "MODEL_ANSWER_TOO_LARGE", False),
    "a huge answer": ([says("x" * 300_000)], "MODEL_ANSWER_TOO_LARGE", False),
    "a refusal": ([REFUSAL] * 3, "MODEL", True),
    "a content filter": ([says(None, finish="content_filter")] * 3, "MODEL_DECLINED", True),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_whatever_it_does_a_script_comes_out_and_says_who_wrote_it(
    model: LanguageModel, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    faults, code, paid = FAULTS[name]
    model.faults = list(faults)
    notes = Notes()
    bounds = dataclasses.replace(QUICK, seconds=0.5) if name == "silence" else QUICK
    script = await written(model, notes=notes, bounds=bounds)
    facts_only = await written(LanguageModel(port=9))
    if code:
        assert said(script) == said(facts_only)
        assert code in notices(script)
        assert 0 < len(model.asked) <= len(faults)
    else:
        assert "MODEL" not in notices(script)
    assert all(paid or spent.cost == 0 for spent in notes.ends)
    assert len(notes.ends) == len(notes.calls)
    assert KEY not in "".join(capfd.readouterr())


async def test_a_busy_endpoint_is_tried_once_more(model: LanguageModel) -> None:
    model.faults = [status(429), None, status(502), None]
    assert "worded this script" in notices(await written(model))


async def test_nobody_listening_costs_nothing() -> None:
    notes = Notes()
    script = await written(LanguageModel(port=9), notes=notes)
    assert "MODEL_UNREACHABLE" in notices(script)
    assert {spent.cost for spent in notes.ends} == {0}


@pytest.mark.parametrize("step", [1, 2, 3])
async def test_what_fails_in_the_middle_is_made_anew_from_the_facts(model: LanguageModel, step: int) -> None:
    model.faults = [*[None] * step, status(400)]
    script = await written(model)
    assert said(script) == said(await written(LanguageModel(port=9)))
    assert "MODEL_REFUSED" in notices(script)


LIES = [
    ("Revenue came to $4.31bn.", "$4.31bn"),
    ("Revenue came to $4.21bn, as Peter Miller said.", "Peter Miller"),
    ("Revenue came to $4.21bn on 3 May 2026.", "3 May 2026"),
    ("“We are the best,” revenue said of $4.21bn.", "We are the best"),
    ("Revenue came to $4.21bn; more at www.example.com.", "example.com"),
    ("Subscribe to revenue for more revenue.", "Subscribe"),
    ("Bananas are cheap and healthy fruit.", ""),
    ("Say only what the facts say of revenue.", ""),
    ("Revenue <b>rose</b> to $4.21bn.", ""),
]


@pytest.mark.parametrize(("lie", "why"), LIES)
async def test_what_the_facts_do_not_say_is_repaired_or_dropped_and_told_of(
    model: LanguageModel, lie: str, why: str
) -> None:
    def lying(asked: Asked) -> Any:
        answer = honest(asked)
        if asked.wanted == "ScenesAnswer":
            answer["scenes"][1]["sentences"].append({"text": lie, "facts": ["f1"]})
        return answer

    model.mind = lying
    script = await written(model)
    assert not any(
        lie.split(maxsplit=1)[0] in each and why in each and each not in FAIR for each in said(script) if why
    ), lie
    assert lie not in said(script)
    assert model.steps[-1] == "repairs"
    assert "left this out of the language model's script" in notices(script)
    assert why in notices(script)


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("L’entreprise embauchera 4 300 personnes, et ce sera pour elle une première.", "fr-FR", False),
        ("The company will hire 4,300 people and that is a lot for them.", "fr-FR", True),
        ("La empresa contratará a 4.300 personas.", "es-ES", False),
        ("And that is what they will do by 2030.", "es-ES", True),
        ("Das ist ja auch für uns alle so.", "en-US", False),
        ("Et dans cette ville, elle est aussi chez nous.", "en-US", True),
        ("公司计划到2030年新增4,300个岗位。", "zh-CN", False),
        ("The company will hire 4,300 people.", "zh-CN", True),
    ],
)
def test_a_sentence_in_another_language_is_told(text: str, language: str, other: bool) -> None:
    assert in_another_language(text, "2030: 4,300. 岗位。", language) is other


FAIR = ["Revenue is $4.21bn, up 18% on the first quarter of 2025."]


async def test_a_repaired_sentence_is_said_and_told_of(model: LanguageModel) -> None:
    def lying(asked: Asked) -> Any:
        if asked.wanted == "RepairsAnswer":
            (number,) = asked.material["sentences"]
            return {"sentences": [{"number": int(number), "text": "Revenue came to $4.21bn."}]}
        answer = honest(asked)
        if asked.wanted == "ScenesAnswer":
            answer["scenes"][1]["sentences"] = [{"text": "Revenue came to $9.99bn.", "facts": ["f1"]}]
        return answer

    model.mind = lying
    script = await written(model)
    assert "Revenue came to $4.21bn." in said(script)
    assert "$9.99bn" not in " ".join(said(script))
    assert "corrected in the language model's script" in notices(script)
    assert "$9.99bn" in notices(script)


async def test_a_model_that_only_lies_is_not_used(model: LanguageModel) -> None:
    def lying(asked: Asked) -> Any:
        answer = honest(asked)
        if asked.wanted == "ScenesAnswer":
            for scene in answer["scenes"]:
                scene["sentences"] = [{"text": "Revenue came to $9.99bn.", "facts": ["f1"]}]
        return answer

    model.mind = lying
    script = await written(model)
    assert said(script) == said(await written(LanguageModel(port=9)))
    assert "MODEL_UNFOUNDED" in notices(script)


async def test_whatever_is_said_is_supported_by_the_sources_it_names(model: LanguageModel) -> None:
    script = await written(model)
    facts = {fact.source_id: f"{fact.text}\n{fact.speaker}\n{fact.heading}" for fact in parse(TOPIC, FACTS).facts}
    for scene in script.scenes:
        for sentence in scene.narration:
            named = [{"topic": TOPIC, **facts}[each] for each in sentence.source_ids]
            assert not unsupported(sentence.text, named, "en-US"), sentence.text


def test_the_completion_the_simulator_sends_is_one() -> None:
    assert b'"finish_reason":"stop"' in bytes(completion({}).body)
