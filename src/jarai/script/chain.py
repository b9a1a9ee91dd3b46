"""A writer, and the facts-only one that takes over where it gives up: recorded in the brief, told to the reviewer."""

from dataclasses import dataclass

from jarai.base.logging import logger
from jarai.script.documents import Beats, Brief, Material, Narrative, Script, ScriptSettings
from jarai.script.model.notices import given_up
from jarai.script.port import ScriptWriter, WriterFailed

_log = logger("script")


@dataclass(frozen=True)
class Chain:
    """See `ScriptWriter`. `first` writes while the brief names its model; `then` makes everything anew after a failure."""

    first: ScriptWriter
    then: ScriptWriter

    async def brief(self, material: Material, settings: ScriptSettings) -> Brief:
        """See `ScriptWriter`."""
        try:
            return await self.first.brief(material, settings)
        except WriterFailed as failure:
            return await self._without(failure, (), material, settings)

    async def narrative(self, brief: Brief, material: Material, settings: ScriptSettings) -> Narrative:
        """See `ScriptWriter`."""
        if brief.model:
            try:
                return await self.first.narrative(brief, material, settings)
            except WriterFailed as failure:
                brief = await self._without(failure, brief.notices, material, settings)
        return await self.then.narrative(brief, material, settings)

    async def beats(self, narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
        """See `ScriptWriter`."""
        if narrative.brief.model:
            try:
                return await self.first.beats(narrative, material, settings)
            except WriterFailed as failure:
                brief = await self._without(failure, narrative.brief.notices, material, settings)
                narrative = await self.then.narrative(brief, material, settings)
        return await self.then.beats(narrative, material, settings)

    async def scenes(self, beats: Beats, material: Material, settings: ScriptSettings) -> Script:
        """See `ScriptWriter`."""
        if beats.brief.model:
            try:
                return await self.first.scenes(beats, material, settings)
            except WriterFailed as failure:
                brief = await self._without(failure, beats.brief.notices, material, settings)
                narrative = await self.then.narrative(brief, material, settings)
                beats = await self.then.beats(narrative, material, settings)
        return await self.then.scenes(beats, material, settings)

    async def _without(
        self, failure: WriterFailed, notices: tuple[str, ...], material: Material, settings: ScriptSettings
    ) -> Brief:
        """The brief of the writer that takes over, with what the reviewer must know."""
        _log.warning("script_writer_gave_up", code=failure.code, reason=failure.reason)
        brief = await self.then.brief(material, settings)
        return brief.model_copy(update={"notices": (*notices, given_up(settings.language, failure.code))})
