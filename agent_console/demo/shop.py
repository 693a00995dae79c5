"""The sample shop: orders and past cases of the whole cast, in JSON as shops write it."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hmac import compare_digest
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_console.demo.person import Line, Parcel, PastCase, Person, Purchase

Now = Callable[[], datetime]
Json = dict[str, Any]

_MINOR_UNITS = 100


def shop(people: Iterable[Person], token: str, now: Now = lambda: datetime.now(UTC)) -> Starlette:
    """Return the shop as an application; every request needs that bearer token."""
    counter = _Counter(people, token, now)
    return Starlette(routes=[Route("/api/orders", counter.orders), Route("/api/cases", counter.cases)])


class _Counter:
    """Answers for the people it knows; for some only after a while, or not at the first time."""

    def __init__(self, people: Iterable[Person], token: str, now: Now) -> None:
        self._people = {person.email: person for person in people}
        self._failing = {person.email for person in self._people.values() if person.shop_fails_first}
        self._token = token
        self._now = now

    async def orders(self, request: Request) -> Response:
        if not _admitted(request, self._token):
            return _STRANGER
        person = self._person(request)
        if person is None:
            return _found([])
        await asyncio.sleep(person.shop_takes.total_seconds())
        if person.email in self._failing:
            self._failing.remove(person.email)
            return JSONResponse({"error": "the shop is out of breath"}, status_code=503)
        return _found([_order(person, bought, self._now()) for bought in person.purchases])

    async def cases(self, request: Request) -> Response:
        if not _admitted(request, self._token):
            return _STRANGER
        person = self._person(request)
        return _found([_case(person, case, self._now()) for case in person.cases] if person else [])

    def _person(self, request: Request) -> Person | None:
        return self._people.get(request.query_params.get("email", ""))


_STRANGER = JSONResponse({"error": "a valid token is needed"}, status_code=401)


def _found(rows: list[Json]) -> Response:
    return JSONResponse({"data": {"results": rows}})


def _admitted(request: Request, token: str) -> bool:
    return compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())


def _order(person: Person, purchase: Purchase, now: datetime) -> Json:
    return {
        "reference": purchase.number,
        "state": purchase.state,
        "created_at": _time(now - purchase.placed),
        "customer": {"email": person.email, "account": person.account},
        "currency": purchase.currency,
        "total_cents": _cents(purchase.total),
        "lines": [_line(line) for line in purchase.lines],
        "payment": purchase.payment,
        "delivery": _delivery(person, purchase, now),
        "refund": _refund(purchase),
        "admin_url": f"https://shop.example.com/admin/orders/{purchase.number}",
    }


def _line(line: Line) -> Json:
    return {
        "title": line.title,
        "sku": line.sku,
        "qty": line.quantity,
        "total_cents": _cents(line.price * line.quantity),
    }


def _delivery(person: Person, purchase: Purchase, now: datetime) -> Json:
    return {
        "recipient": purchase.recipient or person.name,
        "address": purchase.address,
        "parcels": [_parcel(parcel, now) for parcel in purchase.parcels],
    }


def _parcel(parcel: Parcel, now: datetime) -> Json:
    return {
        "carrier": parcel.carrier,
        "tracking": {
            "number": parcel.tracking,
            "url": f"https://track.example.com/{parcel.tracking}" if parcel.tracking else "",
        },
        "expected_at": None if parcel.eta is None else _time(now + parcel.eta),
    }


def _refund(purchase: Purchase) -> Json | None:
    payback = purchase.payback
    if payback is None:
        return None
    return {"amount_cents": _cents(payback.amount), "state": payback.state, "partial": payback.partial}


def _case(person: Person, case: PastCase, now: datetime) -> Json:
    opened = now - case.opened
    return {
        "key": case.id,
        "title": case.subject,
        "state": "open" if case.lasted is None else "solved",
        "requester": {"email": person.email},
        "opened_at": _time(opened),
        "solved_at": None if case.lasted is None else _time(opened + case.lasted),
        "labels": list(case.tags),
        "stars": case.rating,
        "comments": _comments(person, case, opened),
        "admin_url": f"https://shop.example.com/admin/cases/{case.id}",
    }


def _comments(person: Person, case: PastCase, opened: datetime) -> list[Json]:
    answered = opened + (case.lasted or timedelta()) / 2
    closed = opened + (case.lasted or timedelta())
    return [
        {"author": person.name, "body": case.subject, "at": _time(opened)},
        {"author": "Support", "body": case.answer, "at": _time(answered)},
        {"author": person.name, "body": case.last_line, "at": _time(closed)},
    ]


def _cents(amount: Decimal) -> int:
    return int(amount * _MINOR_UNITS)


def _time(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()
