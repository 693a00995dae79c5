"""Chat systems side by side on one desk: each has a name, and ids say which of them they are of."""

import re
from typing import NewType, TypeVar, cast

SystemName = NewType("SystemName", str)
"""What one of several chat systems is called in the settings, such as `shop`."""

ONLY = SystemName("")
"""The chat system of a desk that has no other; its ids are as it gave them."""

NAME = re.compile(r"[a-z][a-z0-9_-]{0,19}")
_QUALIFIED = re.compile(rf"({NAME.pattern})\|(.*)", re.DOTALL)

_Id = TypeVar("_Id", bound=str)


def qualified(system: SystemName, own: _Id) -> _Id:
    """Return an id that no other system on the desk can have; of the only system, and empty, it stays."""
    return cast(_Id, f"{system}|{own}") if system and own else own


def system_of(told: str) -> SystemName:
    """Return which system an id is of."""
    match = _QUALIFIED.fullmatch(told)
    return SystemName(match[1]) if match else ONLY


def within(told: _Id) -> _Id:
    """Return an id as its own system gave it."""
    match = _QUALIFIED.fullmatch(told)
    return cast(_Id, match[2]) if match else told
