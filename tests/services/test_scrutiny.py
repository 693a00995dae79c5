"""The guard at work: its rules, its model, and the limits that follow the console's own sends."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from math import nan
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.assessment import Opinion
from agent_console.guard.limit import Limits
from agent_console.guard.model.model import NO_PAST, Past
from agent_console.guard.subject import Subject
from agent_console.services.scrutiny import Caution
from agent_console.storage.journal import SqliteJournal
from tests.fakes import START, FrozenClock
from tests.services.office import Office

PI = 3.14159265


class Reader:
    """A model that finds a text odd where it says so, and breaks down at the word `crash`."""

    version = "reader-1"

    def __init__(self) -> None:
        self.thread = threading.current_thread()
        self.prepared: list[str] = []

    def prepare(self, subject: Subject) -> None:
        if subject.customer == "Mr Crash":
            raise ZeroDivisionError("no such figure")
        self.prepared.append(subject.customer)

    @property
    def past(self) -> Past:
        return NO_PAST

    def score(self, features: Sequence[float]) -> float:
        return 10 * features[0]

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        if "crash" in text:
            raise ZeroDivisionError(text)
        score = 9.0 if "odd" in text else nan if "nothing" in text else 0.5
        stray = others[0].conversation
        return Opinion(score, stray, stray, "it reads odd", features=(PI, 1.0))


def careful(load: Callable[[], Reader] = Reader, countdown: timedelta = timedelta(seconds=4)) -> Caution:
    return Caution(countdown=countdown, load=load, head_start=timedelta())


@asynccontextmanager
async def opened(
    folder: Path, clock: FrozenClock, world: MemoryWorld, caution: Caution
) -> AsyncIterator[Office]:
    office = Office(folder, clock, world, caution=caution)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    try:
        yield office
    finally:
        await office.leave()


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    """A console whose model is loaded."""
    async with opened(tmp_path / "profile", clock, world, careful()) as office:
        await office.until(lambda: office.workspace.scrutiny.model != "")
        yield office


async def both(office: Office) -> tuple[ConversationId, ConversationId]:
    return await office.serve("Ana Sol", "Hi"), await office.serve("Mira Holm", "Where is it?")


async def kept(journal: SqliteJournal, scores: Sequence[float], model: str = "reader-1") -> None:
    """Put that many sends into the audit."""
    lines = (
        AuditLine(
            START,
            Outcome.SENT,
            ClientId(f"old-{number}"),
            ConversationId("old"),
            score=score,
            features=(1.0,),
            model=model,
        )
        for number, score in enumerate(scores)
    )
    await asyncio.gather(*map(journal.audit, lines))


async def test_the_figures_of_a_right_send_are_kept_for_the_audit(office: Office) -> None:
    ana, _ = await both(office)
    assert office.reply(ana, "It leaves today.").ruling is Ruling.ALLOW
    await office.until(lambda: len(office.journal.audited()) == 1)
    [line] = office.journal.audited()
    assert (line.score, line.features, line.model) == (0.5, (3.140625, 1.0), "reader-1")


async def test_with_one_conversation_nothing_is_scored(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    verdict = office.reply(ana, "This is odd.")
    assert (verdict.ruling, verdict.features, verdict.model) == (Ruling.ALLOW, (), "")
    assert office.workspace.scrutiny.trouble == ""


async def test_at_the_start_a_high_score_stops_nobody(office: Office) -> None:
    ana, _ = await both(office)
    assert office.reply(ana, "This is odd.").ruling is Ruling.ALLOW


async def test_a_rule_has_figures_too(office: Office) -> None:
    ana, mira = await both(office)
    verdict = office.reply(ana, "Dear Mira, it leaves today.")
    assert (verdict.rule, verdict.suggestion, verdict.score) == (Rule.NAME, mira, 0.5)
    assert verdict.features


async def test_the_model_is_loaded_beside_the_screen(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    threads: list[threading.Thread] = []

    def load() -> Reader:
        reader = Reader()
        threads.append(reader.thread)
        return reader

    async with opened(tmp_path, clock, world, careful(load)) as office:
        await office.until(lambda: office.workspace.scrutiny.model != "")
    assert threads
    assert threading.current_thread() not in threads


async def test_rules_work_while_the_model_is_being_loaded(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def load() -> Reader:
        arrived.set()
        go_on.wait(5)
        return Reader()

    async with opened(tmp_path, clock, world, careful(load)) as office:
        ana, _ = await both(office)
        await office.until(arrived.is_set)
        try:
            assert office.reply(ana, "Dear Mira, it leaves today.").rule is Rule.NAME
            verdict = office.reply(ana, "It leaves today.")
        finally:
            go_on.set()
        assert (verdict.ruling, verdict.model) == (Ruling.ALLOW, "")


async def test_limits_come_from_earlier_sends_of_the_same_model(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    journal = SqliteJournal(tmp_path)
    await kept(journal, [number / 1_000 for number in range(600)])
    await journal.aclose()
    async with opened(tmp_path, clock, world, careful()) as office:
        ana, _ = await both(office)
        await office.until(lambda: office.workspace.scrutiny.model != "")
        verdict = office.reply(ana, "This is odd.")
    assert (verdict.ruling, verdict.rule, verdict.delay) == (Ruling.DELAY, Rule.FIT, timedelta(seconds=4))
    assert verdict.reason == "it reads odd"


async def test_sends_of_another_model_set_no_limit(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    journal = SqliteJournal(tmp_path)
    await kept(journal, [number / 1_000 for number in range(600)], model="older-1")
    await journal.aclose()
    async with opened(tmp_path, clock, world, careful()) as office:
        ana, _ = await both(office)
        await office.until(lambda: office.workspace.scrutiny.model != "")
        assert office.reply(ana, "This is odd.").ruling is Ruling.ALLOW
        assert office.workspace.scrutiny.limits == Limits()


async def test_a_model_fitted_anew_gives_earlier_sends_its_own_scores(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    journal = SqliteJournal(tmp_path)
    await kept(journal, [0.0] * 600, model="reader-0")
    await journal.aclose()
    async with opened(tmp_path, clock, world, careful()) as office:
        await office.until(lambda: office.workspace.scrutiny.model != "")
        assert office.workspace.scrutiny.limits.delay == 10.0


async def test_conversations_are_made_ready_before_enter(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    reader = Reader()
    async with opened(tmp_path, clock, world, careful(lambda: reader)) as office:
        await both(office)
        await office.until(lambda: {"Ana Sol", "Mira Holm"} <= set(reader.prepared))


async def test_a_model_that_fails_beside_the_session_does_not_end_it(office: Office) -> None:
    crash = await office.serve("Mr Crash")
    await office.until(lambda: "ZeroDivisionError in prepare" in office.workspace.scrutiny.trouble)
    assert office.reply(crash, "It leaves today.").ruling is Ruling.ALLOW


async def test_after_a_fit_the_limits_begin_with_what_was_fitted_to(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    class Fitted(Reader):
        @property
        def past(self) -> Past:
            return Past((0.75,) * 500, until=START)

    journal = SqliteJournal(tmp_path)
    await kept(journal, [20.0] * 100)
    await journal.aclose()
    async with opened(tmp_path, clock, world, careful(Fitted)) as office:
        await office.until(lambda: office.workspace.scrutiny.model == "reader-1")
        assert office.workspace.scrutiny.limits.delay == 0.75


async def test_what_is_sent_now_counts_for_the_limits(office: Office) -> None:
    ana, _ = await both(office)
    for number in range(500):
        draft = ClientId(f"draft-{number}")
        office.workspace.scrutiny.note(
            AuditLine(START, Outcome.SENT, draft, ana, score=0.1, features=(1.0,), model="reader-1")
        )
    assert office.reply(ana, "This is odd.").ruling is Ruling.DELAY


def broken() -> Reader:
    raise OSError("guard.npz is damaged")


async def test_a_model_that_cannot_be_loaded_is_told_and_rules_go_on(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, clock, world, careful(broken)) as office:
        ana, _ = await both(office)
        await office.until(lambda: "guard.npz is damaged" in office.workspace.scrutiny.trouble)
        assert office.reply(ana, "Dear Mira, it leaves today.").rule is Rule.NAME
        assert office.reply(ana, "It leaves today.").ruling is Ruling.ALLOW
    assert "failed" in caplog.text


async def test_a_model_that_fails_does_not_keep_a_reply_from_leaving(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _ = await both(office)
    assert office.reply(ana, "There was a crash, it leaves today.").ruling is Ruling.ALLOW
    await office.until(lambda: len(office.texts(ana)) == 2)
    assert "ZeroDivisionError in opinion, line " in office.workspace.scrutiny.trouble
    assert "ZeroDivisionError in opinion" in caplog.text
    assert "It leaves today" not in caplog.text + office.workspace.scrutiny.trouble
    assert office.reply(ana, "Dear Mira, it leaves today.").rule is Rule.NAME


async def test_who_wants_no_comparison_gets_none(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    caution = Caution(enabled=False, load=broken, head_start=timedelta())
    async with opened(tmp_path, clock, world, caution) as office:
        ana, _ = await both(office)
        assert office.reply(ana, "Dear Mira, it leaves today.").ruling is Ruling.ALLOW
        assert office.workspace.scrutiny.trouble == ""


async def test_an_edit_that_reads_oddly_is_asked_about_because_it_cannot_wait(office: Office) -> None:
    ana, _ = await both(office)
    for number in range(500):
        draft = ClientId(f"draft-{number}")
        office.workspace.scrutiny.note(
            AuditLine(START, Outcome.SENT, draft, ana, score=1.0, features=(1.0,), model="reader-1")
        )
    office.reply(ana, "It leaves today.")
    await office.until(lambda: len(office.texts(ana)) == 2 and not office.echoes(ana))
    [own] = office.workspace.actions.own(ana)
    edit = office.workspace.actions.edit_own
    asked = await edit(ana, own.sequence, "This is odd.")
    assert asked is not None
    assert (asked.code, asked.reason) == ("ask", "it reads odd")
    assert await edit(ana, own.sequence, "This is odd.", confirmed=True) is None


async def test_a_model_whose_score_is_no_number_is_told_and_the_audit_goes_on(office: Office) -> None:
    await office.serve("Ben", "hello")
    ana = await office.serve("Ana", "hello")
    assert office.reply(ana, "nothing").ruling is Ruling.ALLOW
    assert "its model failed" in office.workspace.scrutiny.trouble
    await office.until(lambda: len(office.journal.audited()) == 1)


async def test_a_damaged_line_of_the_audit_does_not_cost_the_model(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    class Exact(Reader):
        def score(self, features: Sequence[float]) -> float:
            if len(features) != 2:
                raise ValueError("of another size")
            return super().score(features)

    journal = SqliteJournal(tmp_path)
    short = AuditLine(
        START, Outcome.SENT, ClientId("draft-1"), ConversationId("ana"), features=(1.0,), model="reader-0"
    )
    await journal.audit(short)
    await journal.aclose()
    async with opened(tmp_path, clock, world, careful(Exact)) as office:
        await office.until(lambda: office.workspace.scrutiny.model == "reader-1")
        assert office.workspace.scrutiny.trouble == ""
