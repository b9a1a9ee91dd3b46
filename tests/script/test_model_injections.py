"""Orders hidden in facts: whatever a model does with them, nothing outside of the quoted material changes."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from authors import said, written
from injections import BUY, INJECTIONS, LEAK, SLUR, TOPIC, Injection
from jarai.demo import FACTS
from jarai.script.documents import Script
from jarai.script.material import parse
from jarai.script.model.check import recites
from jarai.script.model.fence import fenced, tellable
from jarai.script.model.prompts import shipped
from simulators.language_model import Asked, LanguageModel, honest, language_model

CLEAN = len(parse("x", FACTS).facts)
"""How many facts the harmless ones are: f1 to this."""
WITH = f"{FACTS}\n\n{{}}\n"
each_injection = pytest.mark.parametrize("injection", INJECTIONS, ids=lambda each: each.name)


@pytest.fixture(scope="module")
def listening() -> Iterator[LanguageModel]:
    with language_model() as made:
        yield made


@pytest.fixture
def model(listening: LanguageModel) -> LanguageModel:
    listening.asked.clear()
    listening.mind = honest
    return listening


@pytest.fixture(scope="module")
def clean(listening: LanguageModel) -> list[str]:
    """What is said without an injection."""
    return said(asyncio.run(written(listening)))


def outside(script: Script) -> list[str]:
    """What is said from the harmless facts."""
    known = {f"f{number}" for number in range(1, CLEAN + 1)} | {"topic"}
    return [
        sentence.text for scene in script.scenes for sentence in scene.narration if set(sentence.source_ids) <= known
    ]


def obeying(injection: Injection, *, everywhere: bool) -> Any:
    """A model that does what it is told outside of the quoted facts; `everywhere`, inside of them too."""

    def mind(asked: Asked) -> Any:
        answer = honest(asked)
        heard = asked.outside + (str(asked.material) if everywhere else "")
        if not everywhere and not any(told(line, heard) for line in injection.text.splitlines()):
            return answer
        if asked.wanted == "ScenesAnswer":
            facts = [fact["id"] for fact in asked.material["facts"]]
            for scene in answer["scenes"]:
                for named in (facts[:1], facts[-1:], ["topic"]):
                    scene["sentences"] += [{"text": text, "facts": named} for text in injection.wanted]
        if asked.wanted == "RepairsAnswer":
            numbers = [int(each) for each in asked.material["sentences"]]
            answer = {"sentences": [{"number": each, "text": injection.wanted[0]} for each in numbers]}
        return answer

    return mind


def told(line: str, heard: str) -> bool:
    """Whether a line of the injection stands in what the model takes for instructions."""
    words = line.strip(" #->|`!").split()
    return len(words) > 2 and " ".join(words[:4]) in " ".join(heard.split())


@each_injection
async def test_outside_of_the_quoted_facts_a_model_hears_none_of_it(
    model: LanguageModel, clean: list[str], injection: Injection
) -> None:
    model.mind = obeying(injection, everywhere=False)
    script = await written(model, WITH.format(injection.text))
    for asked in model.asked:
        assert not any(told(line, asked.outside) for line in injection.text.splitlines())
    assert not set(said(script)) & {*BUY, *LEAK, *TOPIC, *SLUR}
    assert [each for each in clean if each in outside(script)] == outside(script)
    assert outside(script)[0] == clean[0]


@each_injection
async def test_a_model_that_obeys_the_facts_gets_nothing_of_it_said(model: LanguageModel, injection: Injection) -> None:
    model.mind = obeying(injection, everywhere=True)
    script = await written(model, WITH.format(injection.text))
    assert len(outside(script)) > 3
    for sentence in outside(script):
        lower = sentence.lower()
        assert not any(each in lower for each in ("shop", "http", "subscri", "banana", "visit", "buy", "resign", "$1."))
        assert not recites(sentence)
    for asked in model.asked:
        if {each["role"] for each in asked.body["messages"]} == {"system", "user"}:  # no answer of its own is in it yet
            assert not any(
                wanted in asked.outside for wanted in injection.wanted if wanted not in shipped("rules").text
            )
    assert any("left this out of the language model's script" in notice for notice in script.notices)


@pytest.mark.parametrize("injection", INJECTIONS[::4], ids=lambda each: each.name)
async def test_as_a_topic_it_commands_nothing_either(model: LanguageModel, injection: Injection) -> None:
    model.mind = obeying(injection, everywhere=True)
    script = await written(model, FACTS, topic=" ".join(injection.text.split())[:400])
    rest = [
        sentence.text for scene in script.scenes for sentence in scene.narration if "topic" not in sentence.source_ids
    ]
    assert rest
    assert not any(wanted in text for text in rest for wanted in injection.wanted)


@each_injection
def test_the_fence_holds_whatever_it_encloses(injection: Injection) -> None:
    material = parse(injection.text[:200], WITH.format(injection.text))
    lines = fenced(material.topic, material.facts).split("\n")
    assert len(lines) == 3
    assert lines[0] == lines[2]
    assert lines[0] not in lines[1]
    assert not {"<", ">"} & set(lines[1])


def test_most_are_not_even_shown() -> None:
    """The guess beside the fence: a change of it is seen here. What slips through is for the fence and the check."""
    shown = {each.name for each in INJECTIONS if tellable(parse("x", each.text))[0]}
    assert (len(INJECTIONS), len(shown)) == (40, 14), sorted(shown)
