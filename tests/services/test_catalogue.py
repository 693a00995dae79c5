"""What the picker lists and shows: found, in order, greyed out with a reason, and exact."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.action import AddTag
from agent_console.domain.macro import WriteNote
from agent_console.domain.usage import Usage
from agent_console.ports import JournalError
from agent_console.services.catalogue import Catalogue, Language
from agent_console.services.library import Repertoire
from agent_console.services.tally import Tally
from agent_console.snippets.book import Book
from agent_console.snippets.file import Layer, SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
language: en
matches:
  - id: hello
    trigger: ";hi"
    label: Hello
    shortcut: ctrl+r h
    template: "Hello {{ customer.first_name }}."
    locales: {de: {template: "Hallo {{ customer.first_name }}."}}
  - id: status
    trigger: ";st"
    label: Order status
    tags: [parcel]
    template: "Order {{ order.number }} for {{ customer.phone | default: 'you' }}${1:!}"
    actions: [{add_tag: status}, {note: "asked for {{ customer.first_name }}'s order"}]
  - id: call
    trigger: ";call"
    label: Call back
    template: "We call."
    actions: [{note: "call {{ customer.phone }}"}]
  - id: mail
    trigger: ";ma"
    label: By mail only
    scope: {channels: [email]}
    template: "Dear {{ customer.name }}"
  - {id: shell, label: Shell, replace: "{{ x }}", vars: [{name: x, type: shell, params: {cmd: date}}]}
"""
OWN = """
dialect: support/1
namespace: shop
matches:
  - {id: hello, trigger: ";hi", label: My hello, description: At first, template: Hi!}
  - {id: bare, description: Says so itself, template: Hm}
"""


class Uses:
    """Counts that a test sets; implements `ports.SnippetUsage`."""

    def __init__(self) -> None:
        self.known: dict[str, Usage] = {}
        self.broken = False

    def counts(self) -> Mapping[str, Usage]:
        """Return them."""
        if self.broken:
            raise JournalError("The disk is gone.")
        return self.known

    def used(self, snippet: str, at: datetime) -> None:
        """Count nothing."""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book()))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def book(*more: SnippetFile) -> Book:
    loaded, problems = Book.load([SnippetFile("shop.yaml", REPLIES, Layer.COMPANY), *more])
    assert problems == ()
    return loaded


def catalogue(office: Office, uses: Uses | None = None) -> Catalogue:
    tally = Tally(FrozenClock(), uses)
    return Catalogue(office.workspace.desk, office.workspace.library, office.workspace.macros, tally)


async def test_replies_are_found_by_likeness_and_greyed_out_with_the_reason(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    offers = await catalogue(office).offers(ana, "ordr stat")
    assert (offers[0].id, offers[0].label, offers[0].trigger) == ("shop.status", "Order status", ";st")
    assert (offers[0].acts, offers[0].shortcut) == (True, "")
    blocked = {offer.id: offer.blocked for offer in await catalogue(office).offers(ana, "")}
    assert blocked["shop.hello"] == blocked["shop.status"] == ""
    assert "email" in blocked["shop.mail"]
    assert "allow" in blocked["shop.shell"]
    assert "shell" in blocked["shop.shell"]


async def test_words_of_the_texts_are_looked_for_when_asked(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    assert [offer.id for offer in await catalogue(office).offers(ana, "/hallo")] == ["shop.hello"]


async def test_without_a_query_what_was_used_most_comes_first(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    uses = Uses()
    then = datetime(2026, 3, 1, tzinfo=UTC)
    uses.known = {
        "shop.mail": Usage(2, then),
        "shop.status": Usage(2, then + timedelta(days=1)),
        "gone.since": Usage(99, then),
    }
    offers = await catalogue(office, uses).offers(ana, " ")
    assert [offer.id for offer in offers] == [
        "shop.status",
        "shop.mail",
        "shop.hello",
        "shop.call",
        "shop.shell",
    ]


async def test_a_disk_that_tells_no_uses_is_told_and_changes_nothing_else(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    uses = Uses()
    uses.broken = True
    listing = catalogue(office, uses)
    assert (await listing.offers(ana, ""))[0].id == "shop.hello"
    origin = listing.origin("shop.hello")
    assert origin is not None
    assert origin.uncounted == "The disk is gone."


async def test_the_preview_tells_fields_holes_and_words_of_its_own(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    preview = catalogue(office).preview(ana, "shop.status")
    assert preview.text == "Order ⟦order.number⟧ for you!"
    assert (preview.holes, preview.defaulted) == (("order.number",), ("customer.phone",))
    assert [preview.text[stop.start : stop.end] for stop in preview.stops] == ["⟦order.number⟧", "!"]
    assert preview.steps == (AddTag("status"), WriteNote("asked for Ana's order"))
    assert preview.obstacle == ""


async def test_steps_that_cannot_be_taken_leave_the_text(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    preview = catalogue(office).preview(ana, "shop.call")
    assert (preview.text, preview.steps) == ("We call.", ())
    assert "customer.phone" in preview.obstacle


async def test_the_language_is_the_customers_or_the_chosen_one(office: Office) -> None:
    ana = await office.serve("Ana Sol", language="de-AT")
    listing = catalogue(office)
    preview = listing.preview(ana, "shop.hello")
    assert (preview.text, preview.language) == ("Hallo Ana.", "de")
    assert preview.languages == (Language("en", "English"), Language("de", "German, Deutsch"))
    chosen = listing.preview(ana, "shop.hello", "en")
    assert (chosen.text, chosen.language) == ("Hello Ana.", "en")


async def test_a_language_without_a_text_gives_those_that_there_are(office: Office) -> None:
    ana = await office.serve("Ana Sol", language="fr")
    preview = catalogue(office).preview(ana, "shop.hello")
    assert "no text in `fr`" in preview.error
    assert [language.tag for language in preview.languages] == ["en", "de"]
    assert catalogue(office).preview(ana, "shop.hello", "de").text == "Hallo Ana."


async def test_where_a_reply_comes_from(office: Office) -> None:
    await office.serve("Ana Sol")
    office.workspace.library.adopt(Repertoire(book(SnippetFile("own.yaml", OWN, Layer.PERSONAL))))
    uses = Uses()
    uses.known = {"shop.hello": Usage(3, datetime(2026, 3, 1, tzinfo=UTC))}
    origin = catalogue(office, uses).origin("shop.hello")
    assert origin is not None
    assert (origin.place, origin.layer) == ("own.yaml:5", "personal")
    assert origin.shadows == ("shop.yaml:6",)
    assert origin.usage == uses.known["shop.hello"]
    assert origin.description == "At first"
    bare = catalogue(office).origin("shop.bare")
    assert bare is not None
    assert bare.description == ""
    assert catalogue(office).origin("shop.nothing") is None


async def test_replies_of_a_team_are_for_its_agents(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    text = REPLIES + "  - {id: team, label: Ours, scope: {teams: [Returns]}, template: Ours}\n"
    loaded, problems = Book.load([SnippetFile("shop.yaml", text)])
    assert problems == ()
    library = office.workspace.library
    library.adopt(Repertoire(loaded))
    assert "is for team Returns only" in catalogue(office).preview(ana, "shop.team").error
    library.adopt(Repertoire(loaded, agent={"team": "returns"}))
    assert catalogue(office).preview(ana, "shop.team").text == "Ours"


async def test_only_some_can_be_listed(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    listed = catalogue(office).listed(ana, ["shop.status", "shop.nothing", "shop.hello"])
    assert [offer.id for offer in listed] == ["shop.status", "shop.hello"]


async def test_a_chat_that_is_gone_is_offered_nothing(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    assert await catalogue(office).offers(ana, "hello") == []
    assert catalogue(office).preview(ana, "shop.hello").error != ""


async def test_making_ready_prepares_for_the_first_query(office: Office) -> None:
    await catalogue(office).make_ready()
    assert office.workspace.library.book.finder.ready
