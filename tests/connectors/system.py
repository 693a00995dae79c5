"""A company's system on a loopback port, which answers as the test says and remembers what it was asked."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_console.config import CaseConnector, OrderConnector
from agent_console.demo.site import serving
from agent_console.domain.customer import Customer, CustomerId

Answer = Callable[[Request], Awaitable[Response]]

MIRA = Customer(CustomerId("c-7"), "Mira Holm", email="mira@example.com", phone="555-0113", account="K-7")
ROWS = [
    {"no": "1001", "mail": "mira@example.com", "at": "2026-01-05", "sum": 1000, "cur": "EUR"},
    {"no": "1003", "mail": "Mira@Example.com ", "at": "2026-03-05T08:00:00Z", "sum": 3000, "cur": "EUR"},
    {"no": "2002", "mail": "jonas@example.com", "at": "2026-04-01", "sum": 2000, "cur": "EUR"},
    {"no": "1002", "mail": "mira@example.com", "at": "2026-02-05", "sum": 2000, "cur": "EUR"},
]
FIELDS = {"number": "no", "placed_at": "at", "total": "sum", "currency": "cur"}
CASE_FIELDS = {"id": "no", "opened_at": "at"}


async def everything(_: Request) -> Response:
    """Answer with everybody's rows, as servers do that ignore a filter."""
    return JSONResponse({"rows": ROWS})


@dataclass
class System:
    """The system, its address, and the requests that reached it."""

    address: str
    answer: Answer = everything
    requests: list[Request] = field(default_factory=list)

    def orders(self, **changes: object) -> OrderConnector:
        """Return settings that ask this system for orders."""
        settings = {
            "url": f"{self.address}/orders?mail={{email}}",
            "rows": "rows",
            "owner": "mail",
            "fields": FIELDS,
        }
        return OrderConnector.model_validate(settings | changes)

    def cases(self, **changes: object) -> CaseConnector:
        """Return settings that ask this system for past cases."""
        settings = {
            "url": f"{self.address}/cases?mail={{email}}",
            "rows": "rows",
            "owner": "mail",
            "fields": CASE_FIELDS,
        }
        return CaseConnector.model_validate(settings | changes)


@asynccontextmanager
async def running() -> AsyncIterator[System]:
    """Run a system while inside."""
    system = System("")

    async def remember_and_answer(request: Request) -> Response:
        await request.body()
        system.requests.append(request)
        return await system.answer(request)

    route = Route("/{path:path}", remember_and_answer, methods=["GET", "POST"])
    async with serving(Starlette(routes=[route])) as port:
        system.address = f"http://127.0.0.1:{port}"
        yield system
