"""Who may come in, and what is said to those who may not."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from agent_console.config import RestSettings
from agent_console.hub.database.enrolment import revoke
from agent_console.hub.rest.intake import BODY_BYTES
from tests.hub.rest.host import RestHost

PATHS = ["/v1/conversations", "/v1/customers", "/v1/agents", "/v1/queues", "/v1/webhooks"]


def problem(response: httpx.Response) -> tuple[int, str]:
    """Return the status and the code of a problem, which has its own media type."""
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["title"]
    assert told["detail"]
    return response.status_code, told["code"]


async def test_without_a_good_token_nothing_is_told(host: RestHost) -> None:
    client = host.client()
    for path in PATHS:
        for header in ("", "Bearer", "Bearer nonsense", "Basic Zm9vOmJhcg==", "Bearer Sam Rivera"):
            answer = await client.get(path, headers={"Authorization": header})
            assert problem(answer) == (401, "token")
            assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_revoked_token_counts_no_more_from_then_on(host: RestHost) -> None:
    client = host.client(host.token("Sam Rivera"))
    assert (await client.get("/v1/agents")).status_code == 200
    revoke(host.settings.database, "Sam Rivera")
    assert problem(await client.get("/v1/agents")) == (401, "token")


async def test_a_new_token_takes_the_place_of_the_old(host: RestHost) -> None:
    first = host.client(host.token("Sam Rivera"))
    second = host.client(host.token("Sam Rivera"))
    assert (await first.get("/v1/agents")).status_code == 401
    assert (await second.get("/v1/agents")).status_code == 200


@pytest.mark.parametrize(
    "named", ["evil.example.com", "evil.example.com:80", "127.0.0.1.example.com", "[::", ""]
)
async def test_a_name_that_is_not_the_hubs_is_refused(host: RestHost, named: str) -> None:
    client = host.program()
    assert problem(await client.get("/v1/agents", headers={"Host": named})) == (421, "host")
    assert problem(await client.get("/v1/openapi.json", headers={"Host": named})) == (421, "host")


@pytest.mark.parametrize("named", ["localhost", "127.0.0.1:99", "[::1]:80", "HUB.example.com:443"])
async def test_a_name_of_the_hub_is_taken(tmp_path: Path, named: str) -> None:
    host = RestHost(tmp_path, RestSettings(port=0, hosts=("hub.example.com",)))
    async with host.running():
        assert (await host.program().get("/v1/agents", headers={"Host": named})).status_code == 200


async def test_a_token_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    host = RestHost(tmp_path, RestSettings(port=0, rate=0.01, burst=3))
    async with host.running():
        busy, other = host.client(host.token("Sam Rivera")), host.client(host.token("Noor Aziz"))
        answers = [await busy.get("/v1/queues") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert problem(answers[-1]) == (429, "rate")
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 100
        assert (await other.get("/v1/queues")).status_code == 200


async def test_what_is_not_there_is_a_problem_too(host: RestHost) -> None:
    client = host.program()
    assert problem(await client.get("/v1/nothing")) == (404, "path")
    wrong = await client.put("/v1/agents")
    assert problem(wrong) == (405, "path")
    assert set(wrong.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert (await client.head("/v1/agents")).content == b""


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (b"{", "application/json", (400, "json")),
        (b'{"tag": "a", "tag": "b"}', "application/json", (400, "json")),
        (b"\xff", "application/json", (400, "json")),
        (b"[" * 20_000, "application/json", (400, "json")),
        (b'{"tag": NaN}', "application/json", (400, "json")),
        (b'{"tag": "\\ud800"}', "application/json", (422, "invalid")),
        (b'{"tag": 5}', "application/json", (422, "invalid")),
        (b'{"tag": "a", "colour": "red"}', "application/json", (422, "invalid")),
        (b"[]", "application/json", (422, "invalid")),
        (b"tag=a", "application/x-www-form-urlencoded", (415, "media_type")),
        (b'{"tag": "a"}', "text/plain", (415, "media_type")),
    ],
)
async def test_a_body_of_a_wrong_form_is_told(
    host: RestHost, content: bytes, kind: str, expected: tuple[int, str]
) -> None:
    client, path = host.program(), f"/v1/conversations/{await host.customer()}/tags"
    answer = await client.post(path, content=content, headers={"Content-Type": kind})
    assert problem(answer) == expected
    assert (await client.get(path)).json() == {"items": []}


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(host: RestHost) -> None:
    client, path = host.program(), f"/v1/conversations/{await host.customer()}/tags"
    content = json.dumps({"tag": "x" * BODY_BYTES}).encode()
    answer = await client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert problem(answer) == (413, "too_large")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "query.limit"),
        ("limit=201", "query.limit"),
        ("limit=many", "query.limit"),
        ("status=sleeping", "query.status"),
        ("colour=red", "query.colour"),
        ("limit=5&limit=6", "query.limit"),
    ],
)
async def test_a_query_of_a_wrong_form_names_the_field(host: RestHost, query: str, field: str) -> None:
    answer = await host.program().get(f"/v1/conversations?{query}")
    assert problem(answer) == (422, "invalid")
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "Y29udmVyc2F0aW9uczpub25l", "%ff", "Y3VzdG9tZXJzOjE"])
async def test_a_cursor_that_was_not_given_is_refused(host: RestHost, cursor: str) -> None:
    answer = await host.program().get(f"/v1/conversations?cursor={cursor}")
    assert problem(answer) == (400, "cursor")


async def test_answers_are_kept_by_nobody_and_open_to_no_web_page(host: RestHost) -> None:
    answer = await host.program().get("/v1/agents", headers={"Origin": "https://evil.example.com"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_two_hubs_cannot_share_a_port(host: RestHost, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = RestHost(tmp_path / "other", RestSettings(port=host.port))
    with pytest.raises(ExceptionGroup) as failure:
        async with other.running():
            await asyncio.Event().wait()
    (reason,) = failure.value.exceptions
    assert f"REST cannot listen on 127.0.0.1:{host.port}" in str(reason)
