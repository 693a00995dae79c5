"""What went wrong with a request, as `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, ValidationError

from agent_console.hub.outcome import BUSY, Rejected

MEDIA_TYPE = "application/problem+json"
LONGEST_PLACE = 200


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    field: str
    """Where it stands, such as `body.text` or `query.limit`."""
    message: str
    """What is wrong with it."""


class Problem(BaseModel):
    """Why a request was not carried out."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    type: str = "about:blank"
    """Always `about:blank`: `status` and `code` say what kind of problem it is."""
    title: str
    """What the status means."""
    status: int
    """The HTTP status."""
    code: str
    """For programs; stays the same while the words of `detail` may change."""
    detail: str
    """For people: what is wrong, and what to do."""
    errors: tuple[Fault, ...] = ()
    """Each fault of what was sent; empty when it was well formed."""


@dataclass(eq=False)
class ProblemError(Exception):
    """A request is not carried out, for this reason."""

    status: HTTPStatus
    code: str
    detail: str
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """What the client is told."""
        return Problem(
            title=self.status.phrase,
            status=self.status,
            code=self.code,
            detail=self.detail,
            errors=tuple(self.errors),
        )


_MALFORMED = ("empty", "too_long", "past", "score", "characters", "target", "self", "email")
_STATUSES: Mapping[str, HTTPStatus] = {
    BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    "unknown": HTTPStatus.NOT_FOUND,
    "revoked": HTTPStatus.UNAUTHORIZED,
    **dict.fromkeys(_MALFORMED, HTTPStatus.UNPROCESSABLE_ENTITY),
}
"""What the hub's reasons are in HTTP; every other one is a conflict with how things stand."""


def rejected(rejection: Rejected) -> ProblemError:
    """Return the problem that a rejected command is."""
    status = _STATUSES.get(rejection.code, HTTPStatus.CONFLICT)
    headers = {"Retry-After": "1"} if rejection.code == BUSY else {}
    return ProblemError(status, rejection.code, rejection.reason, headers=headers)


def invalid(error: ValidationError, where: str) -> ProblemError:
    """Return the problem that values of a wrong form are; `where` is `body`, `query` or `header`."""
    faults = [Fault(field=_place(where, one["loc"]), message=one["msg"]) for one in error.errors()]
    named = "; ".join(f"{fault.field}: {fault.message}" for fault in faults[:3])
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", named, faults)


def _place(where: str, location: tuple[int | str, ...]) -> str:
    # A key that the client made up may be long, or hold half a character.
    place = ".".join((where, *map(str, location)))[:LONGEST_PLACE]
    return place.encode(errors="replace").decode()


def missing(what: str) -> ProblemError:
    """Return the problem that something is not there."""
    return ProblemError(HTTPStatus.NOT_FOUND, "unknown", f"there is no such {what}")
