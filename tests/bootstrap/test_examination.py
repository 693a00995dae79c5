"""What `doctor --record` tells: each field with the value that was found, and what is wrong with a map."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent_console.bootstrap.examination import Examined, examined, introduced, somebody
from agent_console.cli import record
from agent_console.config import OrderConnector, RecordSettings
from tests.connectors.system import System, running

MIRA = somebody("mira@example.com")
ITEMS = {"items": "lines", "item": {"name": "title", "amount": "cost"}}
FIELDS = {
    "number": "no",
    "placed_at": "at",
    "total": "sum",
    "currency": "cur",
    "status": "state.word",
    **ITEMS,
}
ROW = {
    "no": "1001",
    "mail": "mira@example.com",
    "at": "2026-01-05T10:00:00+01:00",
    "sum": "1000",
    "cur": "eur",
    "lines": [{"cost": 5}, {"title": "Lamp\x1b[2J", "cost": 7}],
}


@pytest.fixture
async def system() -> AsyncIterator[System]:
    async with running() as system:
        yield system


async def told(system: System, *rows: object, **changes: object) -> Examined:
    """Return what is told of Mira by a system that has those rows."""

    async def answer(_: Request) -> Response:
        return JSONResponse({"rows": rows})

    system.answer = answer
    settings = RecordSettings(orders=system.orders(**{"fields": FIELDS, "scale": "0.01", **changes}))
    [found] = await examined(settings, MIRA)
    return found


async def test_each_field_is_told_with_what_was_found_and_where(system: System) -> None:
    found = await told(system, ROW, {**ROW, "mail": "jonas@example.com"})
    [traces] = found.records
    fields = {trace.field: (trace.shown, trace.expression, trace.raw) for trace in traces}
    assert fields["total"] == ("10.00 EUR", "sum", "1000")
    assert fields["placed_at"] == ("2026-01-05T09:00:00+00:00", "at", "2026-01-05T10:00:00+01:00")
    assert fields["status"] == ("", "state.word", None)
    assert found.others == 1
    assert found.failure == ""


async def test_a_part_of_a_list_that_is_not_shown_leaves_the_others_in_their_places(system: System) -> None:
    [traces] = (await told(system, ROW)).records
    fields = {trace.field: trace.shown for trace in traces}
    assert (fields["items[0].name"], fields["items[0].amount"]) == ("", "")
    assert (fields["items[1].name"], fields["items[1].amount"]) == ("Lamp\x1b[2J", "0.07 EUR")


async def test_lines_for_a_terminal_hold_no_control_characters(system: System) -> None:
    lines = list(record.lines(await told(system, ROW)))
    assert lines[0] == "orders: 1 of this customer, 0 of others left out"
    assert any('10.00 EUR  <- sum = "1000"' in line for line in lines)
    assert any("(nothing)  <- state.word = null" in line for line in lines)
    assert not any("\x1b" in line for line in lines)


async def test_a_row_without_a_number_names_the_keys_that_it_has(system: System) -> None:
    found = await told(system, ROW, fields={**FIELDS, "number": "ref"})
    assert found.failure == (
        "no row has one where `fields.number` says: `ref`; the row's keys are: no, mail, at, sum, cur, lines"
    )


async def test_a_system_that_fails_is_told_without_the_secret(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_TOKEN", "wonderland")

    async def refuse(request: Request) -> Response:
        return JSONResponse({"error": request.headers["authorization"]})

    system.answer = refuse
    settings = system.orders(auth={"bearer_env": "SHOP_TOKEN"}, errors="error")
    [found] = await examined(RecordSettings(orders=settings), MIRA)
    assert "the server says" in found.failure
    assert "wonderland" not in json.dumps(record.document(found))


def test_a_preset_is_introduced_with_how_far_it_can_be_trusted() -> None:
    shop = {"preset": "shopify", "url": "https://my-shop.example.com", "auth": {"bearer_env": "TOKEN"}}
    introduction = introduced(OrderConnector.model_validate(shop))
    assert introduction.startswith("Shopify at https://my-shop.example.com; preset for Shopify")
    assert introduction.endswith("from published documents, not run live")


async def test_the_command_tells_all_to_programs_and_fails_with_the_system(
    system: System, tmp_path: Path
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(
        f"records:\n  orders:\n    url: {system.address}/orders\n    rows: rows\n    owner: mail\n"
        "    fields: {number: no}\n",
        encoding="utf-8",
    )
    code, said = await command("--config", str(config), "doctor", "--record", "mira@example.com", "--json")
    [system_told] = json.loads(said)["systems"]
    numbers = [trace["shown"] for [trace] in system_told["records"]]
    assert (code, numbers, system_told["others"]) == (0, ["1001", "1003", "1002"], 1)
    code, said = await command("--config", str(config), "doctor", "--record", "K-7")
    assert code == 1
    assert "this customer's e-mail address is not known" in said


async def command(*arguments: str) -> tuple[int | None, str]:
    """Run the program to its end and return its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agent_console", *arguments),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(record.__file__).parents[2])},
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()
