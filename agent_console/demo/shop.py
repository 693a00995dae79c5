"""The sample shop: orders and past cases of the whole cast, in JSON as shops write it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from hmac import compare_digest
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_console.demo.person import Line, PastCase, Person, Purchase

Now = Callable[[], datetime]
Json = dict[str, Any]

_MINOR_UNITS = 100


def shop(people: Iterable[Person], token: str, now: Now = lambda: datetime.now(UTC)) -> Starlette:
    """Return the shop as an application; every request needs that bearer token."""
    by_email = {person.email: person for person in people}

    def answer(request: Request, rows: Callable[[Person], list[Json]]) -> Response:
        if not _admitted(request, token):
            return JSONResponse({"error": "a valid token is needed"}, status_code=401)
        person = by_email.get(request.query_params.get("email", ""))
        return JSONResponse({"data": {"results": rows(person) if person else []}})

    async def orders(request: Request) -> Response:
        return answer(request, lambda person: [_order(person, bought, now()) for bought in person.purchases])

    async def cases(request: Request) -> Response:
        return answer(request, lambda person: [_case(person, case, now()) for case in person.cases])

    return Starlette(routes=[Route("/api/orders", orders), Route("/api/cases", cases)])


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
        "delivery": _delivery(purchase, now),
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


def _delivery(purchase: Purchase, now: datetime) -> Json:
    return {
        "carrier": purchase.carrier,
        "tracking": {
            "number": purchase.tracking,
            "url": f"https://track.example.com/{purchase.tracking}" if purchase.tracking else "",
        },
        "expected_at": None if purchase.eta is None else _time(now + purchase.eta),
        "address": purchase.address,
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
        "last_comment": case.last_line,
        "admin_url": f"https://shop.example.com/admin/cases/{case.id}",
    }


def _cents(amount: Decimal) -> int:
    return int(amount * _MINOR_UNITS)


def _time(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()
