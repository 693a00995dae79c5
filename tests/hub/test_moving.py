"""A hub that moves from SQLite to PostgreSQL: everything arrives, or nothing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.domain.action import AddTag, Ask
from agent_console.hub.clock import HubClock
from agent_console.hub.command import End, Opine, TakeOver
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.moving import move
from agent_console.hub.database.opening import alone, connection_at
from agent_console.hub.files.moving import copy_files
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.outcome import Posted, Repeated
from agent_console.hub.store import Archive, StoreError
from tests.hub.file_case import new_id, png, stored
from tests.hub.ledger_case import StoreCase, new_place, opened
from tests.postgres import PASSWORD

pytestmark = pytest.mark.needs("postgres")
ODD = "a\0b \ufdd0 Grüße \U0001f600 \\ \t\n"
"""What a copy can stumble over."""


@pytest.fixture
def target(tmp_path: Path) -> Iterator[PostgresAddress]:
    with new_place("postgres", tmp_path) as made:
        assert isinstance(made, PostgresAddress)
        yield made


@pytest.fixture
async def source(tmp_path: Path) -> Path:
    """The file of a hub that was used."""
    async with opened(tmp_path / "hub.db") as case:
        await lived(case)
    return tmp_path / "hub.db"


async def lived(case: StoreCase) -> None:
    """Have something in every table that a store has."""
    joined = await case.taken(1)
    await case.store.commit(case.reply(joined, ODD, 1))
    await case.perform(joined, AddTag("late"))
    await case.perform(joined, Ask(case.ben, "What now?"))
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    await case.store.commit(Opine(joined.customer, joined.conversation, 5, ODD))
    for number in (2, 3):
        await case.waiting(number, "billing")


def unheard(what: str, done: int, total: int) -> None:
    """Watch no progress."""


def nothing_in(place: PostgresAddress) -> bool:
    with connection_at(place) as database:
        row = database.row(
            "SELECT (SELECT count(*) FROM agent) + (SELECT count(*) FROM message) AS rows_there"
        )
    return row is not None and row["rows_there"] == 0


async def everything(archive: Archive) -> list[object]:
    """Return all that a store tells."""
    feed = await archive.messages_after(0, 999)
    customers = await archive.customers()
    return [
        *(feed, customers, await archive.moves_after(0, 999), await archive.team(), await archive.queue(99)),
        *[await archive.holding(one.conversation) for one in feed],
        *[await archive.episodes(one.id) for one in customers],
        *[await archive.questions_for(one.id) for one in await archive.team()],
    ]


async def test_everything_arrives_and_goes_on_where_it_was(source: Path, target: PostgresAddress) -> None:
    heard: list[tuple[str, int, int]] = []
    moved = move(source, source.parent, target, lambda *progress: heard.append(progress))
    counts = ("agent", "customer", "conversation", "message", "tag", "question", "rating", "episode")
    assert [moved[name] for name in counts] == [2, 3, 3, 5, 1, 1, 1, 3]
    done = [progress[1] for progress in heard]
    assert done == sorted(done)
    assert done[-1] == heard[-1][2] == 3 * sum(moved.values())
    async with opened(source) as old, opened(target) as new:
        assert await everything(new.store) == await everything(old.store)
        for case in (old, new):
            joined = await case.join(1)
            assert isinstance(await case.store.commit(case.said(joined, "hello", 1)), Repeated)
            assert isinstance(await case.store.commit(case.said(joined, "again", 2)), Posted)
            await case.store.commit(TakeOver(case.ann, joined.conversation))
        feeds = [[one.id for one in await case.store.messages_after(0, 99)] for case in (old, new)]
        assert feeds[0] == feeds[1]


async def test_files_arrive_with_what_is_known_of_them(
    source: Path, target: PostgresAddress, tmp_path: Path
) -> None:
    here, there = tmp_path / "hub.db.files", tmp_path / "shared"
    with closing(UploadDesk(here, FileSettings(reserve=0), HubClock())) as desk:
        file = await stored(desk, content := png())
        unfinished = new_id()
        await desk.keep("mira", unfinished, "b.png", png(padding=9))
    assert copy_files(here, there, unheard) == 2
    assert copy_files(here, there, unheard) == 2
    moved = move(source, here, target, unheard)
    assert (moved["upload"], moved["place"]) == (2, 1)
    with closing(UploadDesk(there, FileSettings(reserve=0), HubClock(), target)) as desk:
        found = await desk.open(file.path)
        assert found is not None
        with found.content as copy:
            assert copy.read() == content


def test_a_hub_that_is_there_already_is_left_alone(source: Path, target: PostgresAddress) -> None:
    move(source, source.parent, target, unheard)
    with pytest.raises(StoreError, match="there is a hub in it already"):
        move(source, source.parent, target, unheard)


@pytest.mark.parametrize("moment", ["copying message", "checking agent", "checking episode"])
def test_a_move_that_is_interrupted_leaves_nothing_and_can_be_begun_again(
    source: Path, target: PostgresAddress, moment: str
) -> None:
    def interrupted(what: str, done: int, total: int) -> None:
        if what == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(source, source.parent, target, interrupted)
    assert nothing_in(target)
    assert move(source, source.parent, target, unheard)["message"] == 5


def test_what_does_not_come_out_as_it_went_in_is_not_moved(source: Path, target: PostgresAddress) -> None:
    with connection_at(target) as database:
        database.run(
            "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.detail := 'x'; RETURN NEW; END $$"
        )
        database.run("CREATE TRIGGER meddle BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION meddle()")
    with pytest.raises(StoreError, match="the table history did not come out as it went in"):
        move(source, source.parent, target, unheard)
    assert nothing_in(target)


def test_a_hub_that_runs_is_not_moved(source: Path, target: PostgresAddress) -> None:
    with alone(source), pytest.raises(StoreError, match="another hub is using it"):
        move(source, source.parent, target, unheard)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, target: PostgresAddress) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        move(tmp_path / "none.db", tmp_path, target, unheard)
    assert not (tmp_path / "none.db").exists()


def test_the_command_moves_and_says_what(
    source: Path, target: PostgresAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    command = [
        sys.executable,
        "-m",
        "agent_console",
        "serve",
        "--database",
        str(source),
        "--move-to",
        target.url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "message: 5\n" in done.stdout
    assert f"Run the hub with --store {target.url} from now on" in done.stdout
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "there is a hub in it already" in again.stderr
