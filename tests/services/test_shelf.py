"""Replies from disk while the console runs: changes come by themselves, mistakes take nothing away."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Collection
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.change import Part
from agent_console.services.library import Repertoire
from agent_console.services.shelf import Shelf
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet
from agent_console.storage.snippet_cache import SnippetCache
from agent_console.storage.snippet_folder import Folder
from agent_console.storage.snippet_stock import SnippetStock
from tests.fakes import FrozenClock
from tests.services.office import Office

HEAD = "dialect: support/1\nnamespace: shop\nmatches:\n"
HELLO = HEAD + "  - {id: hello, trigger: ';h', template: 'Hello from {{ brand.name }}. $1'}\n"
HI = HELLO.replace("Hello", "Hi")
BROKEN = HELLO + "  - {id: bye\n"
WITH_MISTAKE = HELLO + "  - {id: bye, trigger: ';b', replce: Bye}\n"
WITH_WRONG_BODY = HELLO + "  - {id: bye, trigger: ';b', template: 'Bye {{ customer.name '}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "replies" / "shop.yaml"
    file.parent.mkdir()
    file.write_text(HELLO)
    return file


@pytest.fixture
async def office(tmp_path: Path, file: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    stock = SnippetStock([Folder(file.parent)], SnippetCache(tmp_path / "cache", [file.parent]))
    base = Repertoire(brand={"name": "Example Outdoor"})
    office = Office(tmp_path / "profile", clock, world, repertoire=base, sheets=stock)
    office.open()
    await office.until(lambda: bodies(office) == {"shop.hello": "Hello"})
    yield office
    await office.leave()


def bodies(office: Office) -> dict[str, str]:
    """Return the first word of each reply that is in use."""
    return {one.id: one.entry.body.split()[0] for one in office.workspace.library.book.snippets}


def shelf(office: Office) -> Shelf:
    assert office.workspace.shelf is not None
    return office.workspace.shelf


async def saved(office: Office, file: Path, text: str) -> None:
    """Save a file, and wait until the console has taken it up, whatever came of it."""
    office.changes.clear()
    await asyncio.to_thread(file.write_text, text)
    await office.until(lambda: any(change.part is Part.REPLIES for change in office.changes))


async def test_a_saved_file_is_in_use(office: Office, file: Path) -> None:
    await saved(office, file, HI)

    assert bodies(office) == {"shop.hello": "Hi"}
    assert (shelf(office).stale, office.workspace.library.problems) == ((), ())


async def test_what_replies_may_say_of_the_brand_stays(office: Office, file: Path) -> None:
    await saved(office, file, HI)
    ana = await office.serve("Ana", "hello?")

    assert office.workspace.catalogue.preview(ana, "shop.hello").text == "Hi from Example Outdoor. "


async def test_files_come_and_go(office: Office, file: Path) -> None:
    await saved(office, file.with_name("more.yaml"), HI.replace("shop", "more"))
    assert bodies(office) == {"more.hello": "Hi", "shop.hello": "Hello"}

    await asyncio.to_thread(file.unlink)
    await office.until(lambda: bodies(office) == {"more.hello": "Hi"})


async def test_a_broken_file_takes_nothing_away_and_is_told_until_it_is_mended(
    office: Office, file: Path
) -> None:
    await saved(office, file, BROKEN)

    assert bodies(office) == {"shop.hello": "Hello"}
    (stale,) = shelf(office).stale
    assert stale.file == str(file)
    assert stale.reason.startswith(f"{file}:6:1: not valid YAML")
    assert stale.since == office.clock.now()

    await saved(office, file, HI)
    assert bodies(office) == {"shop.hello": "Hi"}
    assert shelf(office).stale == ()


async def test_the_good_replies_of_a_file_with_a_mistake_are_in_use_and_the_mistake_is_listed(
    office: Office, file: Path
) -> None:
    await saved(office, file, WITH_MISTAKE.replace("Hello", "Hi"))

    assert bodies(office) == {"shop.hello": "Hi"}
    (problem,) = office.workspace.library.problems
    assert problem.startswith(f"{file}:5:")
    assert "did you mean `replace`?" in problem
    assert shelf(office).stale == ()


async def test_mistakes_in_bodies_are_found_behind_the_agents_back(office: Office, file: Path) -> None:
    await saved(office, file, WITH_WRONG_BODY)
    await office.until(lambda: bool(office.workspace.library.problems))

    (problem,) = office.workspace.library.problems
    assert problem.startswith(f"{file}:5:")

    await saved(office, file, HI)
    assert office.workspace.library.problems == ()


async def test_what_is_already_inserted_stays_as_it_is(office: Office, file: Path) -> None:
    ana = await office.serve("Ana", "hello?")
    office.write(ana, ";h")
    office.workspace.expansions.expand(ana)
    before = office.workspace.desk.draft(ana)
    assert before.text == "Hello from Example Outdoor. "
    assert before.stops

    await saved(office, file, HI)

    assert office.workspace.desk.draft(ana) == before


# What takes long


class SlowFiles:
    """Files that are looked at only when the test lets them; implements `SheetSource`."""

    def __init__(self) -> None:
        self.text = HELLO
        self.touched: asyncio.Queue[frozenset[str]] = asyncio.Queue()
        self.let = threading.Event()
        self.looking = threading.Event()
        self.kept = 0

    async def changes(self) -> AsyncGenerator[frozenset[str], None]:
        """Yield what the test says."""
        while True:
            yield await self.touched.get()

    def look(self, _: Collection[str]) -> tuple[Sheet, ...]:
        """Wait, then read."""
        self.looking.set()
        self.let.wait(5)
        return (reader.read(SnippetFile("shop.yaml", self.text)),)

    def keep(self) -> None:
        """Count."""
        self.kept += 1


async def test_the_console_is_usable_while_files_are_read(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    files = SlowFiles()
    office = Office(tmp_path / "profile", clock, world, sheets=files)
    office.open()
    files.touched.put_nowait(frozenset())
    await office.until(files.looking.is_set)

    ana = await office.serve("Ana", "hello?")
    office.reply(ana, "One moment")
    await office.arrived(ana, "hello?", "One moment")
    assert bodies(office) == {}

    files.let.set()
    await office.until(lambda: bodies(office) == {"shop.hello": "Hello"} and files.kept == 1)
    await office.leave()


async def test_files_that_say_the_same_as_before_change_nothing(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    files = SlowFiles()
    files.let.set()
    office = Office(tmp_path / "profile", clock, world, sheets=files)
    office.open()
    files.touched.put_nowait(frozenset())
    await office.until(lambda: bodies(office) == {"shop.hello": "Hello"})
    book = office.workspace.library.book
    files.looking.clear()
    files.touched.put_nowait(frozenset())
    await office.until(files.looking.is_set)
    files.text = HI
    files.touched.put_nowait(frozenset())
    await office.until(lambda: office.workspace.library.book is not book)

    assert [change.part for change in office.changes].count(Part.REPLIES) == 2
    await office.leave()


async def test_mistakes_of_replies_that_are_gone_meanwhile_are_not_told(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    files = SlowFiles()
    files.let.set()
    files.text = WITH_WRONG_BODY
    office = Office(tmp_path / "profile", clock, world, sheets=files)
    office.open()
    files.touched.put_nowait(frozenset())
    await office.until(lambda: "shop.bye" in bodies(office))
    files.text = HI
    files.touched.put_nowait(frozenset())
    await office.until(lambda: bodies(office) == {"shop.hello": "Hi"} and files.kept == 2)

    assert office.workspace.library.problems == ()
    await office.leave()
