"""What an agent is told about the field that the cursor is in."""

from textual.content import Content

from agent_console.domain.stop import Stop
from agent_console.services.fields import fitting
from agent_console.snippets.field import misfit
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line

_MOST_CELLS = 60


def field_hint(stop: Stop, text: str, choice_key: str = "") -> Content:
    """Return the choices that fit what stands in the field, the present one marked, or what is missing.

    `choice_key` goes on to the next choice, as people write it; without one the arrows do, which in a draft
    of several lines move the cursor.
    """
    if stop.choices:
        offered = fitting(stop, text)
        # The present choice is to be seen also when the line has no room for all of them.
        first = offered.index(text) if text in offered else 0
        turned = (*offered[first:], *offered[:first])
        words = (line(one, _MOST_CELLS, style="reverse" if one == text else "") for one in turned)
        return joined(f"{choice_key or '↑↓'} ", Content(" · ").join(words))
    if not stop.required and stop.check and (reason := misfit(stop.check, text)):
        return line(reason)
    if stop.required:
        path = line(stop.path, _MOST_CELLS)
        return filled(_("fill in {field}"), field=path) if stop.path else Content(_("fill this in"))
    return Content()
