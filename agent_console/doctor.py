"""`agent-console doctor`: is everything there that the console needs? One line a check."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_console import config
from agent_console.bootstrap import articles, backend, examination, guard, replies, writing
from agent_console.bootstrap.store import store_standing
from agent_console.config import (
    CaseSource,
    ChatSystem,
    Config,
    MissingSecretError,
    OrderSource,
    RewritingSettings,
    TranslationSettings,
)
from agent_console.connectors.rewording import introduction
from agent_console.domain.audit import AuditLine
from agent_console.domain.events import Link, LinkChanged, SignedIn
from agent_console.domain.system import SystemName
from agent_console.domain.text import one_line
from agent_console.guard.encoder.weights import EncoderError
from agent_console.guard.learning import history
from agent_console.guard.learning.adaptation import AdaptationError
from agent_console.guard.learning.quantile import ENOUGH_TO_DELAY, ENOUGH_TO_STOP
from agent_console.guard.model.weights import WeightsError
from agent_console.hub.store import StoreError
from agent_console.ports import ChatBackend, Declined, JournalError, SpellerError
from agent_console.storage import snippet_folder
from agent_console.storage.audit_book import audited
from agent_console.storage.paths import make_private
from agent_console.ui.keys import KeyMap
from agent_console.yaml_source import SourceError

SECONDS_TO_ANSWER = 5
SMALLEST = (80, 24)
LANGUAGES = ("en", "de", "nb", "ru")
"""What the shipped replies are written in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    detail: str
    failed: bool = False

    def __str__(self) -> str:
        """Return the finding as a line for the terminal."""
        return f"{'FAIL' if self.failed else 'ok  '}  {self.what}: {one_line(self.detail)}"


async def examine(path: Path | None) -> tuple[Finding, ...]:
    """Look at the settings in `path` (by default the user's own) and at all that they name."""
    place = path or config.find()
    try:
        settings = config.load(place)
    except SourceError as error:
        return tuple(Finding("config", problem.summary, failed=True) for problem in error.problems)
    found = f"{place}" if place.exists() else f"{place} is not there; everything has its default"
    findings = [Finding("config", found), *_keys(settings), _terminal(), _snippets(settings)]
    findings += [finding async for finding in _chat_systems(settings)]
    findings += [_guard(settings), *_records(settings)]
    findings += [finding async for finding in _articles(settings)]
    findings += [await _spelling(settings), _marks(settings), *await _rewording(settings)]
    findings += [await _hub_store(settings)] if settings.hub.store else []
    return tuple(findings)


def _keys(settings: Config) -> list[Finding]:
    keys = KeyMap(settings.keys, settings.key_origins)
    wrong = [Finding("keys", problem, failed=True) for problem in keys.problems]
    return [*wrong, *(Finding("keys", f"works, but: {warning}") for warning in keys.warnings)]


def _terminal() -> Finding:
    size = shutil.get_terminal_size()
    name = os.environ.get("TERM", "")
    encoding = (sys.stdout.encoding or "").lower()
    detail = f"{name or 'TERM is not set'}, {size.columns}x{size.lines}, {encoding}"
    if "utf" not in encoding:
        return Finding("terminal", f"{detail}; set LANG to a UTF-8 locale", failed=True)
    if (size.columns, size.lines) < SMALLEST:
        return Finding("terminal", f"{detail}; 80x24 is the smallest with everything in sight")
    return Finding("terminal", detail)


def _snippets(settings: Config) -> Finding:
    count, problems = replies.findings(settings)
    folders = ", ".join(str(folder.path) for folder in snippet_folder.folders(settings.snippets))
    if problems:
        first = f"{len(problems)} problems, the first: {problems[0]}"
        return Finding("canned responses", f"{first} (agent-console snippets check)", failed=True)
    return Finding("canned responses", f"{count} in {folders}")


def _guard(settings: Config) -> Finding:
    """Say which model compares replies with the other open conversations, and what its limits rest on."""
    if not settings.guard.enabled:
        return Finding("guard", "off: replies are not compared with the other open conversations")
    try:
        profile = guard.profile_of(settings, None)
    except ValueError:
        return Finding("guard", f"model {guard.shipped().version}; no hub yet whose sends set its limits")
    try:
        model = guard.model(profile)
        scored = history.scored(audited(profile), model.version)
    except (AdaptationError, WeightsError, EncoderError, JournalError, OSError) as error:
        return Finding("guard", str(error), failed=True)
    return Finding("guard", f"model {model.version}; {_limits(scored)}")


def _limits(scored: Sequence[AuditLine]) -> str:
    sends = len({(line.draft, line.conversation) for line in scored})
    if sends < ENOUGH_TO_DELAY:
        return f"names and numbers only, until it has scored {ENOUGH_TO_DELAY:,} sends ({sends:,} so far)"
    what = "delays and stops" if sends >= ENOUGH_TO_STOP else "delays"
    return f"{what} by score; limits from {sends:,} sends since {scored[0].at:%Y-%m-%d}"


def _records(settings: Config) -> list[Finding]:
    """Say where orders and past cases come from, and of presets how far they are tried; nobody is asked."""
    orders = [_source("orders", source) for source in settings.records.order_sources]
    cases = [_source("past cases", source) for source in settings.records.case_sources]
    none = Finding("records", "none are set; no orders and past cases are shown beside a chat")
    return [*orders, *cases] or [none]


def _source(what: str, source: OrderSource | CaseSource) -> Finding:
    missing = examination.missing(source, os.environ)
    known = examination.introduced(source)
    return Finding(what, f"{known}: {missing}" if missing else known, failed=bool(missing))


async def _articles(settings: Config) -> AsyncIterator[Finding]:
    """Say how many help articles can be searched, and what is wrong with them; nothing is fetched."""
    feeds = tuple(feed.url for feed in settings.articles.feeds)
    async with articles.stock(settings.articles, Path(), lasting=False, fetching=False) as stock:
        if stock is None:
            return
        await stock.tend()
        count, problems = len(await stock.listing()), stock.problems
    folder = (str(settings.articles.folder),) if settings.articles.folder else ()
    if problems:
        first = problems[0] if len(problems) == 1 else f"{len(problems)} problems, the first: {problems[0]}"
        yield Finding("help articles", f"{first} (agent-console articles list)", failed=True)
    else:
        fetched = "; feeds as they were fetched last" if feeds else ""
        yield Finding("help articles", f"{count} from {', '.join((*folder, *feeds))}{fetched}")


async def _spelling(settings: Config) -> Finding:
    """Say in which of the shipped replies' languages spelling is checked, and what the others need."""
    if not settings.assist.spelling.enabled:
        return Finding("spelling", "off: no word is looked up")
    speller = writing.speller(settings.assist.spelling)
    try:
        known = [language for language in LANGUAGES if await speller.knows(language)]
    except SpellerError as error:
        return Finding("spelling", str(error), failed=True)
    missing = [language for language in LANGUAGES if language not in known]
    detail = f"dictionaries for {', '.join(known) or 'no language'}"
    if missing:
        detail += f"; none for {', '.join(missing)} (pip install 'agent-console[spelling]')"
    return Finding("spelling", detail)


def _marks(settings: Config) -> Finding:
    count, problems = writing.mistakes(settings.assist)
    if problems:
        return Finding("marks", problems[0].summary, failed=True)
    return Finding("marks", f"{count} rules for phrases that need attention")


async def _hub_store(settings: Config) -> Finding:
    """Say whether a hub could run on the database that the settings name."""
    try:
        return Finding("hub's store", await asyncio.to_thread(store_standing, settings.hub, os.environ))
    except (StoreError, MissingSecretError) as error:
        return Finding("hub's store", str(error), failed=True)


async def _rewording(settings: Config) -> list[Finding]:
    """Say who translates and rewrites, if anybody; they are sent nothing but a question about themselves."""
    machines = (("translation", settings.assist.translation), ("rewriting", settings.assist.rewriting))
    return [await _machine(what, machine) for what, machine in machines]


async def _machine(what: str, settings: TranslationSettings | RewritingSettings | None) -> Finding:
    if settings is None:
        return Finding(what, "off: no text is sent anywhere for it")
    said = await introduction(settings, os.environ)
    if isinstance(said, Declined):
        return Finding(what, said.reason, failed=True)
    return Finding(what, f"{settings.kind}; {said}")


async def _chat_systems(settings: Config) -> AsyncIterator[Finding]:
    if not settings.systems:
        yield Finding("chat system", "none is set; `agent-console demo` needs none")
        return
    try:
        profile = guard.profile_of(settings, None)
        make_private(profile.directory)
    except OSError as error:
        yield Finding("journal", f"{error.filename}: {error.strerror}", failed=True)
        return
    yield Finding("journal", str(profile.directory))
    for name, system in settings.systems.items():
        yield await _chat_system(name, system)


async def _chat_system(name: SystemName, system: ChatSystem) -> Finding:
    what = f"chat system {name}".rstrip()
    try:
        connect = backend.way_to(system, os.environ)
        return await sign_in(connect("doctor"), backend.place_of(system), what)
    except config.MissingSecretError as error:
        return Finding(f"token of {name}" if name else "token", str(error), failed=True)
    except backend.AddOnError as error:
        return Finding(what, str(error), failed=True)


async def sign_in(joined: ChatBackend, place: str, what: str = "chat system") -> Finding:
    """Sign in to a chat system once, under a device of its own, and say how it went."""
    reason = "no answer"
    try:
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            async for event in joined.events():
                match event:
                    case SignedIn(name=name):
                        return Finding(what, f"{place} knows you as {name}")
                    case LinkChanged(Link.OFFLINE | Link.REFUSED, why):
                        reason = why
    except TimeoutError:
        pass  # the reason of the last failure is told below
    finally:
        await joined.aclose()
    return Finding(what, f"{place}: {reason}", failed=True)
