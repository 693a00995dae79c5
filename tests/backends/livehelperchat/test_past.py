"""Earlier chats by e-mail, page by page; and chats too long to be read at once."""

import json
import time

import pytest

from agent_console.backends.livehelperchat import exchange
from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.livehelperchat.books import CLOSED
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.listener import Answer
from tests.backends.livehelperchat.world import LiveHelperChatWorld

EMAIL = "karen.doe@example.com"


async def karen(lhc: LiveHelperChatWorld, console: Console) -> ConversationId:
    """Have the agent take Karen's present chat."""
    chat = await lhc.customer_says("Karen Doe", "hello")
    await console.backend.take(chat)
    await console.holds(chat)
    return chat


async def test_many_earlier_chats_come_page_by_page(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    for number in range(47):
        row = lhc.system.join("Karen Doe", email=EMAIL, status=CLOSED, cls_time=int(time.time()))
        lhc.system.write(row["id"], 0, f"question {number}")
        lhc.system.write(row["id"], 5, f"answer {number}", "Ben")
        lhc.system.write(row["id"], -1, "Ben has closed the chat!")
    ann = await open_console("Ann")
    chat = await karen(lhc, ann)
    cases = await ann.backend.past(chat)
    assert not isinstance(cases, Declined)
    assert [one.subject for one in cases] == [f"question {number}" for number in reversed(range(47))]
    assert cases[0].last_line == "answer 46"
    lines = await ann.backend.past_lines(chat, cases[0].id)
    assert not isinstance(lines, Declined)
    assert [(one.author, one.text, one.note) for one in lines] == [
        ("Karen Doe", "question 46", False),
        ("Ben", "answer 46", False),
        ("", "Ben has closed the chat!", True),
    ]


@pytest.mark.parametrize("email", ["", "   "])
async def test_who_gave_no_address_has_no_past(
    lhc: LiveHelperChatWorld, open_console: Open, email: str
) -> None:
    lhc.system.join("Somebody Else", email=email, status=CLOSED)
    ann = await open_console("Ann")
    chat = await karen(lhc, ann)
    lhc.system.chats[int(chat)]["email"] = email
    await ann.until(lambda: ann.desk[chat].customer.email == email)
    assert await ann.backend.past(chat) == []
    answer = await ann.backend.past_lines(chat, "1")
    assert isinstance(answer, Declined)
    assert answer.code == "unknown"


async def test_a_system_that_ignores_the_address_shows_nobody_elses_chats(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    theirs = lhc.system.join("Mira Holm", email="mira.holm@example.com", status=CLOSED)
    own = lhc.system.join("Karen Doe", email="Karen.Doe@EXAMPLE.com", status=CLOSED)
    ann = await open_console("Ann")
    chat = await karen(lhc, ann)
    told = {"error": False, "list": [theirs, own, lhc.system.chats[int(chat)]]}
    body = json.dumps(told).encode()
    # The poll asks the same endpoint, and finds the held chat in the list too.
    lhc.system.garbled["chats"] = Answer(200, body)
    cases = await ann.backend.past(chat)
    assert not isinstance(cases, Declined)
    assert [one.id for one in cases] == [str(own["id"])]
    for other in (theirs["id"], int(chat)):
        answer = await ann.backend.past_lines(chat, str(other))
        assert isinstance(answer, Declined)
        assert answer.code == "unknown"


async def test_of_a_chat_that_is_too_long_the_end_is_read(
    lhc: LiveHelperChatWorld, open_console: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LARGEST_ANSWER", 150_000)
    chat = await lhc.customer_says("Karen Doe", "hello")
    long_ago = int(time.time()) - 3_600
    for number in range(2, 2_001):
        lhc.system.write(int(chat), 0, f"message {number}", at=long_ago)
    ann = await open_console("Ann")
    assert await ann.backend.take(chat) == chat
    await ann.holds(chat)
    await lhc.customer_says("Karen Doe", "are you there?")
    await ann.until(lambda: ann.texts(chat)[-1] == "are you there?")
    texts = ann.texts(chat)
    assert texts[:-1] == [f"message {number}" for number in range(2_002 - len(texts), 2_001)]
    assert len(texts) == 501
