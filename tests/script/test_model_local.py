"""A real model behind a real server: SmolLM2 with 135 million parameters, by llama.cpp, over HTTP on loopback.

It is far too small to write a script. What must hold is that its answers are typed or refused, and nothing it makes up is said.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from authors import SETTINGS, Notes, notices, said
from jarai.base.children import die_with_parent
from jarai.script.chain import Chain
from jarai.script.claims import unsupported
from jarai.script.facts_only import FactsOnly
from jarai.script.material import parse
from jarai.script.model.answers import BriefAnswer
from jarai.script.model.ask import Asker, Question
from jarai.script.model.endpoint import Bounds, Endpoint
from jarai.script.model.fence import fenced
from jarai.script.model.prompts import Prompt, plan
from jarai.script.model.writer import ModelWriter

pytestmark = pytest.mark.slow
FACTS = "- The bridge is 412 metres long.\n- It cost $38m."
TOPIC = "Harbour bridge opens"
SERVER = Path(__file__).parent.parent / "local_model.py"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The server's address."""
    parent = os.getpid()
    with subprocess.Popen(
        [sys.executable, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
    ) as server:  # fmt: skip
        assert server.stdout is not None
        yield f"{next(line for line in server.stdout if line.startswith('http')).strip()}/v1"
        server.kill()


def asker(url: str, notes: Notes, seconds: float) -> Asker:
    bounds = Bounds(seconds=seconds, step_seconds=seconds, answer_bytes=100_000, tokens=160, tries=2, pause=0)
    return Asker(Endpoint("openai", url, "smollm2", bounds=bounds), "smollm2", notes, lambda: None)


async def test_its_answer_is_typed_and_its_tokens_are_entered(url: str) -> None:
    notes = Notes()
    short = Prompt(version="own-1", text='Which acts has the video? The first is "opening", the last "closing".')
    question = Question(
        "brief", short, f"Length: 30 seconds.\n{fenced(TOPIC, parse(TOPIC, FACTS).facts)}", BriefAnswer, lambda *_: None
    )
    answer = await asker(url, notes, 60).ask(question)
    print(answer)
    assert 2 <= len(answer.acts) <= 6
    assert notes.ends[-1].outcome == "Answered"
    assert notes.ends[-1].read > 200
    assert notes.ends[-1].written > 5


async def test_nothing_it_makes_up_is_said(url: str) -> None:
    facts, notes, material = FactsOnly(), Notes(), parse(TOPIC, FACTS)
    writer = Chain(ModelWriter(asker(url, notes, 25), plan("smollm2", {}), facts), facts)
    brief = (await facts.brief(material, SETTINGS)).model_copy(update={"model": "smollm2"})
    beats = await facts.beats(await facts.narrative(brief, material, SETTINGS), material, SETTINGS)
    script = await writer.scenes(beats, material, SETTINGS)
    print("\n".join([*said(script), notices(script), *map(str, notes.ends)]))
    sources = {source.source_id: source.quote for source in script.sources}
    assert notes.calls
    for scene in script.scenes:
        for sentence in scene.narration:
            assert not unsupported(sentence.text, [sources[each] for each in sentence.source_ids], "en-US"), sentence
