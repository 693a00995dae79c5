"""A newcomer at the keys of a console, who types like a person, and looks before the next key."""

import asyncio
from typing import TypeVar

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump

from agent_console.domain.chat import ConversationId
from tests.ui.console import Console
from tests.walkthrough.picture import Screen

Result = TypeVar("Result")

_SECONDS_BETWEEN_KEYS, _SECONDS_BETWEEN_LETTERS = 0.5, 0.1
_SECONDS_BETWEEN_LOOKS, _MOST_LOOKS = 0.1, 300
"""A look costs more than what is looked for, and the machine may be slow."""
_STILL = 2
"""How many looks in a row must see the same: answers and hints come in their own time."""


class Newcomer:
    """Sam on the first day, and the customers who come meanwhile."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.customers: list[ConversationId] = list(console.world.chats)

    def says(self, customer: int, text: str) -> None:
        """Let a customer write."""
        self.console.world.say(self.customers[customer], text)

    async def passes(self, seconds: float) -> None:
        """Let time pass without a key."""
        self.console.clock.advance(seconds)
        self.console.desk.tick()
        await self.console.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys; a pilot's own way takes many times longer."""
        for key in keys:
            self.console.clock.advance(_SECONDS_BETWEEN_KEYS)
            self.console.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await _handled(self.console.app)
            await _handled(self.console.app.focused or self.console.desk)

    async def type(self, text: str) -> None:
        """Type a text at a person's pace; that it is drawn after every letter is no part of the story."""
        for character in text:
            self.console.clock.advance(_SECONDS_BETWEEN_LETTERS)
            self.console.app.post_message(events.Key(_character_to_key(character), character))
        await self.console.pilot.pause()

    async def sees(self, *words: str) -> None:
        """Wait until words are on the screen."""
        for _ in range(_MOST_LOOKS):
            if all(word in self.console.screen_text() for word in words):
                return
            await self.console.pilot.pause(_SECONDS_BETWEEN_LOOKS)
        raise AssertionError(f"{words} not seen on\n{self.console.screen_text()}")

    async def delivered(self, customer: int, messages: int) -> None:
        """Wait until a conversation has so many messages."""
        conversation = self.customers[customer]
        await self.console.until(lambda: self.console.workspace.desk[conversation].head == messages)
        await self.console.until(lambda: not self.console.workspace.desk[conversation].echoes)

    async def looks(self) -> Screen:
        """Return what is on the screen once everything has come to rest."""
        self.console.desk.tick()
        before, times = seen(self.console.app), 0
        while times < _STILL:
            await self.console.pilot.pause(0.02)
            now = seen(self.console.app)
            before, times = now, times + 1 if now == before else 0
        return before


def seen(app: App[Result]) -> Screen:
    """Return what is on the screen."""
    return tuple(app.screen._compositor.render_strips())


async def _handled(receiver: MessagePump) -> None:
    handled = asyncio.Event()
    receiver.call_later(handled.set)
    await handled.wait()
