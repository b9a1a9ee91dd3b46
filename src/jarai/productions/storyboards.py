"""Storyboards as partners read, check, edit and compare them. An edit is a new version; what it left alone is kept."""

from dataclasses import dataclass

from jarai.access.keys import Caller
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import FieldProblem, InvalidRequest, InvalidState, NotFound
from jarai.base.model import Wire
from jarai.deliverables.records import deliverables_of
from jarai.productions.documents import load_document
from jarai.productions.edits import Edit, record_edit
from jarai.productions.queries import Production, production_of
from jarai.productions.runs import want_run
from jarai.productions.schemas import ProblemItem, SentenceItem, StoryboardEdit, StoryboardScene, StoryboardSource
from jarai.productions.schemas import StoryboardView as View
from jarai.productions.states import change_state
from jarai.productions.steps import carry_over, output_of, plan_steps
from jarai.productions.tables import productions
from jarai.script.revision import estimated_ms, revised
from jarai.storage.port import Storage
from jarai.storyboard.changes import SceneChange, scene_changes
from jarai.storyboard.choices import Choices, as_before, illustrated
from jarai.storyboard.model import Storyboard

_WRITES_STORYBOARD, _CHOOSES_PICTURES = "SceneScriptGenerator", "ImageProducer"
_BEFORE_IT = ("ProductionBriefGenerator", "NarrativeGenerator", "SequenceBeatGenerator")


class StoryboardCheck(Wire):
    """What would come of an edit: whether it is taken, about how long it lasts, and which scenes are made again."""

    valid: bool
    problems: tuple[ProblemItem, ...]
    notices: tuple[str, ...]
    duration_seconds: float
    changes: tuple[SceneChange, ...]


class StoryboardChanges(Wire):
    """What differs between two versions."""

    from_version: int
    to_version: int
    title_before: str
    title_after: str
    changes: tuple[SceneChange, ...]


@dataclass(frozen=True)
class Storyboards:
    """What reading and editing storyboards needs."""

    database: Database
    clock: Clock
    storage: Storage
    code_version: str

    async def read(self, caller: Caller, production_id: str, version: int | None = None) -> View:
        """The storyboard of a version, by default the current one. Raises NotFound, or InvalidState before it is written."""
        production, found, board = await self._board(caller, production_id, version)
        return View(
            production_id=production_id,
            version=found,
            editable=production.status == "AwaitingApproval" and found == production.version,
            language=board.language,
            country=board.country,
            width=board.frame.width,
            height=board.frame.height,
            style=board.style,
            presenters=tuple(each.name for each in (board.presenter, board.partner) if each),
            title=board.title,
            scenes=tuple(
                StoryboardScene(
                    scene_id=scene.scene_id,
                    narration=tuple(
                        SentenceItem(text=each.text, source_ids=each.source_ids, speaker=each.speaker)
                        for each in scene.narration
                    ),
                    element=scene.element,
                    rest=scene.rest,
                    picture=scene.picture,
                    illustration=scene.illustration,
                )
                for scene in board.scenes
            ),
            sources=tuple(StoryboardSource(**source.model_dump()) for source in board.sources),
            notices=board.notices,
        )

    async def check(self, caller: Caller, production_id: str, edit: StoryboardEdit) -> StoryboardCheck:
        """What would come of this edit of the current version; nothing is changed."""
        _, _, board = await self._board(caller, production_id, None)
        script, problems = revised(board, edit)
        after = board.model_copy(update={"title": script.title, "scenes": as_before(board, script.scenes)})
        return StoryboardCheck(
            valid=not problems,
            problems=tuple(ProblemItem(field=each.field, problem=each.problem) for each in problems),
            notices=script.notices,
            duration_seconds=estimated_ms(script.scenes, board.language) / 1000,
            changes=scene_changes(board, after),
        )

    async def compare(self, caller: Caller, production_id: str, before: int, after: int) -> StoryboardChanges:
        """What differs between two versions. Raises NotFound for one there isn't, InvalidState before it is written."""
        _, _, old = await self._board(caller, production_id, before)
        _, _, new = await self._board(caller, production_id, after)
        return StoryboardChanges(
            from_version=before,
            to_version=after,
            title_before=old.title,
            title_after=new.title,
            changes=scene_changes(old, new),
        )

    async def edit(self, caller: Caller, production_id: str, if_match: str | None, edit: StoryboardEdit) -> Production:
        """Make the next version of what was edited, and want its run.

        Raises NotFound, InvalidRequest that names each problem, InvalidState unless the version in `if_match` is the
        current one and awaits approval.
        """
        now = self.clock.now()
        production, version, board = await self._board(caller, production_id, None)
        _check_match(if_match, version)
        script, problems = revised(board, edit)
        if problems:
            raise InvalidRequest("; ".join(f"{each.field}: {each.problem}" for each in problems), problems)
        async with self.database.write() as connection:
            files = await deliverables_of(connection, production_id, version)
            changed = await change_state(
                connection,
                production_id,
                "Producing",
                now,
                only_from=frozenset({"AwaitingApproval"}),
                where=productions.c.version == version,
                version=version + 1,
                draft=edit.draft,
                gate=None,
            )
            if not changed:
                raise InvalidState(f"Only what awaits approval can be edited; this production was {production.status}.")
            certificates = tuple(file.sha256 for file in files if file.type == "ComplianceCertificate")
            await record_edit(connection, production_id, version + 1, Edit(script, certificates, now), caller.key_id)
            await plan_steps(connection, production_id, version + 1)
            await carry_over(connection, production_id, version + 1, _BEFORE_IT)
            await want_run(connection, production_id, version + 1, "produce", self.code_version, now)
            return await production_of(connection, caller, production_id)

    async def _board(
        self, caller: Caller, production_id: str, version: int | None
    ) -> tuple[Production, int, Storyboard]:
        async with self.database.read() as connection:
            production = await production_of(connection, caller, production_id)
            wanted = production.version if version is None else version
            if not 1 <= wanted <= production.version:
                raise NotFound(f"There is no version {wanted} of this production.")
            digest = await output_of(connection, production_id, wanted, _WRITES_STORYBOARD)
            chosen = await output_of(connection, production_id, wanted, _CHOOSES_PICTURES)
        if digest is None:
            raise InvalidState(f"The storyboard of version {wanted} is not written yet.")
        board = await load_document(self.storage, production.partner_id, Storyboard, digest)
        if chosen:
            board = illustrated(board, await load_document(self.storage, production.partner_id, Choices, chosen))
        return production, wanted, board


def _check_match(if_match: str | None, version: int) -> None:
    sent = (if_match or "").strip().removeprefix("W/").strip('"')
    if sent != str(version):
        problem = f"must be the version you read; the current one is {version}"
        raise InvalidState(f"If-Match {problem}.", (FieldProblem("If-Match", problem),))
