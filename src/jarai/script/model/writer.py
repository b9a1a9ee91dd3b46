"""The language model's writer. It plans with ids of facts and words sentences; everything else is the studio's.

What a viewer sees on a card is drawn from the facts as the facts-only writer draws it; a sentence of the model's that the
check refuses twice is dropped, and a scene without any left is told as the facts-only writer tells it.
"""

from dataclasses import dataclass

from jarai.script.compose import SHORTEST
from jarai.script.documents import Act, Beat, Beats, Brief, Fact, Material, Narrative, Script, ScriptSettings
from jarai.script.fit import rested
from jarai.script.model import notices
from jarai.script.model.answers import BeatsAnswer, BriefAnswer, NarrativeAnswer
from jarai.script.model.ask import Asker, Question
from jarai.script.model.fence import fenced, shown_topic, tellable
from jarai.script.model.prompts import ModelPlan
from jarai.script.model.words import Words
from jarai.script.outline import closing_fact, kind_of
from jarai.script.port import ScriptWriter
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
        """See `ScriptWriter`. The brief names no model where there is nothing for one to word.

        That is so without a fact it may be shown, and for what is to be read as it was written: a poem, an obituary.
        """
        brief = await self.facts.brief(material, settings)
        shown, withheld = tellable(material)
        if not shown or brief.genre == "calm":
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
            groups = [[facts[each] for each in beat.facts] for beat in answer.beats]
            return next((wrong for group in groups if (wrong := _group_problem(group))), None)

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
        middle = tuple(
            Beat(kind=kind_of([facts[each] for each in beat.facts], material), source_ids=tuple(beat.facts))
            for beat in answer.beats
        )
        model = Credit(part="model", name=self.plan.model, licence=_LICENCE, credit="", commercial_use=True)
        beats = (Beat(kind="title", source_ids=()), *middle, *self._ending(middle, narrative.brief, material, settings))
        found = Beats(brief=narrative.brief, beats=beats, credits=(model,), turns=False, extras=False)
        return rested(found, material, settings.wanted_ms, settings.stretch)

    def _ending(
        self, middle: tuple[Beat, ...], brief: Brief, material: Material, settings: ScriptSettings
    ) -> tuple[Beat, ...]:
        """What to remember, where there is time for it."""
        if settings.duration_seconds < SHORTEST:
            return ()
        fact = closing_fact(material, brief.genre, {each for beat in middle for each in beat.source_ids})
        return (Beat(kind="closing", source_ids=(fact.source_id,) if fact else ()),)

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


def _group_problem(facts: list[Fact]) -> str | None:
    """Why these facts can't share a scene."""
    alone = [fact.source_id for fact in facts if fact.kind in {"table", "quote", "verse"}]
    return f"A table or a quotation needs a beat of its own: {', '.join(alone)}." if alone and len(facts) > 1 else None
