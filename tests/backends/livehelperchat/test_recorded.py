"""The stand-in, and the adapter's rows, against answers as a real system gives them."""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from agent_console.backends.livehelperchat import row
from agent_console.backends.livehelperchat.field import Fields
from tests.backends.livehelperchat.listener import Request
from tests.backends.livehelperchat.stand_in import StandIn

VARIABLE = "AGENT_CONSOLE_LHC_RECORDED"
OWN = Path(__file__).with_name("exchanges.json")
"""Requests and answers of our own making, with made-up values."""
ASKED = {"chats", "fetchchat", "fetchchatmessages", "addmsgadmin", "setchatstatus", "updatelastactivity"}
"""What the recordings have of what the console asks for."""
Exchange = dict[str, object]


def recorded() -> list[Exchange]:
    """Return requests that the console makes, and answers: our own, and recorded ones if they are there."""
    named = os.environ.get(VARIABLE)
    paths = (OWN, Path(named)) if named else (OWN,)
    told = [one for path in paths for one in json.loads(path.read_text(encoding="utf-8"))]
    return [one for one in told if word(one) in ASKED and str(one["path"]).startswith("/restapi/")]


def word(one: Exchange) -> str:
    return urlsplit(str(one["path"])).path.split("/")[2]


def shape(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each place in an answer with the kind of what is there; a list's members are one place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from shape(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from shape(inner, f"{place}[]")
    else:
        yield place, type(value).__name__


async def played(one: Exchange) -> object:
    """Return what the stand-in answers to a recorded request, in the state that it was made in."""
    system = StandIn()
    ann = system.operator("Ann")
    chat = system.join("Karen Doe", status=1, user_id=ann["id"])
    system.write(chat["id"], 0, "hello")
    parts = urlsplit(str(one["path"]))
    code = b64encode(f"ann:{system.keys['ann']}".encode()).decode()
    headers = {"authorization": f"Basic {code}", "content-type": "application/x-www-form-urlencoded"}
    request = Request(
        str(one["method"]), parts.path, dict(parse_qsl(parts.query)), headers, str(one["request"]).encode()
    )
    answer = await system.answer(request)
    assert answer.status == one["status"]
    assert system.complaints == []
    return json.loads(answer.body)


@pytest.mark.parametrize("one", recorded(), ids=word)
async def test_the_stand_in_answers_in_the_shapes_of_the_real_one(one: Exchange) -> None:
    real, stood_in = set(shape(one["response"])), set(shape(await played(one)))
    assert stood_in == real


def answer(name: str) -> Fields:
    """Return our own answer of an endpoint."""
    told: list[Exchange] = json.loads(OWN.read_text(encoding="utf-8"))
    return Fields(next(one["response"] for one in told if word(one) == name), name)


def test_a_chat_is_read_by_its_columns() -> None:
    assert row.chat(answer("fetchchat").inner("chat")) == row.ChatRow(
        id=1,
        status=1,
        owner=1,
        owner_name="Ann",
        nick="Karen Doe",
        email="karen.doe@example.com",
        phone="+15550100",
        department=1,
        page="",
        came_from="",
        timezone="",
        language="",
        remarks="knows Cleo",
        priority=0,
        custom=(),
        opened=1_900_000_000,
        pending=1_900_000_000,
        closed=0,
        waited=42,
        last_message=1,
        user_status=0,
        typed=0,
        typing="",
    )


def test_an_operator_is_read_without_the_hash() -> None:
    told = answer("fetchchat").inner("chat").inner("user")
    assert row.operator(told) == row.OperatorRow(1, "Ann", hidden=False)


def test_a_message_is_read_by_its_columns() -> None:
    [told] = answer("fetchchatmessages").inner("result").rows("messages")
    assert row.message(told) == row.MessageRow(1, 0, "", "hello", 1_900_000_000)
