"""What the screen is given: the desk, the panes, and the services behind the keys."""

from dataclasses import dataclass

from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.ports import Answerer, ChatBackend, Clock, Journal, Records, SnippetUsage
from agent_console.services.acceptance import Acceptance
from agent_console.services.actions import Actions
from agent_console.services.answers import Answers
from agent_console.services.attachments import Attachments
from agent_console.services.attention import Attention
from agent_console.services.catalogue import Catalogue
from agent_console.services.changes import Changes
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.expansions import Expansions
from agent_console.services.fields import Fields
from agent_console.services.holdings import Holdings
from agent_console.services.holds import Holds
from agent_console.services.inbound import Inbound
from agent_console.services.ledger import Ledger
from agent_console.services.library import Library, Repertoire
from agent_console.services.macros import Macros
from agent_console.services.origins import Origins
from agent_console.services.read_marks import ReadMarks
from agent_console.services.rebinding import Rebinding
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.relocation import Relocation
from agent_console.services.replies import Replies
from agent_console.services.retry import Retry
from agent_console.services.scrutiny import Caution, Scrutiny
from agent_console.services.seating import Seating
from agent_console.services.sender import Sender
from agent_console.services.session import Session
from agent_console.services.shelf import SheetSource, Shelf
from agent_console.services.subjects import Subjects
from agent_console.services.tally import Tally
from agent_console.services.turnover import Turnover
from agent_console.services.typing_notice import TypingNotice
from agent_console.services.undelivered import Undelivered


@dataclass(frozen=True)
class Workspace:
    """One agent's whole console, without a screen."""

    clock: Clock
    desk: Desk
    panes: Panes
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


def assemble(
    outside: Outside,
    repertoire: Repertoire | None = None,
    desk: Desk | None = None,
    filling: bool = False,
    retry: Retry | None = None,
    caution: Caution | None = None,
) -> Workspace:
    """Build a workspace; `filling` lets waiting customers come to free panes by themselves."""
    desk, panes, retry, origins = desk or Desk(), Panes(), retry or Retry(), Origins()
    clock, backend, journal = outside.clock, outside.backend, outside.journal
    changes, crew, attention, tally = Changes(), Crew(), Attention(), Tally(clock, outside.usage)
    holds, ledger, echoes = Holds(clock, changes), Ledger(changes, crew, retry), Echoes(desk, changes)
    records = RecordShelf(desk, outside.records, changes, crew)
    library = Library(desk, records, clock, repertoire or Repertoire())
    notice, answers = TypingNotice(desk, backend, clock, crew), Answers(desk, outside.answerer)
    drafts = Drafts(desk, journal, clock, changes, holds, attention, notice)
    expansions = Expansions(desk, drafts, library, changes, crew, answers, tally, origins)
    undelivered = Undelivered(desk, journal, drafts, echoes, ledger, changes, crew)
    sender = Sender(desk, backend, journal, clock, echoes, undelivered, changes, ledger, crew, retry)
    acceptance = Acceptance(journal, drafts, holds, echoes, sender, ledger, crew)
    seating, rebinding = Seating(desk, panes, drafts, clock, changes), Rebinding(desk, library, origins)
    holdings = Holdings(desk, panes, backend, clock, drafts, seating, changes, filling)
    relocation = Relocation(desk, panes, clock, journal, drafts, holds, rebinding, ledger, changes, crew)
    subjects, marks = Subjects(desk, records), ReadMarks(desk, panes, backend, clock, attention)
    scrutiny = _scrutiny(desk, subjects, journal, changes, crew, caution or Caution())
    checkpoint = Checkpoint(desk, clock, attention, scrutiny, crew, library)
    replies = Replies(desk, clock, drafts, holds, checkpoint, attention, acceptance, undelivered, ledger)
    fields, actions = Fields(desk, drafts), Actions(desk, backend, checkpoint)
    turnover = Turnover(attention, holds, sender, undelivered, seating, records, subjects)
    inbound = Inbound(
        desk, panes, backend, clock, attention, sender, undelivered, seating, turnover, changes, crew
    )
    session = Session(backend, inbound, sender, undelivered, drafts, holdings, marks, subjects, changes, crew)
    attachments = Attachments(desk, backend, clock, acceptance, changes)
    macros = Macros(desk, clock, library, checkpoint, actions, holdings, acceptance)
    shelf = _shelf(outside, repertoire or Repertoire(), library, changes, crew)
    served = (replies, holdings, actions, attachments, records, scrutiny)
    canned = (library, Catalogue(desk, library, macros, tally), macros, attention, relocation)
    return Workspace(clock, desk, panes, session, drafts, expansions, fields, *served, *canned, shelf=shelf)


def _scrutiny(
    desk: Desk, subjects: Subjects, journal: Journal, changes: Changes, crew: Crew, caution: Caution
) -> Scrutiny:
    """Return the guard at work, whose model is loaded beside the session."""
    scrutiny = Scrutiny(desk, subjects, journal, changes, crew, caution)
    crew.start(scrutiny.prepare)
    return scrutiny


def _shelf(
    outside: Outside, base: Repertoire, library: Library, changes: Changes, crew: Crew
) -> Shelf | None:
    """Return what keeps the replies up to date, beside the session."""
    if outside.sheets is None:
        return None
    shelf = Shelf(outside.sheets, base, library, outside.clock, changes, crew)
    crew.start(shelf.tend)
    return shelf
