"""The prompts of the steps: shipped as text files, each with its version; an account may have its own."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

from jarai.base.model import Wire

PromptName = Literal["brief", "narrative", "beats", "scenes", "repair"]
NAMES: tuple[PromptName, ...] = get_args(PromptName)
LONGEST = 6000
"""Characters of a prompt."""
_VERSIONS: Mapping[str, int] = {"rules": 1, "brief": 1, "narrative": 1, "beats": 1, "scenes": 1, "repair": 1}


class Prompt(Wire):
    """What a step asks of the model. `version` is a number for ours, `own-` and a number for an account's."""

    version: str
    text: str


class ModelPlan(Wire):
    """Which model writes a production, and with which prompts: pinned when it starts."""

    model: str
    prompts: dict[str, Prompt]


@cache
def shipped(name: str) -> Prompt:
    """Our prompt of that name; `rules` comes before every other and can't be replaced."""
    version = _VERSIONS[name]
    text = (resources.files(__package__) / "prompts" / f"{name}-{version}.txt").read_text("utf-8")
    return Prompt(version=str(version), text=text.strip())


def plan(model: str, own: Mapping[str, Prompt]) -> ModelPlan:
    """The plan for a production of an account with these prompts of its own."""
    return ModelPlan(model=model, prompts={name: own.get(name) or shipped(name) for name in NAMES})
