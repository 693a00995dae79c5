"""How one language says that somebody will be back, and when; fragments of patterns in lower case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Words:
    """One language; a straight apostrophe stands for every kind, a space for any white space."""

    back: tuple[str, ...]
    """What says that the writer will be back or will write again; the company's deeds are no part of it."""
    soon: tuple[str, ...]
    """What gives such a sentence no more than a soon."""
    numbers: Mapping[str, int]
    """Numbers in words, `an` and `a few` among them."""
    units: Mapping[str, timedelta]
    spans: Mapping[str, timedelta]
    """Lengths that have words of their own, such as half an hour."""
    clocks: tuple[str, ...]
    """Times of day, the surest way of saying one first; `{hour}` stands for a number of any kind.

    A group `minute` or `noon` is what was said of them; with a group `half` it is the half hour.
    """
    times: Mapping[str, int]
    """Hours of the day that have words of their own, such as noon."""
    parts: Mapping[str, int]
    """Parts of the day, each with the hour at which it is over."""
    tomorrow: str
    weekdays: Sequence[str]
    """Days of the week from Monday on, in the forms that name a time to come."""
    half: int = 30
    """Minutes from the full hour that a half hour names: -30 where `half four` is half past three."""
    inverted: bool = False
    """Whether the number may follow the unit, which makes it a rough one."""
    between: str = "-|–|to|or"
    """What stands between the two numbers of a range."""
    afternoon: str = "p"
    """With what a `noon` begins that puts the hour behind noon."""


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HALF_HOUR, QUARTER = timedelta(minutes=30), timedelta(minutes=15)
