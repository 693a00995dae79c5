"""Of a day's messages nothing stays in the profile but drafts."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.bootstrap import guard
from agent_console.config import Config
from agent_console.domain.audit import Outcome
from agent_console.domain.verdict import Ruling
from agent_console.services.scrutiny import Caution
from agent_console.storage.paths import ProfilePaths
from tests.fakes import FrozenClock
from tests.services.office import Office

WORDS = ("Zwetschge", "Kumquat", "Quitte", "Mispel", "Holm", "Sol", "KX48213", "mira@example.com")
"""What customers and the agent say in this day, and who the customers are."""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> Office:
    """A console with the model that comes with the program."""
    profile = ProfilePaths(tmp_path / "profile")
    load = guard.caution(Config(), profile).load
    caution = Caution(load=load, head_start=timedelta())
    office = Office(profile.directory, clock, world, caution=caution)
    office.open()
    await office.until(lambda: office.workspace.scrutiny.model != "")
    return office


def left_behind(directory: Path) -> dict[str, list[str]]:
    """Return the words that stand in each file of a profile, drafts left out."""
    found = {}
    for file in directory.rglob("*"):
        if file.is_file() and not file.name.startswith("drafts.db"):
            content = file.read_bytes()
            found[file.name] = [word for word in WORDS if word.casefold().encode() in content.lower()]
    return found


async def a_day(office: Office) -> None:
    """Send right ones, override a hold, move a draft, recall a message."""
    ana = await office.serve("Ana Sol", "Where is my Zwetschge?")
    mira = await office.serve("Mira Holm", "My Kumquat is KX48213", email="mira@example.com")
    replies = office.workspace.replies
    for number in range(30):
        assert office.reply(ana, f"Your Zwetschge leaves on day {number}.").ruling is Ruling.ALLOW
        await office.until(lambda: not office.echoes(ana))
    assert office.reply(ana, "Dear Mira, the Quitte is yours.").ruling is Ruling.ASK
    assert replies.send_anyway(ana).ruling is Ruling.ALLOW
    assert office.reply(ana, "KX48213, your Mispel, is on its way.").ruling is Ruling.ASK
    assert office.workspace.relocation.move(ana, mira) is not None
    assert replies.submit(mira).ruling is Ruling.ALLOW
    await office.until(lambda: not office.echoes(ana) and not office.echoes(mira))


async def test_nothing_that_was_written_stays_but_drafts(office: Office) -> None:
    await a_day(office)
    await office.until(lambda: len(office.journal.audited()) >= 35)
    lines = office.journal.audited()
    assert {line.outcome for line in lines} >= {
        Outcome.SENT,
        Outcome.HELD,
        Outcome.OVERRIDDEN,
        Outcome.MOVED,
    }
    assert {line.pane for line in lines} >= {1}
    assert all(line.model and line.features for line in lines if line.outcome is Outcome.SENT)
    await office.leave()
    assert left_behind(office.directory) == {"outbox.db": []}
