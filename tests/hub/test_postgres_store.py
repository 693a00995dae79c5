"""The store on PostgreSQL: several hubs on it, and what may become of the server."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import psycopg
import pytest

from agent_console.customer.client import HubCustomer
from agent_console.domain.outbox import Acknowledged
from agent_console.hub.clock import HubClock
from agent_console.hub.command import End, TakeOver
from agent_console.hub.database import postgres_writer
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import TroubleError
from agent_console.hub.database.postgres_connection import PostgresConnection, connect
from agent_console.hub.database.postgres_schema import LOCK
from agent_console.hub.database.postgres_store import BATCH, PostgresStore
from agent_console.hub.database.postgres_writer import PostgresWriter
from agent_console.hub.outcome import BUSY, Joined, Missed, Moved, Outcome, Posted, Rejected, Repeated
from agent_console.hub.store import StoreError, UnreadableError
from agent_console.wire.backoff import Backoff
from tests.hub.host import HubHost
from tests.hub.ledger_case import StoreCase, address, code, new_place, opened
from tests.postgres import PASSWORD, Postgres

pytestmark = pytest.mark.needs("postgres")
PATIENCE_SECONDS = 60


@pytest.fixture
def place(tmp_path: Path) -> Iterator[PostgresAddress]:
    with new_place("postgres", tmp_path) as made:
        assert isinstance(made, PostgresAddress)
        yield made


@asynccontextmanager
async def neighbour(place: PostgresAddress, heard: list[Outcome]) -> AsyncIterator[PostgresStore]:
    """Run the store of another hub."""
    with closing(PostgresStore(place, HubClock())) as store:
        task = asyncio.create_task(store.run(heard.append))
        try:
            yield store
        finally:
            task.cancel()
            await asyncio.wait([task])


async def until_told(outcome: Outcome, heard: list[Outcome]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if outcome in heard:
                return
            await asyncio.sleep(0.005)


async def committed(case: StoreCase, joined: Joined, number: int) -> None:
    """Have a customer say something, again and again until it is taken."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            outcome = await case.store.commit(case.said(joined, "more", number))
            if not isinstance(outcome, Rejected):
                return
            assert outcome.code == BUSY
            await asyncio.sleep(0.05)


async def test_every_hub_hears_of_all_commits_in_one_order(place: PostgresAddress) -> None:
    here: list[Outcome] = []
    there: list[Outcome] = []
    async with opened(place, here.append) as case, neighbour(place, there) as other:
        joined = [await case.join(number) for number in range(2 * BATCH)]

        async def say(store: PostgresStore, number: int) -> Outcome:
            outcome = await store.commit(case.said(joined[number], f"hello {number}", 1))
            assert outcome in (here if store is case.store else there)
            return outcome

        assert isinstance(case.store, PostgresStore)
        stores = (case.store, other)
        said = await asyncio.gather(*(say(stores[number % 2], number) for number in range(2 * BATCH)))
        for heard in (here, there):
            await until_told(said[-1], heard)
            await until_told(said[-2], heard)
        assert [one for one in here if isinstance(one, Posted)] == [
            one for one in there if isinstance(one, Posted)
        ]
        feed = await case.store.messages_after(0, 10_000)
        assert [one.message for one in feed] == [one.message for one in there if isinstance(one, Posted)]


async def test_two_hubs_never_give_one_conversation_to_two_agents(place: PostgresAddress) -> None:
    async with opened(place) as case, neighbour(place, []) as other:
        for number in range(30):
            joined = await case.waiting(number)
            outcomes = await asyncio.gather(
                case.store.commit(TakeOver(case.ann, joined.conversation)),
                other.commit(TakeOver(case.ben, joined.conversation)),
            )
            assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Moved", "Rejected"]


@pytest.mark.parametrize(("behind", "followed"), [(30.0, True), (3600.0, False)])
async def test_stamps_never_run_back_unless_a_clock_is_far_off(
    place: PostgresAddress, behind: float, followed: bool
) -> None:
    slow = HubClock(wall=lambda: time.time() - behind)
    async with opened(place) as case, opened(place, clock=slow) as late:
        joined = await case.join()
        first = await case.store.commit(case.said(joined, "one", 1))
        second = await late.store.commit(case.said(joined, "two", 2))
    assert isinstance(first, Posted)
    assert isinstance(second, Posted)
    assert (second.message.sent_ms >= first.message.sent_ms) == followed


async def test_what_changed_nothing_is_no_news(place: PostgresAddress) -> None:
    heard: list[Outcome] = []
    async with opened(place) as case, neighbour(place, heard):
        joined = await case.taken()
        reply = case.reply(joined, "one", 1)
        posted = await case.store.commit(reply)
        assert isinstance(await case.store.commit(reply), Repeated)
        assert code(await case.store.commit(case.reply(joined, "two", 7))) == "gap"
        ended = await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
        await until_told(ended, heard)
        assert [type(outcome) for outcome in heard[-2:]] == [Posted, Moved]
        assert heard[-2] == posted


async def test_a_hub_that_was_away_for_longer_than_news_is_kept_says_so(
    place: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_writer, "KEPT_MS", -1)
    monkeypatch.setattr(postgres_writer, "PRUNED_SECONDS", 0.0)
    late = PostgresWriter(place, HubClock())
    with closing(late):
        async with opened(place) as case:
            await case.taken()
        with connection(place) as database:
            oldest = database.rows("SELECT min(id) AS id FROM news")[0]["id"]
            assert database.rows("SELECT id FROM news_dropped")[0]["id"] == oldest - 1
        late._disconnect()
        assert late.step(()).heard == [Missed()]
        assert late.step(()).heard == []


async def test_news_that_a_failover_lost_is_missed(place: PostgresAddress) -> None:
    async with opened(place) as case:
        await case.taken()
        assert isinstance(case.store, PostgresStore)
        with connection(place) as database:
            database.run("DELETE FROM news WHERE id > 2")
        case.store._writer._disconnect()
        assert case.store._writer.step(()).heard == [Missed()]


def connection(place: PostgresAddress) -> closing[PostgresConnection]:
    return closing(PostgresConnection(connect(place)))


async def test_news_of_a_newer_hub_ends_an_older_one_with_a_word(place: PostgresAddress) -> None:
    with closing(PostgresStore(place, HubClock())) as store, connection(place) as database:
        database.run("INSERT INTO news (at_ms, outcome) VALUES (0, '[2, \"Posted\", {}]')")
        with pytest.raises(ExceptionGroup) as ended:
            await store.run(lambda _: None)
    assert ended.group_contains(StoreError, match="is another hub newer than this one")


async def test_a_hub_that_hangs_in_a_commit_keeps_nobody_out_for_ever(place: PostgresAddress) -> None:
    with closing(connect(place)) as hanging:
        hanging.execute("SET idle_in_transaction_session_timeout = '300ms'")  # ten seconds for real ones
        hanging.execute("BEGIN")
        hanging.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        async with opened(place) as case:
            await case.taken()
        with pytest.raises(psycopg.Error):
            hanging.execute("COMMIT")


async def test_commits_wait_for_the_disk_whatever_the_server_is_set_to(place: PostgresAddress) -> None:
    with connection(place) as database:
        settings = {
            name: database.rows(f"SELECT current_setting('{name}') AS value")[0]["value"]
            for name in ("synchronous_commit", "idle_in_transaction_session_timeout")
        }
    assert settings == {"synchronous_commit": "on", "idle_in_transaction_session_timeout": "10s"}


async def test_a_server_that_was_killed_is_waited_for(
    mortal: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Outcome] = []
    async with opened(address(mortal), heard.append) as case:
        joined = await case.join()
        assert isinstance(await case.store.commit(case.said(joined, "one", 1)), Posted)
        mortal.kill()
        with caplog.at_level(logging.WARNING):
            refused = await case.store.commit(case.said(joined, "two", 2))
            assert code(refused) == BUSY
            assert str(mortal.port) not in str(refused)  # where it is, strangers need not know
            with pytest.raises(UnreadableError):
                await case.texts(joined.conversation)
            mortal.start()
            await committed(case, joined, 2)
        assert await case.texts(joined.conversation) == ["one", "more"]
        said = [message for message in caplog.messages if "PostgreSQL is" in message]
        assert ["away" in message for message in said] == [True, False]
        assert [one.message.text for one in heard if isinstance(one, Posted)] == ["one", "more"]


async def test_what_was_acknowledged_survives_kills_of_the_server_in_the_middle_of_sending(
    mortal: Postgres, tmp_path: Path
) -> None:
    host = HubHost(tmp_path, database=address(mortal))
    await host.start()
    finished = asyncio.Event()
    talks = [asyncio.create_task(talk(host.url, number, finished)) for number in range(3)]
    loop = asyncio.get_running_loop()
    for _ in range(3):
        await asyncio.sleep(0.3)  # any moment will do
        await loop.run_in_executor(None, mortal.kill)
        await loop.run_in_executor(None, mortal.start)
    finished.set()
    async with asyncio.timeout(PATIENCE_SECONDS):
        said = await asyncio.gather(*talks)
    await host.close()
    with connection(address(mortal)) as database:
        for customer, texts in said:
            rows = database.rows(
                "SELECT sequence, text FROM message JOIN conversation ON conversation.id = conversation"
                " WHERE customer = ? ORDER BY sequence",
                customer,
            )
            assert [(row["sequence"], row["text"]) for row in rows] == list(enumerate(texts, 1))


async def talk(url: str, number: int, finished: asyncio.Event) -> tuple[str, list[str]]:
    """Talk until told to stop; return the customer's id and what was acknowledged."""
    texts: list[str] = []
    async with HubCustomer(url, name=f"Customer {number}", backoff=Backoff(base=0.01, cap=0.1)) as customer:
        while not finished.is_set():
            result = await customer.send(f"message {len(texts) + 1} of {number}")
            assert isinstance(result, Acknowledged)
            texts.append(f"message {len(texts) + 1} of {number}")
        return customer.identity.customer, texts


async def test_a_commit_whose_answer_was_lost_is_told_and_repeats(
    place: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Outcome] = []
    async with opened(place, heard.append) as case:
        joined = await case.taken()
        reply = case.reply(joined, "one", 1)
        commit = PostgresWriter._commit

        def broken(writer: PostgresWriter, *given: object) -> object:
            cursor = writer._cursor
            commit(writer, *given)  # type: ignore[arg-type]
            writer._cursor = cursor
            raise TroubleError("the line broke")

        with monkeypatch.context() as once:
            once.setattr(PostgresWriter, "_commit", broken)
            assert code(await case.store.commit(reply)) == BUSY
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not isinstance(again := await case.store.commit(reply), Repeated):
                assert code(again) == BUSY
                await asyncio.sleep(0.05)
        assert [one.message.text for one in heard if isinstance(one, Posted)] == ["hello", "one"]


async def test_a_standby_that_is_promoted_has_all_that_was_acknowledged(mortal: Postgres) -> None:
    loop = asyncio.get_running_loop()
    with mortal.followed() as standby:
        hosts = f"127.0.0.1:{mortal.port},127.0.0.1:{standby.port}"
        both = PostgresAddress(mortal.address().replace(f"127.0.0.1:{mortal.port}", hosts), PASSWORD)
        heard: list[Outcome] = []
        async with opened(both, heard.append) as case:
            joined = await case.join()
            texts = [f"message {number}" for number in range(1, 51)]
            for number, text in enumerate(texts, 1):
                assert isinstance(await case.store.commit(case.said(joined, text, number)), Posted)
            await loop.run_in_executor(None, mortal.kill)
            assert code(await case.store.commit(case.said(joined, "lost?", 51))) == BUSY
            await loop.run_in_executor(None, standby.promote)
            await committed(case, joined, 51)
            assert await case.texts(joined.conversation) == [*texts, "more"]
            assert Missed() not in heard


async def test_the_first_host_that_answers_is_taken(place: PostgresAddress) -> None:
    host = place.url.partition("@")[2].partition("/")[0]
    both = PostgresAddress(place.url.replace(host, f"127.0.0.1:1,{host}"), PASSWORD)
    async with opened(both) as case:
        assert isinstance(await case.store.commit(case.said(await case.join(), "hello", 1)), Posted)
