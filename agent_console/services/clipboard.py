"""What was copied inside the console, and from whose conversation: a paste elsewhere remembers it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.merge import stands_in
from agent_console.guard.check import Guard
from agent_console.guard.subject import Subject
from agent_console.services.drafts import Drafts
from agent_console.services.subjects import Subjects


@dataclass(frozen=True, slots=True)
class _Copy:
    """A text, and whom it was about."""

    words: str
    customer: Customer
    subject: Subject
    """What was known of the conversation; it may leave the desk before the text is pasted."""


class Clipboard:
    """Knows the last text that the console itself put on the terminal's clipboard.

    What was copied by the terminal, or in another window, is nobody's.
    """

    def __init__(self, desk: Desk, subjects: Subjects, drafts: Drafts) -> None:
        self._desk = desk
        self._subjects = subjects
        self._drafts = drafts
        self._copy: _Copy | None = None

    def copied(self, text: str, conversation: ConversationId | None) -> None:
        """Note what was copied, and from which held conversation's pane, record or draft."""
        self._copy = None
        if conversation is not None and conversation in self._desk:
            customer, subject = self._desk[conversation].customer, self._subjects.of(conversation)
            self._copy = _Copy(_words(text), customer, subject)

    def pasted(self, draft: Draft, text: str) -> tuple[str, ...]:
        """Mark a text that was pasted into a draft; return what it holds of another customer's.

        As long as that stands in the draft, it is asked about before it is sent.
        """
        copy = self._copy
        if copy is None or _words(text) != copy.words or draft.customer == copy.customer.id:
            return ()
        values = tuple(dict.fromkeys(self._values(text, copy, draft.conversation)))
        if not values:
            return ()
        source = Insertion("", values, copy.customer.id)
        self._drafts.adopt(replace(draft, insertions=(*draft.insertions, source)))
        return tuple(dict.fromkeys(value for _, value in values))

    def _values(self, text: str, copy: _Copy, target: ConversationId) -> Iterator[tuple[str, str]]:
        """Yield the names and numbers in the text that are the first customer's, and not the other's too."""
        here, agent = self._desk[target].customer, self._desk.connection(target).agent_name
        common = {here.name, here.first_name, here.last_name, agent, ""}
        for name in (copy.customer.name, copy.customer.first_name, copy.customer.last_name):
            if name not in common and stands_in(name, text):
                yield "customer.name", name
        guard = Guard(agent)
        for found in guard.findings(text, self._subjects.of(target), [copy.subject]):
            yield f"customer.{found.rule}", text[slice(*found.span)]


def _words(text: str) -> str:
    """Return a text as it can be known again: terminals change line ends and trailing spaces."""
    return " ".join(text.split())
