"""Sends messages to a Chatwoot, which would store the same one twice: never again before looking for it."""

import asyncio
import mimetypes
import time
from collections import OrderedDict
from contextlib import suppress
from datetime import UTC, datetime

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.doubt import Doubt, Fate, fate
from agent_console.backends.chatwoot.fault import ChatwootError, MalformedError, RefusedError, UnansweredError
from agent_console.backends.chatwoot.field import moment
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.ledger import Ledger
from agent_console.backends.chatwoot.pace import Pace
from agent_console.backends.chatwoot.parcel import Parcels
from agent_console.backends.chatwoot.record import Chat, Entry, State
from agent_console.domain.chat import ClientId, Mode
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.texts import _

MOST_BYTES = 16 * 1024
"""Of one message, as with a hub; Chatwoot takes more, but few of its channels do."""
MOST_TRIES = 3
"""After so many times without an answer and without the message there, something in it fails the server."""
MOST_REMEMBERED = 2_000
"""Messages whose words are compared when their id is used again."""


class Dispatch:
    """Delivers each message once, whatever becomes of the answers."""

    def __init__(self, api: Api, holdings: Holdings, parcels: Parcels, pace: Pace) -> None:
        self._api = api
        self._holdings = holdings
        self._parcels = parcels
        self._pace = pace
        self._started = datetime.now(UTC)
        self._began = time.monotonic()
        self._doubts: dict[ClientId, Doubt] = {}
        self._under_way: dict[ClientId, asyncio.Task[SendResult]] = {}
        self._said: OrderedDict[ClientId, tuple[str, Mode]] = OrderedDict()

    async def send(self, intent: Intent) -> SendResult:
        """Deliver a message, or join in waiting for one that is on its way already.

        Who gives up waiting does not end the request: its answer is there for the next who asks.
        """
        if (count := len(intent.text.encode())) > MOST_BYTES:
            words = _("{count:,} bytes are too many; a message may have {most:,}")
            return Refused(words.format(count=count, most=MOST_BYTES), "too_long")
        if self._said.get(intent.client_id, (intent.text, intent.mode)) != (intent.text, intent.mode):
            return Refused(_("another message was sent under the same id"), "conflict")
        task = self._under_way.get(intent.client_id)
        if task is None:
            task = asyncio.create_task(self._deliver(intent))
            self._under_way[intent.client_id] = task
            task.add_done_callback(lambda _done: self._under_way.pop(intent.client_id, None))
        await asyncio.wait([task])
        return Unreachable(_("the console is closing")) if task.cancelled() else task.result()

    async def aclose(self) -> None:
        """Give up what is on its way; it is looked for when it is sent again."""
        for task in (tasks := list(self._under_way.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, intent: Intent) -> SendResult:
        conversation = facts.number(intent.conversation)
        try:
            ledger = self._holdings.transcripts.find(conversation)
            doubt = self._doubt(intent)
            if ledger is None or doubt is not None:
                ledger = await self._holdings.transcripts.current(conversation)
            if (found := ledger.find(intent.client_id)) is not None:
                return Acknowledged(found.sequence, found.sent_at)
            if doubt is not None and (decided := self._decide(intent, ledger, doubt)) is not None:
                return decided
            refusal = await self._objection(intent, conversation)
        except RefusedError as error:
            return Refused(error.reason, error.code)
        except ChatwootError as error:
            return Unreachable(error.reason)
        return refusal or await self._post(intent, conversation, ledger)

    def _doubt(self, intent: Intent) -> Doubt | None:
        """Return what is not known of a message; None for one that never left."""
        if intent.client_id not in self._doubts and not self._started <= intent.accepted_at <= datetime.now(
            UTC
        ):
            self._doubts[intent.client_id] = Doubt(None, self._began)
        return self._doubts.get(intent.client_id)

    def _decide(self, intent: Intent, ledger: Ledger, doubt: Doubt) -> SendResult | None:
        """Return what to say of a message that may have been stored; None when it is to leave again."""
        transcripts = self._holdings.transcripts
        found, entry = fate(intent, ledger.unclaimed(transcripts.agent), doubt, transcripts.keeps_marks)
        if entry is not None:
            self._settle(intent, ledger, entry)
            return _acknowledged(ledger, entry)
        if found is Fate.OPEN:
            return Refused(
                _("unknown - check: Chatwoot may have it; look into the chat before you send it again"),
                "unknown",
            )
        if time.monotonic() - doubt.tried_at < self._pace.settled:
            return Unreachable(_("Chatwoot did not answer; it is looked for before it is sent again"))
        if doubt.tries >= MOST_TRIES:
            return Refused(_("Chatwoot fails each time it is to store this message"), "failed")
        return None

    async def _objection(self, intent: Intent, conversation: int) -> Refused | None:
        """Return why a message must not leave, by what the server says of the conversation now."""
        if intent.attachment and self._parcels.find(intent.attachment) is None:
            return Refused(_("the file is not there any more; send it again"), "file")
        chat = await self._holdings.read(conversation)
        if chat.customer.id != intent.customer:
            return Refused(_("the reply was written for another customer"), "customer")
        return None if intent.mode is Mode.NOTE else self._unowned(intent, chat)

    def _unowned(self, intent: Intent, chat: Chat) -> Refused | None:
        """Return why a reply to the customer is not the agent's to send."""
        if chat.state is State.RESOLVED:
            return Refused(_("the conversation was closed before the reply arrived"), "closed")
        if chat.assignee != self._holdings.roster.me.id or not self._holdings.owns(chat.id, intent.fence):
            return Refused(_("the conversation was not yours any more when the reply arrived"), "fence")
        return None

    async def _post(self, intent: Intent, conversation: int, ledger: Ledger) -> SendResult:
        doubt = self._doubts.setdefault(intent.client_id, Doubt(ledger.newest, 0.0))
        self._remember(intent)
        first, doubt.tries = doubt.tries == 0, doubt.tries + 1
        try:
            with self._holdings.transcripts.posting(conversation):
                entry = await self._request(intent, conversation)
            ledger.claim(entry.id, intent.client_id)
            self._holdings.transcripts.keeps_marks = entry.kept
            await self._fill(conversation, entry)
        except (UnansweredError, MalformedError) as error:
            if first and isinstance(error, UnansweredError) and not error.left:
                del self._doubts[intent.client_id]
            return Unreachable(error.reason)
        except ChatwootError as error:
            if first:
                del self._doubts[intent.client_id]
            refused = isinstance(error, RefusedError)
            return Refused(error.reason, error.code) if refused else Unreachable(error.reason)
        finally:
            doubt.tried_at = time.monotonic()
        self._settle(intent, ledger, entry)
        return _acknowledged(ledger, entry)

    def _remember(self, intent: Intent) -> None:
        """Note what leaves under an id, which may never be anything else."""
        self._said[intent.client_id] = (intent.text, intent.mode)
        while len(self._said) > MOST_REMEMBERED:
            self._said.popitem(last=False)

    async def _request(self, intent: Intent, conversation: int) -> Entry:
        path, private = f"conversations/{conversation}/messages", intent.mode is Mode.NOTE
        if parcel := self._parcels.find(intent.attachment):
            body = {
                "content": intent.text,
                "private": "true" if private else "false",
                "message_type": "outgoing",
                "echo_id": intent.client_id,
                f"content_attributes[{reading.MARK}]": intent.client_id,
            }
            kind = mimetypes.guess_type(parcel.name)[0] or "application/octet-stream"
            file = (parcel.name, parcel.content, kind)
            answer = await self._api.post_file(path, body, file, parcel.size)
        else:
            answer = await self._api.post(path, outgoing(intent.text, private, intent.client_id))
        return reading.entry(answer, self._api.base)

    async def _fill(self, conversation: int, entry: Entry) -> None:
        """Read what came before a message that is stored, so that everything has its place."""
        with suppress(ChatwootError):  # the connection is breaking; what is missing comes with the next one
            await self._holdings.transcripts.current(conversation)
        self._holdings.transcripts.posted(conversation, entry)

    def _settle(self, intent: Intent, ledger: Ledger, entry: Entry) -> None:
        ledger.claim(entry.id, intent.client_id)
        self._doubts.pop(intent.client_id, None)
        self._parcels.drop(intent.attachment)


def outgoing(text: str, private: bool, client_id: str, handed_over: bool = False) -> dict[str, object]:
    """Return what a message from the agent is sent as."""
    marks: dict[str, object] = {reading.MARK: client_id}
    if handed_over:
        marks[reading.HANDED_OVER] = True
    return {
        "content": text,
        "private": private,
        "message_type": "outgoing",
        "echo_id": client_id,
        "content_attributes": marks,
    }


def _acknowledged(ledger: Ledger, entry: Entry) -> Acknowledged:
    return Acknowledged(ledger.sequence(entry.id), moment(entry.at))
