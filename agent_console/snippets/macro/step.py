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
from agent_console.texts import _

Texts: TypeAlias = Mapping[str, str]
"""What is written in a step, by field, filled in."""


def _tag(texts: Texts) -> str:
    tag = texts["tag"]
    if not 0 < len(tag) <= LONGEST_TAG:
        words = _("a tag has 1 to {most} characters, and this one has {count}")
        raise ValueError(words.format(most=LONGEST_TAG, count=len(tag)))
    return tag


_MAKERS: Mapping[StepName, Callable[[Texts, datetime], Step]] = {
    StepName.ADD_TAG: lambda texts, _now: AddTag(_tag(texts)),
    StepName.REMOVE_TAG: lambda texts, _now: RemoveTag(_tag(texts)),
    StepName.NOTE: lambda texts, _now: WriteNote(texts["text"]),
    StepName.SET_PRIORITY: lambda texts, _now: SetPriority(Priority(texts["priority"])),
    StepName.HOLD_UNTIL: lambda texts, now: HoldUntil(deadline(texts["until"], now), texts["promise"]),
    StepName.HAND_OVER: lambda texts, _now: HandOver(
        AgentId(texts["agent"]), texts["queue"], texts["comment"]
    ),
    StepName.CLOSE: lambda texts, _now: Close(texts["outcome"]),
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
                reason = _("`{step}` needs {paths}, which is not known here")
                return Trouble(reason.format(step=self.name, paths=", ".join(missing)), tuple(missing))
            return _MAKERS[self.name](written, filling.now)
        except (BodyError, ValueError) as error:
            reason = _("`{step}` cannot be done here: {reason}")
            return Trouble(reason.format(step=self.name, reason=error))


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
