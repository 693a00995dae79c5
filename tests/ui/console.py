"""A whole console over the memory backend: real services, a real journal, and a clock that the test sets."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Unpack

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from agent_console.backends.joint import JointBackend
from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.backends.memory_world import Introduced
from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.record import Case, Freshness, Item, Money, Order, Record, Refund, Shipment
from agent_console.domain.system import SystemName
from agent_console.ports import Answerer, Articles, ChatBackend, PhraseStore, SnippetUsage
from agent_console.services.library import Repertoire
from agent_console.services.scrutiny import Caution
from agent_console.services.shelf import SheetSource
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.services.writing import WritingAid
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.storage.arrangement_book import ArrangementBook
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.layout_shelf import LayoutShelf
from agent_console.ui.app import ConsoleApp
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.screens.desk import DeskScreen
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from tests.fakes import START, FrozenClock

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 60)

CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: eta
    triggers: [";eta"]
    label: Your order is on its way
    tags: [order]
    template: "Your order {{ order.number }} is on its way, {{ customer.first_name }}."
  - id: refund
    triggers: [";refund"]
    label: The refund is under way
    template: "We refund ${1:the lamp} within ${2:five} days.$0"
  - id: phone
    triggers: [";phone"]
    label: May we call you?
    template: "May we call you at {{ customer.phone }}?"
"""


class ShopRecords:
    """Knows one order and one case for each customer who has an order number."""

    def __init__(self) -> None:
        self.failure = ""
        self.open = asyncio.Event()
        self.open.set()

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return the customer's record, or the failure that was set."""
        await self.open.wait()
        if self.failure:
            return Record(customer.id, Freshness.FAILED, failure=self.failure)
        if not customer.order_number:
            return Record(customer.id, Freshness.FRESH, fetched_at=START)
        return Record(customer.id, Freshness.FRESH, (_order(customer),), (_case(),), fetched_at=START)


def _order(customer: Customer) -> Order:
    return Order(
        number=customer.order_number,
        status="shipped",
        placed_at=START - timedelta(days=6),
        total=Money(Decimal("1249.50"), "NOK"),
        items=(Item("Desk lamp, brass", 2), Item("Linen shade")),
        shipment=Shipment(
            "Fjordpost",
            "FP-555-0142",
            "https://track.example.com/FP-555-0142",
            eta=START + timedelta(days=1),
        ),
        refund=Refund(Money(Decimal("120.00"), "NOK"), "on its way", partial=True),
    )


def _case() -> Case:
    return Case(
        "C-88",
        "Wrong colour delivered",
        "solved",
        opened_at=START - timedelta(days=90),
        rating=4,
        last_line="Thank you, the new one is perfect.",
    )


@dataclass
class Console:
    """A running console and everything around it."""

    app: ConsoleApp
    pilot: Pilot[None]
    world: MemoryWorld
    backend: MemoryBackend
    workspace: Workspace
    clock: FrozenClock
    records: ShopRecords

    @property
    def desk(self) -> DeskScreen:
        """The screen."""
        screen = self.app.screen
        assert isinstance(screen, DeskScreen)
        return screen

    def pane(self, conversation: ConversationId) -> ChatPane:
        """Return the pane of a conversation that is on screen."""
        pane = self.desk.pane_of(conversation)
        assert pane is not None
        return pane

    def composer(self, conversation: ConversationId) -> Composer:
        """Return the composer of a conversation that is on screen."""
        return self.pane(conversation).composer

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what the test is about."""
        async with asyncio.timeout(60):
            while not condition():
                await self.pilot.pause(0.01)

    async def welcome(
        self, name: str, opening: str = "Hello?", **known: Unpack[Introduced]
    ) -> ConversationId:
        """Let a customer come, write, and be taken; return when the pane or the strip shows it."""
        conversation = self.world.join(name, **known)
        self.world.say(conversation, opening)
        await self.workspace.holdings.take(conversation)
        await self.until(lambda: conversation in self.workspace.desk)
        await self.until(lambda: self.workspace.desk[conversation].head >= 1)
        await self.until(lambda: conversation not in self.workspace.panes.slots or self._ready(conversation))
        return conversation

    async def type(self, text: str) -> None:
        """Press the keys of a text, as fast as a person."""
        for character in text:
            self.clock.advance(0.1)
            self.app.post_message(events.Key(_character_to_key(character), character))
            await self._handled()
        await self.pilot.pause()

    def burst(self, *keys: str) -> None:
        """Let keys come all at once, as over a line that had stalled."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    async def _handled(self) -> None:
        """Wait until the key has been given out and handled; a pilot's own wait takes many times longer."""
        for receiver in (self.app, self.app.focused):
            if receiver is not None:
                handled = asyncio.Event()
                receiver.call_later(handled.set)
                await handled.wait()

    async def press(self, *keys: str) -> None:
        """Press keys, as fast as a person."""
        for key in keys:
            self.clock.advance(0.5)
            await self.pilot.press(key)

    def screen_text(self) -> str:
        """Return what is on the terminal, line by line."""
        return "\n".join(strip.text for strip in self.desk._compositor.render_strips())

    def _ready(self, conversation: ConversationId) -> bool:
        pane = self.desk.pane_of(conversation)
        return pane is not None and pane.ready.is_set()


class ColleagueConsole:
    """Another agent's console without a screen: a backend, and the desk that its events make."""

    def __init__(self, world: MemoryWorld, name: str, clock: FrozenClock) -> None:
        self.backend = MemoryBackend(world, name, device=name)
        self.desk = Desk()
        self._clock = clock

    async def listen(self) -> None:
        """Fold what happens, until the backend is closed."""
        async for event in self.backend.events():
            self.desk.apply(event, self._clock.monotonic())


@asynccontextmanager
async def colleague(console: Console, name: str) -> AsyncIterator[ColleagueConsole]:
    """Let another agent be there for as long as the block runs."""
    other = ColleagueConsole(console.world, name, console.clock)
    listening = asyncio.create_task(other.listen())
    await console.until(lambda: any(c.name == name for c in console.workspace.desk.colleagues))
    yield other
    await other.backend.aclose()
    await listening


@dataclass
class Outfit:
    """How a console is started."""

    folder: Path
    size: tuple[int, int] = LARGE
    options: ConsoleOptions = field(default_factory=ConsoleOptions)
    canned: str = CANNED
    """The canned replies, as a file of them is written."""
    usage: SnippetUsage | None = None
    answerer: Answerer | None = None
    sheets: SheetSource | None = None
    articles: Articles | None = None
    """The company's help pages; by default there are none."""
    caution: Caution | None = None
    """How careful the guard is; by default it has no model."""
    writing: WritingAid = field(default_factory=WritingAid)
    """What looks over the agent's shoulder; by default nothing does."""
    phrases: PhraseStore | None = None
    """Where it is kept what is often sent; by default it is not."""
    remembering: bool = False
    """Whether the next console in the folder finds the desk as this one leaves it."""
    clock: FrozenClock = field(default_factory=FrozenClock)
    world: MemoryWorld | None = None
    """A world that goes by the same clock, where an earlier console has been; by default a new one."""
    club: MemoryWorld | None = None
    """A second chat system of that name, beside which the first is called `shop`; by default none."""


@asynccontextmanager
async def running(outfit: Outfit) -> AsyncIterator[Console]:
    """Run a console until the block ends, and take it down without leaving anything open."""
    clock, records = outfit.clock, ShopRecords()
    world = outfit.world or MemoryWorld(clock)
    backend = MemoryBackend(world, "Sam")
    journal = SqliteJournal(outfit.folder)
    book, problems = Book.load([SnippetFile("canned.yaml", outfit.canned)])
    assert not problems
    given = (outfit.usage, outfit.answerer, outfit.sheets, outfit.articles)
    systems = _systems(backend, outfit.club)
    outside = Outside(
        systems, journal, records, clock, *given, writing=outfit.writing, phrases=outfit.phrases
    )
    with _remembering(outfit, outside) as remembered:
        workspace = assemble(remembered, Repertoire(book), caution=outfit.caution)
        app = ConsoleApp(workspace, outfit.options)
        async with app.run_test(size=outfit.size) as pilot:
            console = Console(app, pilot, world, backend, workspace, clock, records)
            await console.until(lambda: workspace.desk.agent_name)
            yield console
            await workspace.session.aclose()
            await console.until(lambda: not app.workers._workers)
        await journal.aclose()


def _systems(shop: MemoryBackend, club: MemoryWorld | None) -> ChatBackend:
    if club is None:
        return shop
    return JointBackend({SystemName("shop"): shop, SystemName("club"): MemoryBackend(club, "Sam Lee")})


@contextmanager
def _remembering(outfit: Outfit, outside: Outside) -> Iterator[Outside]:
    """Give a console what remembers how the desk stood, if it is to."""
    if not outfit.remembering:
        yield outside
        return
    with (
        closing(LayoutShelf(outfit.folder)) as layouts,
        closing(ArrangementBook(outfit.folder)) as arrangements,
    ):
        yield replace(outside, layouts=layouts, arrangements=arrangements)
