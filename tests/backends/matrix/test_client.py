"""A homeserver's answers are limited, understood, or complained of; tokens stay where they belong."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from agent_console.backends.matrix import client
from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.client import Client
from agent_console.backends.matrix.trouble import OutageError, RefusalError, SignedOutError

SECRET = "syt_a_secret_token"
Handler = Callable[[httpx.Request], httpx.Response]


class Server:
    """Gives prepared answers, one after the other; the last one for ever."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


async def ask(server: Server) -> object:
    to = Client("https://matrix.example.com", httpx.MockTransport(server))
    to.token = SECRET
    try:
        return await to.get("/_matrix/client/v3/account/whoami")
    finally:
        await to.aclose()


def limited(milliseconds: object) -> httpx.Response:
    return httpx.Response(429, json={"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": milliseconds})


async def test_the_token_travels_in_a_header_only() -> None:
    server = Server(httpx.Response(200, json={"user_id": "@ann:example.com"}))
    assert await ask(server) == {"user_id": "@ann:example.com"}
    (request,) = server.asked
    assert request.headers["Authorization"] == f"Bearer {SECRET}"
    assert SECRET not in str(request.url)


async def test_who_asks_too_often_waits_as_long_as_is_said_and_asks_again() -> None:
    server = Server(limited(5), limited(1), httpx.Response(200, json={}))
    assert await ask(server) == {}
    assert len(server.asked) == 3


@pytest.mark.parametrize(("told", "pause"), [(3_000_000, 3000), (10**15, 3600), (11_000, 11)])
async def test_a_long_pause_is_the_callers_to_wait(told: int, pause: int) -> None:
    server = Server(limited(told))
    with pytest.raises(OutageError) as caught:
        await ask(server)
    assert caught.value.pause == timedelta(seconds=pause)
    assert len(server.asked) == 1


async def test_a_pause_that_is_none_is_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(OutageError):
        await ask(Server(limited("soon")))
    assert slept == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("code", ["M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"])
async def test_a_token_that_counts_no_more_is_told_apart(code: str) -> None:
    with pytest.raises(SignedOutError) as caught:
        await ask(Server(httpx.Response(401, json={"errcode": code, "error": f"token {SECRET}"})))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_nobody_is_led_elsewhere(status: int) -> None:
    server = Server(httpx.Response(status, headers={"Location": "https://elsewhere.example/"}))
    with pytest.raises(RefusalError):
        await ask(server)
    assert [request.url.host for request in server.asked] == ["matrix.example.com"]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, json={"errcode": "M_UNKNOWN"}),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(200, text="<html>hello</html>"),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text='{"a": NaN}'),
        httpx.Response(200, text="[" * 100_000),
        httpx.Response(200, content=b'{"a": "\xff"}'),
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("nothing came"),
        httpx.RemoteProtocolError("gone"),
    ],
)
async def test_what_may_pass_is_tried_again_later(answer: httpx.Response | Exception) -> None:
    with pytest.raises(OutageError) as caught:
        await ask(Server(answer))
    assert SECRET not in str(caught.value)


async def test_an_answer_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 1000)
    with pytest.raises(OutageError):
        await ask(Server(httpx.Response(200, json={"a": "x" * 1000})))


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (httpx.Response(403, json={"errcode": "M_FORBIDDEN", "error": "x" * 5000}), 403, "M_FORBIDDEN"),
        (httpx.Response(404, text="<html>nothing here</html>"), 404, ""),
        (httpx.Response(400, json={"errcode": 7, "error": ["no"]}), 400, ""),
        (httpx.Response(401, json={"errcode": "M_UNAUTHORIZED"}), 401, "M_UNAUTHORIZED"),
    ],
)
async def test_what_never_passes_is_a_refusal(answer: httpx.Response, status: int, code: str) -> None:
    with pytest.raises(RefusalError) as caught:
        await ask(Server(answer))
    assert (caught.value.status, caught.value.code) == (status, code)
    assert len(str(caught.value)) < 300


async def test_names_are_escaped_in_addresses() -> None:
    server = Server(httpx.Response(200, json={"event_id": "$1"}))
    to = Client("https://matrix.example.com", httpx.MockTransport(server))
    await Api(to).send("!a/b:c?d", "m.room.message", "x/../y", {"body": "é\ud800"})
    await to.aclose()
    assert server.asked[0].url.raw_path.startswith(
        b"/_matrix/client/v3/rooms/%21a%2Fb%3Ac%3Fd/send/m.room.message/x%2F..%2Fy"
    )
