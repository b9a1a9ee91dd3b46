"""The language model's writer. It plans with ids of facts and words sentences; everything else is the studio's.

What a viewer sees on a card is drawn from the facts as the facts-only writer draws it; a sentence of the model's that the
check refuses twice is dropped, and a scene without any left is told as the facts-only writer tells it.
"""

from dataclasses import dataclass

from jarai.script.documents import Act, Beat, Beats, Brief, Fact, Material, Narrative, Script, ScriptSettings
from jarai.script.model import notices
from jarai.script.model.answers import BeatsAnswer, BriefAnswer, NarrativeAnswer
from jarai.script.model.ask import Asker, Question
from jarai.script.model.fence import fenced, shown_topic, tellable
from jarai.script.model.prompts import ModelPlan
from jarai.script.model.words import Words
from jarai.script.port import ScriptWriter
from jarai.script.rank import main_figure
from jarai.storyboard.credit import Credit

_LICENCE = "LicenseRef-Operator"
"""Of a model: the operator who configured it answers for the right to use what it writes."""
_SECONDS_A_SCENE = 5
"""No scene is planned shorter than this, beside title and closing."""


@dataclass(frozen=True)
class ModelWriter:
    """See `ScriptWriter`. `facts` draws the cards and tells what the model could not."""

    asker: Asker
    plan: ModelPlan
    facts: ScriptWriter

    async def brief(self, material: Material, settings: ScriptSettings) -> Brief:
        """See `ScriptWriter`. Without a fact it may be shown, the model has nothing to word: the brief names no model."""
        brief = await self.facts.brief(material, settings)
        shown, withheld = tellable(material)
        if not shown:
            return brief
        answer = await self.asker.ask(
            Question(
                name="brief",
                prompt=self.plan.prompts["brief"],
                task=f"{_length(settings)}\n{fenced(shown_topic(material), shown)}",
                answer=BriefAnswer,
                problem=_brief_problem,
            )
        )
        told = (notices.withheld(settings.language, withheld),) if withheld else ()
        changes = {"acts": tuple(answer.acts), "model": self.plan.model, "notices": (*brief.notices, *told)}
        return brief.model_copy(update=changes)

    async def narrative(self, brief: Brief, material: Material, settings: ScriptSettings) -> Narrative:
        """See `ScriptWriter`."""
        shown, _ = tellable(material)
        known = {fact.source_id for fact in shown}

        def problem(answer: NarrativeAnswer, _: bool) -> str | None:
            named = [each for act in answer.acts for each in act.facts]
            order = [act.name for act in answer.acts]
            if [name for name in brief.acts if name in order] != order:
                return f"The acts must be among {', '.join(brief.acts)}, each once and in this order."
            return _ids_problem(named, known)

        answer = await self.asker.ask(
            Question(
                name="narrative",
                prompt=self.plan.prompts["narrative"],
                task=f"{_length(settings)}\nActs: {', '.join(brief.acts)}.\n{fenced(shown_topic(material), shown)}",
                answer=NarrativeAnswer,
                problem=problem,
            )
        )
        return Narrative(
            brief=brief, acts=tuple(Act(name=act.name, source_ids=tuple(act.facts)) for act in answer.acts)
        )

    async def beats(self, narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
        """See `ScriptWriter`."""
        named = [each for act in narrative.acts for each in act.source_ids]
        facts = {fact.source_id: fact for fact in material.facts if fact.source_id in named}
        most = max(1, settings.duration_seconds // _SECONDS_A_SCENE - 2)

        def problem(answer: BeatsAnswer, _: bool) -> str | None:
            if len(answer.beats) > most:
                return f"There may be {most} beats at most."
            if wrong := _ids_problem([each for beat in answer.beats for each in beat.facts], set(facts)):
                return wrong
            told = [(beat.kind, [facts[each] for each in beat.facts]) for beat in answer.beats]
            return next(
                (wrong for kind, chosen in told if (wrong := _kind_problem(kind, chosen, settings.language))), None
            )

        acts = "; ".join(f"{act.name}: {', '.join(act.source_ids) or 'no facts'}" for act in narrative.acts)
        answer = await self.asker.ask(
            Question(
                name="beats",
                prompt=self.plan.prompts["beats"],
                task=f"{_length(settings)}\nAt most {most} beats.\nActs: {acts}.\n"
                f"{fenced(shown_topic(material), facts.values())}",
                answer=BeatsAnswer,
                problem=problem,
            )
        )
        middle = [Beat(kind=beat.kind, source_ids=tuple(beat.facts)) for beat in answer.beats]
        short = await self.facts.beats(narrative, material, settings)
        ends = [beat for beat in short.beats if beat.kind == "closing"][-1:]
        model = Credit(part="model", name=self.plan.model, licence=_LICENCE, credit="", commercial_use=True)
        beats = (Beat(kind="title", source_ids=()), *middle, *ends)
        return Beats(brief=narrative.brief, beats=beats, credits=(model,))

    async def scenes(self, beats: Beats, material: Material, settings: ScriptSettings) -> Script:
        """See `ScriptWriter`."""
        base = await self.facts.scenes(beats, material, settings)
        words = Words(self.asker, self.plan, beats, material, settings)
        scenes, told = await words.over(base.scenes)
        worded = notices.worded(settings.language, self.plan.model)
        return base.model_copy(update={"scenes": scenes, "notices": (worded, *base.notices, *told)})


def _length(settings: ScriptSettings) -> str:
    return f"Language: {settings.language}. Length: {settings.duration_seconds} seconds."


def _brief_problem(answer: BriefAnswer, _: bool) -> str | None:
    if answer.acts[0] != "opening" or answer.acts[-1] != "closing":
        return 'The first act must be "opening", the last "closing".'
    return "Each act may be there once." if len(set(answer.acts)) < len(answer.acts) else None


def _ids_problem(named: list[str], known: set[str]) -> str | None:
    if not named:
        return "At least one fact must be told."
    if unknown := sorted(set(named) - known):
        return f"These are not ids of facts you may use: {', '.join(unknown[:8])}."
    return "Each fact may be told once." if len(set(named)) < len(named) else None


def _kind_problem(kind: str, facts: list[Fact], language: str) -> str | None:
    """Why these facts can't be shown as that kind."""
    ids = ", ".join(fact.source_id for fact in facts)
    kinds = {fact.kind for fact in facts}
    if kind in {"table", "quote"} and (len(facts) > 1 or kinds != {kind}):
        return f'"{kind}" is for one fact of the kind {kind}, not for {ids}.'
    if kind == "number" and (len(facts) > 1 or not main_figure(facts[0], language) or kinds & {"table", "quote"}):
        return f'"number" is for one fact with one figure, not for {ids}.'
    if kind == "bullets" and kinds & {"table", "quote"}:
        return f'"bullets" can\'t show a table or a quotation: {ids}.'
    return None
