"""Fetches what an answer of `/sync` leaves out: a room's past, what a gap hides, what agents alone see."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.chat import MARKS, Chat
from agent_console.backends.matrix.event import ASIDE, CREATE, RoomEvent
from agent_console.backends.matrix.office import Office
from agent_console.backends.matrix.sync import News, RoomNews
from agent_console.backends.matrix.trouble import RefusalError, SignedOutError
from agent_console.domain.chat import ConversationId

logger = logging.getLogger(__name__)

_AT_A_TIME = 6
_KEPT_ASIDES = 2000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What happened in one room, without a gap."""

    chat: Chat
    timeline: Sequence[RoomEvent]
    news: RoomNews


class Gathering:
    """Reads, and changes nothing but what it remembers."""

    def __init__(self, api: Api, office: Office, team_room: str) -> None:
        self.office = office
        self.asides: dict[str, RoomEvent] = {}
        self._api = api
        self._team_room = team_room
        self._foreign: set[str] = set()
        self._turns = asyncio.Semaphore(_AT_A_TIME)

    async def gather(self, news: News, since: str) -> Sequence[Gathered]:
        """Return what happened in customers' rooms; whatever it needs of the team's comes into `asides`.

        Raises `OutageError` and `SignedOutError`; what came before is then to be asked for again.
        """
        for room in news.left:
            self._foreign.discard(room)
        self._overhear(news)
        rooms = [
            (room, part)
            for room, part in news.joined.items()
            if room != self._team_room and room not in self._foreign
        ]
        found = await self._all([partial(self._room, room, part, since) for room, part in rooms])
        gathered = [one for one in found if one is not None]
        await self._fetch_asides(event for one in gathered for event in one.timeline)
        return gathered

    def forget(self) -> None:
        """Let go of all but the newest asides."""
        for aside in list(self.asides)[:-_KEPT_ASIDES]:
            del self.asides[aside]

    def _overhear(self, news: News) -> None:
        """Take in what the team room says: who is an agent, and the asides of the last moments."""
        said = news.joined.get(self._team_room, RoomNews())
        for event in (*said.state, *said.timeline):
            if event.state_key is not None:
                self.office.team.apply(event)
            elif event.kind == ASIDE:
                self.asides[event.id] = event
        self.office.team.appear(news.presence)

    async def _room(self, room: str, news: RoomNews, since: str) -> Gathered | None:
        try:
            known = self.office.chats.get(ConversationId(room))
            if known is None:
                return await self._begin(room, news)
            timeline = news.timeline
            if news.limited:
                timeline = (*await self._back(room, news.before, since), *timeline)
            return Gathered(known, timeline, news)
        except SignedOutError:
            raise
        except RefusalError as refusal:
            logger.warning("a room is left out, because it cannot be read: %s", refusal)
            self._foreign.add(room)
            return None

    async def _begin(self, room: str, news: RoomNews) -> Gathered | None:
        """Read a room from its creation on, unless it is none of a customer's."""
        creator = _creator((*news.state, *news.timeline))
        timeline: Sequence[RoomEvent] = news.timeline
        if not creator or self.office.invites(creator):
            if not _creator(timeline):
                timeline = (*await self._back(room, news.before), *timeline)
            creator = creator or _creator(timeline)
        if not self.office.invites(creator):
            self._foreign.add(room)
            return None
        # Where the room's past is not shown, what is so now stands for it.
        chat = self.office.opened(room, () if _creator(timeline) else news.state)
        return Gathered(chat, timeline, news)

    async def _back(self, room: str, before: str, until: str = "") -> Sequence[RoomEvent]:
        """Return the events between two places, or from the beginning on, in the room's order."""
        pages: list[tuple[RoomEvent, ...]] = []
        while before:
            page = await self._api.back(room, before, until)
            pages.append(page.events)
            before = page.before if page.before != before else ""
        return [event for page in reversed(pages) for event in page]

    async def _fetch_asides(self, marks: Iterable[RoomEvent]) -> None:
        is_agent = self.office.team.is_agent
        wanted = {mark.aside for mark in marks if mark.kind in MARKS and is_agent(mark.sender)}
        missing = sorted(wanted - {"", *self.asides})
        for event in await self._all([partial(self._aside, aside) for aside in missing]):
            if event is not None and event.kind == ASIDE:
                self.asides[event.id] = event

    async def _aside(self, aside: str) -> RoomEvent | None:
        try:
            return await self._api.event(self._team_room, aside)
        except SignedOutError:
            raise
        except RefusalError as refusal:
            logger.warning("what an event of a customer's room points to cannot be read: %s", refusal)
            return None

    async def _all(self, jobs: Sequence[Callable[[], Awaitable[T]]]) -> Sequence[T]:
        """Return the results of jobs, some of them done at a time; the first failure ends all of them."""

        async def do(job: Callable[[], Awaitable[T]]) -> T:
            async with self._turns:
                return await job()

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(do(job)) for job in jobs]
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [task.result() for task in tasks]


def _creator(events: Iterable[RoomEvent]) -> str:
    """Return who made a room, or an empty text where its events do not say."""
    return next((event.sender for event in events if event.kind == CREATE and event.state_key == ""), "")
