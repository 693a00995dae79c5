"""Messages by REST: read in both directions, written once for each key, and as a transcript."""

import asyncio

import pytest

from tests.hub.rest.host import RestHost
from tests.hub.rest.test_conversation import moves, ok
from tests.hub.rest.test_door import problem


def key(value: str) -> dict[str, str]:
    """Return the header of an Idempotency-Key."""
    return {"Idempotency-Key": value}


@pytest.mark.parametrize("order", ["oldest", "newest"])
async def test_messages_come_page_by_page_in_both_directions(host: RestHost, order: str) -> None:
    texts = [f"line {number}" for number in range(1, 6)]
    chat = await host.customer("Mira Holm", *texts)
    client, read, query = host.program(), [], {"limit": "2", "order": order}
    for _ in range(3):
        page = await ok(await client.get(f"/v1/conversations/{chat}/messages", params=query))
        read += [item["text"] for item in page["items"]]
        query["cursor"] = page["next"]
    assert query["cursor"] is None
    assert read == (texts if order == "oldest" else texts[::-1])


async def test_reading_goes_on_behind_a_sequence(host: RestHost) -> None:
    chat = await host.customer("Mira Holm", "one", "two", "three")
    page = await ok(await host.program().get(f"/v1/conversations/{chat}/messages?after=1"))
    assert [(item["sequence"], item["text"]) for item in page["items"]] == [(2, "two"), (3, "three")]


async def test_a_key_writes_once(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    await ok(await client.post(f"{path}/take"))
    first = await client.post(f"{path}/messages", json={"text": "Hi"}, headers=key("one"))
    again = await client.post(f"{path}/messages", json={"text": "Hi"}, headers=key("one"))
    other = await client.post(f"{path}/messages", json={"text": "Ho"}, headers=key("one"))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "repeated": True}
    assert problem(other) == (409, "conflict")
    read = await ok(await client.get(f"{path}/messages?after=1"))
    assert [(line["text"], line["author"], line["name"]) for line in read["items"]] == [
        ("Hi", "agent", "Sam Rivera")
    ]


async def test_a_key_writes_once_however_many_ask_at_once(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.program(), f"/v1/conversations/{chat}/messages"
    answers = await asyncio.gather(
        *(client.post(path, json={"text": "Soon"}, headers=key("one")) for _ in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["sequence"] for answer in answers}) == 1


@pytest.mark.parametrize("headers", [{}, key(""), key("x" * 65), key("a b")])
async def test_without_a_good_key_nothing_is_written(host: RestHost, headers: dict[str, str]) -> None:
    chat = await host.customer()
    answer = await host.program().post(
        f"/v1/conversations/{chat}/messages", json={"text": "Hi"}, headers=headers
    )
    assert problem(answer) == (422, "invalid")
    assert "Idempotency-Key" in answer.json()["errors"][0]["field"]


async def test_only_the_owner_replies_but_anybody_notes(host: RestHost) -> None:
    chat = await host.customer()
    sam, noor = host.client(host.token("Sam Rivera")), host.client(host.token("Noor Aziz"))
    path = f"/v1/conversations/{chat}"
    await ok(await sam.post(f"{path}/take"))
    reply = await noor.post(f"{path}/messages", json={"text": "Hi"}, headers=key("one"))
    assert problem(reply) == (409, "fence")
    note = {"text": "Known case", "mode": "note"}
    assert (await noor.post(f"{path}/messages", json=note, headers=key("two"))).status_code == 201
    assert ("noted", "Noor Aziz") in {(move, by) for move, by, _ in await moves(sam, chat)}


async def test_a_program_writes_as_a_machine(host: RestHost) -> None:
    chat = await host.customer()
    client, path = host.program(), f"/v1/conversations/{chat}/messages"
    await ok(await client.post(path, json={"text": "We open at 8."}, headers=key("one")))
    (line,) = (await ok(await client.get(f"{path}?after=1")))["items"]
    assert (line["author"], line["name"], line["mode"]) == ("bot", "Night watch", "reply")


@pytest.mark.parametrize("text", ["", " \n", "x" * 16_385])
async def test_a_text_that_no_message_can_have_is_told(host: RestHost, text: str) -> None:
    chat = await host.customer()
    answer = await host.program().post(
        f"/v1/conversations/{chat}/messages", json={"text": text}, headers=key("one")
    )
    assert problem(answer)[0] == 422


async def test_a_transcript_reads_as_it_does_in_the_end(host: RestHost) -> None:
    chat = await host.customer("Mira Holm", "Hello?\nAnybody?", concern="a parcel")
    client, path = host.client(host.token("Sam Rivera")), f"/v1/conversations/{chat}"
    await ok(await client.post(f"{path}/take"))
    for number, text in enumerate(("Helo", "Sory", "Wrong chat"), 1):
        await ok(await client.post(f"{path}/messages", json={"text": text}, headers=key(f"k{number}")))
    note = {"text": "cross", "mode": "note"}
    await ok(await client.post(f"{path}/messages", json=note, headers=key("note")))
    edit = {"type": "edit_message", "sequence": 2, "text": "Hello\x1b[31m"}
    await ok(await client.post(f"{path}/actions", json=edit))
    await ok(await client.post(f"{path}/actions", json={"type": "delete_message", "sequence": 4}))

    told = await ok(await client.get(f"{path}/transcript"))
    assert told["conversation"]["id"] == chat
    assert [line["text"] for line in told["messages"]] == ["Hello?\nAnybody?", "Hello\x1b[31m", "Sory"]
    with_notes = await ok(await client.get(f"{path}/transcript?notes=true"))
    assert [line["text"] for line in with_notes["messages"]][-1] == "cross"

    answer = await client.get(f"{path}/transcript?format=text")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    head, *paragraphs = answer.text.split("\n\n")
    assert head == "Mira Holm <mira@example.com>\na parcel"
    assert [paragraph.partition("UTC, ")[2] for paragraph in paragraphs] == [
        "Mira Holm:\nHello?\nAnybody?",
        "Sam Rivera:\nHello␛[31m",
        "Sam Rivera:\nSory\n",
    ]
