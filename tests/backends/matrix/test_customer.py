"""Customers on a real Synapse: hostile, encrypted, bridged, leaving; and rooms that are nobody's."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from agent_console.domain.action import AddTag, Ask, DeleteMessage, EditMessage, HandOver
from agent_console.domain.chat import AgentId, Author, Mode
from agent_console.domain.history import Move
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.ports import Declined
from tests.backends.matrix.world import MatrixWorld
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"
WORDS = {"msgtype": "m.text", "body": "hello"}
RELATIONS: tuple[object, ...] = (
    7,
    [],
    {"rel_type": ["m.replace"], "event_id": 7},
    {"rel_type": "m.replace", "event_id": "$nothing"},
    {"rel_type": "m.replace"},
)
HOSTILE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("m.room.message", {}),
    ("m.room.message", {"msgtype": 7, "body": ["a"]}),
    ("m.room.message", {"msgtype": "m.text", "body": {"a": "b"}, "formatted_body": 7}),
    ("m.room.message", {"msgtype": [], "body": None, "url": "mxc://../../x"}),
    (
        "m.room.message",
        {"msgtype": "m.file", "body": "x", "url": "http://example.com/", "info": {"size": "x"}},
    ),
    ("m.room.message", {"msgtype": "m.image", "body": 7, "url": "mxc://a/b", "info": [], "filename": {}}),
    ("m.room.message", {"msgtype": "m.text", "body": "x" * 30_000}),
    *(("m.room.message", {**WORDS, "m.relates_to": relation}) for relation in RELATIONS[1:]),
    ("m.sticker", {"body": []}),
    ("m.room.encrypted", {"algorithm": 7}),
    ("agent_console.claim", {"fence": 1}),
    ("agent_console.claim", {"fence": "one"}),
    ("agent_console.close", {"fence": 1}),
    ("agent_console.note", {"aside": "$nothing"}),
    ("agent_console.act", {"aside": []}),
    ("agent_console.hand_over", {"to": "@somebody:example.com", "fence": 1}),
    ("m.reaction", {"m.relates_to": 7}),
    ("\x00", {}),
)


async def test_nothing_that_a_customer_sends_does_harm(matrix: MatrixWorld, consoles: Desks) -> None:
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)
    refused = 0
    for kind, content in HOSTILE:
        try:
            matrix.post(KAREN, content, quote(kind))
        except AssertionError:
            refused += 1  # by the server itself
    assert refused < len(HOSTILE) / 2
    await matrix.customer_says(KAREN, "well?")
    await ann.until(lambda: bool(ann.texts(chat)) and ann.texts(chat)[-1] == "well?")
    sent = await ann.backend.send(ann.intent(chat, "here", 1))
    assert isinstance(sent, Acknowledged)
    await ann.reads(chat, sent.sequence)
    assert all(m.author is not Author.AGENT for m in ann.desk[chat].messages[: sent.sequence - 1])
    again = await consoles.open("Ann", "another device")
    await again.reads(chat, sent.sequence)
    assert again.desk[chat].messages == ann.desk[chat].messages
    assert again.desk[chat].fence == ann.desk[chat].fence


async def test_what_agents_keep_among_themselves_never_reaches_the_customer(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann, bob = await consoles.open("Ann"), await consoles.open("Bob")
    chat = await taken(matrix, ann)
    fence = ann.desk[chat].fence
    note = replace(ann.intent(chat, "SECRET she sounds cross", 1), mode=Mode.NOTE)
    assert isinstance(await ann.backend.send(note), Acknowledged)
    await ann.reads(chat, 2)
    bobs = AgentId(matrix.agents["Bob"])
    await ann.until(lambda: any(c.id == bobs and c.online for c in ann.desk.colleagues))
    for action in (
        EditMessage(2, "SECRET she sounds very cross"),
        AddTag("SECRET tag"),
        Ask(bobs, "SECRET question"),
        DeleteMessage(2),
        HandOver(queue="SECRET queue", comment="SECRET comment"),
    ):
        assert await ann.backend.perform(chat, fence, action) is None
    assert await bob.backend.take(chat) == chat
    await bob.holds(chat)
    assert await bob.backend.close(chat, bob.desk[chat].fence, "SECRET outcome") is None
    assert bob.desk.find(chat) is not None
    told = matrix.raw(KAREN)
    assert "hello" in told
    assert "SECRET" not in told
    steps = await ann.backend.history(chat)
    assert not isinstance(steps, Declined)
    assert {step.detail for step in steps} >= {"SECRET tag", "SECRET queue: SECRET comment", "SECRET outcome"}


async def test_an_encrypted_room_is_shown_and_cannot_be_taken(matrix: MatrixWorld, consoles: Desks) -> None:
    ann = await consoles.open("Ann")
    chat = await matrix.customer_says(KAREN, "hello")
    content = {"algorithm": "m.megolm.v1.aes-sha2"}
    matrix.server.call(
        "PUT", f"/rooms/{quote(chat)}/state/m.room.encryption/", matrix.server.operator_token, content
    )
    await ann.until(lambda: any("encrypted" in q.facts.concern for q in ann.desk.queue))
    answer = await ann.backend.take(chat)
    assert isinstance(answer, Declined)
    assert (answer.code, "encrypted" in answer.reason) == ("encrypted", True)
    nobody = await ann.backend.take()
    assert isinstance(nobody, Declined)
    assert nobody.code == "empty"


async def test_nothing_is_written_plainly_into_a_room_that_is_encrypted_by_now(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)
    content = {"algorithm": "m.megolm.v1.aes-sha2"}
    matrix.server.call(
        "PUT", f"/rooms/{quote(chat)}/state/m.room.encryption/", matrix.server.operator_token, content
    )
    matrix.post(KAREN, {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA"}, "m.room.encrypted")
    await ann.reads(chat, 2)
    assert "encrypted" in ann.texts(chat)[-1]
    answer = await ann.backend.send(ann.intent(chat, "hi", 1))
    assert isinstance(answer, Refused)
    assert answer.code == "encrypted"


async def test_a_bridges_customer_shows_where_they_write_from(matrix: MatrixWorld, consoles: Desks) -> None:
    ann = await consoles.open("Ann")
    name = "Mira (WhatsApp)"
    number = f"1555555{matrix.server.number():04}"
    matrix.server._people[name] = matrix.server.register(f"whatsapp_{number}", name)
    chat = await taken(matrix, ann, name)
    held = ann.desk[chat]
    assert (held.channel, held.customer.name, held.customer.phone) == ("whatsapp", name, f"+{number}")


async def test_invitations_are_accepted_of_those_who_may_and_of_nobody_else(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann = await consoles.open("Ann")
    customer, token = matrix.server.person(KAREN)
    stranger, strange = matrix.server.person("Stranger")
    own = matrix.server.make_room(strange, preset="private_chat", invite=[matrix.agents["Ann"]])
    matrix.server.call("PUT", f"/rooms/{quote(own)}/send/m.room.message/1", strange, WORDS)
    room = matrix.server.make_room(preset="private_chat", invite=[customer, matrix.agents["Ann"]])
    matrix.server.call("POST", f"/join/{quote(room)}", token)
    matrix.server.call("PUT", f"/rooms/{quote(room)}/send/m.room.message/1", token, WORDS)
    await ann.until(lambda: [q.facts.conversation for q in ann.desk.queue] == [room])
    members = matrix.server.call("GET", f"/rooms/{quote(own)}/joined_members", strange)["joined"]
    assert set(members) == {stranger}


async def test_a_room_that_somebody_else_made_is_no_customers(matrix: MatrixWorld, consoles: Desks) -> None:
    stranger, strange = matrix.server.person("Stranger")
    own = matrix.server.make_room(strange, preset="public_chat")
    matrix.server.call("POST", f"/join/{quote(own)}", matrix.token("Ann", "Ann's device"))
    matrix.server.call("PUT", f"/rooms/{quote(own)}/send/m.room.message/1", strange, WORDS)
    ann = await consoles.open("Ann")
    chat = await matrix.customer_says(KAREN, "hello")
    await ann.until(lambda: [q.facts.conversation for q in ann.desk.queue] == [chat])
    assert stranger not in {q.facts.name for q in ann.desk.queue}


async def test_an_agent_who_leaves_a_room_gives_its_customer_back(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann, bob = await consoles.open("Ann"), await consoles.open("Bob")
    chat = await taken(matrix, ann)
    matrix.server.call("POST", f"/rooms/{quote(chat)}/leave", matrix.token("Ann", "Ann's device"))
    await ann.until(lambda: chat not in ann.desk)
    await bob.until(lambda: [q.facts.conversation for q in bob.desk.queue] == [chat])
    assert await bob.backend.take(chat) == chat
    steps = await bob.backend.history(chat)
    assert not isinstance(steps, Declined)
    assert Move.LAPSED in [step.move for step in steps]


@pytest.mark.parametrize("message", ["the first", "an edit"])
async def test_what_was_deleted_is_nowhere_any_more(
    matrix: MatrixWorld, consoles: Desks, message: str
) -> None:
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)
    await ann.backend.send(ann.intent(chat, "DELETED first words", 1))
    await ann.reads(chat, 2)
    fence = ann.desk[chat].fence
    if message == "an edit":
        assert await ann.backend.perform(chat, fence, EditMessage(2, "DELETED other words")) is None
    assert await ann.backend.perform(chat, fence, DeleteMessage(2)) is None
    assert "DELETED" not in matrix.raw(KAREN)
