"""Logins as people do them, against a site that wants a token, keeps sessions, and ends them."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from agent_console.config import RecordSettings
from agent_console.connectors.login import hidden
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Record
from tests.connectors.system import MIRA, ROWS, System
from tests.fakes import FrozenClock

PASSWORD = "{user}&" + secrets.token_urlsafe(16)
FORM = {"username": "{user}", "password": "{password}", "csrfmiddlewaretoken": "{csrf}"}


def login(**changes: object) -> dict[str, object]:
    settings: dict[str, object] = {
        "url": "/login",
        "user": "console",
        "password_env": "DESK_PASSWORD",
        "form": FORM,
        "csrf": {"cookie": "csrftoken", "header": "X-CSRFToken"},
        "cookie": "sessionid",
    }
    return {"login": settings | changes}


@dataclass
class Site:
    """A site that only shows its orders to a session."""

    token: str = "token-1"
    sessions: set[str] = field(default_factory=set)
    logins: int = 0
    away: str = ""
    """Where whoever has no session is sent; empty for a status of 401."""

    async def __call__(self, request: Request) -> Response:
        if request.url.path == "/login":
            return await self._log_in(request) if request.method == "POST" else self._page()
        if request.cookies.get("sessionid") not in self.sessions:
            return RedirectResponse(self.away, 302) if self.away else Response(status_code=401)
        if request.method == "POST" and request.headers.get("x-csrftoken") != self.token:
            return Response(status_code=403)
        return JSONResponse({"rows": ROWS})

    def _page(self) -> Response:
        page = HTMLResponse(
            f'<form><input type=hidden name="csrfmiddlewaretoken" value="{self.token}"></form>'
        )
        page.set_cookie("csrftoken", self.token)
        return page

    async def _log_in(self, request: Request) -> Response:
        sent = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        good = sent == {"username": "console", "password": PASSWORD, "csrfmiddlewaretoken": self.token}
        if not good or request.cookies.get("csrftoken") != self.token or "referer" not in request.headers:
            return HTMLResponse("Wrong user or password")
        self.logins += 1
        self.sessions.add(f"session-{self.logins}")
        self.token = f"token-{self.logins + 1}"
        answer = RedirectResponse("/", 302)
        answer.set_cookie("sessionid", f"session-{self.logins}", httponly=True)
        answer.set_cookie("csrftoken", self.token)
        return answer


@pytest.fixture
def site(system: System) -> Site:
    site = Site()
    system.answer = site
    return site


def records(system: System, clock: FrozenClock, password: str = PASSWORD, **changes: object) -> SystemRecords:
    settings = RecordSettings(orders=system.orders(**({"auth": login()} | changes)))
    return SystemRecords(settings, clock, {"DESK_PASSWORD": password})


def good(record: Record) -> bool:
    return record.freshness is Freshness.FRESH and len(record.orders) == 3


async def test_one_login_is_for_all_look_ups(system: System, clock: FrozenClock, site: Site) -> None:
    async with records(system, clock) as opened, asyncio.TaskGroup() as group:
        tasks = [group.create_task(opened.look_up(MIRA, anew=True)) for _ in range(3)]

    assert all(good(task.result()) for task in tasks)
    assert site.logins == 1


@pytest.mark.parametrize("away", ["", "/login?next=/orders"])
async def test_a_session_that_has_ended_is_begun_anew(
    system: System, clock: FrozenClock, site: Site, away: str
) -> None:
    site.away = away
    async with records(system, clock) as opened:
        await opened.look_up(MIRA)
        site.sessions.clear()

        assert good(await opened.look_up(MIRA, anew=True))
    assert site.logins == 2


async def test_a_session_that_is_refused_at_once_is_not_begun_for_ever(
    system: System, clock: FrozenClock, site: Site
) -> None:
    async def answer(request: Request) -> Response:
        return await site(request) if request.url.path == "/login" else Response(status_code=403)

    system.answer = answer
    async with records(system, clock) as opened:
        for logins in (1, 2, 3):
            assert "does not accept the console (HTTP 403)" in (await opened.look_up(MIRA)).failure
            assert site.logins <= logins


async def test_later_posts_repeat_the_token(system: System, clock: FrozenClock, site: Site) -> None:
    async with records(system, clock, method="POST", body={"mail": "{email}"}) as opened:
        assert good(await opened.look_up(MIRA))


async def test_the_token_may_be_in_a_field_of_the_page(
    system: System, clock: FrozenClock, site: Site
) -> None:
    async with records(system, clock, auth=login(csrf={"field": "csrfmiddlewaretoken"})) as opened:
        assert good(await opened.look_up(MIRA))


async def test_a_wrong_password_is_told_without_it(system: System, clock: FrozenClock, site: Site) -> None:
    async with records(system, clock, password="wrong-one") as opened:
        record = await opened.look_up(MIRA)

    assert record.failure == (
        "orders: 127.0.0.1 did not take the login (the cookie `sessionid` was not set); check `auth.login`"
    )


async def test_a_page_without_its_token_is_told(system: System, clock: FrozenClock, site: Site) -> None:
    async with records(system, clock, auth=login(csrf={"cookie": "xsrf"})) as opened:
        assert "the login page of 127.0.0.1 has no cookie `xsrf`" in (await opened.look_up(MIRA)).failure


async def test_a_login_may_be_a_mutation_and_a_refusal_an_error_of_success(
    system: System, clock: FrozenClock
) -> None:
    sessions: list[str] = []

    async def answer(request: Request) -> Response:
        sent = json.loads(await request.body())
        if "login" in sent["query"]:
            assert sent["variables"] == {"name": "console", "password": PASSWORD}
            sessions.append(f"s{len(system.requests)}")
            response = JSONResponse({"data": {}})
            response.set_cookie("session", sessions[-1])
            return response
        if sessions[-1:] != [request.cookies.get("session")]:
            return JSONResponse({"errors": [{"message": f"no session {request.cookies}"}]})
        return JSONResponse({"rows": ROWS})

    system.answer = answer
    mutation = {
        "query": "mutation login { x }",
        "variables": {"name": "{user}", "password": "{password}"},
    }
    auth = {
        "login": {
            "url": "/graphql",
            "user": "console",
            "password_env": "DESK_PASSWORD",
            "graphql": mutation,
        }
    }
    async with records(
        system, clock, auth=auth, errors="errors[].message", graphql={"query": "query { orders }"}
    ) as opened:
        assert good(await opened.look_up(MIRA))
        sessions.append("another")
        assert good(await opened.look_up(MIRA, anew=True))


def test_a_hidden_field_is_found_in_any_page() -> None:
    page = b'<html><input name=a value="1&amp;2"><INPUT NAME="b" VALUE=3><input name=a value=4><p <<'

    assert [hidden(page, name) for name in ("a", "b", "c")] == ["1&2", "3", ""]
