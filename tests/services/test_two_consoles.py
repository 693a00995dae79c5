"""One agent at two consoles, with the same chats: what waits at one is neither lost nor sent twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId
from tests.fakes import FrozenClock
from tests.services.caution import Suspicion, pass_time
from tests.services.office import Office


@pytest.fixture
def suspicion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let replies of parcels look odd; to be there before any console."""
    Suspicion(monkeypatch).of("parcel")


pytestmark = pytest.mark.usefixtures("suspicion")


@pytest.fixture
async def laptop(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    """Another console of the agent whose the office is."""
    laptop = Office(tmp_path / "laptop", clock, world, device="laptop")
    laptop.open()
    await laptop.until(lambda: laptop.workspace.desk.agent_name == "Kim")
    yield laptop
    await laptop.leave()


@pytest.fixture
async def ana(office: Office, laptop: Office) -> ConversationId:
    """A chat that is on both desks, in which a reply waits to leave the office."""
    ana = await office.serve("Ana", "hello")
    await laptop.until(lambda: ana in laptop.workspace.desk)
    office.reply(ana, "your parcel left")
    await office.until(lambda: len(office.journal.delayed()) == 1)
    return ana


async def test_what_is_written_at_the_other_console_changes_nothing_for_what_waits(
    office: Office, laptop: Office, ana: ConversationId
) -> None:
    laptop.reply(ana, "one moment")
    await laptop.arrived(ana, "hello", "one moment")
    assert laptop.workspace.delay.of(ana) is None
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    pass_time(office, 10)
    await office.arrived(ana, "hello", "one moment", "your parcel left")
    await laptop.arrived(ana, "hello", "one moment", "your parcel left")


async def test_what_waits_when_the_other_console_closes_the_chat_is_a_draft_again(
    office: Office, laptop: Office, ana: ConversationId
) -> None:
    assert await laptop.workspace.holdings.close(ana) is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert [draft.text for draft in office.workspace.replies.orphans] == ["your parcel left"]
    assert "not sent to Ana, kept as a draft" in office.workspace.replies.trouble
    pass_time(office, 10)
    assert office.texts(ana) == ["hello"]
    await office.until(lambda: not office.journal.delayed())
