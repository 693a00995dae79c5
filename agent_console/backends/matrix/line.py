"""An agent's line to a homeserver: it signs in, listens, and comes back by itself after every loss."""

import asyncio
import logging
import time
from collections.abc import Callable

from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.gathering import Gathering
from agent_console.backends.matrix.office import Office
from agent_console.backends.matrix.sign_in import SignIn
from agent_console.backends.matrix.sync import News, read
from agent_console.backends.matrix.team import Team
from agent_console.backends.matrix.trouble import OutageError, RefusalError, SignedOutError
from agent_console.backends.matrix.value import Content
from agent_console.config.matrix import MatrixSettings
from agent_console.domain.events import Event, Link, LinkChanged
from agent_console.texts import _
from agent_console.wire.backoff import Backoff

logger = logging.getLogger(__name__)

LONGEST_POLL_MS = 30_000
FIRST_ANSWERS = 2
"""A homeserver may give the first one out of a store that is minutes old; the next one goes on from there."""
TYPING_POLL_MS = 3_000
"""While a customer writes: a homeserver tells only who begins and who ends, and a sign of it fades here."""


class Line:
    """Keeps an office up to date, and tells the desk what that changes."""

    def __init__(
        self, settings: MatrixSettings, api: Api, sign_in: SignIn, tell: Callable[[Event], None]
    ) -> None:
        self.office: Office | None = None
        self.team_room = ""
        self.down = _("not connected yet")
        """Why nothing can be done at the moment; empty while connected."""
        self._settings = settings
        self._api = api
        self._sign_in = sign_in
        self._tell = tell
        self._backoff = Backoff(base=0.2, cap=10.0)
        self._name = ""
        self._since = ""
        self._ahead_ms = 0.0
        self._gathering: Gathering | None = None
        self._refused_rooms: set[str] = set()
        self._folded = asyncio.Condition()
        self._hurry = asyncio.Event()
        self._rounds = 0
        """How many answers came over this connection."""
        self._asked = 0
        self._answered = 0

    async def run(self) -> None:
        """Stay connected until the homeserver refuses the agent, or until cancelled."""
        while True:
            try:
                gathering = await self._connect()
                self._rounds = 0
                while True:
                    await self._listen(gathering)
            except OutageError as outage:
                await self._lose(LinkChanged(Link.OFFLINE, str(outage)))
                await asyncio.sleep(max(self._backoff.delay(), outage.pause.total_seconds()))
            except SignedOutError as signed_out:
                if not self._sign_in.renews():
                    await self._lose(LinkChanged(Link.REFUSED, str(signed_out)))
                    return
                await self._lose(LinkChanged(Link.OFFLINE, str(signed_out)))
                await asyncio.sleep(self._backoff.delay())
            except RefusalError as refusal:
                await self._lose(LinkChanged(Link.REFUSED, str(refusal)))
                return

    async def seen(self, condition: Callable[[], bool]) -> bool:
        """Wait until what is known brings something about; False when the connection is lost before."""
        async with self._folded:
            await self._folded.wait_for(lambda: bool(self.down) or condition())
            return not self.down

    async def catch_up(self) -> bool:
        """Wait until everything is known that the homeserver has now; False when it cannot be reached."""
        self._asked += 1
        ticket = self._asked
        self.hurry()
        return await self.seen(lambda: self._answered >= ticket)

    def hurry(self) -> None:
        """Ask the homeserver now, instead of waiting until it has something to tell."""
        self._hurry.set()

    async def stop(self, reason: str) -> None:
        """Let nobody wait any longer."""
        async with self._folded:
            self.down = reason
            self._folded.notify_all()

    async def _connect(self) -> Gathering:
        account = await self._sign_in.account()
        self._name = account.name
        if self._gathering is None:
            self.team_room = account.team_room
            team = Team(account.user, self._settings.bots)
            homeserver = self._settings.homeserver.rstrip("/")
            self.office = Office(team, self._settings.inviters, self._settings.queues, homeserver)
            self._gathering = Gathering(self._api, self.office, self.team_room)
        return self._gathering

    async def _listen(self, gathering: Gathering) -> None:
        """Take in one answer."""
        office = gathering.office
        asked = self._asked
        poll_ms = TYPING_POLL_MS if office.typing else LONGEST_POLL_MS
        hurried = self._hurry.is_set() or asked > self._answered
        wait = 0 if self.down or hurried else poll_ms
        answer = await self._poll(wait)
        if answer is None:
            return
        news = read(answer, office.me)
        if news is None:
            raise OutageError(_("the homeserver's answer is none of Matrix's"))
        self._tell_time(office, news)
        gathered = await gathering.gather(news, self._since)
        told: list[Event] = []
        for one in gathered:
            told += office.enter(one.chat, one.timeline, one.news, gathering.asides)
        told += [event for room in news.left for event in office.drop(room)]
        self._since = news.next
        self._rounds += 1
        gathering.forget()
        joined = await self._accept(news, office)
        await self._announce(office, told, joined, asked)

    async def _poll(self, wait_ms: int) -> Content | None:
        """Ask what is new; None when somebody needs to know at once meanwhile."""
        if not wait_ms:
            self._hurry.clear()
            return await self._api.sync(self._since, 0)
        poll = asyncio.create_task(self._api.sync(self._since, wait_ms))
        hurry = asyncio.create_task(self._hurry.wait())
        try:
            await asyncio.wait({poll, hurry}, return_when=asyncio.FIRST_COMPLETED)
            return poll.result() if poll.done() else None
        finally:
            for task in (poll, hurry):
                task.cancel()
            # A failure of what nobody wants any more is nobody's.
            await asyncio.gather(poll, hurry, return_exceptions=True)

    def _tell_time(self, office: Office, news: News) -> None:
        now = time.time() * 1000
        if news.server_ms is not None:
            self._ahead_ms = news.server_ms - now
        office.clock_ms = int(now + self._ahead_ms)

    async def _accept(self, news: News, office: Office) -> bool:
        """Enter the rooms that the agent is invited to by those who may invite; whether there was any."""
        wanted = [room for room, inviter in news.invited.items() if office.welcomes(inviter)]
        entered = False
        for room in wanted:
            if room in self._refused_rooms:
                continue
            try:
                await self._api.join(room)
                entered = True
            except RefusalError as refusal:
                logger.warning("an invitation cannot be accepted: %s", refusal)
                self._refused_rooms.add(room)
        return entered

    async def _announce(self, office: Office, told: list[Event], joined: bool, asked: int) -> None:
        """Tell the desk, and who waits; rooms that were `joined` a moment ago come with the next answer."""
        async with self._folded:
            if self.down and (self._rounds < FIRST_ANSWERS or joined):
                return  # the greeting will say it all
            if self.down:
                self._tell(LinkChanged(Link.ONLINE))
                told = list(office.greeting(self._name))
                self.down = ""
                self._backoff.proved()
            for event in (*told, *office.changes()):
                self._tell(event)
            if not joined:
                self._answered = max(self._answered, asked)
            self._folded.notify_all()

    async def _lose(self, change: LinkChanged) -> None:
        async with self._folded:
            was, self.down = self.down, change.reason or _("the homeserver cannot be reached")
            if was != self.down or change.link is Link.REFUSED:
                self._tell(change)
            self._folded.notify_all()
