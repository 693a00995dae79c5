"""What a conversation is marked as, and what is suggested for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.assist.cue import sheet
from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import Mode
from agent_console.domain.cue import Cue, Side
from agent_console.services.cues import Cues
from agent_console.services.writing import WritingAid
from tests.fakes import FrozenClock
from tests.services.office import Office

RULES = """
dialect: marks/1
rules:
  - {mark: churn, phrases: [cancel my contract], reply: shop.stay, priority: high}
  - {mark: upset, phrases: [fed up]}
  - {mark: tone, of: agent, phrases: [your fault]}
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    writing = WritingAid(rules=sheet.read(RULES, "marks.yaml"), tone=True)
    office = Office(tmp_path / "profile", clock, world, writing=writing)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def cues_of(office: Office) -> Cues:
    return office.workspace.writing.cues


async def test_marks_come_newest_first_and_once_each(office: Office) -> None:
    mira = await office.serve("Mira Holm", "I am fed up", "cancel my contract", "really fed up")
    assert cues_of(office).marks(mira) == ("upset", "churn")


async def test_what_the_agent_writes_marks_nothing(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello")
    office.reply(mira, "shall I cancel my contract with you?")
    await office.until(lambda: len(office.workspace.desk[mira].messages) == 2)
    assert cues_of(office).marks(mira) == ()


async def test_a_suggestion_stands_until_somebody_answers(office: Office) -> None:
    mira = await office.serve("Mira Holm", "cancel my contract", "fed up")
    cue = cues_of(office).suggestion(mira)
    assert cue is not None
    assert cue.reply == "shop.stay"
    office.reply(mira, "I am sorry to hear that.")
    await office.until(lambda: len(office.workspace.desk[mira].messages) == 3)
    assert cues_of(office).suggestion(mira) is None
    assert cues_of(office).marks(mira) == ("upset", "churn")


async def test_the_marked_part_is_known_in_each_message(office: Office) -> None:
    mira = await office.serve("Mira Holm", "so fed up with it")
    (message,) = office.workspace.desk[mira].messages
    assert cues_of(office).spans(mira, message) == ((3, 9),)


async def test_each_message_is_read_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    mira = await office.serve("Mira Holm", "fed up")
    read: list[str] = []
    book = cues_of(office)._book
    reading = book.cues

    def noted(text: str, side: Side, language: str) -> tuple[Cue, ...]:
        read.append(text)
        return reading(text, side, language)

    monkeypatch.setattr(book, "cues", noted)
    office.world.say(mira, "hello?")
    await office.until(lambda: len(office.workspace.desk[mira].messages) == 2)
    for _ in range(3):
        assert cues_of(office).marks(mira) == ("upset",)
    assert sorted(read) == ["fed up", "hello?"]


async def test_a_draft_s_tone_is_told_and_a_note_s_is_not(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello")
    tone = office.workspace.writing.tone
    office.write(mira, "That is your fault, sorry")
    assert "your fault" in tone.remark(mira)
    office.write(mira, "That is fine")
    assert tone.remark(mira) == ""
    office.workspace.drafts.switch(mira, Mode.NOTE)
    office.write(mira, "IT IS ALL HIS OWN FAULT")
    assert tone.remark(mira) == ""


async def test_tongues_without_rules_share_one_reader(office: Office) -> None:
    for name, language in (("Mira Holm", "x1"), ("Jonas Berg", "x2"), ("Tove Lie", "x3")):
        customer = await office.serve(name, "fed up", language=language)
        assert cues_of(office).marks(customer) == ("upset",)
    assert len(cues_of(office)._book._readers) == 1
