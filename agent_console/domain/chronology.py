"""Things in the order of their times, which are not known of all."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def newest_first(things: Iterable[T], moment: Callable[[T], datetime | None]) -> list[T]:
    """Return things by their times (aware), the newest first and those without a time last."""
    return sorted(things, key=lambda thing: moment(thing) or _LONG_AGO, reverse=True)
