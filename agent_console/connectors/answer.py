"""From the bytes of an answer to the rows that belong to one customer: pure."""

import json
from collections.abc import Collection, Sequence
from typing import NoReturn

from agent_console.config import Owner
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.value import mailbox, text
from agent_console.texts import _


def decode(body: bytes) -> object:
    """Return the JSON value of an answer; raise LookUpError when it is none."""
    try:
        value: object = json.loads(body, parse_constant=_refuse)
    except RecursionError as error:
        raise LookUpError(_("the answer is nested too deeply")) from error
    except ValueError as error:
        page = _is_page(body)
        words = (
            _("the answer is not JSON but a web page; check `url`")
            if page
            else _("the answer is not JSON; check `url`")
        )
        raise LookUpError(words) from error
    return value


def complaint(answer: object, errors: Expression | None) -> str:
    """Return what an answer of success says went wrong, however long; empty when nothing did."""
    found = errors.of(answer) if errors else None
    if not found:
        return ""
    first = found[0] if isinstance(found, list) else found
    try:
        return text(first) or json.dumps(first)
    except RecursionError:
        return _("an error that is nested too deeply")


def rows(answer: object, where: Expression) -> list[object]:
    """Return the list of rows; raise LookUpError when there is none in that place."""
    found = where.of(answer)
    if not isinstance(found, list):
        raise LookUpError(_("the answer has no list at `{where}`; check `rows`").format(where=where))
    return found


class Ownership:
    """Whose a row is: servers have been seen to ignore a filter and to return everybody's rows."""

    def __init__(self, owner: str, kind: str) -> None:
        """`owner` is where a row says whose it is, `kind` which value of the customer stands there."""
        self._owner = Expression(owner)
        self._kind = kind

    def own(self, rows: Sequence[object], owners_known: Collection[str]) -> list[object]:
        """Return the rows of those owners; raise LookUpError when no row at all says whose it is."""
        owners = [self._owners(row) for row in rows]
        if rows and not any(owners):
            raise LookUpError(
                _("no row says whose it is at `{owner}`; check `owner`").format(owner=self._owner)
            )
        wanted = {self._normal(owner) for owner in owners_known} - {""}
        return [row for row, names in zip(rows, owners, strict=True) if wanted & names]

    def _owners(self, row: object) -> set[str]:
        found = self._owner.of(row)
        names = (self._normal(text(name)) for name in (found if isinstance(found, list) else [found]))
        return {name for name in names if name}

    def _normal(self, name: str) -> str:
        """Return an owner as it is compared."""
        match self._kind:
            case Owner.EMAIL:
                return mailbox(name)
            case Owner.PHONE:
                return "".join(character for character in name if character.isdecimal())
        return name.strip()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")


def _is_page(body: bytes) -> bool:
    start = body[:200].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))
