"""A step of a macro in a few words, for the preview and for the question before it is taken."""

from datetime import datetime

from textual.content import Content

from agent_console.domain.action import HandOver, HoldUntil
from agent_console.domain.desk import Desk
from agent_console.domain.macro import Step, described
from agent_console.texts import _
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.format import filled, line

_LONGEST = 400


def step_line(step: Step, desk: Desk, now: datetime) -> Content:
    """Return a step as the agent would say it: a colleague by name, a time by the agent's clock."""
    match step:
        case HoldUntil(until, promise):
            words = (
                _("promise to be back by {time}: {promise}") if promise else _("promise to be back by {time}")
            )
            return filled(words, time=point_in_time(until, now), promise=line(promise, _LONGEST))
        case HandOver(agent, _, comment) if agent:
            names = (one.name for one in desk.colleagues if one.id == agent)
            to = _("hand over to {agent}: {comment}") if comment else _("hand over to {agent}")
            return filled(to, agent=line(next(names, agent), 60), comment=line(comment, _LONGEST))
    return line(described(step), _LONGEST)


def steps_in_brief(steps: tuple[Step, ...], desk: Desk, now: datetime) -> Content:
    """Return steps in one row."""
    return Content(" · ").join(step_line(step, desk, now).truncate(40, ellipsis=True) for step in steps)
