"""What a receiver has yet to be told: messages and moves in the order of their times."""

from dataclasses import dataclass, replace

from agent_console.hub.command import Advance
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.rest.view import message, step
from agent_console.hub.rest.webhook.event import MESSAGE, Event
from agent_console.hub.store import FeedMessage, Store

PAGE = 50


@dataclass(frozen=True, slots=True)
class Due:
    """An event, and how far its feed has come with it."""

    event: Event
    feed: str
    position: int


class Feed:
    """Reads both of the store's feeds from where one receiver has come to."""

    def __init__(self, store: Store, webhook: str) -> None:
        self._store = store
        self._name = f"webhook:{webhook}"
        self._read: dict[str, int] = {}
        """How far each feed was read since the hub began; the store knows how far it was told."""

    async def page(self) -> list[Due]:
        """Return the next events, oldest first; none when there are none."""
        messages = await self._messages()
        steps = await self._steps()
        # Each feed gave its first ones, so the first of both together are among them.
        merged = sorted((*messages, *steps), key=lambda due: due.event.at_ms)[:PAGE]
        for due in merged:
            self._read[due.feed] = due.position
        return merged

    async def told(self, due: Due) -> None:
        """Remember, also for the next start, that an event needs not be told any more."""
        await self._store.commit(Advance(f"{self._name}:{due.feed}", due.position))

    async def _messages(self) -> list[Due]:
        found = await self._store.messages_after(await self._from("message"), PAGE)
        return [
            Due(
                Event(
                    id=f"message-{one.id}",
                    type=MESSAGE,
                    at_ms=one.message.sent_ms,
                    conversation=one.conversation,
                    message=message(_shown(one)),
                ),
                "message",
                one.id,
            )
            for one in found
        ]

    async def _steps(self) -> list[Due]:
        found = await self._store.moves_after(await self._from("history"), PAGE)
        return [
            Due(
                Event(
                    id=f"move-{one.line.id}",
                    type=one.line.move,
                    at_ms=one.line.at_ms,
                    conversation=one.conversation,
                    step=step(one.line),
                ),
                "history",
                one.line.id,
            )
            for one in found
        ]

    async def _from(self, feed: str) -> int:
        if feed not in self._read:
            self._read[feed] = await self._store.position(f"{self._name}:{feed}")
        return self._read[feed]


def _shown(one: FeedMessage) -> StoredMessage:
    """Return a message as it may be told now: a receiver that was away does not get deleted words."""
    return replace(one.message, text="", file=None) if one.deleted else one.message
