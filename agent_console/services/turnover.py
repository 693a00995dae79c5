"""What follows when a conversation comes to the desk or leaves it."""

from agent_console.domain.chat import ConversationId
from agent_console.services.attention import Attention
from agent_console.services.delay import Delay
from agent_console.services.holds import Holds
from agent_console.services.phrases import Phrases
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.resumption import Resumption
from agent_console.services.seating import Seating
from agent_console.services.sender import Sender
from agent_console.services.subjects import Subjects
from agent_console.services.undelivered import Undelivered


class Turnover:
    """Tells every service that keeps something for each conversation."""

    def __init__(
        self,
        attention: Attention,
        holds: Holds,
        sender: Sender,
        undelivered: Undelivered,
        delay: Delay,
        seating: Seating,
        records: RecordShelf,
        subjects: Subjects,
        phrases: Phrases,
        resumption: Resumption,
    ) -> None:
        self._attention = attention
        self._holds = holds
        self._sender = sender
        self._undelivered = undelivered
        self._delay = delay
        self._seating = seating
        self._records = records
        self._subjects = subjects
        self._phrases = phrases
        self._resumption = resumption

    def came(self, conversation: ConversationId) -> None:
        """Show what is under way or was settled in a conversation, and look its customer up."""
        self._resumption.came(conversation)
        self._sender.opened(conversation)
        self._undelivered.opened(conversation)
        self._records.of(conversation)  # the guard must know every open customer's orders

    def leaves(self, conversation: ConversationId) -> None:
        """Read what a conversation that is about to leave still says."""
        self._phrases.leaves(conversation)

    def left(self, conversation: ConversationId) -> None:
        """Forget what concerned a conversation only while it was held."""
        self._attention.read(conversation)
        self._holds.clear(conversation)
        self._records.discard(conversation)
        self._subjects.discard(conversation)
        self._seating.give_up(conversation)
        self._delay.ended(conversation)
        self._undelivered.ended(conversation)
