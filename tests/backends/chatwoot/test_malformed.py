"""A Chatwoot that answers and pushes nonsense: a clear reason, and on as soon as it makes sense again."""

import json
from collections.abc import Iterator

import pytest

from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.outbox import Acknowledged, Unreachable
from agent_console.ports import Declined
from tests.backends.chatwoot.sending import delivered
from tests.backends.chatwoot.world import ChatwootWorld
from tests.backends.console import Console
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"
SHAPES = (
    b"",
    b"null",
    b"7",
    b'"text"',
    b"[]",
    b"{}",
    b"[7, null]",
    b'{"payload": 7}',
    b'{"payload": [null]}',
    b'{"data": {"payload": [{"id": "x"}]}}',
    b'{"id": 1, "id": 2}',
    b"<html>502</html>",
    b"\xff\xfe",
    b"NaN",
    b"[" * 100_000,
    b'{"id": ' + b"9" * 5_000 + b"}",
)


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
async def test_a_sign_in_that_makes_no_sense_is_told_and_tried_again(
    chatwoot: ChatwootWorld, shape: bytes
) -> None:
    await chatwoot.customer_says(KAREN, "hello")
    nobody = shape == b"[]"  # no agents and no teams make sense
    for path in (
        ("/profile", "/conversations") if nobody else ("/profile", "/conversations", "/agents", "/teams")
    ):
        chatwoot.faults.bodies = {path: shape}
        ann = Console(chatwoot.console("Ann"))
        await ann.offline()
        assert [bool(event.reason) for event in ann.seen if isinstance(event, LinkChanged)] == [True]
        chatwoot.faults.bodies = {}
        await ann.online()
        await ann.close()


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
async def test_an_answer_to_a_message_that_makes_no_sense_sends_it_once(
    chatwoot: ChatwootWorld, agents: Desks, shape: bytes
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.garbled = shape
    reply = ann.intent(conversation, "hi Karen", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    chatwoot.faults.garbled = None
    assert isinstance(await delivered(ann, reply), Acknowledged)
    await chatwoot.sees(KAREN, "hello", "hi Karen")


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
async def test_a_command_whose_answer_makes_no_sense_is_declined(
    chatwoot: ChatwootWorld, agents: Desks, shape: bytes
) -> None:
    ann = await agents.open("Ann")
    conversation = await chatwoot.customer_says(KAREN, "hello")
    chatwoot.faults.bodies = {f"/{conversation}": shape}
    answer = await ann.backend.take(conversation)
    assert isinstance(answer, Declined)
    assert (answer.code, bool(answer.reason)) == ("malformed", True)
    chatwoot.faults.bodies = {}
    assert await ann.backend.take(conversation) == conversation


def pushes() -> Iterator[str]:
    """Yield frames that no Chatwoot would push."""
    wrong: tuple[object, ...] = (None, 7, -1, 1e300, "x", [], {}, [{}], True, "\ud800")
    fields = ("id", "conversation_id", "message_type", "content", "created_at", "sender", "attachments")
    message = {"id": 99_999, "conversation_id": 148, "message_type": 0, "content": "x", "account_id": 1}
    for field in fields:
        for value in wrong:
            yield _frame("message.created", message | {field: value})
    conversation = {"id": 148, "status": "open", "account_id": 1, "meta": {"sender": {"id": 8}}}
    for field in ("id", "status", "meta", "labels", "updated_at", "messages", "waiting_since", "priority"):
        for value in wrong:
            yield _frame("conversation.updated", conversation | {field: value, "id": 777})
    for event in ("presence.update", "conversation.typing_on", "contact.updated", "no.such", ""):
        for value in wrong:
            yield _frame(
                event,
                {"account_id": 1, "users": value, "contacts": value, "conversation": value, "user": value},
            )
    yield from ('{"identifier": IDENTIFIER}', '{"identifier": IDENTIFIER, "message": 7}', "{}")


def _frame(event: str, data: object) -> str:
    return '{"identifier": IDENTIFIER, "message": ' + json.dumps({"event": event, "data": data}) + "}"


async def test_what_is_pushed_and_makes_no_sense_breaks_nothing(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    for line in pushes():
        chatwoot.system.cable.raw(line)
    await chatwoot.customer_says(KAREN, "still there?")
    await ann.until(lambda: ann.texts(conversation)[-1:] == ["still there?"])
    assert isinstance(await ann.backend.send(ann.intent(conversation, "yes", 1)), Acknowledged)
    assert [event.link for event in ann.seen if isinstance(event, LinkChanged)] == [Link.ONLINE]


@pytest.mark.parametrize("line", ["", "null", "[]", "7", '{"type": 7', "\x00"])
async def test_a_frame_that_is_none_ends_the_connection_and_it_comes_back(
    chatwoot: ChatwootWorld, agents: Desks, line: str
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.system.cable.raw(line)
    await ann.offline()
    await ann.online()
    await chatwoot.customer_says(KAREN, "still there?")
    await ann.reads(conversation, 2)
