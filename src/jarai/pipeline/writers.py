"""Which writer makes a production's script: the language model it was begun with, else the facts alone."""

from jarai.pipeline.step import StepContext
from jarai.script.chain import Chain
from jarai.script.facts_only import FactsOnly
from jarai.script.model.ask import Asker
from jarai.script.model.prompts import ModelPlan, plan
from jarai.script.model.writer import ModelWriter
from jarai.script.port import ScriptWriter

PATIENCE = 700
"""Seconds: longer than the longest call of a model that settings allow."""


def planned(context: StepContext) -> ModelPlan | None:
    """The model and the prompts of a production that begins now."""
    endpoint = context.tools.language_model
    return plan(endpoint.model, context.prompts) if endpoint else None


def writer_of(context: StepContext, pinned: ModelPlan | None) -> ScriptWriter:
    """The writer for what was pinned when the production began."""
    facts = FactsOnly()
    if pinned is None:
        return facts
    asker = Asker(context.tools.language_model, pinned.model, context.ledger, lambda: context.report(1, 2))
    return Chain(ModelWriter(asker, pinned, facts), facts)
