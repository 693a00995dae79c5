"""What the screen is given: the desk, the panes, and the services behind the keys."""

from dataclasses import dataclass, field

from agent_console.domain.alarm import Vigilance
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.domain.patience import Patience
from agent_console.ports import (
    Answerer,
    ArrangementMemory,
    Articles,
    ChatBackend,
    Clock,
    Journal,
    LayoutMemory,
    PhraseStore,
    Records,
    SnippetUsage,
)
from agent_console.services.actions import Actions
from agent_console.services.alerts import Alerts
from agent_console.services.answers import Answers
from agent_console.services.articles import Help
from agent_console.services.attachments import Attachments
from agent_console.services.attention import Attention
from agent_console.services.case_lines import CaseLines
from agent_console.services.catalogue import Catalogue
from agent_console.services.catch_up import Assistance, CatchUps
from agent_console.services.changes import Changes
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.clipboard import Clipboard
from agent_console.services.crew import Crew
from agent_console.services.delay import Delay
from agent_console.services.drafts import Drafts
from agent_console.services.excerpts import Excerpts
from agent_console.services.expansions import Expansions
from agent_console.services.export import Export
from agent_console.services.fields import Fields
from agent_console.services.haste import Haste
from agent_console.services.holdings import Holdings
from agent_console.services.holds import Holds
from agent_console.services.inbound import Inbound
from agent_console.services.layouts import Layouts
from agent_console.services.ledger import Ledger
from agent_console.services.library import Library, Repertoire
from agent_console.services.macros import Macros
from agent_console.services.origins import Origins
from agent_console.services.outcomes import Outcomes
from agent_console.services.outgoing import Outgoing, Surroundings
from agent_console.services.phrases import Phrases
from agent_console.services.read_marks import ReadMarks
from agent_console.services.rebinding import Rebinding
from agent_console.services.recall import Recall
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.relocation import Relocation
from agent_console.services.replies import Replies
from agent_console.services.resumption import Resumption
from agent_console.services.retry import Retry
from agent_console.services.scrutiny import Caution, Scrutiny
from agent_console.services.search import Search
from agent_console.services.seating import Seating
from agent_console.services.session import Session
from agent_console.services.shelf import SheetSource, Shelf
from agent_console.services.subjects import Subjects
from agent_console.services.tally import Tally
from agent_console.services.turnover import Turnover
from agent_console.services.typing_notice import TypingNotice
from agent_console.services.waits import Waits
from agent_console.services.writing import Writing, WritingAid


@dataclass(frozen=True)
class Workspace:
    """One agent's whole console, without a screen."""

    clock: Clock
    desk: Desk
    panes: Panes
    layouts: Layouts
    session: Session
    drafts: Drafts
    expansions: Expansions
    fields: Fields
    replies: Replies
    holdings: Holdings
    actions: Actions
    attachments: Attachments
    records: RecordShelf
    scrutiny: Scrutiny
    library: Library
    catalogue: Catalogue
    macros: Macros
    attention: Attention
    relocation: Relocation
    delay: Delay
    recall: Recall
    outcomes: Outcomes
    clipboard: Clipboard
    excerpts: Excerpts
    case_lines: CaseLines
    search: Search
    export: Export
    catch_ups: CatchUps
    help: Help
    """The help articles."""
    alerts: Alerts
    resumption: Resumption
    waits: Waits
    writing: Writing
    phrases: Phrases
    notices: tuple[str, ...] = ()
    """What the agent should know from the start, such as a journal that had to be kept aside."""
    lasting: bool = True
    """Whether the journal is there at the next start; the demo's is not."""
    shelf: Shelf | None = None
    """What keeps the canned replies up to date with their files; None when they come from nowhere."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What a workspace needs from outside."""

    backend: ChatBackend
    journal: Journal
    records: Records
    clock: Clock
    usage: SnippetUsage | None = None
    """Where uses of canned replies are counted; without it they are not."""
    answerer: Answerer | None = None
    """What gets the values that canned replies ask of the world outside; without it, none is asked for."""
    sheets: SheetSource | None = None
    """The files of canned replies; without it, those that are given stay as they are."""
    articles: Articles | None = None
    """The company's help pages; without it there are none to search."""
    assistance: Assistance = field(default_factory=Assistance)
    """What helps an agent who comes back to a chat."""
    layouts: LayoutMemory | None = None
    """Where it is kept how the panes stand; without it the next start begins anew."""
    vigilance: Vigilance = field(default_factory=Vigilance)
    """What the agent is called for who looks elsewhere."""
    arrangements: ArrangementMemory | None = None
    """Where it is kept who was attended, what was promised, and how far each chat was read."""
    patience: Patience = field(default_factory=Patience)
    """How the console helps with waits."""
    writing: WritingAid = field(default_factory=WritingAid)
    """What looks over the agent's shoulder."""
    phrases: PhraseStore | None = None
    """Where it is kept what is often sent; without it nothing is learnt or offered."""


def assemble(
    outside: Outside,
    repertoire: Repertoire | None = None,
    desk: Desk | None = None,
    filling: bool = False,
    retry: Retry | None = None,
    caution: Caution | None = None,
) -> Workspace:
    """Build a workspace; `filling` lets waiting customers come to free panes by themselves."""
    desk, panes, origins, retry = desk or Desk(), Panes(), Origins(), retry or Retry()
    caution, clock, backend, journal = caution or Caution(), outside.clock, outside.backend, outside.journal
    changes, crew, attention, tally = Changes(), Crew(), Attention(), Tally(clock, outside.usage)
    holds, ledger = Holds(clock, changes), Ledger(changes, crew, retry)
    records = RecordShelf(desk, outside.records, changes, crew, backend, clock)
    library = Library(desk, records, clock, repertoire or Repertoire())
    notice, answers = TypingNotice(desk, backend, clock, crew), Answers(desk, outside.answerer)
    drafts = Drafts(desk, journal, clock, changes, holds, attention, notice)
    expansions = Expansions(desk, drafts, library, changes, crew, answers, tally, origins)
    at = Surroundings(desk, panes, backend, journal, clock, drafts, holds, ledger, changes, crew, retry)
    out, shelf = Outgoing.among(at, caution.recall), _shelf(outside, repertoire, library, at)
    seating, rebinding = Seating(desk, panes, drafts, clock, changes), Rebinding(desk, library, origins)
    holdings = Holdings(desk, panes, backend, clock, drafts, seating, out.delay, changes, filling)
    relocation = Relocation(desk, panes, drafts, holds, rebinding, out.outcomes, attention, changes)
    subjects, marks = Subjects(desk, records), ReadMarks(desk, panes, backend, clock, attention)
    scrutiny, layouts = _scrutiny(at, out, subjects, caution), Layouts(desk, panes, clock, outside.layouts)
    checkpoint = Checkpoint(desk, clock, attention, scrutiny, crew, library)
    laid = (attention, out.acceptance, out.undelivered, out.outcomes, ledger)
    replies = Replies(desk, clock, holds, checkpoint, Haste(desk, clock, attention, caution.haste), *laid)
    fields, actions = Fields(desk, drafts), Actions(desk, backend, checkpoint, out.delay)
    phrases, (alerts, resumption) = _phrases(at, records, outside), _away(at, attention, outside)
    files = Attachments(desk, backend, clock, out.acceptance, changes)
    session = _session(at, out, attention, seating, records, holdings, marks, subjects, phrases, resumption)
    macros = Macros(desk, clock, library, checkpoint, actions, holdings, out.acceptance)
    served = (drafts, expansions, fields, replies, holdings, actions, files, records, scrutiny)
    canned = (library, Catalogue(desk, library, macros, tally), macros, attention, relocation)
    guarded = (out.delay, out.recall, out.outcomes, Clipboard(desk, subjects, drafts))
    beside = (*_beside(at, records, library, replies, outside), alerts, resumption)
    helped = (*_helped(at, library, records, checkpoint, replies, actions, outside), phrases)
    composed = (*served, *canned, *guarded, *beside, *helped)
    return Workspace(clock, desk, panes, layouts, session, *composed, shelf=shelf)


def _scrutiny(at: Surroundings, out: Outgoing, subjects: Subjects, caution: Caution) -> Scrutiny:
    """Return the guard at work; its model is loaded beside the session, and it hears of outcomes."""
    scrutiny = Scrutiny(at.desk, subjects, at.journal, at.changes, at.crew, caution)
    at.crew.start(scrutiny.prepare)
    out.outcomes.listener = scrutiny.note
    return scrutiny


def _beside(
    at: Surroundings, records: RecordShelf, library: Library, replies: Replies, outside: Outside
) -> tuple[Excerpts, CaseLines, Search, Export, CatchUps, Help]:
    """Return what is read beside the session: earlier chats, help pages, and where the open chats stand."""
    catch_ups = CatchUps(at.desk, records, at.clock, at.changes, at.crew, outside.assistance)
    at.crew.start(catch_ups.tend)
    lines = CaseLines(at.desk, at.backend, at.changes, at.crew)
    search, export = Search(at.desk, records, lines), Export(at.desk, at.clock)
    excerpts = Excerpts(at.desk, at.drafts, replies, at.changes)
    return excerpts, lines, search, export, catch_ups, _help(at, outside, library)


def _away(at: Surroundings, attention: Attention, outside: Outside) -> tuple[Alerts, Resumption]:
    """Return what calls an agent who looks elsewhere, and what finds the desk again at the next start."""
    around = (at.desk, at.panes, at.drafts, attention, at.clock, at.changes, at.crew)
    resumption = Resumption(*around, outside.arrangements)
    at.crew.start(resumption.tend, to_the_end=True)
    return Alerts(at.desk, at.clock, outside.vigilance), resumption


def _helped(
    at: Surroundings,
    library: Library,
    records: RecordShelf,
    checkpoint: Checkpoint,
    replies: Replies,
    actions: Actions,
    outside: Outside,
) -> tuple[Waits, Writing]:
    """Return what helps with waits, and with what is being written."""
    waits = Waits.among(at, library, checkpoint, replies, actions, outside.patience)
    return waits, Writing.among(at, library, records, replies, outside.writing)


def _phrases(at: Surroundings, records: RecordShelf, outside: Outside) -> Phrases:
    """Return what learns from the replies and offers how one may go on."""
    phrases = Phrases(at.desk, records, at.clock, at.changes, outside.phrases)
    at.crew.start(phrases.tend)
    return phrases


def _help(at: Surroundings, outside: Outside, library: Library) -> Help:
    """Return what searches the help articles, which are kept up to date beside the session."""
    if outside.articles is not None:
        at.crew.start(outside.articles.tend)
    return Help(at.desk, at.drafts, library, at.clock, outside.articles)


def _session(
    at: Surroundings,
    out: Outgoing,
    attention: Attention,
    seating: Seating,
    records: RecordShelf,
    holdings: Holdings,
    marks: ReadMarks,
    subjects: Subjects,
    phrases: Phrases,
    resumption: Resumption,
) -> Session:
    """Return the session, and what follows from its events."""
    sent = (out.sender, out.undelivered)
    beside = (out.delay, seating, records, subjects, phrases, resumption)
    turnover = Turnover(attention, at.holds, out.sender, out.undelivered, *beside)
    after = (attention, *sent, out.recall, seating, turnover, at.changes, at.crew)
    inbound = Inbound(at.desk, at.panes, at.backend, at.clock, *after)
    kept = (*sent, out.delay, at.drafts, holdings, marks, subjects, at.changes, at.crew)
    return Session(at.backend, inbound, *kept)


def _shelf(outside: Outside, base: Repertoire | None, library: Library, at: Surroundings) -> Shelf | None:
    """Return what keeps the replies up to date, beside the session."""
    if outside.sheets is None:
        return None
    base = base or Repertoire()
    shelf = Shelf(outside.sheets, base, library, outside.clock, at.changes, at.crew)
    at.crew.start(shelf.tend)
    return shelf
