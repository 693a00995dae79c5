"""What agent, customers, colleagues, line and terminal do, one thing after another, to a real console."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import events
from textual.widget import Widget

from agent_console.backends.memory import MemoryBackend
from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.ui.theme import THEMES
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from benchmarks.meaning import ASTRAY, MOST_CUSTOMERS, Book, Meaning, drafted, written
from tests.ui.console import Console

CANNED = """\
dialect: support/1
namespace: test
matches:
  - {id: number, triggers: [";1"], label: "1", template: "#{{ order.number }} {{ customer.first_name }}."}
  - {id: fields, triggers: [";2"], label: "2", template: "${1:0} $1 ${2:7}!$0"}
  - {id: macro, triggers: [";3"], label: "3", template: "3.", actions: [{add_tag: x}]}
  - {id: this, triggers: [";5"], label: "5", template: "5."}
  - {id: that, triggers: [";5"], label: "6", template: "6."}
  - {id: quick, triggers: [":4"], expand: immediate, boundary: espanso, replace: "4 4"}
"""
SIZES = ((90, 44), (120, 40), (80, 24), (130, 24), (40, 10), (60, 44), (12, 4))
KEY_NAMES = {" ": "space", ";": "semicolon", ":": "colon", ">": "greater_than_sign", ASTRAY: "section_sign"}
"""What Textual calls keys that it does not call by their character."""
AGENT, COLLEAGUE = "Sam", "Lee"
MOST_HELD = 9
DIGITS = "1234567890"
"""The keys of the first ten numbers."""
EDITS = (
    *("backspace", "delete", "left", "right", "home", "end", "up", "down", "shift+left", "ctrl+w", "ctrl+u"),
    *("ctrl+j", "tab", "shift+tab", "escape", "pageup", "pagedown", "ctrl+home", "ctrl+end", "alt+down"),
    *("f1", "f5", "f9", "f10", "ctrl+o"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens; the numbers choose among what there is then."""

    kind: str
    whom: int = 0
    much: int = 0


class Meddler:
    """Does what an event says to one console, and keeps what the agent meant by it."""

    def __init__(self, console: Console, meaning: Meaning) -> None:
        self.meaning = meaning
        self.moved_focus: list[str] = []
        """What moved the focus although it was neither a key nor a click, or was no longer the last one."""
        self._gone_to: ConversationId | None = None
        """Whom the agent has gone to with the last key that goes anywhere."""
        self._console = console
        self._colleague = MemoryBackend(console.world, COLLEAGUE, device=COLLEAGUE)
        console.world.connect(self._colleague)

    async def do(self, event: Event) -> None:
        """Let one thing happen, and everything that follows from it."""
        self._console.clock.advance((0.05, 0.2, 0.7, 1.6)[event.much % 4])
        before, self._gone_to = self._seen(), None
        await ACTIONS[event.kind](self, event)
        await self.settle()
        if self._gone_to in self._console.workspace.desk and self._for_whom() != self._gone_to:
            self.moved_focus.append(f"{event.kind}: to {self._named(self._seen())}, behind the last key")
        if event.kind in BY_ITSELF and (after := self._seen()) not in (before, None):
            self.moved_focus.append(f"{event.kind}: from {self._named(before)} to {self._named(after)}")

    async def settle(self) -> None:
        """Wait until the console has done what it was given."""
        for _ in range(2):
            await asyncio.sleep(0)
            for receiver in (self._console.app, self._console.desk, self._console.desk.focused):
                if receiver is not None:
                    handled = asyncio.Event()
                    if receiver.call_later(handled.set):
                        await handled.wait()

    async def finish(self) -> None:
        """Let everything arrive that is under way."""
        self._console.world.refusing = ""
        self._restore()
        desk = self._console.workspace.desk
        under_way = (Delivery.SAVING, Delivery.SENDING)
        await self._console.until(
            lambda: not any(e.delivery in under_way for c in desk.conversations.values() for e in c.echoes)
        )
        self._console.world.disconnect(self._colleague)

    def misplaced(self) -> list[str]:
        """Return each letter that stands where nobody meant it to."""
        return list(self.meaning.misplaced(self._book))

    @property
    def characters(self) -> int:
        """How many letters stand somewhere."""
        return sum(letters.total() for letters in self._book.values())

    @property
    def _book(self) -> Book:
        return written(self._console.workspace.desk, self._console.world, AGENT)

    # What the agent sees

    def _seen(self) -> tuple[ConversationId | None, Mode] | None:
        """Return for whom the keys are, as the screen shows it."""
        focused = self._console.desk.focused
        if isinstance(focused, Composer):
            return focused.conversation, focused.mode
        return None if focused is None else (self._console.desk.bound_to(focused), Mode.REPLY)

    def _for_whom(self) -> ConversationId | None:
        seen = self._seen()
        return None if seen is None else seen[0]

    def _named(self, seen: tuple[ConversationId | None, Mode] | None) -> str:
        if seen is None or seen[0] is None:
            return "nobody"
        return f"{seen[1].value} {self.meaning.letters[seen[0]]}"

    def _mark(self) -> str:
        """Return what an agent types who looks where the keys go."""
        seen = self._seen()
        if seen is None:
            return ASTRAY
        return self.meaning.letter(seen[0], seen[1]) if seen[0] is not None else "7"

    def _held(self, number: int) -> ConversationId | None:
        """Return one of the customers that a key goes to directly: beyond ten, numbers have none."""
        held = [c for c in self._console.workspace.desk.conversations if self._number(c) <= len(DIGITS)]
        return held[number % len(held)] if held else None

    @property
    def _full(self) -> bool:
        return len(self._console.workspace.desk.conversations) >= MOST_HELD

    def _number(self, conversation: ConversationId) -> int:
        return self._console.workspace.panes.number(conversation)

    def _straight_to(self, conversation: ConversationId) -> str:
        return f"alt+{DIGITS[self._number(conversation) - 1]}"

    # Keys

    def _post(self, *keys: str) -> None:
        """Give the application keys all at once."""
        for key in keys:
            name = KEY_NAMES.get(key, key)
            self._console.app.post_message(events.Key(name, key if len(key) == 1 else None))

    async def press(self, *keys: str) -> None:
        """Press keys at a person's pace, looking at the screen before each."""
        for key in keys:
            self._console.clock.advance(0.12)
            self._post(key)
            await self.settle()

    async def type(self, event: Event) -> None:
        """Type where the keys go."""
        await self.press(*self._mark() * (1 + event.much % 4))

    async def rush(self, event: Event) -> None:
        """Type for one customer after another, faster than the console draws."""
        for step in range(1 + event.much % 3):
            conversation = self._held(event.whom + step)
            if conversation is None:
                return
            mode = self._console.workspace.desk.mode(conversation)
            letters = self.meaning.letter(conversation, mode) * (1 + (event.much + step) % 5)
            go = self._straight_to(conversation)
            ending = ((), ("enter",), ("tab",), ("f4",), ("backspace",), ("escape",))[event.much // 3 % 6]
            self._post(go, *letters, *ending)
            self._gone_to = conversation

    async def paste(self, event: Event) -> None:
        """Paste, as a terminal with bracketed paste does, and go elsewhere at once."""
        self._console.app.post_message(events.Paste(f"{self._mark() * 3}\n{self._mark()}\n"))
        self._go_on(event)

    async def raw_paste(self, event: Event) -> None:
        """Paste, as a terminal without bracketed paste does, and go elsewhere at once."""
        mark = self._mark()
        self._post(*mark * (1 + event.much % 20), "enter", *mark * 2, "enter", mark)
        self._go_on(event)

    async def question(self, event: Event) -> None:
        """Raise a question by a trigger that two replies have, and go elsewhere at once."""
        if self._seen() is not None:
            self._post(*" ;5", "tab")
            self._go_on(event)

    def _go_on(self, event: Event) -> None:
        """Go to another customer in the same moment, and type for that one; sometimes."""
        conversation = self._held(event.whom)
        if event.much % 2 and conversation is not None:
            mode = self._console.workspace.desk.mode(conversation)
            self._post(self._straight_to(conversation), self.meaning.letter(conversation, mode))
            self._gone_to = conversation

    async def jump(self, event: Event) -> None:
        """Go to a customer by the number; it may be nobody's."""
        conversation = self._held(event.whom)
        number = event.much % 10 if conversation is None else self._number(conversation)
        keys = ("ctrl+g", str(number % 10)) if event.much % 3 == 0 else (f"alt+{number % 10}",)
        await self.press(*keys)

    async def click(self, event: Event) -> None:
        """Click into a pane, and type for that customer before the pane can have heard of it."""
        panes = list(self._console.desk.query(ChatPane))
        if not panes:
            return
        pane = panes[event.whom % len(panes)]
        part: Widget = (pane.transcript, pane.composer, pane)[event.much % 3]
        x, y = part.region.x + 1, part.region.y
        if not self._console.desk.region.contains(x, y):
            return
        under, _region = self._console.desk.get_widget_at(x, y)
        self._mouse(x, y)
        if pane in under.ancestors_with_self:
            self._post(self.meaning.letter(pane.conversation, pane.composer.mode))

    def _mouse(self, x: int, y: int) -> None:
        for kind in (events.MouseDown, events.MouseUp):
            self._console.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    async def edit(self, event: Event) -> None:
        """Press some keys that edit, or open and close something."""
        await self.press(*[EDITS[(event.whom * 7 + n) % len(EDITS)] for n in range(1 + event.much % 3)])

    async def moving(self, event: Event) -> None:
        """Move a draft to another customer, or undo such a move."""
        before = drafted(self._console.workspace.desk)
        here = self._console.desk.attended
        held = here is not None and self._console.workspace.replies.held(here) is not None
        ways: tuple[tuple[str, ...], ...] = (
            ("ctrl+g", ">", *str(1 + event.whom % 3), "enter", "escape"),
            ("m",) if held else (),
            ("ctrl+z",),
        )
        await self.press(*ways[event.much % 3])
        self.meaning.grant(before, drafted(self._console.workspace.desk))

    async def record(self, event: Event) -> None:
        """Go into the record, type there, and go on by a key for one's own customer, or by none."""
        here = self._console.desk.attended
        if here is None or here not in self._console.workspace.desk:
            return
        await self.press("ctrl+o", *self._mark() * (1 + event.much % 3))
        number = self._console.workspace.desk[here].customer.order_number
        ways: tuple[tuple[str, ...], ...] = (
            ("escape",),
            ("slash", *number, "enter", "enter", "enter", "escape", "escape"),
            ("f5", "f5"),
            ("tab", "down", "space"),
        )
        await self.press(*ways[event.whom % len(ways)])
        self._go_on(event)

    async def number_of_another(self, event: Event) -> None:
        """Write another customer's order number and send, which the guard stops."""
        other = self._held(event.whom)
        if other is not None:
            number = self._console.workspace.desk[other].customer.order_number
            await self.press(self._mark(), *number, "enter")
            self._console.clock.advance(0.5)

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
        world, letter = self._console.world, self.meaning.next_letter()
        if len(self.meaning.letters) >= MOST_CUSTOMERS or self._full:
            return
        conversation = world.join(letter * 4, order_number=f"{48000 + ord(letter) * 7}")
        self.meaning.letters[conversation] = letter
        world.say(conversation, "…")
        if event.much % 3 and world.online:
            world.hand_over(conversation, AGENT)

    async def message(self, event: Event) -> None:
        """Let a customer write, or begin to."""
        conversation = self._held(event.whom)
        if conversation is not None and event.much % 2:
            self._console.world.type(conversation, "…")
        elif conversation is not None:
            self._console.world.say(conversation, "…\n" * (1 + event.much % 5))

    async def leave(self, event: Event) -> None:
        """Take a conversation away: it ends, or a colleague gets it."""
        conversation = self._held(event.whom)
        if conversation is None:
            return
        chat = self._console.world.chats[conversation]
        if event.much % 2 or chat.owner != AGENT:
            self._console.world.hand_over(conversation, COLLEAGUE)
        else:
            self._console.world.end(chat, COLLEAGUE, "closed", "")

    async def come_back(self, event: Event) -> None:
        """Let a conversation that has left come again, to this agent."""
        away = [c for c in self.meaning.letters if c not in self._console.workspace.desk]
        if away and self._console.world.online and not self._full:
            self._console.world.hand_over(away[event.whom % len(away)], AGENT)

    async def refuse(self, _event: Event) -> None:
        """Let the chat system refuse replies, or take them again."""
        self._console.world.refusing = "" if self._console.world.refusing else "closed for today"


def _keys(*keys: str) -> Callable[[Meddler, Event], Awaitable[None]]:
    """Return what presses these keys."""

    async def press(meddler: Meddler, _event: Event) -> None:
        await meddler.press(*keys)

    return press


ACTIONS: dict[str, Callable[[Meddler, Event], Awaitable[None]]] = {
    "type": Meddler.type,
    "rush": Meddler.rush,
    "paste": Meddler.paste,
    "paste as keys": Meddler.raw_paste,
    "question": Meddler.question,
    "jump": Meddler.jump,
    "click": Meddler.click,
    "edit": Meddler.edit,
    "move the draft": Meddler.moving,
    "record": Meddler.record,
    "number of another": Meddler.number_of_another,
    "resize": Meddler.resize,
    "redraw": Meddler.redraw,
    "reconnect": Meddler.reconnect,
    "arrive": Meddler.arrive,
    "message": Meddler.message,
    "leave": Meddler.leave,
    "come back": Meddler.come_back,
    "refuse": Meddler.refuse,
    "enter": _keys("enter"),
    "next best": _keys("f2"),
    "take": _keys("f3"),
    "note or reply": _keys("f6"),
    "close": _keys("f8", "f8"),
    "close, outcome": _keys("ctrl+g", "v", "enter", "escape"),
    "hand over": _keys("f7", "enter", "enter", "escape"),
    "pick": _keys("f4", "2", "enter"),
    "pick nothing": _keys("f4", "escape"),
    "open the picker": _keys("f4"),
    "trigger": _keys(*" ;1", "tab"),
    "fields": _keys(*" ;2", "tab", "8", "tab"),
    "macro": _keys(*" ;3", "tab", "f10", "enter", "escape"),
    "immediate": _keys(*" :4"),
    "promise": _keys("ctrl+g", "w", "5", "m", "enter", "escape"),
    "promise kept": _keys("ctrl+g", "k"),
    "take back": _keys("ctrl+t"),
    "retry": _keys("ctrl+g", "r"),
    "edit the last": _keys("ctrl+g", "d", "7", "enter", "escape"),
    "reopen": _keys("ctrl+g", "o"),
}
BY_ITSELF = frozenset({"resize", "redraw", "reconnect", "arrive", "message", "leave", "come back", "refuse"})
"""What the agent does not do, and so must not move the focus; it may take it from who has left."""
OFTEN = {
    "type": 10,
    "rush": 8,
    "enter": 6,
    "jump": 6,
    "click": 4,
    "record": 3,
    "arrive": 4,
    "message": 4,
    "paste": 2,
}
"""How often a kind happens, where not once in a round of all kinds."""


def story(chance: random.Random, length: int) -> list[Event]:
    """Return so many events at random."""
    kinds = [kind for kind in ACTIONS for _ in range(OFTEN.get(kind, 1))]
    first = [Event("arrive", much=1)] * 3
    rest = [Event(chance.choice(kinds), chance.randrange(100), chance.randrange(100)) for _ in range(length)]
    return [*first, *rest][:length]
