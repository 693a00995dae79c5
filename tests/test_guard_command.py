"""`agent-console guard`: what it tells of a profile, also while a console is at work on it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from agent_console.bootstrap import guard
from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.learning.adaptation import Adaptation
from agent_console.guard.learning.history import basis_of
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.judgement import Judgement
from agent_console.guard.model.model import Model
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.lock import locked
from agent_console.storage.paths import ProfilePaths

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]
SENT = AuditLine(
    datetime.now(UTC),
    Outcome.SENT,
    ClientId("draft"),
    ConversationId("ana"),
    open_conversations=4,
    score=0.1,
    features=(1.0,),
    model="m1",
)


@pytest.fixture
def profile(tmp_path: Path) -> ProfilePaths:
    """The profile called `kim` of the programs that `program` runs."""
    return ProfilePaths(tmp_path / "state" / "agent-console" / "profiles" / "kim")


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs `agent-console --profile kim` to its end, where everything of this person is in `tmp_path`."""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    env |= {"XDG_STATE_HOME": str(tmp_path / "state"), "COLUMNS": "80"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "agent_console", *arguments]
        return subprocess.run(
            command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def audited(profile: ProfilePaths, lines: Sequence[AuditLine]) -> None:
    """Put lines into the audit as a console does."""

    async def write() -> None:
        journal = SqliteJournal(profile.directory)
        await asyncio.gather(*map(journal.audit, lines))
        await journal.aclose()

    asyncio.run(write())


def a_day() -> list[AuditLine]:
    """Return 40 right sends, a save, a false alarm, and a reply that reached the wrong customer."""
    lines = [replace(SENT, draft=ClientId(f"right-{number}")) for number in range(40)]
    lines.append(replace(SENT, draft=ClientId("long ago"), at=SENT.at - timedelta(days=31)))
    named = replace(SENT, draft=ClientId("named"), ruling=Ruling.ASK, rule=Rule.NAME)
    lines += [replace(named, outcome=Outcome.HELD), replace(named, outcome=Outcome.MOVED)]
    lines.append(replace(SENT, draft=ClientId("odd"), ruling=Ruling.DELAY, rule=Rule.FIT))
    lines += [replace(SENT, outcome=one) for one in (Outcome.SENT, Outcome.RECALLED, Outcome.RESENT)]
    return lines


def test_a_report_tells_what_came_of_the_guard(program: Run, profile: ProfilePaths) -> None:
    audited(profile, a_day())
    done = program("--profile", "kim", "guard", "report", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["sends"], told["saves"]) == (0, 42, 1)
    assert (told["recalled"]["count"], told["resent_elsewhere"]["count"]) == (1, 1)
    assert told["resent_elsewhere"]["per_thousand"] == pytest.approx(1000 / 42)
    low, high = told["resent_elsewhere"]["interval_per_thousand"]
    assert low < 10 < 100 < high
    assert told["delayed_or_stopped_by_score"]["count"] == 1
    assert told["delayed_or_stopped_by_score"]["budget_per_thousand"] == 5
    assert told["models"] == {"m1": 43}
    assert told["alarms"] == [
        {"rule": "name", "tier": "stops", "saved": 1, "escaped": 0, "false": 0, "changed": 0},
        {"rule": "fit", "tier": "delays", "saved": 0, "escaped": 0, "false": 1, "changed": 0},
    ]


def test_a_report_fits_80_columns_and_says_how_sure_it_is(program: Run, profile: ProfilePaths) -> None:
    audited(profile, a_day())
    done = program("--profile", "kim", "guard", "report")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    rows = {line[:28].strip(): line[28:].split() for line in done.stdout.splitlines()}
    assert rows["kept from the wrong customer"] == ["1", "42"]
    assert rows["taken back, sent elsewhere"][:3] == ["1", "42", "23.8"]
    assert "delays none before 500" in done.stdout
    assert "over" not in rows["delayed or stopped by score"], "one of 43 is no evidence"


def test_days_say_how_far_back_a_report_goes(program: Run, profile: ProfilePaths) -> None:
    audited(profile, a_day())
    done = program("--profile", "kim", "guard", "report", "--json", "--days", "60")
    assert json.loads(done.stdout)["sends"] == 43


def test_a_report_needs_nobody_to_leave(program: Run, profile: ProfilePaths) -> None:
    with locked(profile.lock):
        audited(profile, a_day())
        assert program("--profile", "kim", "guard", "report").returncode == 0


def test_without_a_day_there_is_nothing_to_report(program: Run) -> None:
    done = program("--profile", "kim", "guard", "report")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to report yet" in done.stdout


def test_without_a_hub_it_must_be_said_whose_sends(program: Run) -> None:
    done = program("guard", "report")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--profile NAME" in done.stderr


@pytest.fixture(scope="module")
def model() -> Model:
    """The model that comes with the program."""
    return Model.load()


def worked(model: Model, telling: float, conversations: int = 60) -> list[AuditLine]:
    """Return the sends of some days; a figure of their own conversation is higher by `telling`."""
    chance = np.random.default_rng(6)

    def line(number: int) -> AuditLine:
        figures = chance.normal(0.3, 0.1, size=(6, len(FEATURES)))
        figures[0, FEATURES.index("repeats")] += telling
        return replace(
            SENT,
            draft=ClientId(f"draft-{number}"),
            conversation=ConversationId(f"chat-{number // 5}"),
            at=SENT.at + timedelta(seconds=number),
            features=tuple(figures.ravel().tolist()),
            model=model.version,
        )

    return [line(number) for number in range(conversations * 5)]


def test_what_is_learnt_and_better_is_used_from_the_next_start(
    program: Run, profile: ProfilePaths, model: Model
) -> None:
    audited(profile, worked(model, telling=0.3))
    with locked(profile.lock):
        done = program("--profile", "kim", "guard", "train", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["better"], told["sends"], told["conversations"]) == (0, True, 300, 60)
    assert told["after"]["area"] > told["before"]["area"]
    used = guard.model(profile)
    assert used.version != model.version
    assert used.version.split("-")[0] == model.version.split("-")[0]
    assert len(used.past.scores) == 300


def test_one_command_leads_back(program: Run, profile: ProfilePaths, model: Model) -> None:
    audited(profile, worked(model, telling=0.3))
    said = program("--profile", "kim", "guard", "train").stdout
    assert "the console uses the new weights from its next start" in said
    assert max(map(len, said.splitlines())) <= 80
    assert (
        "weights that came with the program" in program("--profile", "kim", "guard", "train", "--back").stdout
    )
    assert guard.model(profile).version == model.version
    assert "Nothing had been learnt" in program("--profile", "kim", "guard", "train", "--back").stdout


def test_what_is_not_better_changes_nothing(program: Run, profile: ProfilePaths, model: Model) -> None:
    audited(profile, worked(model, telling=0.0))
    done = program("--profile", "kim", "guard", "train")
    assert done.returncode == 0
    assert "nothing was changed" in done.stdout
    assert not profile.guard.exists()


def test_with_too_little_history_it_says_how_much_it_takes(
    program: Run, profile: ProfilePaths, model: Model
) -> None:
    audited(profile, worked(model, telling=0.3, conversations=12))
    said = program("--profile", "kim", "guard", "train").stdout
    assert "60 right sends in 12 conversations" in said
    assert "200 right sends in 40 conversations" in said
    assert not profile.guard.exists()


def test_weights_that_are_damaged_are_told_with_the_way_back(program: Run, profile: ProfilePaths) -> None:
    profile.directory.mkdir(parents=True)
    profile.guard.write_text("{", encoding="utf-8")
    done = program("--profile", "kim", "guard", "train")
    assert done.returncode == 1
    assert "guard.json is damaged" in done.stderr
    assert "guard train --back" in done.stderr


def altered(model: Model) -> Judgement:
    line = model.judgement.suspicion
    return replace(model.judgement, suspicion=Line(line.slope * 2, 0.0))


def test_what_was_learnt_for_these_figures_is_used(profile: ProfilePaths, model: Model) -> None:
    profile.directory.mkdir(parents=True)
    learnt = Adaptation(basis_of(model.version), altered(model), (0.5,), SENT.at, SENT.at)
    profile.guard.write_text(learnt.text, encoding="utf-8")
    used = guard.model(profile)
    assert used.version != model.version
    assert (used.past.scores, used.past.until) == ((0.5,), SENT.at)


def test_what_was_learnt_for_other_figures_is_not_used(profile: ProfilePaths, model: Model) -> None:
    profile.directory.mkdir(parents=True)
    learnt = Adaptation("other", altered(model), (0.5,), SENT.at, SENT.at)
    profile.guard.write_text(learnt.text, encoding="utf-8")
    assert guard.model(profile).version == model.version
