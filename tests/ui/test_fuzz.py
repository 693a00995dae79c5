"""Whatever happens around the keys, no character reaches a customer other than the one it was typed for."""

import random
from pathlib import Path

import pytest
from textual import events

from agent_console.domain.chat import Author, ConversationId, Mode
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

STEPS = 120
MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Fuzzer:
    """Types each customer's own letter only, in notes the small one, while customers come and go."""

    def __init__(self, console: Console, seed: int) -> None:
        self._console = console
        self._random = random.Random(seed)
        self.marks: dict[ConversationId, str] = {}

    async def step(self) -> None:
        """Do one random thing."""
        often, now_and_then = (self._type,) * 8, (self._note, self._paste, self._write, self.arrive) * 2
        happening = self._random.choice([*often, *now_and_then, self._close, self._resize, self._reconnect])
        await happening()

    async def arrive(self) -> None:
        """Let one more customer come."""
        if len(self.marks) < len(MARKS) and len(self._held()) < 9:
            conversation = await self._console.welcome(f"Customer {MARKS[len(self.marks)]}")
            self.marks[conversation] = MARKS[len(self.marks)]

    async def _type(self) -> None:
        conversation = self._any()
        if conversation is None:
            return
        number = self._console.workspace.panes.number(conversation)
        letters = self.marks[conversation] * self._random.randint(1, 9)
        ending = self._random.choice(["enter", "enter", "backspace", "ctrl+j", "escape", "tab", "f1"])
        self._console.burst(f"alt+{number}", *letters, ending)

    async def _note(self) -> None:
        conversation = self._any()
        if conversation is not None:
            number = self._console.workspace.panes.number(conversation)
            letters = self.marks[conversation].lower() * self._random.randint(1, 9)
            ending = self._random.choice([("enter",), ("backspace",), ()])
            self._console.burst(f"alt+{number}", "f6", *letters, *ending, "f6")

    async def _paste(self) -> None:
        conversation = self._any()
        if conversation is not None:
            self._console.burst(f"alt+{self._console.workspace.panes.number(conversation)}")
            self._console.app.post_message(events.Paste(self.marks[conversation] * 5 + "\n"))

    async def _write(self) -> None:
        conversation = self._any()
        if conversation is not None:
            self._console.world.say(conversation, "…")

    async def _close(self) -> None:
        conversation = self._any()
        if conversation is not None and await self._console.workspace.holdings.close(conversation) is None:
            await self._console.until(lambda: conversation not in self._console.workspace.desk)

    async def _resize(self) -> None:
        await self._console.pilot.resize_terminal(*self._random.choice([SMALL, MIDDLE, LARGE]))

    async def _reconnect(self) -> None:
        self._console.world.cut()
        self._console.world.restore()

    def _held(self) -> list[ConversationId]:
        return list(self._console.workspace.desk.conversations)

    def _any(self) -> ConversationId | None:
        held = self._held()
        return self._random.choice(held) if held else None


@pytest.mark.parametrize("seed", range(4))
async def test_no_character_goes_astray(tmp_path: Path, seed: int) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        fuzzer = Fuzzer(console, seed)
        for _ in range(3):
            await fuzzer.arrive()
        for _ in range(STEPS):
            console.clock.advance(1.0)
            await fuzzer.step()
        await console.pilot.pause()
        written_in = dict.fromkeys(Mode, 0)
        for conversation, mark in fuzzer.marks.items():
            own = [m for m, _at in console.world.chats[conversation].arrivals if m.author is Author.AGENT]
            drafts = [d for slot, d in console.workspace.desk.drafts.items() if slot[0] == conversation]
            written = [*((m.mode, m.text) for m in own), *((d.mode, d.text) for d in drafts)]
            for mode, letter in ((Mode.REPLY, mark), (Mode.NOTE, mark.lower())):
                texts = [text for in_mode, text in written if in_mode is mode]
                assert set("".join(texts)) - {"\n"} <= {letter}
                written_in[mode] += sum(map(len, texts))
        assert all(written_in.values())
