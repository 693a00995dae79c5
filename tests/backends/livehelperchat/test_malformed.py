"""Answers that are not what the interface documents: a clear error, and never the end of the console."""

import json
from datetime import timedelta

import pytest

from agent_console.backends.livehelperchat import exchange
from agent_console.domain.events import Link, LinkChanged
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.listener import Answer
from tests.backends.livehelperchat.world import LiveHelperChatWorld

BROKEN = (
    b"",
    b"<br />\n<b>Warning</b>: Undefined variable in index.php on line 7<br />",
    b"{",
    b"null",
    b"true",
    b"17",
    b'"text"',
    b"NaN",
    b'{"error": false, "error": false}',
    b"[" * 100_000,
    b'{"list": 1' + b"0" * 5_000 + b"}",
    b"\xff\xfe",
)
"""What is no answer of any endpoint."""
NOTHING = b'{"error": false}'
SAYS_NOTHING = b'{"error": false, "list": {}, "chat": [], "result": "x"}'
HOLLOW = b'{"error": false, "list": [null], "chat": null, "result": {"messages": [[]]}}'
LISTS = (NOTHING, SAYS_NOTHING, HOLLOW)
VALUES: list[object] = [None, True, -1, 1.5, 10**30, "", "x", "1e3", "٣", [], {}, {"a": 1}, float(10**15)]


def ends(console: Console) -> bool:
    return console.running.done()


async def test_broken_answers_to_the_poll_take_the_link_down_and_no_more(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    for body in BROKEN + LISTS:
        lhc.system.garbled["chats"] = Answer(200, body)
        await ann.offline()
        assert not ends(ann)
        lhc.system.garbled.clear()
        await ann.online()
    assert chat in ann.desk
    reasons = {e.reason for e in ann.seen if isinstance(e, LinkChanged) and e.link is Link.OFFLINE}
    assert all(len(reason) < 300 for reason in reasons)


@pytest.mark.parametrize("body", BROKEN + LISTS)
async def test_broken_answers_to_the_sign_in_are_tried_again(lhc: LiveHelperChatWorld, body: bytes) -> None:
    lhc.system.garbled["getuser"] = Answer(200, body)
    ann = Console(lhc.console("Ann"))
    await ann.offline()
    lhc.system.garbled.clear()
    await ann.online()
    await ann.close()


@pytest.mark.parametrize("word", ["getuser", "departments", "onlineusers", "updatelastactivity"])
async def test_broken_answers_about_the_team_harm_no_chat(
    lhc: LiveHelperChatWorld, open_console: Open, word: str
) -> None:
    ann = await open_console("Ann", presence=timedelta(seconds=0.01))
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    bodies = (*BROKEN, *LISTS, b"[null]", b'[{"user_id": "x"}]', b'[{"user_id": 1, "user": []}]')
    for number, body in enumerate(bodies, 2):
        lhc.system.garbled[word] = Answer(200, body)
        await lhc.asked(word, 2)
        await lhc.customer_says("Karen Doe", "are you there?")
        await ann.reads(chat, number)
        assert ann.desk.link is Link.ONLINE
    lhc.system.garbled.clear()
    ben = await open_console("Ben")
    await ann.until(lambda: [one.name for one in ann.desk.colleagues] == ["Ben"])
    assert not ends(ben)


@pytest.mark.parametrize(
    ("word", "broken"),
    [("fetchchat", BROKEN + LISTS), ("setchatstatus", BROKEN), ("fetchchatmessages", BROKEN + LISTS)],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_broken_answers_to_a_claim_decline_it(
    lhc: LiveHelperChatWorld, open_console: Open, word: str, broken: tuple[bytes, ...]
) -> None:
    ann = await open_console("Ann")
    for number, body in enumerate(broken):
        chat = await lhc.customer_says(f"Visitor {number}", "hello")
        lhc.system.garbled[word] = Answer(200, body)
        answer = await ann.backend.take(chat)
        lhc.system.garbled.clear()
        assert isinstance(answer, Declined), body
        assert (answer.code, bool(answer.reason)) == ("offline", True)
        assert not ends(ann)
        await ann.online()


@pytest.mark.parametrize(
    "field", ["id", "status", "user_id", "last_msg_id", "nick", "pnd_time", "additional_data"]
)
async def test_fields_of_other_types_are_an_error_or_harmless(
    lhc: LiveHelperChatWorld, open_console: Open, field: str
) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    for value in VALUES:
        row = {**lhc.system.chats[int(chat)], field: value}
        lhc.system.garbled["chats"] = Answer(200, json.dumps({"error": False, "list": [row]}).encode())
        await lhc.asked("chats", 2)
        assert not ends(ann)
        lhc.system.garbled.clear()
        await ann.online()
    await ann.holds(chat)


@pytest.mark.parametrize("held_before", [True, False])
async def test_a_message_of_another_shape_harms_no_other_chat(
    lhc: LiveHelperChatWorld, open_console: Open, held_before: bool
) -> None:
    ann = await open_console("Ann")
    spoilt = await lhc.customer_says("Karen Doe", "hello")
    sound = await lhc.customer_says("Mira Holm", "hello")
    for chat in (spoilt, sound):
        await ann.backend.take(chat)
    message = lhc.system.write(int(spoilt), 0, "well?")
    shapes = [("id", "x"), ("user_id", None), ("time", -5), ("msg", ["a"]), ("time", 10**14)]
    for number, (field, value) in enumerate(shapes, 2):
        lhc.system.spoilt[message["id"]] = {field: value}
        if not held_before:
            await ann.close()
            ann = await open_console("Ann")
        await lhc.customer_says("Mira Holm", "are you there?")
        await ann.reads(sound, number)
        assert spoilt in ann.desk
    lhc.system.spoilt.clear()
    await ann.reads(spoilt, 2)
    assert ann.texts(spoilt) == ["hello", "well?"]


async def test_an_answer_without_an_end_is_not_read_to_the_end(
    lhc: LiveHelperChatWorld, open_console: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LARGEST_ANSWER", 100_000)
    ann = await open_console("Ann")
    lhc.system.garbled["chats"] = Answer(200, b'{"list": "' + b"x" * 200_000 + b'"}')
    await ann.offline()
    lhc.system.garbled["chats"] = Answer(200, b"\x1f\x8b", {"Content-Encoding": "gzip"})
    await ann.until(lambda: any("compressed" in e.reason for e in ann.seen if isinstance(e, LinkChanged)))
    lhc.system.garbled.clear()
    await ann.online()
