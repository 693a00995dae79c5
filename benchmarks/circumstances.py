"""What customers, colleagues, line and terminal do to a real console, one thing after another."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import events

from agent_console.backends.memory import MemoryBackend
from agent_console.domain.chat import ConversationId
from agent_console.ui.look.theme import THEMES
from benchmarks.meaning import MOST_CUSTOMERS, Meaning
from tests.ui.console import Console

SIZES = ((90, 44), (120, 40), (80, 24), (130, 24), (40, 10), (60, 44), (12, 4))
AGENT, COLLEAGUE = "Sam", "Lee"
MOST_HELD = 9
DIGITS = "1234567890"
"""The keys of the first ten numbers."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens; the numbers choose among what there is then."""

    kind: str
    whom: int = 0
    much: int = 0


class Circumstances:
    """Lets things happen to a console that its agent does not do."""

    def __init__(self, console: Console, meaning: Meaning) -> None:
        self._console = console
        self._meaning = meaning
        self._colleague = MemoryBackend(console.world, COLLEAGUE, device=COLLEAGUE)
        console.world.connect(self._colleague)

    def mend(self) -> None:
        """Let everything work again."""
        self._console.world.refusing = ""
        self._restore()

    def end(self) -> None:
        """Let the colleague go."""
        self._console.world.disconnect(self._colleague)

    async def settle(self) -> None:
        """Wait until the console has done what it was given."""
        for _ in range(2):
            await asyncio.sleep(0)
            for receiver in (self._console.app, self._console.desk, self._console.desk.focused):
                if receiver is not None:
                    handled = asyncio.Event()
                    if receiver.call_later(handled.set):
                        await handled.wait()

    def held(self, number: int) -> ConversationId | None:
        """Return one of the customers that a key goes to directly: beyond ten, numbers have none."""
        held = [c for c in self._console.workspace.desk.conversations if self.number(c) <= len(DIGITS)]
        return held[number % len(held)] if held else None

    @property
    def _full(self) -> bool:
        return len(self._console.workspace.desk.conversations) >= MOST_HELD

    def number(self, conversation: ConversationId) -> int:
        """Return the number of the customer's pane."""
        return self._console.workspace.panes.number(conversation)

    # The console, the line, the terminal

    async def resize(self, event: Event) -> None:
        """Give the terminal another size."""
        await self._console.pilot.resize_terminal(*SIZES[event.whom % len(SIZES)])

    async def redraw(self, event: Event) -> None:
        """Change the theme, resume, or let the terminal go and come back."""
        app = self._console.app
        if event.much % 3 == 0:
            app.theme = next(t.name for t in THEMES.values() if t.name != app.theme)
        elif event.much % 3 == 1:
            app.app_resume_signal.publish(app)
        else:
            app.post_message(events.AppBlur())
            await self.settle()
            app.post_message(events.AppFocus())

    async def reconnect(self, _event: Event) -> None:
        """Lose the connection, or get it back."""
        if self._console.world.online:
            self._console.world.cut()
        else:
            self._restore()

    def _restore(self) -> None:
        if not self._console.world.online:
            self._console.world.restore()

    # Customers and colleagues

    async def arrive(self, event: Event) -> None:
        """Let one more customer come, who is given to the agent, or waits to be taken."""
        world, letter = self._console.world, self._meaning.next_letter()
        if len(self._meaning.letters) >= MOST_CUSTOMERS or self._full:
            return
        conversation = world.join(letter * 4, order_number=f"{48000 + ord(letter) * 7}")
        self._meaning.letters[conversation] = letter
        world.say(conversation, "…")
        if event.much % 3 and world.online:
            world.hand_over(conversation, AGENT)

    async def message(self, event: Event) -> None:
        """Let a customer write, or begin to."""
        conversation = self.held(event.whom)
        if conversation is not None and event.much % 2:
            self._console.world.type(conversation, "…")
        elif conversation is not None:
            self._console.world.say(conversation, "…\n" * (1 + event.much % 5))

    async def leave(self, event: Event) -> None:
        """Take a conversation away: it ends, or a colleague gets it."""
        conversation = self.held(event.whom)
        if conversation is None:
            return
        chat = self._console.world.chats[conversation]
        if event.much % 2 or chat.owner != AGENT:
            self._console.world.hand_over(conversation, COLLEAGUE)
        else:
            self._console.world.end(chat, COLLEAGUE, "closed", "")

    async def come_back(self, event: Event) -> None:
        """Let a conversation that has left come again, to this agent."""
        away = [c for c in self._meaning.letters if c not in self._console.workspace.desk]
        if away and self._console.world.online and not self._full:
            self._console.world.hand_over(away[event.whom % len(away)], AGENT)

    async def refuse(self, _event: Event) -> None:
        """Let the chat system refuse replies, or take them again."""
        self._console.world.refusing = "" if self._console.world.refusing else "closed for today"


BY_ITSELF: dict[str, Callable[[Circumstances, Event], Awaitable[None]]] = {
    "resize": Circumstances.resize,
    "redraw": Circumstances.redraw,
    "reconnect": Circumstances.reconnect,
    "arrive": Circumstances.arrive,
    "message": Circumstances.message,
    "leave": Circumstances.leave,
    "come back": Circumstances.come_back,
    "refuse": Circumstances.refuse,
}
"""What the agent does not do, and so must not move the focus; it may take it from who has left."""
