"""Canned replies that must ask first: answers from outside, choices, and what is counted and remembered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.domain.outside import Reach, Request
from agent_console.ports import AnswerError
from agent_console.services.call import Obstacle
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.storage.usage_book import UsageBook
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
language: en
matches:
  - id: copied
    trigger: ";copy"
    replace: "You wrote: {{ it }}."
    vars: [{name: it, type: clipboard}]
  - id: quoted
    trigger: ";quote"
    replace: "> {{ it }}"
    vars: [{name: it, type: clipboard}]
  - id: general
    trigger: ";tw"
    template: "general for {{ customer.first_name | default: 'you' }}"
  - id: usual
    trigger: ";tw"
    template: "usual"
  - id: special
    trigger: ";tw"
    scope: {channels: [chat]}
    template: "special"
  - id: german
    trigger: ";de"
    locales: {de: {template: "Guten Tag"}, nb: {template: "God dag"}}
    template: "Good day"
"""


class Clipboard:
    """Answers when the test lets it; implements `ports.Answerer`."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.failure = ""
        self.asked = 0

    async def answer(self, request: Request) -> str:
        """Return what was copied."""
        assert request.reach is Reach.CLIPBOARD
        self.asked += 1
        await self.open.wait()
        if self.failure:
            raise AnswerError(self.failure)
        return "{{ order.number }} $|$"


@pytest.fixture
def clipboard() -> Clipboard:
    return Clipboard()


@pytest.fixture
async def office(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, clipboard: Clipboard
) -> AsyncIterator[Office]:
    file = SnippetFile("shop.yaml", REPLIES, allowed=frozenset({Reach.CLIPBOARD}))
    book, problems = Book.load([file])
    assert problems == ()
    usage = UsageBook(tmp_path)
    office = Office(
        tmp_path / "profile",
        clock,
        world,
        repertoire=Repertoire(book),
        usage=usage,
        answerer=clipboard,
    )
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()
    usage.close()


def called(office: Office, conversation: ConversationId, text: str) -> Draft | Obstacle | None:
    office.write(conversation, text)
    return office.workspace.expansions.expand(conversation)


def words(office: Office, conversation: ConversationId) -> str:
    return office.workspace.expansions.words(conversation)


def says(office: Office, conversation: ConversationId, part: str) -> Callable[[], bool]:
    return lambda: part in words(office, conversation)


async def test_a_reply_comes_when_the_world_outside_has_answered(
    office: Office, clipboard: Clipboard
) -> None:
    ana = await office.serve("Ana Sol", "hello")
    result = called(office, ana, "Well. ;copy")
    assert isinstance(result, Obstacle)
    assert "asking the clipboard" in result.reason
    assert (office.draft(ana), words(office, ana)) == ("Well. ;copy", result.reason)
    clipboard.open.set()
    await office.until(lambda: office.draft(ana) == "Well. You wrote: {{ order.number }} $|$.")
    assert words(office, ana) == ""
    assert office.workspace.desk.draft(ana).stops == ()


async def test_what_was_typed_meanwhile_is_not_touched_and_the_answer_waits(
    office: Office, clipboard: Clipboard
) -> None:
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";copy")
    office.write(ana, ";copy and more")
    clipboard.open.set()
    await office.until(says(office, ana, "call for it again"))
    assert office.draft(ana) == ";copy and more"
    assert isinstance(called(office, ana, ";copy"), Draft)
    assert clipboard.asked == 1


async def test_an_answer_goes_into_the_draft_that_was_deleted_and_typed_again_as_what_it_is_now(
    office: Office, clipboard: Clipboard
) -> None:
    """Under the old draft's id, what is written now would count as that one, and two would be restored."""
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";copy")
    old = office.workspace.desk.draft(ana).id
    office.write(ana, "")
    office.write(ana, ";copy")
    new = office.workspace.desk.draft(ana).id
    clipboard.open.set()

    await office.until(lambda: office.draft(ana).startswith("You wrote: "))

    assert old != new == office.workspace.desk.draft(ana).id


async def test_an_answer_that_waits_is_for_its_own_reply_alone(office: Office, clipboard: Clipboard) -> None:
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";copy")
    office.write(ana, ";copy and more")
    clipboard.open.set()
    await office.until(says(office, ana, "call for it again"))

    assert isinstance(called(office, ana, ";quote"), Obstacle)
    await office.until(lambda: office.draft(ana).startswith("> "))
    assert clipboard.asked == 2


async def test_the_reply_stays_with_its_customer(office: Office, clipboard: Clipboard) -> None:
    ana, ben = await office.serve("Ana Sol", "hello"), await office.serve("Ben", "hello")
    called(office, ana, ";copy")
    office.write(ben, ";copy")
    clipboard.open.set()
    await office.until(lambda: office.draft(ana) != ";copy")
    assert office.draft(ben) == ";copy"


async def test_why_nothing_comes_is_said_and_the_trigger_stays(office: Office, clipboard: Clipboard) -> None:
    ana = await office.serve("Ana Sol", "hello")
    clipboard.failure = "there is no clipboard here"
    clipboard.open.set()
    called(office, ana, ";copy")
    await office.until(says(office, ana, "there is no clipboard here"))
    assert office.draft(ana) == ";copy"
    office.write(ana, "")
    assert words(office, ana) == ""


async def test_an_answer_for_a_chat_that_is_gone_is_dropped(office: Office, clipboard: Clipboard) -> None:
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";copy")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    clipboard.open.set()
    ben = await office.serve("Ben", "hello")
    assert isinstance(called(office, ben, ";de"), Draft)
    assert office.draft(ana) == ";copy"


async def test_a_call_of_its_own_takes_the_place_of_one_that_waits(
    office: Office, clipboard: Clipboard
) -> None:
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";copy")
    called(office, ana, ";de")
    office.write(ana, ";copy")
    clipboard.open.set()
    ben = await office.serve("Ben", "hello")
    assert (office.draft(ana), office.draft(ben)) == (";copy", "")


async def test_what_fits_the_conversation_best_and_was_used_last_is_first(
    office: Office, clock: FrozenClock
) -> None:
    ana = await office.serve("Ana Sol", "hello")
    for snippet in ("shop.general", "shop.usual"):
        clock.advance(1)
        office.workspace.expansions.pick(ana, snippet)
    result = called(office, ana, ";tw")
    assert isinstance(result, Obstacle)
    assert result.snippets == ("shop.special", "shop.usual", "shop.general")


async def test_every_insertion_counts_once(office: Office, tmp_path: Path) -> None:
    ana = await office.serve("Ana Sol", "hello")
    called(office, ana, ";de")
    called(office, ana, ";tw")
    office.workspace.expansions.pick(ana, "shop.usual")
    again = UsageBook(tmp_path)
    assert {snippet: use.count for snippet, use in again.counts().items()} == {
        "shop.german": 1,
        "shop.usual": 1,
    }
    again.close()


async def test_the_language_that_was_chosen_takes_the_place_of_the_trigger(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello", language="fr")
    result = called(office, ana, "Well. ;de")
    assert isinstance(result, Obstacle)
    assert (result.snippets, result.locales) == (("shop.german",), ("en", "de", "nb"))
    office.workspace.expansions.pick(ana, "shop.german", locale="de")
    assert office.draft(ana) == "Well. Guten Tag"


@pytest.mark.parametrize("typed", [";s", ";sp", ";speical", ";tw"])
async def test_what_was_typed_of_a_trigger_gives_way_to_the_reply_that_is_picked(
    office: Office, typed: str
) -> None:
    ana = await office.serve("Ana Sol", "hello")
    office.write(ana, f"Hi! {typed}")
    assert office.workspace.expansions.sought(ana) == typed
    office.workspace.expansions.pick(ana, "shop.special")
    assert office.draft(ana) == "Hi! special"


@pytest.mark.parametrize(
    "typed", ["", "Hi", "Hi;sp", ";", "; sp", ";48213", "#sp", "`a ;sp", ";sp ", "(;sp)"]
)
async def test_what_is_no_trigger_stays_before_the_reply_that_is_picked(office: Office, typed: str) -> None:
    ana = await office.serve("Ana Sol", "hello")
    office.write(ana, typed)
    assert office.workspace.expansions.sought(ana) == ""
    office.workspace.expansions.pick(ana, "shop.special")
    assert office.draft(ana) == f"{typed}special"


async def test_the_draft_remembers_which_reply_it_was_and_which_defaults_it_holds(office: Office) -> None:
    ana = await office.serve("", "hello")
    office.workspace.expansions.pick(ana, "shop.general", Mode.NOTE)
    (insertion,) = office.workspace.desk.draft(ana, Mode.NOTE).insertions
    assert (insertion.snippet, insertion.defaults) == ("shop.general", ("customer.first_name",))
    snippet = office.workspace.library.book.get("shop.general")
    assert snippet is not None
    assert insertion.version == snippet.version
