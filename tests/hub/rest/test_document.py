"""The OpenAPI document is right, and what it promises holds for everything that a fuzzer thinks of."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_console.domain.action import Deed
from agent_console.hub.store import Role
from tests.hub.rest.host import RestHost
from tests.hub.rest.test_conversation import ok

EXAMPLES = int(os.environ.get("AGENT_CONSOLE_REST_EXAMPLES", "8"))
"""How many requests are made up for each operation; thousands make a long run of it."""
PATIENCE = 300.0 + 30.0 * EXAMPLES


async def test_the_document_describes_every_operation_and_needs_no_token(host: RestHost) -> None:
    told = await ok(await host.client().get("/v1/openapi.json"))
    assert told["openapi"].startswith("3.1")
    methods = {(method, path) for path, item in told["paths"].items() for method in item}
    assert ("post", "/v1/conversations/{conversation}/messages") in methods
    assert len(methods) == 25
    actions = told["components"]["schemas"]["ActionBody"]["discriminator"]["mapping"]
    assert set(actions) == set(Deed)
    body = told["webhooks"]["event"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert "message" in told["components"]["schemas"][body["$ref"].rpartition("/")[2]]["properties"]


@pytest.mark.parametrize(
    ("role", "phases"), [(Role.SERVICE, "coverage,fuzzing,stateful"), (Role.AGENT, "fuzzing")]
)
async def test_a_fuzzer_finds_nothing_that_the_document_does_not_say(
    host: RestHost, tmp_path: Path, role: Role, phases: str
) -> None:
    chats = [await host.customer(f"Customer {number}") for number in range(3)]
    agent = host.client(host.token("Sam Rivera"))
    for chat in chats[1:]:
        await ok(await agent.post(f"/v1/conversations/{chat}/take"))
    token = host.token("Fuzzer", role)
    (tmp_path / "schemathesis.toml").write_text(_settings(token, chats), encoding="utf-8")
    fuzzer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", tmp_path / "schemathesis.toml"),
        *("run", f"{host.url}/v1/openapi.json", "--no-color", "--phases", phases),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE):
        said, _ = await fuzzer.communicate()
    assert fuzzer.returncode == 0, said.decode()
    assert (await ok(await agent.get("/v1/agents")))["items"], "the hub goes on"


def _settings(token: str, chats: Sequence[str]) -> str:
    """Return the fuzzer's settings: a token, and conversations that are there."""
    return f"""
headers = {{ Authorization = "Bearer {token}" }}
generation.max-examples = {EXAMPLES}
generation.deterministic = true
generation.database = "none"

[dictionaries.chats]
values = {list(map(str, chats))}

[parameters]
"path.conversation" = {{ dictionary = "chats", probability = 0.8 }}

[checks]
# Rules that a schema cannot state, such as whose a conversation is, refuse much that is well formed.
positive_data_acceptance.enabled = false
"""
