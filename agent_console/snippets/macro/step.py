"""The steps of a macro whose texts are still templates, and how they are filled in for a conversation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from agent_console.domain.action import LONGEST_TAG, AddTag, HandOver, HoldUntil, RemoveTag, SetPriority
from agent_console.domain.chat import AgentId, Priority
from agent_console.domain.macro import Close, Step, StepName, WriteNote
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.liquid.template import LiquidRecipe
from agent_console.snippets.macro.promise import deadline
from agent_console.snippets.moment import locale_of
from agent_console.snippets.recipe import BodyError, Filling
from agent_console.snippets.stop.mark import Disguise, place

Texts: TypeAlias = Mapping[str, str]
"""What is written in a step, by field, filled in."""


def _tag(texts: Texts) -> str:
    tag = texts["tag"]
    if not 0 < len(tag) <= LONGEST_TAG:
        raise ValueError(f"a tag has 1 to {LONGEST_TAG} characters, and this one has {len(tag)}")
    return tag


_MAKERS: Mapping[StepName, Callable[[Texts, datetime], Step]] = {
    StepName.ADD_TAG: lambda texts, _: AddTag(_tag(texts)),
    StepName.REMOVE_TAG: lambda texts, _: RemoveTag(_tag(texts)),
    StepName.NOTE: lambda texts, _: WriteNote(texts["text"]),
    StepName.SET_PRIORITY: lambda texts, _: SetPriority(Priority(texts["priority"])),
    StepName.HOLD_UNTIL: lambda texts, now: HoldUntil(deadline(texts["until"], now), texts["promise"]),
    StepName.HAND_OVER: lambda texts, _: HandOver(AgentId(texts["agent"]), texts["queue"], texts["comment"]),
    StepName.CLOSE: lambda texts, _: Close(texts["outcome"]),
}


@dataclass(frozen=True, slots=True)
class StepRecipe:
    """One step of a macro."""

    name: StepName
    texts: Mapping[str, LiquidRecipe]
    """By field; none has tab stops."""

    @property
    def last(self) -> bool:
        """Whether the agent no longer has the conversation afterwards."""
        return self.name in (StepName.HAND_OVER, StepName.CLOSE)

    def filled(self, filling: Filling, disguise: Disguise) -> Step | Trouble:
        """Return the step for a conversation; Trouble when a value is missing or a text will not do."""
        written: dict[str, str] = {}
        missing: list[str] = []
        try:
            for field, recipe in self.texts.items():
                rendered = recipe.render(filling)
                text, stops = place(rendered.marked, rendered.specs, rendered.holes)
                written[field] = disguise.take_off(text).strip()
                missing += [stop.path for stop in stops if stop.required]
            if missing:
                reason = f"`{self.name}` needs {', '.join(missing)}, which is not known here"
                return Trouble(reason, tuple(missing))
            return _MAKERS[self.name](written, filling.now)
        except (BodyError, ValueError) as error:
            return Trouble(f"`{self.name}` cannot be done here: {error}")


def planned(steps: Sequence[StepRecipe], context: Context) -> tuple[Step, ...] | Trouble:
    """Return the steps of a macro for a conversation, in order; Trouble when one of them cannot be done."""
    names, disguise = context.names()
    filling = Filling(names, locale_of(context.language), context.now, context.seed)
    plan: list[Step] = []
    for recipe in steps:
        step = recipe.filled(filling, disguise)
        if isinstance(step, Trouble):
            return step
        plan.append(step)
    return tuple(plan)
