"""The ways in which a list goes on behind one page of it: pure."""

from typing import Protocol, TypeAlias

from agent_console.config import PageSettings
from agent_console.connectors.expression import Expression
from agent_console.connectors.request import Counted
from agent_console.connectors.server import Page
from agent_console.connectors.value import text

Onward: TypeAlias = str | Counted | None
"""The address of the next page, or the parameters to ask for it with; None when there is none."""


_NOTHING: Counted = {}


class Way(Protocol):
    """How one list goes on."""

    first: Counted
    """What the first page is asked for with."""

    def onward(self, page: Page, rows: int, number: int) -> Onward:
        """Return how to ask for the page behind `page`, which has so many rows and is the `number`th."""
        ...


class Single:
    """All comes at once."""

    first = _NOTHING

    def onward(self, page: Page, rows: int, number: int) -> Onward:
        """Return that there is no other page."""
        return None


class ByLink:
    """The answer holds the address of the next page, or its header does."""

    first = _NOTHING

    def __init__(self, where: str | None) -> None:
        """`where` is the expression for the place in the answer; None is for the header."""
        self._where = Expression(where) if where else None

    def onward(self, page: Page, rows: int, number: int) -> Onward:
        """Return the address that the page holds."""
        return (text(self._where.of(page.answer)) if self._where else page.following) or None


class ByCount:
    """A parameter is counted up until a page is empty, or shorter than a full one."""

    def __init__(self, parameter: str, settings: PageSettings) -> None:
        self._parameter = parameter
        self._settings = settings
        self.first: Counted = {parameter: settings.first}

    def onward(self, page: Page, rows: int, number: int) -> Onward:
        """Return the parameter for the page behind, unless this one was the last."""
        if rows < (self._settings.size or 1):
            return None
        return {self._parameter: self._settings.first + number * self._settings.step}


class ByCursor:
    """The answer holds a mark that is sent back for the next page."""

    first = _NOTHING

    def __init__(self, parameter: str, where: str) -> None:
        self._parameter = parameter
        self._where = Expression(where)

    def onward(self, page: Page, rows: int, number: int) -> Onward:
        """Return the mark as a parameter."""
        mark = self._where.of(page.answer)
        if isinstance(mark, int) and not isinstance(mark, bool):
            return {self._parameter: mark}
        return {self._parameter: text(mark)} if text(mark) else None


def way(settings: PageSettings | None) -> Way:
    """Return the way that settings describe."""
    if settings is None:
        return Single()
    if settings.parameter is None:
        return ByLink(settings.next)
    if settings.cursor:
        return ByCursor(settings.parameter, settings.cursor)
    return ByCount(settings.parameter, settings)
