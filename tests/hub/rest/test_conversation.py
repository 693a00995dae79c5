"""Conversations by REST: found, taken, closed, reopened, acted upon; and what the history says of it."""

from typing import Any

import httpx
import pytest

from agent_console.domain.action import Deed
from tests.hub.rest.host import RestHost
from tests.hub.rest.test_door import problem

LATE = 10**13
"""Milliseconds since 1970; the year 2286."""


async def ok(answer: httpx.Response) -> dict[str, Any]:
    """Return what was answered, which must be a success."""
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def moves(client: httpx.AsyncClient, conversation: str) -> list[tuple[str, str, str]]:
    """Return the history of a conversation: move, by whom, and detail."""
    answer = await ok(await client.get(f"/v1/conversations/{conversation}/history"))
    return [(step["move"], step["by"], step["detail"]) for step in answer["items"]]


async def test_a_conversation_is_told_in_full(host: RestHost) -> None:
    chat = await host.customer(
        "Mira Holm", "Hello?", "Anybody?", concern="a parcel", queue="returns", page="/cart"
    )
    told = await ok(await host.program().get(f"/v1/conversations/{chat}"))
    assert told["customer"]["name"] == "Mira Holm"
    assert told["customer"]["email"] == "mira@example.com"
    assert (told["concern"], told["queue"], told["page"], told["channel"]) == (
        "a parcel",
        "returns",
        "/cart",
        "chat",
    )
    assert (told["status"], told["owner"], told["head"], told["tags"]) == ("waiting", None, 2, [])


async def test_conversations_come_page_by_page_newest_first_and_each_once(host: RestHost) -> None:
    made = [await host.customer(f"Customer {number}") for number in range(5)]
    client, found, cursor = host.program(), [], ""
    for _ in range(3):
        page = await ok(await client.get("/v1/conversations", params={"limit": 2, "cursor": cursor}))
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert cursor is None
    assert found == made[::-1]


async def test_conversations_are_found_by_what_they_are(host: RestHost) -> None:
    waiting = await host.customer("Mira Holm", queue="returns")
    taken = await host.customer("Ola Berg")
    agent = host.client(host.token("Sam Rivera"))
    owner = (await ok(await agent.post(f"/v1/conversations/{taken}/take")))["owner"]
    await ok(await agent.post(f"/v1/conversations/{taken}/tags", json={"tag": "vip"}))
    customer = (await ok(await agent.get(f"/v1/conversations/{taken}")))["customer"]["id"]

    async def search(**query: str) -> list[str]:
        return [
            item["id"] for item in (await ok(await agent.get("/v1/conversations", params=query)))["items"]
        ]

    assert await search(status="waiting") == [waiting]
    assert await search(queue="returns") == [waiting]
    assert await search(owner=owner) == [taken]
    assert await search(tag="vip") == [taken]
    assert await search(customer=customer) == [taken]
    assert await search(tag="vip", status="waiting") == []


async def test_an_agent_takes_closes_and_reopens(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    taken = await ok(await client.post(f"{path}/take"))
    assert (taken["status"], taken["owner_name"], taken["fence"]) == ("open", "Sam Rivera", 1)
    closed = await ok(await client.post(f"{path}/close", json={"outcome": "solved"}))
    assert (closed["status"], closed["owner"], closed["outcome"]) == ("closed", None, "solved")
    reopened = await ok(await client.post(f"{path}/reopen"))
    assert (reopened["status"], reopened["owner_name"], reopened["fence"]) == ("open", "Sam Rivera", 2)
    assert await moves(client, chat) == [
        ("queued", "", ""),
        ("taken", "Sam Rivera", ""),
        ("closed", "Sam Rivera", "solved"),
        ("reopened", "Sam Rivera", ""),
    ]


async def test_only_one_agent_has_it(host: RestHost) -> None:
    chat = await host.customer()
    sam, noor = host.client(host.token("Sam Rivera")), host.client(host.token("Noor Aziz"))
    await ok(await sam.post(f"/v1/conversations/{chat}/take"))
    late = await noor.post(f"/v1/conversations/{chat}/take")
    assert problem(late) == (409, "taken")
    assert "Sam Rivera" in late.json()["detail"]
    assert problem(await noor.post(f"/v1/conversations/{chat}/close", json={})) == (409, "fence")


async def test_a_stale_fence_is_refused(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    await ok(await client.post(f"{path}/take"))
    hold = {"type": "hold_until", "until": LATE, "promise": "call"}
    assert problem(await client.post(f"{path}/actions?fence=7", json=hold)) == (409, "fence")
    assert (await ok(await client.post(f"{path}/actions?fence=1", json=hold)))["promise"] == "call"


async def test_a_conversation_is_not_closed_over_what_its_customer_has_just_written(host: RestHost) -> None:
    chat = await host.customer("Mira Holm", "Hello?", "Wait!")
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    await ok(await client.post(f"{path}/take"))
    assert problem(await client.post(f"{path}/close", json={"head": 1})) == (409, "unread")
    assert (await ok(await client.post(f"{path}/close", json={"head": 2})))["status"] == "closed"


async def test_a_program_closes_but_owns_nothing(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.program(), f"/v1/conversations/{chat}"
    assert problem(await client.post(f"{path}/take")) == (403, "role")
    assert problem(await client.post(f"{path}/reopen")) == (403, "role")
    assert (await ok(await client.post(f"{path}/close", json={"outcome": "spam"})))["status"] == "closed"
    assert (await moves(client, chat))[-1] == ("closed", "Night watch", "spam")


async def test_tags_are_put_on_and_taken_off(host: RestHost) -> None:
    client, path = host.program(), f"/v1/conversations/{await host.customer()}/tags"
    for tag in ("vip", "late parcel", "vip"):
        await ok(await client.post(path, json={"tag": tag}))
    assert sorted((await ok(await client.get(path)))["items"]) == ["late parcel", "vip"]
    assert (await ok(await client.delete(path, params={"tag": "late parcel"})))["items"] == ["vip"]
    assert (await ok(await client.delete(path, params={"tag": "late parcel"})))["items"] == ["vip"]
    assert problem(await client.post(path, json={"tag": "x" * 51}))[0] == 422
    assert problem(await client.post(path, json={"tag": " "}))[0] == 422


DONE: dict[Deed, tuple[dict[str, object], str]] = {
    Deed.ADD_TAG: ({"tag": "vip"}, "tagged"),
    Deed.REMOVE_TAG: ({"tag": "old"}, "untagged"),
    Deed.SET_PRIORITY: ({"priority": "urgent"}, "priority"),
    Deed.HOLD_UNTIL: ({"until": LATE, "promise": "call the carrier"}, "held"),
    Deed.END_HOLD: ({}, "hold_ended"),
    Deed.HAND_OVER: ({"queue": "returns", "comment": "She is cross"}, "handed_over"),
    Deed.ASK: ({"colleague": "NOOR", "question": "Is it in stock?"}, "asked"),
    Deed.BLOCK: ({"reason": "abuse"}, "blocked"),
    Deed.UNBLOCK: ({}, "unblocked"),
    Deed.EDIT_MESSAGE: ({"sequence": 2, "text": "Good morning"}, "edited"),
    Deed.DELETE_MESSAGE: ({"sequence": 2}, "deleted"),
    Deed.MARK_READ: ({"sequence": 1}, "read"),
}
"""Each action, and the move that it is in the history; an answer needs a question first."""

BEFORE: dict[Deed, dict[str, object]] = {
    Deed.REMOVE_TAG: {"type": "add_tag", "tag": "old"},
    Deed.END_HOLD: {"type": "hold_until", "until": LATE},
    Deed.UNBLOCK: {"type": "block"},
}
"""What must have been done before an action changes anything."""


def test_every_action_is_tried() -> None:
    assert {*DONE, Deed.ANSWER} == set(Deed)


@pytest.mark.parametrize("deed", DONE)
async def test_every_action_is_carried_out_and_is_in_the_history(host: RestHost, deed: Deed) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    host.token("Noor Aziz")
    await ok(await client.post(f"{path}/take"))
    key = {"Idempotency-Key": "hello-1"}
    await ok(await client.post(f"{path}/messages", json={"text": "Good evening"}, headers=key))
    if deed in BEFORE:
        await ok(await client.post(f"{path}/actions", json=BEFORE[deed]))
    fields, move = DONE[deed]
    if deed is Deed.ASK:
        noor = next(
            one for one in (await ok(await client.get("/v1/agents")))["items"] if one["name"] == "Noor Aziz"
        )
        fields = {**fields, "colleague": noor["id"]}
    await ok(await client.post(f"{path}/actions", json={"type": deed, **fields}))
    assert (move, "Sam Rivera") in [(name, by) for name, by, _ in await moves(client, chat)]


async def test_a_question_is_found_and_answered(host: RestHost) -> None:
    chat = await host.customer()
    sam, noor = host.client(host.token("Sam Rivera")), host.client(host.token("Noor Aziz"))
    colleague, _ = (await ok(await sam.get("/v1/agents")))["items"]
    path = f"/v1/conversations/{chat}"
    await ok(await sam.post(f"{path}/take"))
    ask = {"type": "ask", "colleague": colleague["id"], "question": "Is it in stock?"}
    await ok(await sam.post(f"{path}/actions", json=ask))
    (question,) = (await ok(await noor.get("/v1/questions")))["items"]
    assert (question["asker"], question["text"]) == ("Sam Rivera", "Is it in stock?")
    assert question["conversation"] == chat
    answer = {"type": "answer", "question": question["id"], "answer": "Yes"}
    await ok(await noor.post(f"{path}/actions", json=answer))
    assert (await moves(sam, chat))[-1][:2] == ("answered", "Noor Aziz")
    assert (await ok(await noor.get("/v1/questions")))["items"] == []
    assert (await noor.post(f"{path}/actions", json=answer)).status_code == 409


async def test_a_hand_over_puts_it_back_into_a_queue_with_its_comment(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    await ok(await client.post(f"{path}/take"))
    fields, _ = DONE[Deed.HAND_OVER]
    after = await ok(await client.post(f"{path}/actions", json={"type": "hand_over", **fields}))
    assert (after["status"], after["queue"], after["owner"]) == ("waiting", "returns", None)
    notes = (await ok(await client.get(f"{path}/messages?after=1")))["items"]
    assert [(note["mode"], note["text"], note["handed_over"]) for note in notes] == [
        ("note", "She is cross", True)
    ]


async def test_nobody_is_handed_a_conversation_who_is_not_there(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    host.token("Noor Aziz")
    await ok(await client.post(f"{path}/take"))
    [noor] = [
        one for one in (await ok(await client.get("/v1/agents")))["items"] if one["name"] == "Noor Aziz"
    ]
    answer = await client.post(f"{path}/actions", json={"type": "hand_over", "agent": noor["id"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "away")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"type": "dance"}, "body"),
        ({"type": "add_tag"}, "body.add_tag.tag"),
        ({"type": "add_tag", "tag": 5}, "body.add_tag.tag"),
        ({"type": "set_priority", "priority": "asap"}, "body.set_priority.priority"),
        ({"type": "hold_until", "until": "tomorrow"}, "body.hold_until.until"),
        ({"type": "hold_until", "until": -1}, "body.hold_until.until"),
        ({"type": "mark_read", "sequence": 10**15}, "body.mark_read.sequence"),
        ({"type": "end_hold", "colour": "red"}, "body.end_hold.colour"),
    ],
)
async def test_an_action_of_a_wrong_form_names_the_field(
    host: RestHost, body: dict[str, object], field: str
) -> None:
    answer = await host.program().post(f"/v1/conversations/{await host.customer()}/actions", json=body)
    assert problem(answer) == (422, "invalid")
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("rest", ["", "/messages", "/history", "/transcript", "/tags"])
async def test_a_conversation_that_is_not_there_is_told(host: RestHost, rest: str) -> None:
    assert problem(await host.program().get(f"/v1/conversations/nobody{rest}")) == (404, "unknown")
