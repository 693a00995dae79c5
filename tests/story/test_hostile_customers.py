"""Customers with hostile names who send hostile texts: the agent's terminal gets nothing but text."""

import asyncio
import json
import os
from pathlib import Path

from agent_console.customer.client import HubCustomer
from agent_console.domain.outbox import Acknowledged
from tests.story.terminal import Terminal
from tests.story.world import World
from tests.ui.test_control_guard import leaks

SAMPLE = Path(__file__).parent.parent / "hostile_sample.jsonl"
MORE = "AGENT_CONSOLE_HOSTILE_TEXTS"
"""Names another file of JSON lines with a `text` each, to be sent instead of the project's own sample."""
CUSTOMERS = 6
LONGEST = 3_500
"""Characters; a message longer than 16 KiB is refused before it is sent, which other tests are about."""


def hostile_texts() -> list[str]:
    """Return the texts to send; what JSON cannot carry as UTF-8 never leaves a customer's client."""
    lines = Path(os.environ.get(MORE, SAMPLE)).read_text(encoding="utf-8").splitlines()
    texts = (json.loads(line).get("text", "")[:LONGEST] for line in lines)
    return [text for text in texts if text.strip() and not _broken(text)]


def _broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


async def besiege(url: str, texts: list[str]) -> int:
    """Let six customers, each with a hostile name, send the texts; return how many the hub took."""

    async def send(number: int) -> int:
        name = f"#{number} {texts[number * 7 % len(texts)]}"[:200]
        taken = 0
        async with HubCustomer(
            url, name=name, concern=texts[number][:200], order_number=texts[-number][:200]
        ) as client:
            for text in texts[number::CUSTOMERS]:
                taken += isinstance(await client.send(text), Acknowledged)
            await client.send(f"last word {number}")
            assert not client.refusal, (name, client.refusal)
        return taken

    return sum(await asyncio.gather(*map(send, range(CUSTOMERS))))


def test_no_control_reaches_the_agents_terminal(tmp_path: Path) -> None:
    texts = hostile_texts()
    with World(tmp_path, customer_rate=1000) as world:
        console = world.console(200, 60)
        assert isinstance(console, Terminal)
        console.wait_for("online")
        assert asyncio.run(besiege(world.hub_url, texts)) == len(texts)
        console.wait_for(*(f"last word {number}" for number in range(CUSTOMERS)), within=60)
        for key in ("alt+1", "pageup", "pageup", "alt+4", "pageup", "f4", "escape", "ctrl+g", "escape"):
            console.press(key)
            console.rest(0.3)
        for number in range(1, CUSTOMERS + 1):
            console.press(f"alt+{number}", "ctrl+home")
            for _ in range(12):
                console.press("pagedown")
        assert console.state == "running"
        console.type("Still here.")
        console.wait_for("Still here")
        written = console.raw.decode("utf-8", "backslashreplace")
    assert leaks(written) == set()
