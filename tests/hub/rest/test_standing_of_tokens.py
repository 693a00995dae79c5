"""What a token stands for while a request is under way: the fence it names, and that it still counts."""

import pytest
from starlette.requests import Request

from agent_console.hub.database.enrolment import revoke
from agent_console.hub.rest.door import Door
from agent_console.hub.store import Account
from tests.hub.rest.host import RestHost
from tests.hub.rest.test_conversation import LATE, ok
from tests.hub.rest.test_door import problem
from tests.hub.rest.test_message import key

HOLD = {"type": "hold_until", "until": LATE, "promise": "call"}


async def test_a_program_can_name_the_fence_that_it_has_seen(host: RestHost) -> None:
    path = f"/v1/conversations/{await host.customer()}"
    await ok(await host.client(host.token("Sam Rivera")).post(f"{path}/take"))
    program = host.program()
    assert (await ok(await program.post(f"{path}/actions?fence=1", json=HOLD)))["promise"] == "call"
    reply = await program.post(f"{path}/messages?fence=1", json={"text": "Hi"}, headers=key("one"))
    assert reply.status_code == 201
    assert (await ok(await program.post(f"{path}/close?fence=1", json={})))["status"] == "closed"


async def test_a_program_that_has_seen_another_fence_is_refused(host: RestHost) -> None:
    path = f"/v1/conversations/{await host.customer()}"
    await ok(await host.client(host.token("Sam Rivera")).post(f"{path}/take"))
    program = host.program()
    assert problem(await program.post(f"{path}/actions?fence=2", json=HOLD)) == (409, "fence")
    reply = await program.post(f"{path}/messages?fence=2", json={"text": "Hi"}, headers=key("one"))
    assert problem(reply) == (409, "fence")
    assert problem(await program.post(f"{path}/close?fence=2", json={})) == (409, "fence")


@pytest.mark.parametrize("fence", ["", "?fence=1"])
async def test_an_agent_who_is_not_the_owner_is_refused_under_any_fence(host: RestHost, fence: str) -> None:
    path = f"/v1/conversations/{await host.customer()}"
    await ok(await host.client(host.token("Sam Rivera")).post(f"{path}/take"))
    noor = host.client(host.token("Noor Aziz"))
    assert problem(await noor.post(f"{path}/actions{fence}", json=HOLD)) == (409, "fence")
    assert problem(await noor.post(f"{path}/close{fence}", json={})) == (409, "fence")


async def test_a_token_that_is_revoked_while_the_body_comes_does_nothing(
    host: RestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, program = f"/v1/conversations/{await host.customer()}", host.program()
    let_in = Door.caller

    async def then_revoked(door: Door, request: Request) -> Account:
        account = await let_in(door, request)
        revoke(host.settings.database, "Night watch")
        return account

    monkeypatch.setattr(Door, "caller", then_revoked)
    reply = await program.post(f"{path}/messages", json={"text": "Hi"}, headers=key("one"))
    assert problem(reply) == (401, "token")
