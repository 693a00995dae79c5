"""Other words for a draft: what leaves, what comes back, and where alone it lands."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.verdict import Ruling
from agent_console.ports import Declined
from agent_console.services.library import Repertoire
from agent_console.services.rewording import Proposal, Rewording, RewordingAid
from agent_console.services.writing import WritingAid
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: refund
    triggers: [";refund"]
    template: "Dear {{ customer.first_name }}, we refund ${1:the lamp} within ${2:five} days."
"""


class Machine:
    """Says what it is told to, and keeps what it was sent; implements both ports."""

    host = "mt.example.com"

    def __init__(self) -> None:
        self.says: str | Declined = ""
        self.sent: list[tuple[str, ...]] = []

    async def translate(self, text: str, source: str, target: str) -> str | Declined:
        """Return what was set."""
        self.sent.append((text, source, target))
        return self.says

    async def rewrite(self, text: str, wish: str) -> str | Declined:
        """Return what was set."""
        self.sent.append((text, wish))
        return self.says


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def office(tmp_path: Path, machine: Machine) -> AsyncIterator[Office]:
    clock = FrozenClock()
    book, problems = Book.load([SnippetFile("canned.yaml", CANNED)])
    assert not problems
    writing = WritingAid(rewording=RewordingAid(machine, machine, "en"))
    office = Office(tmp_path, clock, MemoryWorld(clock), repertoire=Repertoire(book), writing=writing)
    office.open()
    yield office
    await office.leave()


def rewording(office: Office) -> Rewording:
    return office.workspace.writing.rewording


async def proposed(office: Office, conversation: ConversationId, target: str = "de") -> Proposal:
    proposal = await rewording(office).translate(office.workspace.desk.draft(conversation), target)
    assert isinstance(proposal, Proposal)
    return proposal


async def test_only_the_draft_leaves_and_nothing_in_it_that_identifies_somebody(
    office: Office, machine: Machine
) -> None:
    mira = await office.serve("Mira Holm", "Where is it?", email="mira@example.com", order_number="77-A")
    office.write(
        mira, "Order 48213 or 77-a: see https://shop.example.com/o/9?x=1, +47 555 01 134, mira@example.com."
    )
    machine.says = "Bestellung {1} oder {2}: {3}, {4}, {5}."
    proposal = await proposed(office, mira)
    assert machine.sent == [("Order {1} or {2}: see {3}, {4}, {5}.", "en", "de")]
    assert proposal.restored.whole
    assert rewording(office).take(proposal) == ""
    assert office.draft(mira) == (
        "Bestellung 48213 oder 77-a: https://shop.example.com/o/9?x=1, +47 555 01 134, mira@example.com."
    )


async def test_words_that_only_look_like_a_user_name_are_translated(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    office.write(mira, "The follow-up e-mail costs 49.90 EUR on 2026-03-12, mira_77.")
    machine.says = "x"
    await proposed(office, mira)
    assert machine.sent[0][0] == "The follow-up e-mail costs 49.90 EUR on 2026-03-12, {1}."


async def test_fields_of_a_canned_reply_keep_their_places(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    office.workspace.expansions.pick(mira, "test.refund", Mode.REPLY)
    machine.says = "Innerhalb von {3} Tagen erstatten wir {2}, liebe {1}."
    proposal = await proposed(office, mira)
    assert machine.sent[0][0] == "Dear {1}, we refund {2} within {3} days."
    assert rewording(office).take(proposal) == ""
    draft = office.workspace.desk.draft(mira)
    assert draft.text == "Innerhalb von five Tagen erstatten wir the lamp, liebe Mira."
    assert [draft.text[stop.start : stop.end] for stop in draft.stops] == ["the lamp", "five"]


async def test_what_did_not_come_back_is_named(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    office.write(mira, "Order 48213 is here.")
    machine.says = "Die Bestellung ist da."
    assert (await proposed(office, mira)).restored.missing == ("48213",)


async def test_a_draft_that_is_another_one_by_now_stays_as_it_is(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    jonas = await office.serve("Jonas Berg", "Hi")
    office.write(mira, "It is on its way.")
    office.write(jonas, "It is on its way.")
    machine.says = "Es ist unterwegs."
    proposal = await proposed(office, mira)
    office.write(mira, "It is on its way now.")
    assert "another one" in rewording(office).take(proposal)
    office.reply(mira, "It is on its way.")
    office.write(mira, "It is on its way.")
    assert "another one" in rewording(office).take(proposal)
    assert (office.draft(mira), office.draft(jonas)) == ("It is on its way.", "It is on its way.")


async def test_nothing_lands_anywhere_when_the_chat_has_left(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    jonas = await office.serve("Jonas Berg", "Hi")
    office.write(mira, "It is on its way.")
    machine.says = "Es ist unterwegs."
    proposal = await proposed(office, mira)
    office.world.hand_over(mira, "Lin")
    await office.until(lambda: mira not in office.workspace.desk)
    assert "left the desk" in rewording(office).take(proposal)
    assert office.draft(jonas) == ""


async def test_what_is_taken_is_checked_like_any_reply_before_it_is_sent(
    office: Office, machine: Machine
) -> None:
    mira = await office.serve("Mira Holm", "Hello", order_number="48213")
    jonas = await office.serve("Jonas Berg", "Hi", order_number="90517")
    office.write(mira, "Your order is on its way.")
    machine.says = "Ihre Bestellung 90517 ist unterwegs, Jonas."
    assert rewording(office).take(await proposed(office, mira)) == ""
    verdict = office.workspace.replies.submit(mira)
    assert verdict.ruling is Ruling.ASK
    assert "held" in rewording(office).take(await proposed(office, mira))
    assert jonas in office.workspace.desk


async def test_the_words_of_the_customer_are_read_and_change_nothing(
    office: Office, machine: Machine
) -> None:
    mira = await office.serve("Mira Holm", "Hallo", language="de")
    office.reply(mira, "Hello")
    await office.arrived(mira, "Hallo", "Hello")
    for line in ("Wo ist 48213?", "Bitte schnell."):
        office.world.say(mira, line)
    await office.arrived(mira, "Hallo", "Hello", "Wo ist 48213?", "Bitte schnell.")
    machine.says = "Where is {1}?\nQuickly please."
    read = await rewording(office).read(mira)
    assert isinstance(read, Proposal)
    assert machine.sent == [("Wo ist {1}?\nBitte schnell.", "de", "en")]
    assert read.text == "Where is 48213?\nQuickly please."
    assert rewording(office).take(read) != ""
    assert office.draft(mira) == ""


async def test_the_language_of_the_customer_is_the_target_unless_it_is_the_agents(office: Office) -> None:
    known = {"Mira Holm": "nb-NO", "Ana Ito": "en-US", "Kim Lee": ""}
    chats = {name: await office.serve(name, "Hm", language=language) for name, language in known.items()}
    assert [rewording(office).target(chat) for chat in chats.values()] == ["nb-NO", "", ""]


async def test_too_long_a_text_and_one_without_words_are_not_sent(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    for text, words in (("word " * 2_000, "more than 5,000"), ("48213", "no words")):
        office.write(mira, text)
        declined = await rewording(office).rewrite(office.workspace.desk.draft(mira), "shorter")
        assert isinstance(declined, Declined)
        assert words in declined.reason
    assert machine.sent == []


async def test_a_refusal_of_the_machine_is_handed_on(office: Office, machine: Machine) -> None:
    mira = await office.serve("Mira Holm", "Hello")
    office.write(mira, "Hello there")
    machine.says = Declined("mt.example.com cannot be reached")
    assert await rewording(office).rewrite(office.workspace.desk.draft(mira), "shorter") == machine.says
