"""The fields of a form: what the agent is asked, and which answers fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from agent_console.snippets import pattern
from agent_console.texts import _

REQUIRED = "required"
PATTERN = "pattern"
_NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:[ .,'\u00a0\u202f][0-9]{3})+)(?:[.,][0-9]+)?")
_DATES = tuple(
    re.compile(
        style.replace("Y", "(?P<year>[0-9]{4})")
        .replace("M", "(?P<month>[0-9]{1,2})")
        .replace("D", "(?P<day>[0-9]{1,2})")
    )
    for style in ("Y-M-D", r"D\.M\.Y", "D/M/Y", "M/D/Y")
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that the agent is asked."""

    name: str
    """`reason` of a form that is the body itself, `form1.reason` of a form variable, or the name of a
    variable of the type `choice`."""
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """What each choice is called; empty when they speak for themselves."""
    default: str | None = None
    required: bool = True
    """Whether an answer must be given where there is no default."""
    multiline: bool = False
    check: str = ""
    """What the answer must be; see `misfit`."""

    @property
    def usual(self) -> str:
        """The answer that stands there until the agent gives another."""
        return self.default if self.default is not None else next(iter(self.choices), "")

    def through(self, function: Callable[[str], str]) -> "Field":
        """Return the field with each of its texts put through a function."""
        return replace(
            self,
            choices=tuple(map(function, self.choices)),
            labels=tuple(map(function, self.labels)),
            default=None if self.default is None else function(self.default),
        )


def misfit(check: str, text: str) -> str:
    """Return why a text does not fit a stop's `check`; "" when it does.

    A check is `number`, `date`, `pattern` and an expression that the whole text must match, or nothing;
    `required` before it says that the text may not be empty.
    """
    first, _space, rest = check.partition(" ")
    content = text.strip()
    if not content:
        return _("must not be empty") if first == REQUIRED else ""
    kind, _space, wanted = rest.partition(" ") if first == REQUIRED else (first, "", rest)
    if kind == "number":
        return "" if _NUMBER.fullmatch(content) else _("must be a number")
    if kind == "date":
        return "" if _is_date(content) else _("must be a date such as 2026-03-09 or 9.3.2026")
    if kind == PATTERN:
        return (
            ""
            if pattern.compiled(wanted).fits(content)
            else _("must look like `{pattern}`").format(pattern=wanted)
        )
    return ""


def _is_date(text: str) -> bool:
    return any(_is_day(match) for style in _DATES if (match := style.fullmatch(text)))


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True
