"""Replies and notes on their way into a customer's room."""

from agent_console.backends.matrix.attachment import upload
from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.event import NOTE
from agent_console.backends.matrix.line import Line
from agent_console.backends.matrix.posting import Posting, named, transaction
from agent_console.backends.matrix.transcript import Line as Sent
from agent_console.backends.matrix.trouble import OutageError, RefusalError, SignedOutError
from agent_console.domain.chat import Mode, Status
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.texts import _

MOST_BYTES = 16 * 1024
"""Of a message's words. An event has 64 KiB at most, and an edited message holds its words twice."""


class Sending:
    """One agent's sends; the same client id leads to one event."""

    def __init__(self, line: Line, posting: Posting) -> None:
        self._line = line
        self._posting = posting

    async def send(self, intent: Intent) -> SendResult:
        """Deliver a message, or say why not."""
        office = self._line.office
        if office is None or self._line.down:
            return Unreachable(self._line.down)
        if intent.conversation not in office.chats and not await self._line.catch_up():
            return Unreachable(self._line.down)
        chat = office.chats.get(intent.conversation)
        if chat is None:
            return Refused(_("there is no such conversation"), "unknown")
        known = chat.transcript.sent(office.me, intent.client_id)
        if known is not None:
            return _repeated(known, intent)
        refusal = _refusal(chat, intent, office.me)
        return refusal if refusal is not None else await self._deliver(chat, intent, office.me)

    async def _deliver(self, chat: Chat, intent: Intent, me: str) -> SendResult:
        try:
            await self._post(chat, intent)
        except OutageError as outage:
            return Unreachable(str(outage))
        except SignedOutError as signed_out:  # the message waits for another token
            self._line.hurry()
            return Unreachable(str(signed_out))
        except RefusalError as refusal:
            code = "too_long" if refusal.code == "M_TOO_LARGE" else "refused"
            return Refused(str(refusal), code)
        sent = chat.transcript.sent(me, intent.client_id)
        return _repeated(sent, intent) if sent is not None else Unreachable(self._line.down)

    async def _post(self, chat: Chat, intent: Intent) -> None:
        file = upload(intent.attachment)
        content = file.content(intent.text) if file is not None else None
        once = transaction(intent.client_id)
        if intent.mode is Mode.REPLY:
            content = content or {"msgtype": "m.text", "body": intent.text}
            await self._posting.message(chat, named(content, intent.client_id), once)
        else:
            aside = {"body": intent.text} if content is None else {"file": content}
            await self._posting.mark(chat, NOTE, named({}, intent.client_id), aside, once)


def _repeated(known: Sent, intent: Intent) -> Acknowledged | Refused:
    message = known.message
    if (message.text, message.mode) != (intent.text, intent.mode):
        return Refused(_("another message was sent under the same id"), "conflict")
    return Acknowledged(message.sequence, message.sent_at)


def _refusal(chat: Chat, intent: Intent, me: str) -> Refused | None:
    """Return why a message must not go out."""
    if chat.facts.customer.id != intent.customer:
        return Refused(_("the reply was written for another customer"), "customer")
    if intent.mode is Mode.REPLY and (refusal := _unowned(chat, intent.fence, me)):
        return refusal
    if chat.room.encrypted:
        return Refused(_("this room is end-to-end encrypted, which this console cannot do"), "encrypted")
    return _unsendable(intent)


def _unowned(chat: Chat, fence: int, me: str) -> Refused | None:
    ownership = chat.ownership
    if ownership.status is Status.CLOSED:
        return Refused(_("the conversation was closed before the reply arrived"), "closed")
    if (ownership.owner, ownership.fence) != (me, fence):
        return Refused(_("the conversation was not yours any more when the reply arrived"), "fence")
    return None


def _unsendable(intent: Intent) -> Refused | None:
    try:
        size = len(intent.text.encode())
    except UnicodeEncodeError:
        return Refused(_("it has half a character in it"), "text")
    if size > MOST_BYTES:
        return Refused(_("a message may have {most} bytes").format(most=f"{MOST_BYTES:,}"), "too_long")
    if intent.attachment and upload(intent.attachment) is None:
        return Refused(_("the file is not there any more; send it again"), "file")
    return None
