"""Webhooks of a hub that is killed again and again: nothing is lost, and the order holds."""

from pathlib import Path

import httpx

from agent_console.hub.store import Role
from tests.hub.rest.host import RestHost
from tests.hub.rest.process import served
from tests.hub.rest.receiver import Receiver
from tests.hub.rest.test_conversation import ok

KILLS = 4
NOTES = 3
"""Written before each kill; some are told before it, some are not."""


async def test_a_hub_that_is_killed_tells_everything_in_order(tmp_path: Path) -> None:
    host = RestHost(tmp_path)
    async with host.running():
        chat = await host.customer()
    headers = {"Authorization": f"Bearer {host.token('Night watch', Role.SERVICE)}"}
    receiver, written = Receiver(500), []
    async with receiver.open():
        for kill in range(KILLS):
            async with (
                served(tmp_path, host.file) as url,
                httpx.AsyncClient(base_url=url, headers=headers, trust_env=False) as client,
            ):
                if not receiver.secret:
                    made = await client.post(
                        "/v1/webhooks", json={"url": receiver.url, "events": ["message"]}
                    )
                    receiver.secret = (await ok(made))["secret"]
                for note in range(NOTES):
                    written.append(f"note {kill}.{note}")
                    await ok(
                        await client.post(
                            f"/v1/conversations/{chat}/messages",
                            json={"text": written[-1], "mode": "note"},
                            headers={"Idempotency-Key": written[-1].replace(" ", "-")},
                        )
                    )
        async with served(tmp_path, host.file):
            await receiver.heard(lambda: receiver.said[-1:] == written[-1:])
    # Told again is allowed; left out, or told before its turn, is not.
    assert list(dict.fromkeys(receiver.said)) == written
