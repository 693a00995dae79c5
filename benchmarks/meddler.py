"""What an agent does to a real console, one thing after another, and what happens around that agent."""

import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from textual import events
from textual.widget import Widget

from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.domain.keystrokes import SETTLING_SECONDS
from agent_console.domain.verdict import Ruling
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.side_panel import SidePanel
from benchmarks.circumstances import AGENT, BY_ITSELF, DIGITS, Circumstances, Event
from benchmarks.meaning import ASTRAY, Book, Meaning, drafted, written
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
KEY_NAMES = {
    " ": "space",
    ";": "semicolon",
    ":": "colon",
    ">": "greater_than_sign",
    "#": "number_sign",
    "-": "minus",
    "=": "equals_sign",
    "'": "apostrophe",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "|": "vertical_line",
    ASTRAY: "section_sign",
}
"""What Textual calls keys that it does not call by their character."""
EDITS = (
    *("backspace", "delete", "left", "right", "home", "end", "up", "down", "shift+left", "ctrl+w", "ctrl+u"),
    *("ctrl+j", "tab", "shift+tab", "escape", "pageup", "pagedown", "ctrl+home", "ctrl+end", "alt+down"),
    *("f1", "f5", "f9", "f10", "ctrl+o"),
)


LAYING = (
    *("Z", "Z", "#", "left", "right", "up", "down", "[", "]", "{", "}", "|"),
    *("shift+left", "shift+right", "shift+up", "shift+down"),
)
"""Keys that lay the panes out, after the leader key."""
STILL = frozenset({"lay out", "drag"})
"""What the agent does without going anywhere."""


class Meddler:
    """Does what an event says to one console, and keeps what the agent meant by it."""

    def __init__(self, console: Console, meaning: Meaning) -> None:
        self.meaning = meaning
        self.moved_focus: list[str] = []
        """What moved the focus although it was neither a key nor a click, or was no longer the last one."""
        self._gone_to: ConversationId | None = None
        """Whom the agent has gone to with the last key that goes anywhere."""
        self._console = console
        self._around = Circumstances(console, meaning)

    async def do(self, event: Event) -> None:
        """Let one thing happen, and everything that follows from it."""
        self._console.clock.advance((0.05, 0.2, 0.7, 1.6)[event.much % 4])
        before, self._gone_to = self._seen(), None
        if event.kind in BY_ITSELF:
            await BY_ITSELF[event.kind](self._around, event)
        else:
            await ACTIONS[event.kind](self, event)
        await self._around.settle()
        if self._gone_to in self._console.workspace.desk and self._for_whom() != self._gone_to:
            self.moved_focus.append(f"{event.kind}: to {self._named(self._seen())}, behind the last key")
        if event.kind in STILL and self._seen() != before:
            self.moved_focus.append(
                f"{event.kind}: from {self._named(before)} to {self._named(self._seen())}"
            )
        if event.kind in BY_ITSELF and (after := self._seen()) not in (before, None):
            self.moved_focus.append(f"{event.kind}: from {self._named(before)} to {self._named(after)}")

    async def finish(self) -> None:
        """Let everything arrive that is under way."""
        self._around.mend()
        desk = self._console.workspace.desk
        under_way = (Delivery.SAVING, Delivery.SENDING)
        await self._console.until(
            lambda: not any(e.delivery in under_way for c in desk.conversations.values() for e in c.echoes)
        )
        self._around.end()

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

    def _straight_to(self, conversation: ConversationId) -> str:
        return f"alt+{DIGITS[self._around.number(conversation) - 1]}"

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
            await (self._enter() if key == "enter" else self._give(key))

    async def _give(self, key: str) -> None:
        self._post(key)
        await self._around.settle()

    async def _enter(self) -> None:
        """Press Enter: in a composer it sends, in the record it puts what is chosen there into the draft."""
        with self._inserting():
            await self._give("enter")

    @contextmanager
    def _inserting(self) -> Iterator[None]:
        """Take for meant what comes into a draft out of the customer's own record, if that has the keys."""
        desk, here = self._console.workspace.desk, self._for_whom()
        before, in_record = drafted(desk), isinstance(self._console.desk.focused, SidePanel)
        yield
        if in_record and here is not None and here in desk:
            self.meaning.insert((here, desk.mode(here)), before, drafted(desk))

    async def type(self, event: Event) -> None:
        """Type where the keys go."""
        await self.press(*self._mark() * (1 + event.much % 4))

    async def rush(self, event: Event) -> None:
        """Type for one customer after another, faster than the console draws."""
        for step in range(1 + event.much % 3):
            conversation = self._around.held(event.whom + step)
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
        mark, keys = self._mark(), 1 + event.much % 20
        with self._inserting():
            self._post(*mark * keys, "enter", *mark * 2, "enter", mark)
            if isinstance(self._console.desk.focused, SidePanel):
                await self._around.settle()
        self._go_on(event)

    async def question(self, event: Event) -> None:
        """Raise a question by a trigger that two replies have, and go elsewhere at once."""
        if self._seen() is not None:
            self._post(*" ;5", "tab")
            self._go_on(event)

    def _go_on(self, event: Event) -> None:
        """Go to another customer in the same moment, and type for that one; sometimes."""
        conversation = self._around.held(event.whom)
        if event.much % 2 and conversation is not None:
            mode = self._console.workspace.desk.mode(conversation)
            self._post(self._straight_to(conversation), self.meaning.letter(conversation, mode))
            self._gone_to = conversation

    async def jump(self, event: Event) -> None:
        """Go to a customer by the number; it may be nobody's."""
        conversation = self._around.held(event.whom)
        number = event.much % 10 if conversation is None else self._around.number(conversation)
        keys = ("ctrl+g", str(number % 10)) if event.much % 3 == 0 else (f"alt+{number % 10}",)
        await self.press(*keys)

    async def click(self, event: Event) -> None:
        """Click into a pane, and type for that customer before the pane can have heard of it.

        Nobody aims at a pane that has stood there for less than it takes to react.
        """
        self._console.clock.advance(2 * SETTLING_SECONDS)
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

    def _mouse(self, x: int, y: int, across: int = 0) -> None:
        """Press the button, move the mouse sideways, and let go."""
        moves = ((events.MouseDown, x), (events.MouseMove, x + across), (events.MouseUp, x + across))
        for kind, at in moves:
            self._console.app.post_message(kind(None, at, y, 0, 0, 1, False, False, False, at, y))

    async def drag(self, event: Event) -> None:
        """Drag the border behind a pane."""
        panes = list(self._console.desk.query(ChatPane))
        if not panes:
            return
        region = panes[event.whom % len(panes)].region
        x, y = region.right - 1, region.y + 2
        if region.right < self._console.desk.room.width and y < region.bottom - 1:
            under, _region = self._console.desk.get_widget_at(x, y)
            if isinstance(under, ChatPane):
                self._mouse(x, y, event.much % 21 - 10 or 1)

    async def lay_out(self, event: Event) -> None:
        """Zoom, move, pin or resize panes, or have more or fewer of them."""
        await self.press("ctrl+g", LAYING[event.whom % len(LAYING)])

    async def peek(self, event: Event) -> None:
        """Look at a customer, and go on writing and turning pages meanwhile, or go elsewhere at once."""
        conversation = self._around.held(event.whom)
        if conversation is None:
            return
        number = str(self._around.number(conversation) % 10)
        await self.press("ctrl+g", "'", ("n", "'", number, number)[event.much % 4])
        mark = self._mark()
        self._post(mark, "pageup", mark, "pagedown", mark, *(("escape", mark) if event.much % 3 else ()))
        self._go_on(event)

    async def edit(self, event: Event) -> None:
        """Press some keys that edit, or open and close something."""
        await self.press(*[EDITS[(event.whom * 7 + n) % len(EDITS)] for n in range(1 + event.much % 3)])

    async def moving(self, event: Event) -> None:
        """Move a draft to another customer, or undo such a move."""
        before = drafted(self._console.workspace.desk)
        here = self._console.desk.attended
        hold = None if here is None else self._console.workspace.replies.held(here)
        # A refusal takes no answers: behind it a letter is one more of the draft.
        asked = hold is not None and hold.verdict.ruling is Ruling.ASK
        ways: tuple[tuple[str, ...], ...] = (
            ("ctrl+g", ">", *str(1 + event.whom % 3), "enter", "escape"),
            ("m",) if asked else (),
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
        other = self._around.held(event.whom)
        if other is not None:
            number = self._console.workspace.desk[other].customer.order_number
            await self.press(self._mark(), *number, "enter")
            self._console.clock.advance(0.5)


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
    "find a command": _keys("ctrl+p", "enter", "escape"),
    "open the palette": _keys("ctrl+p"),
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
    "lay out": Meddler.lay_out,
    "drag": Meddler.drag,
    "peek": Meddler.peek,
    "go back": _keys("alt+left"),
    "go forth": _keys("ctrl+g", "="),
}
KINDS = (*ACTIONS, *BY_ITSELF)
OFTEN = {
    "type": 10,
    "rush": 8,
    "enter": 6,
    "jump": 6,
    "click": 4,
    "record": 3,
    "lay out": 4,
    "peek": 3,
    "arrive": 4,
    "message": 4,
    "paste": 2,
}
"""How often a kind happens, where not once in a round of all kinds."""


def story(chance: random.Random, length: int) -> list[Event]:
    """Return so many events at random."""
    kinds = [kind for kind in KINDS for _ in range(OFTEN.get(kind, 1))]
    first = [Event("arrive", much=1)] * 3
    rest = [Event(chance.choice(kinds), chance.randrange(100), chance.randrange(100)) for _ in range(length)]
    return [*first, *rest][:length]
