"""The facts-only writer behind the port: no model, no network, equal scripts for equal facts."""

from jarai.script import writer
from jarai.script.documents import Beats, Brief, Material, Narrative, Script, ScriptSettings


class FactsOnly:
    """See `ScriptWriter`. What gave up before it is told of in the brief, and from there to the reviewer."""

    async def brief(self, material: Material, settings: ScriptSettings) -> Brief:
        """See `ScriptWriter`. Raises NeverWorks for a language without words."""
        return writer.brief(material, settings)

    async def narrative(self, brief: Brief, material: Material, settings: ScriptSettings) -> Narrative:  # noqa: ARG002
        """See `ScriptWriter`."""
        return writer.narrative(brief, material)

    async def beats(self, narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
        """See `ScriptWriter`."""
        return writer.beats(narrative, material, settings)

    async def scenes(self, beats: Beats, material: Material, settings: ScriptSettings) -> Script:
        """See `ScriptWriter`."""
        script = writer.scenes(beats, material, settings)
        return script.model_copy(update={"notices": (*script.notices, *beats.brief.notices)})
