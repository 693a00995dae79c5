"""The agent's replies on their way: none is posted again while it may be there already."""

import time
from datetime import timedelta

from agent_console.backends.livehelperchat.failure import DeniedError, ShutOutError, UnansweredError
from agent_console.backends.livehelperchat.holdings import Holdings
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.ledger import TRIMMED, Ledger, Sending
from agent_console.backends.livehelperchat.row import ChatRow, Stand
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.backends.livehelperchat.translation import chat_id, customer_id
from agent_console.domain.chat import Message, Mode
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.texts import N_, _
from agent_console.wire.limit import objection

UNKNOWN = N_(
    "nobody knows whether the customer has this reply: LiveHelperChat gave no answer, and it is not among "
    "the messages; look there before you send it again"
)
DISPUTED = N_(
    "nobody knows which of several messages with these words this reply has become; "
    "look at them before you send it again"
)


class Dispatch:
    """Delivers replies, each at most once."""

    def __init__(
        self, interface: Interface, holdings: Holdings, clock: ServerTime, unsure: timedelta
    ) -> None:
        """`unsure` is how long a reply without an answer is looked for."""
        self._interface = interface
        self._holdings = holdings
        self._clock = clock
        self._unsure = unsure.total_seconds()
        self._began = time.monotonic()
        self._began_at = time.time()

    def known(self, intent: Intent) -> SendResult | None:
        """Return the answer to a reply that needs no asking; None when it has to be asked for."""
        ledger = self._holdings.ledger(intent.conversation)
        sending = ledger.sending(intent.client_id)
        if sending is not None and (sending.text, sending.mode) != (intent.text, intent.mode):
            return Refused(_("another message was sent under the same id"), "conflict")
        sent = ledger.sent(intent.client_id)
        return _acknowledged(sent) if sent is not None else unfit(intent)

    async def send(self, intent: Intent) -> SendResult:
        """Deliver a reply that `known` has nothing to say of."""
        chat = chat_id(intent.conversation)
        if chat is None:
            return Refused(_("there is no such conversation"), "unknown")
        try:
            return await self._deliver(intent, chat)
        except DeniedError as error:
            return Refused(error.reason, "refused")
        except (UnansweredError, ShutOutError) as error:
            return Unreachable(error.reason)

    async def _deliver(self, intent: Intent, chat: int) -> SendResult:
        ledger = self._holdings.ledger(intent.conversation)
        sending = ledger.sending(intent.client_id) or self._begun(intent, ledger)
        row = await self._interface.find(chat)
        if row is None:
            self._holdings.lose_unseen(intent.conversation)
            return Refused(_(UNKNOWN), "unknown") if sending.left else _not_yours()
        if sending.left or sending.number:
            found = await self._looked_for(intent, sending, row)
            if found is not None:
                return found
        refusal = self._not_ours(intent, row)
        if refusal is not None:
            ledger.forget(intent.client_id)
            return refusal
        return await self._post(intent, sending, row)

    def _begun(self, intent: Intent, ledger: Ledger) -> Sending:
        accepted = intent.accepted_at.timestamp()
        sending = Sending(intent.text, intent.mode, since=self._clock.at(accepted))
        # An earlier run of this console may have posted it; whatever it posted arrives soon, or never.
        if accepted < self._began_at:
            sending.left = sending.repeatable = True
            sending.left_at = self._began
        ledger.begin(intent.client_id, sending)
        return sending

    async def _looked_for(self, intent: Intent, sending: Sending, row: ChatRow) -> SendResult | None:
        """Look for a reply among the messages; None when it is not there, and may be posted."""
        ledger = self._holdings.ledger(intent.conversation)
        await self._holdings.read(row)
        candidates = [] if sending.number else ledger.candidates(intent.client_id)
        if len(candidates) > 1:
            if sending.disputed:
                return None
            sending.disputed = True  # the next try is the agent's own, who has looked
            return Refused(_(DISPUTED), "unknown")
        if candidates:
            ledger.settle(intent.client_id, candidates[0])
        sent = ledger.sent(intent.client_id)
        if sent is not None:
            return _acknowledged(sent)
        if sending.number or time.monotonic() < sending.left_at + self._unsure:
            return Unreachable(_("the reply is being looked for among the messages"))
        if sending.repeatable:
            return None
        sending.repeatable = True  # the next try is the agent's own, who has looked
        return Refused(_(UNKNOWN), "unknown")

    async def _post(self, intent: Intent, sending: Sending, row: ChatRow) -> SendResult:
        ledger = self._holdings.ledger(intent.conversation)
        before = sending.left, sending.left_at, sending.repeatable
        sending.left, sending.left_at, sending.repeatable = True, time.monotonic(), False
        try:
            kept = await self._interface.say(row.id, intent.text)
        except DeniedError:
            ledger.forget(intent.client_id)
            raise
        except UnansweredError as error:
            if not error.left:
                sending.left, sending.left_at, sending.repeatable = before
            raise
        ledger.settle(intent.client_id, kept.id)
        await self._holdings.read(row)
        sent = ledger.sent(intent.client_id)
        return _acknowledged(sent) if sent is not None else Unreachable(_("the reply is not listed yet"))

    def _not_ours(self, intent: Intent, row: ChatRow) -> Refused | None:
        if row.status == Stand.CLOSED:
            self._holdings.lose(row)
            return Refused(_("the conversation was closed before the reply arrived"), "closed")
        if not self._holdings.owns(row):
            self._holdings.lose(row)
        if not self._holdings.holds(intent.conversation, intent.fence):
            return _not_yours()
        return None


def unfit(intent: Intent) -> Refused | None:
    """Return why LiveHelperChat would not take a reply as it is, or would take it for something else."""
    if intent.customer != customer_id(intent.conversation):
        return Refused(_("the reply was written for another customer"), "customer")
    if intent.mode is not Mode.REPLY:
        return Refused(_("LiveHelperChat takes no notes over its REST interface"), "unable")
    if intent.attachment:
        return Refused(_("files cannot be sent to LiveHelperChat from here"), "unable")
    found = objection(intent.text.strip(TRIMMED))
    if found is not None:
        return Refused(found.reason, found.code)
    if intent.text.strip(TRIMMED).startswith("!"):
        return Refused(
            _("LiveHelperChat takes what begins with ! for a command; put something before it"), "command"
        )
    return None if _writable(intent.text) else Refused(_("it has half a character in it"), "text")


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _not_yours() -> Refused:
    return Refused(_("the conversation was not yours any more when the reply arrived"), "fence")


def _acknowledged(sent: Message) -> Acknowledged:
    return Acknowledged(sent.sequence, sent.sent_at)
