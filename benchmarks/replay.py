"""Replays recorded conversations through a real hub and the console's real services, and counts losses.

    python -m benchmarks.replay --desks FILE --conversations 200 --concurrency 8 --json

FILE holds JSON lines, plain or gzipped. The turns of each `{"type": "conv", "id": ..., "turns": [["c" or "a",
text], ...]}` are played in their order: customers speak through the customers' client; the agent through the
drafts, the guard, the journal and the sender of a console without a screen. A turn is said once its speaker
has seen the turn before it.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId
from agent_console.domain.outbox import Refused
from agent_console.domain.verdict import Ruling, Verdict
from benchmarks import desks, station
from benchmarks.ledger import Entry, Tally, compare
from benchmarks.stored import transcripts

QUICK_CONVERSATIONS = 40
PEOPLE = (Author.CUSTOMER, Author.AGENT)


class Chat:
    """One conversation being replayed: its customer, and what the customer's screen shows."""

    def __init__(self, customer: HubCustomer) -> None:
        self.customer = customer
        self.screen: list[Entry] = []
        self._changed = asyncio.Event()

    async def watch(self) -> None:
        """Note what the customer sees, until the customer leaves."""
        async for message in self.customer.messages():
            if message.author in PEOPLE:
                self.screen.append(Entry(message.client_id, message.text))
                self._changed.set()

    async def sees(self, count: int) -> None:
        """Wait until the customer's screen shows that many messages."""
        while len(self.screen) < count:
            self._changed.clear()
            await self._changed.wait()


class Replay:
    """Plays conversations side by side on one agent's desk."""

    def __init__(self, url: str, desk: station.Desk, seconds_per_character: float) -> None:
        self.said: dict[str, list[Entry]] = {}
        self.console: dict[str, list[Entry]] = {}
        self.customers: dict[str, list[Entry]] = {}
        self.rulings: Counter[str] = Counter()
        """What the guard said of replies that were right; those it asked about were sent anyway."""
        self.skipped = 0
        """Turns without text, and an agent's turns before the customer's first."""
        self._url = url
        self._desk = desk
        self._pace = seconds_per_character

    async def play(self, recording: desks.Recording) -> None:
        """Play one conversation from the customer's first word to the close."""
        profile = recording.profile
        async with HubCustomer(
            self._url,
            name=profile.get("name") or "Customer",
            email=profile.get("email") or "",
            phone=profile.get("phone") or "",
            concern=recording.topic,
        ) as customer:
            chat = Chat(customer)
            watching = asyncio.create_task(chat.watch())
            turns = self._playable(recording)
            said = await self._converse(chat, turns)
            here = customer.conversation
            await self._take(here)
            await chat.sees(len(said))
            await self._desk.until(partial(self._shows, here, len(said)))
            self.said[here], self.customers[here], self.console[here] = said, chat.screen, self._shown(here)
            declined = await self._desk.workspace.holdings.close(here)
            if declined is not None:
                raise RuntimeError(f"{recording.id} was not closed: {declined.reason}")
            watching.cancel()

    def _playable(self, recording: desks.Recording) -> list[desks.Turn]:
        turns = [turn for turn in recording.turns if turn.text.strip()]
        while turns and turns[0].by_agent:
            del turns[0]
        self.skipped += len(recording.turns) - len(turns)
        return turns

    async def _converse(self, chat: Chat, turns: list[desks.Turn]) -> list[Entry]:
        said: list[Entry] = []
        for turn in turns:
            await asyncio.sleep(self._pace * len(turn.text))
            if turn.by_agent:
                here = chat.customer.conversation
                await self._take(here)
                await self._desk.until(partial(self._shows, here, len(said)))
                said.append(self._reply(here, turn.text))
            else:
                await chat.sees(len(said))
                said.append(await self._say(chat.customer, turn.text))
        return said

    async def _take(self, here: ConversationId) -> None:
        """Take the conversation from the queue, once it is there."""
        workspace = self._desk.workspace
        if here in workspace.desk:
            return
        await self._desk.until(lambda: any(w.facts.conversation == here for w in workspace.desk.queue))
        declined = await workspace.holdings.take(here)
        if declined is not None:
            raise RuntimeError(f"a waiting customer could not be taken: {declined.reason}")
        await self._desk.until(lambda: here in workspace.desk)

    async def _say(self, customer: HubCustomer, text: str) -> Entry:
        client_id = ClientId(uuid.uuid4().hex)
        match await customer.send(text, client_id):
            case Refused(reason=reason):
                raise RuntimeError(f"the hub refused a customer's message: {reason}")
        return Entry(client_id, text)

    def _reply(self, here: ConversationId, text: str) -> Entry:
        """Write and send as the composer does, and override the guard where it is wrong."""
        workspace = self._desk.workspace
        workspace.drafts.edited(here, text, len(text))
        verdict = workspace.replies.submit(here)
        self.rulings[_words(verdict)] += 1
        while verdict.ruling is Ruling.ASK:
            verdict = workspace.replies.send_anyway(here)
        if verdict.ruling is not Ruling.ALLOW:
            raise RuntimeError(f"a reply was not sent ({_words(verdict)}): {verdict.reason}")
        return Entry(workspace.desk[here].transcript[-1].client_id, text)

    def _shows(self, conversation: ConversationId, count: int) -> bool:
        return len(self._shown(conversation)) >= count

    def _shown(self, conversation: ConversationId) -> list[Entry]:
        held: Conversation | None = self._desk.workspace.desk.conversations.get(conversation)
        messages = held.messages if held else ()
        return [Entry(m.client_id, m.text) for m in messages if m.author in PEOPLE]


def _words(verdict: Verdict) -> str:
    return str(verdict.ruling) if verdict.ruling is Ruling.ALLOW else f"{verdict.ruling}: {verdict.rule}"


async def run(recordings: Iterator[desks.Recording], concurrency: int, pace: float) -> dict[str, object]:
    """Replay and return the figures: per view, and their sums over a true number of messages."""
    with tempfile.TemporaryDirectory(prefix="agent-console-") as name:
        folder = Path(name)
        async with station.hub(folder) as hub:
            token = await hub.add_agent("Replay")
            async with station.desk(hub.url, token, folder / "console", concurrency) as desk:
                replay = Replay(hub.url, desk, pace)
                began = time.monotonic()
                count = await _side_by_side(replay, recordings, concurrency)
                seconds = time.monotonic() - began
        stored = await transcripts(hub.storage)
    views = {"console": replay.console, "customers": replay.customers, "store": stored}
    tallies = {view: compare(replay.said, book) for view, book in views.items()}
    return _figures(tallies) | {
        "conversations": count,
        "concurrency": concurrency,
        "skipped_turns": replay.skipped,
        "rulings": dict(replay.rulings),
        "seconds": round(seconds, 2),
    }


def _figures(tallies: dict[str, Tally]) -> dict[str, object]:
    """Return the true number of messages and every mistake that any view shows."""
    messages = next(iter(tallies.values())).messages
    mistakes = {
        kind: sum(getattr(tally, kind) for tally in tallies.values())
        for kind in ("lost", "duplicated", "reordered", "misrouted", "altered")
    }
    return {"messages": messages, **mistakes, "views": list(tallies)}


async def _side_by_side(replay: Replay, recordings: Iterator[desks.Recording], concurrency: int) -> int:
    """Keep that many conversations going until there are no more; return how many there were."""
    played = 0

    async def keep_playing() -> None:
        nonlocal played
        for recording in recordings:
            await replay.play(recording)
            played += 1

    async with asyncio.TaskGroup() as group:
        for _ in range(concurrency):
            group.create_task(keep_playing())
    return played


def main() -> int:
    """Run from the command line; the exit code is 1 when anything was lost, doubled, moved or misrouted."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--desks", type=Path, required=True, metavar="FILE")
    ask.add_argument("--conversations", type=int, default=200, help="how many (default %(default)s; 0: all)")
    ask.add_argument("--concurrency", type=int, default=8, help="side by side, 1 to 12 (default %(default)s)")
    ask.add_argument(
        "--speed", type=float, default=0, help="times 5 characters a second; 0: at once (default)"
    )
    ask.add_argument("--quick", action="store_true", help=f"{QUICK_CONVERSATIONS} conversations")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    count = QUICK_CONVERSATIONS if options.quick else options.conversations or None
    pace = 1 / (5 * options.speed) if options.speed else 0.0
    try:
        recordings = islice(desks.read(options.desks), count)
        figures = asyncio.run(run(recordings, max(1, min(options.concurrency, 12)), pace))
    except (OSError, desks.FormatError) as error:
        sys.exit(f"benchmarks.replay: {error}")
    if not options.json:
        print(f"{figures['messages']} messages in {figures['conversations']} conversations")
    print(json.dumps(figures))
    mistakes = ("lost", "duplicated", "reordered", "misrouted", "altered")
    return int(not figures["messages"] or any(figures[kind] for kind in mistakes))


if __name__ == "__main__":
    sys.exit(main())
