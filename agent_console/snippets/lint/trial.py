"""Whether a body can be filled in at all: it is rendered once, with an answer to everything it asks."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from agent_console.domain.outside import Request
from agent_console.snippets.context import Context
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe, UnfilledError, WantedError

SOME_TIME = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
SOME_ANSWER = "x"
MOST_QUESTIONS = 100
"""What one body may ask of the agent and the world outside before it counts as never to be filled in."""


def failure(
    recipe: Recipe, captures: Mapping[str, str], find: Callable[[str], Recipe | None]
) -> BodyError | None:
    """Return why a body can never be filled in; None when it can. Nothing outside is asked.

    Values that are missing do not count: they become holes.
    """
    names, _ = Context(SOME_TIME).names()
    answers: dict[Request, str] = {}
    fields: dict[str, str] = {}
    for _ in range(MOST_QUESTIONS):
        occasion = Occasion(captures=captures, answers=dict(answers), fields=dict(fields))
        try:
            recipe.render(Filling(names, locale_of(""), SOME_TIME, 0, occasion, find))
        except WantedError as wanted:
            answers[wanted.request] = SOME_ANSWER
        except UnfilledError as unfilled:
            fields |= {field.name: field.usual or SOME_ANSWER for field in unfilled.fields}
        except BodyError as error:
            return error
        else:
            return None
    return BodyError(f"asks for more than {MOST_QUESTIONS} answers")
