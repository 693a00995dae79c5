"""Who is let in, what a lost connection says, and that no secret is ever told."""

import json
import logging
from datetime import timedelta

import pytest

from agent_console.backends.livehelperchat import LiveHelperChatBackend
from agent_console.domain.events import Link, LinkChanged, SignedIn
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.listener import Answer, Listener, Request
from tests.backends.livehelperchat.world import LiveHelperChatWorld, quick

KEY = "wrong-key-31337"


async def refused(backend: LiveHelperChatBackend) -> str:
    """Return why a console is not let in; its events end by themselves."""
    console = Console(backend)
    await console.running
    await console.close()
    assert console.desk.link is Link.REFUSED
    [change] = [
        event for event in console.seen if isinstance(event, LinkChanged) and event.link is Link.REFUSED
    ]
    return change.reason


@pytest.mark.parametrize("status", [200, 400, 401, 403])
async def test_a_wrong_key_is_refused_with_what_to_do(
    lhc: LiveHelperChatWorld, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    lhc.system.operator("Ann")
    lhc.system.unauthorized = status
    reason = await refused(LiveHelperChatBackend(quick(lhc.url, "ann"), KEY, "device"))
    assert "REST key" in reason
    assert KEY not in reason + caplog.text


async def test_a_key_with_a_colon_is_refused_with_what_to_do(lhc: LiveHelperChatWorld) -> None:
    lhc.system.operator("Ann")
    reason = await refused(LiveHelperChatBackend(quick(lhc.url, "ann"), "pass:word", "device"))
    assert "colon" in reason


async def test_an_operator_whom_the_system_does_not_know_is_refused_in_its_words(
    lhc: LiveHelperChatWorld,
) -> None:
    lhc.system.operator("Ann")
    lhc.system.garbled["getuser"] = Answer(200, b'{"error": true, "result": "User could not be found!"}')
    assert "User could not be found!" in await refused(lhc.console("Ann"))


async def test_what_the_system_says_is_quoted_in_one_line_of_letters(lhc: LiveHelperChatWorld) -> None:
    words = json.dumps("no\n\x1b[2J\u202e" + "x" * 10_000).encode()
    lhc.system.operator("Ann")
    lhc.system.garbled["getuser"] = Answer(200, b'{"error": true, "result": ' + words + b"}")
    reason = await refused(lhc.console("Ann"))
    assert reason.isprintable()
    assert len(reason) < 300


async def test_a_key_that_counts_no_more_ends_the_console(lhc: LiveHelperChatWorld) -> None:
    console = Console(lhc.console("Ann"))
    await console.online()
    lhc.system.keys["ann"] = "another"
    await console.running
    assert console.desk.link is Link.REFUSED
    answer = await console.backend.take()
    assert isinstance(answer, Declined)
    assert answer.code == "offline"
    await console.close()


@pytest.mark.parametrize("status", [302, 404, 429, 500, 503])
async def test_a_system_out_of_order_is_tried_again(
    lhc: LiveHelperChatWorld, open_console: Open, status: int
) -> None:
    ann = await open_console("Ann")
    headers = {"Location": f"{lhc.url}/elsewhere"}
    lhc.system.garbled["chats"] = Answer(status, b"<html>", headers)
    await ann.offline()
    lhc.system.garbled.clear()
    await ann.online()
    assert "elsewhere" not in lhc.system.asked
    assert len([event for event in ann.seen if isinstance(event, SignedIn)]) == 2


async def test_the_key_is_not_shown_to_where_a_redirect_leads() -> None:
    shown: list[Request] = []

    async def elsewhere(request: Request) -> Answer:
        shown.append(request)
        return Answer(200, b"{}")

    async def redirecting(request: Request) -> Answer:
        return Answer(307, b"", {"Location": f"http://127.0.0.1:{other.port}{request.path}"})

    other, listener = Listener(elsewhere), Listener(redirecting)
    await other.start()
    await listener.start()
    url = f"http://127.0.0.1:{listener.port}"
    console = Console(LiveHelperChatBackend(quick(url, "ann"), KEY, "device"))
    await console.offline()
    await console.close()
    await listener.stop()
    await other.stop()
    assert shown == []


async def test_a_system_that_does_not_answer_is_told_as_such(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", timeout=timedelta(seconds=2))
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await lhc.cut()
    await ann.offline()
    reason = next(event.reason for event in reversed(ann.seen) if isinstance(event, LinkChanged))
    assert "cannot be reached" in reason
    assert chat in ann.desk
    await lhc.restore()
    await ann.online()
    assert chat in ann.desk


async def test_who_comes_back_is_told_once_and_what_was_lost_meanwhile(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    kept, lost = [await lhc.customer_says(name, "hello") for name in ("Karen Doe", "Mira Holm")]
    for chat in (kept, lost):
        await ann.backend.take(chat)
    await lhc.cut()
    await ann.offline()
    lhc.system.chats[int(lost)]["user_id"] = lhc.system.operator("Ben")["id"]
    await lhc.customer_says("Karen Doe", "are you there?")
    await lhc.restore()
    await ann.online()
    await ann.reads(kept, 2)
    await ann.until(lambda: lost not in ann.desk)
    assert ann.texts(kept) == ["hello", "are you there?"]


async def test_a_password_hash_in_an_answer_goes_nowhere(
    lhc: LiveHelperChatWorld, open_console: Open, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.reads(chat, 1)
    secret = lhc.system.users["ann"]["password"]
    assert secret not in caplog.text + repr(ann.seen) + repr(vars(ann.backend))
    assert lhc.system.keys["ann"] not in caplog.text + repr(ann.seen)
