"""Going through the fields of a reply: choices in place, what leaving a field makes of it, and sending."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId
from agent_console.domain.draft import Draft
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
matches:
  - {id: way, trigger: ;way, template: "${1|to,from,towards|} Oslo, ${2:you}"}
  - {id: shout, trigger: ;shout, template: "${1/a/aa/}!"}
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("shop.yaml", REPLIES)])
    assert problems == ()
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


async def begun(office: Office, trigger: str) -> ConversationId:
    """Return a chat in whose draft a reply stands."""
    ana = await office.serve("Ana Sol", "hello")
    office.write(ana, trigger)
    assert isinstance(office.workspace.expansions.expand(ana), Draft)
    return ana


def overwrite(office: Office, conversation: ConversationId, text: str) -> None:
    """Type a text in place of what the active field has."""
    stop = office.workspace.fields.active(conversation)
    assert stop is not None
    draft = office.workspace.desk.draft(conversation)
    office.workspace.drafts.adopt(draft.replaced(stop.start, stop.end, text))


async def test_choices_go_round_in_both_directions(office: Office) -> None:
    ana = await begun(office, ";way")
    texts = []
    for step in (1, 1, 1, -1):
        assert office.workspace.fields.choose(ana, step) is not None
        texts.append(office.draft(ana))

    assert texts == ["from Oslo, you", "towards Oslo, you", "to Oslo, you", "towards Oslo, you"]
    stop = office.workspace.fields.active(ana)
    assert stop is not None
    assert office.workspace.desk.draft(ana).cursor == stop.end


@pytest.mark.parametrize(
    ("typed", "step", "text"),
    [("TO", 1, "to"), ("TO", -1, "towards"), ("near", 1, "to"), ("near", -1, "towards"), ("", 1, "to")],
)
async def test_what_was_typed_narrows_the_choices_down(
    office: Office, typed: str, step: int, text: str
) -> None:
    ana = await begun(office, ";way")
    overwrite(office, ana, typed)
    office.workspace.fields.choose(ana, step)

    assert office.draft(ana) == f"{text} Oslo, you"


@pytest.mark.parametrize(("typed", "text"), [("f", "from"), ("to", "to"), ("", ""), ("near", "near")])
async def test_a_choice_that_was_begun_is_made_when_the_field_is_left(
    office: Office, typed: str, text: str
) -> None:
    ana = await begun(office, ";way")
    overwrite(office, ana, typed)
    office.workspace.fields.next(ana)

    assert office.draft(ana) == f"{text} Oslo, you"


async def test_a_field_without_choices_has_none_to_go_through(office: Office) -> None:
    ana = await begun(office, ";way")
    office.workspace.fields.next(ana)

    assert office.workspace.fields.choose(ana, 1) is None


async def test_what_a_field_becomes_is_made_once_although_enter_comes_twice(office: Office) -> None:
    ana = await begun(office, ";shout")
    overwrite(office, ana, "a")

    assert office.workspace.fields.finish(ana) is not None
    assert office.draft(ana) == "aa!"
    assert office.workspace.fields.finish(ana) is None
    assert office.draft(ana) == "aa!"
