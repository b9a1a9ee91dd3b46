"""A script as a language model words it, with the facts-only writer behind it: the whole writer, for tests."""

import dataclasses

from jarai.demo import FACTS
from jarai.script.chain import Chain
from jarai.script.documents import Material, Script, ScriptSettings
from jarai.script.facts_only import FactsOnly
from jarai.script.material import parse
from jarai.script.model.ask import Asker
from jarai.script.model.endpoint import Bounds, Endpoint, Kind
from jarai.script.model.ledger import Call, CeilingReached, Price, Spent
from jarai.script.model.prompts import plan
from jarai.script.model.writer import ModelWriter
from jarai.storyboard.model import Frame
from simulators.language_model import KEY, LanguageModel

SETTINGS = ScriptSettings(
    language="en-US", project_type_slug="x", duration_seconds=60, frame=Frame(width=1080, height=1920)
)
QUICK = Bounds(seconds=5, step_seconds=20, answer_bytes=200_000, tokens=500, pause=0)
TOPIC = "Quarterly earnings"


@dataclasses.dataclass
class Notes:
    """A ledger in memory, with a ceiling in millionths of a minor unit."""

    ceiling: int = 10**15
    calls: list[Call] = dataclasses.field(default_factory=list)
    ends: list[Spent] = dataclasses.field(default_factory=list)

    async def begin(self, call: Call) -> int:
        if sum(spent.cost for spent in self.ends) + call.most > self.ceiling:
            raise CeilingReached("no more than that")
        self.calls.append(call)
        return len(self.calls)

    async def end(self, number: int, spent: Spent) -> None:
        assert number <= len(self.calls)
        self.ends.append(spent)


async def written(
    model: LanguageModel,
    facts: str = FACTS,
    *,
    topic: str = TOPIC,
    kind: Kind = "openai",
    notes: Notes | None = None,
    bounds: Bounds = QUICK,
    settings: ScriptSettings = SETTINGS,
    material: Material | None = None,
) -> Script:
    """The whole writer, with the facts-only one behind it."""
    url = model.url if kind == "openai" else model.url.removesuffix("/v1")
    endpoint = Endpoint(kind=kind, url=url, model="small", key=KEY, price=Price(150, 600), bounds=bounds)
    asker = Asker(endpoint, "small", notes or Notes(), lambda: None)
    writer = Chain(ModelWriter(asker, plan("small", {}), FactsOnly()), FactsOnly())
    material = material or parse(topic, facts)
    brief = await writer.brief(material, settings)
    narrative = await writer.narrative(brief, material, settings)
    beats = await writer.beats(narrative, material, settings)
    return await writer.scenes(beats, material, settings)


def said(script: Script) -> list[str]:
    return [sentence.text for scene in script.scenes for sentence in scene.narration]


def notices(script: Script) -> str:
    return "\n".join(script.notices)
