"""Values that need nobody: echoes, dates, and picks among variants."""

from datetime import timedelta

from agent_console.snippets.failure import BodyError
from agent_console.snippets.form import options
from agent_console.snippets.moment import locale_of
from agent_console.snippets.strftime import RFC_2822, formatted
from agent_console.snippets.variable.scope import Params, Scope, text

ENGLISH = locale_of("en")


def echo(_scope: Scope, params: Params) -> str:
    """Return the text `echo`."""
    value = params.get("echo")
    if not isinstance(value, str):
        raise BodyError("an `echo` variable needs the text `echo` in its params")
    return value


def date(scope: Scope, params: Params) -> str:
    """Return the date and time in the `format`, `offset` seconds from now, with the names of `locale`."""
    offset, tag = params.get("offset"), text(scope, params, "locale")
    seconds = offset if isinstance(offset, int) and not isinstance(offset, bool) else 0
    pattern, filling = text(scope, params, "format"), scope.canvas.filling
    try:
        with filling.deadline.paused():
            at = filling.now + timedelta(seconds=seconds)
            locale = locale_of(tag) if tag else filling.locale
            return formatted(at, pattern, locale) if pattern else formatted(at, RFC_2822, ENGLISH)
    except (ValueError, OverflowError) as error:
        raise BodyError(str(error)) from None


def random(scope: Scope, params: Params) -> str:
    """Return the one of `choices` that the seed picks."""
    choices = options(params.get("choices"))
    if not choices:
        raise BodyError("a `random` variable needs `choices` in its params")
    return choices[scope.canvas.filling.seed % len(choices)]
