"""The words of the scenes: asked for, checked, repaired once, dropped where they still say what no fact says."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jarai.script.documents import Beats, Fact, Material, ScriptSettings
from jarai.script.material import TOPIC_SOURCE
from jarai.script.model import notices
from jarai.script.model.answers import RepairsAnswer, SceneAnswer, ScenesAnswer
from jarai.script.model.ask import Asker, Question
from jarai.script.model.check import Problem, problems
from jarai.script.model.fence import fenced, shown_topic, tellable
from jarai.script.model.fit import cued, fitted, length_problem
from jarai.script.model.prompts import ModelPlan
from jarai.script.phrasebook import book
from jarai.script.port import WriterFailed
from jarai.script.reading import cleaned, read
from jarai.script.wording import closed
from jarai.storyboard.model import Scene, Sentence

_TOLD = 100
"""Notices of single sentences, at most: more than a script of three minutes has."""


@dataclass(frozen=True)
class Draft:
    """A sentence of the model's: its scene's index, its words, the sources it names, and what is wrong with it."""

    scene: int
    text: str
    sources: tuple[str, ...]
    wrong: tuple[Problem, ...] = ()


@dataclass
class Words:
    """Words for the scenes of one script."""

    asker: Asker
    plan: ModelPlan
    beats: Beats
    material: Material
    settings: ScriptSettings
    told: list[str] = field(default_factory=list)

    async def over(self, base: Sequence[Scene]) -> tuple[tuple[Scene, ...], tuple[str, ...]]:
        """The scenes with the model's words where these passed, and what a reviewer must know of the others."""
        answer = await self._asked(base)
        drafts = [self._checked(draft) for draft in self._drafts(answer.scenes, base)]
        drafts = await self._repaired(drafts)
        kept = [draft for draft in drafts if not draft.wrong]
        if not kept:
            raise WriterFailed("MODEL_UNFOUNDED", "no sentence of the model's says what the facts say")
        worded = [self._worded(scene, index, kept) for index, scene in enumerate(base)]
        return fitted(worded, list(base), self.settings), tuple(self.told[:_TOLD])

    async def _asked(self, base: Sequence[Scene]) -> ScenesAnswer:
        def problem(answer: ScenesAnswer, last: bool) -> str | None:
            numbers = [each.scene for each in answer.scenes]
            if wanted := [number for number in range(1, len(base) + 1) if numbers.count(number) != 1]:
                return f"Each scene must be there once; look at {', '.join(map(str, wanted[:8]))}."
            if last:
                return None
            said = [[self._sentence(draft) for draft in self._drafts([each], base)] for each in answer.scenes]
            return length_problem(said, base, self.settings)

        scenes = "\n".join(self._outline(index, scene) for index, scene in enumerate(base))
        task = (
            f"Language: {self.settings.language}. Length: {self.settings.duration_seconds} seconds.\n"
            f"Scenes:\n{scenes}\n{fenced(shown_topic(self.material), self._facts())}"
        )
        return await self.asker.ask(Question("scenes", self.plan.prompts["scenes"], task, ScenesAnswer, problem))

    def _outline(self, index: int, scene: Scene) -> str:
        beat = self.beats.beats[index]
        facts = ", ".join(beat.source_ids) or ("topic" if beat.kind == "title" else "facts told before")
        characters = sum(len(sentence.text) for sentence in scene.narration)
        return f"{index + 1}. {beat.kind}, about {characters} characters, from {facts}"

    def _facts(self) -> list[Fact]:
        used = {each for beat in self.beats.beats for each in beat.source_ids}
        return [fact for fact in tellable(self.material)[0] if fact.source_id in used]

    def _drafts(self, scenes: Sequence[SceneAnswer], base: Sequence[Scene]) -> list[Draft]:
        found = []
        for scene in scenes:
            if 1 <= scene.scene <= len(base):
                for each in scene.sentences:
                    text = closed(cleaned(each.text), book(self.settings.language))
                    found.append(Draft(scene.scene - 1, text, tuple(dict.fromkeys(each.facts))))
        return found

    def _checked(self, draft: Draft) -> Draft:
        """The draft with what is wrong with it. A figure or name of the topic's makes the topic one of its sources."""
        beat = self.beats.beats[draft.scene]
        facts = {fact.source_id: fact for fact in self._facts()}
        may = set(facts) if beat.kind in {"title", "closing"} else set(beat.source_ids)
        if draft.sources and set(draft.sources) - may - {TOPIC_SOURCE}:
            return replace(draft, wrong=(Problem("it names facts of other scenes"),))
        named = [facts[each] for each in draft.sources if each in facts]
        topical = TOPIC_SOURCE in draft.sources
        wrong = self._problems(draft.text, named, topical=topical)
        helped = wrong and not topical and (named or beat.kind == "title")
        if helped and not self._problems(draft.text, named, topical=True):
            return replace(draft, sources=(*draft.sources, TOPIC_SOURCE), wrong=())
        return replace(draft, wrong=wrong)

    def _problems(self, text: str, facts: list[Fact], *, topical: bool) -> tuple[Problem, ...]:
        topic = shown_topic(self.material)
        sources = [*facts, *((topic,) if topical and topic else ())]
        if not any(unit.said for unit in read(text, self.settings.language).units):
            return (Problem("nothing of it can be said"),)
        return problems(text, sources, self.settings.language)

    async def _repaired(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts, those refused written anew once; each is told of, and what is still wrong is dropped."""
        bad = [index for index, draft in enumerate(drafts) if draft.wrong]
        if not bad:
            return drafts
        known = {index + 1 for index in bad}

        def problem(answer: RepairsAnswer, last: bool) -> str | None:
            wrong = sorted({each.number for each in answer.sentences} - known)
            return f"These are not numbers of sentences: {wrong[:8]}." if wrong and not last else None

        refused = {index + 1: _refused(drafts[index]) for index in bad}
        quoted = fenced(shown_topic(self.material), self._facts(), refused)
        task = f"Language: {self.settings.language}.\n{quoted}"
        repaired = list(drafts)
        try:
            answer = await self.asker.ask(Question("repair", self.plan.prompts["repair"], task, RepairsAnswer, problem))
        except WriterFailed:
            answer = RepairsAnswer(sentences=[])
        for each in answer.sentences:
            if each.number in known and each.text.strip():
                before = drafts[each.number - 1]
                repaired[each.number - 1] = self._checked(
                    replace(before, text=closed(cleaned(each.text), book(self.settings.language)), wrong=())
                )
        for index in bad:
            self._tell(drafts[index], repaired[index])
        return repaired

    def _tell(self, before: Draft, after: Draft) -> None:
        which = ", ".join(each.what for each in before.wrong if each.what)[:120]
        text = f"“{before.text[:160]}”" + (f" ({which})" if which else "")
        if after.wrong:
            self.told.append(notices.dropped(self.settings.language, text))
        else:
            self.told.append(notices.repaired(self.settings.language, f"{text} → “{after.text[:160]}”"))

    def _sentence(self, draft: Draft) -> Sentence:
        units = read(draft.text, self.settings.language).units
        return Sentence(units=units, source_ids=draft.sources)

    def _worded(self, scene: Scene, index: int, kept: list[Draft]) -> Scene:
        said = tuple(self._sentence(draft) for draft in kept if draft.scene == index)
        return cued(scene, said) if said else scene


def _refused(draft: Draft) -> dict[str, Any]:
    """A sentence as it is quoted back: what a model wrote of facts is as little to be obeyed as they are."""
    return {"text": draft.text, "facts": draft.sources, "wrong": [each.told for each in draft.wrong]}
