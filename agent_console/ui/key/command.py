"""One thing the agent can do, as the table of keys has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agent_console.domain.action import Deed
from agent_console.ports import Capabilities
from agent_console.texts import N_, _
from agent_console.ui.key.name import LEADER

_PANE: Final = "desk.pane-"
# Translators: a customer on the desk is called by a number
PANE_WORDS: Final = N_("Go to number {number}")


class Group(StrEnum):
    """Where a key works, as a heading of the help; in English, as the card for programs has it."""

    # Translators: headings of the table of keys, from here on
    WRITING = N_("Writing a reply")
    HELD = N_("Where a reply is stopped")
    MESSAGE = N_("Replies, notes and files")
    CHAT = N_("This conversation")
    TEAM = N_("With colleagues")
    MODAL = N_("While letters steer (modal keyboard)")
    LIST = N_("In a list or a question")
    FOUND = N_("From one line that was found to the next")
    RECORD = N_("In the customer's record")
    DESK = N_("Going round the desk")
    LAYOUT = N_("The panes on the screen")
    CONSOLE = N_("The console")

    @property
    def heading(self) -> str:
        """The heading in the agent's language."""
        return _(self.value)


BARE = frozenset({Group.MODAL, Group.FOUND, Group.RECORD})
"""Groups whose keys count while nothing is written, so that they may be letters."""
SCOPED = BARE | {Group.WRITING, Group.HELD, Group.LIST}
"""Groups whose keys count only while something of their own has them."""


class Feature(StrEnum):
    """What not every chat system can do, besides the actions."""

    NOTES = "notes"
    HISTORY = "history"
    FILES = "files"
    REOPENING = "reopening"
    AVAILABILITY = "availability"


class Condition(StrEnum):
    """What must be so on the desk for a command to do anything; the words say what is missing, in English."""

    ALWAYS = ""
    CHAT = N_("no conversation is chosen: go to one first")
    DRAFT = N_("nothing is written here")
    FAILED = N_("no reply has failed here")
    DELAYED = N_("no reply waits to leave here")
    PROMISED = N_("nothing is promised here")
    OWED = N_("nobody waits for a reply here")
    QUESTION = N_("no colleague has asked anything")
    QUEUED = N_("nobody is waiting in the queue")
    OTHERS = N_("nobody else waits for a reply")
    SILENT = N_("this customer has not been silent for long")
    LATE = N_("nobody has waited for long")

    @property
    def lack(self) -> str:
        """What is missing, in the agent's language."""
        return _(self.value)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the agent can do, and its keys."""

    group: Group
    id: str
    keys: str
    """Textual's names of keys, separated by commas; `leader+n` is n after the leader key."""
    action: str
    """The action that is run: of the composer for `WRITING`, of the desk's screen otherwise.

    The keys of `RECORD` count only while the record has them; those of `WRITING` while a reply has.
    `LIST`, `HELD`, `MODAL` and `FOUND` have no action: what is open takes their keys for what their id says.
    """
    description: str
    """What it does, in English; on the screen it is called by its `words`."""
    short: str = ""
    """The same in a word or two for the leader key's menu; empty where the description is short enough."""
    needs: Deed | Feature | None = None
    """What the chat system must be able to do."""
    when: Condition | None = None
    """What must be so on the desk; by default, where it is about a conversation, that one is chosen."""

    @property
    def each(self) -> tuple[str, ...]:
        """All of its keys."""
        return tuple(self._each())

    @property
    def direct(self) -> tuple[str, ...]:
        """The keys that work by themselves."""
        return tuple(key for key in self._each() if not key.startswith(LEADER))

    @property
    def after_leader(self) -> tuple[str, ...]:
        """The keys that work after the leader key."""
        return tuple(key.removeprefix(LEADER) for key in self._each() if key.startswith(LEADER))

    @property
    def words(self) -> str:
        """What it does, in the agent's language."""
        if self.is_pane:
            return _(PANE_WORDS).format(number=self.id.removeprefix(_PANE))
        return _(self.description)

    @property
    def brief(self) -> str:
        """What it does in as few words as there are, in the agent's language."""
        return _(self.short) or self.words

    @property
    def is_pane(self) -> bool:
        """Whether it goes to a number, as ten commands do that lists show as one."""
        return self.id.startswith(_PANE)

    def why_not(self, capabilities: Capabilities) -> str:
        """Return why the chat system cannot do it; empty when it can."""
        have: set[Deed | Feature] = {*capabilities.deeds}
        have |= {Feature.NOTES} if capabilities.notes else set()
        have |= {Feature.HISTORY} if capabilities.history else set()
        have |= {Feature.FILES} if capabilities.attachments else set()
        have |= {Feature.REOPENING} if capabilities.reopen else set()
        have |= {Feature.AVAILABILITY} if capabilities.availability else set()
        if self.needs is None or self.needs in have:
            return ""
        return _("this chat system cannot do that: {what}").format(what=self.words)

    def _each(self) -> Iterator[str]:
        return (key.strip() for key in self.keys.split(",") if key.strip())
