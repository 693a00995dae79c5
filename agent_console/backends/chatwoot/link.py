"""The connection to a Chatwoot: it comes back by itself, and then reads everything again."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

from agent_console.backends.chatwoot import listing, push, reading, socket
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.ear import Ear
from agent_console.backends.chatwoot.fault import (
    ChatwootError,
    MalformedError,
    RefusedError,
    UnknownTokenError,
)
from agent_console.backends.chatwoot.field import Fields
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.pace import Pace
from agent_console.backends.chatwoot.record import Availability, Profile
from agent_console.backends.chatwoot.signs import Signs
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.domain.events import AvailabilityChanged, Event, Link, LinkChanged
from agent_console.texts import _
from agent_console.wire.backoff import Backoff

logger = logging.getLogger(__name__)

SOON = 1.0
"""Seconds within which everything is compared when something is stale; each further time, twice as long."""


class Line:
    """One agent's connection, over any number of sockets."""

    def __init__(
        self,
        settings: ChatwootSettings,
        api: Api,
        holdings: Holdings,
        signs: Signs,
        tell: Callable[[Event], None],
        pace: Pace,
    ) -> None:
        self._settings = settings
        self._api = api
        self._holdings = holdings
        self._signs = signs
        self._ear = Ear(holdings, signs, self.doubt, self.accept)
        self._account = 0
        self._tell = tell
        self._pace = pace
        self._backoff = Backoff(base=0.2, cap=10.0)
        self._again = Backoff(base=SOON, cap=pace.sweep)
        self._stale = asyncio.Event()
        self._accepting: bool | None = None
        self.down = _("not connected yet")
        """Why nothing can be asked now; empty while the connection stands."""

    async def run(self) -> None:
        """Stay connected until the server refuses the agent, or until cancelled."""
        while True:
            change = await self._attempt()
            if change.reason != self.down or change.link is Link.REFUSED:
                self.down = change.reason
                self._tell(change)
            if change.link is Link.REFUSED:
                return
            await asyncio.sleep(self._backoff.delay())

    def doubt(self) -> None:
        """Compare with the server soon, because something may be other than what is known."""
        self._stale.set()

    def accept(self, availability: Availability) -> None:
        """Tell whether new customers may come to the agent, where that is other than before."""
        accepting = availability is Availability.ONLINE
        if accepting is not self._accepting:
            self._accepting = accepting
            self._tell(AvailabilityChanged(accepting))

    async def _attempt(self) -> LinkChanged:
        """Connect, serve until the connection ends, and say how it ended."""
        ended: ChatwootError | None = None
        try:
            profile = await self._profile()
            if refusal := _no_member(profile):
                return LinkChanged(Link.REFUSED, refusal)
            self._account = profile.account
            self._api.join(profile.account)
            async with socket.opened(
                self._settings.cable, self._settings.base, profile, self._pace.silence
            ) as connection:
                await self._serve(connection, profile)
        except* ChatwootError as group:
            ended = _first(group)
        finally:
            self._holdings.sign_out()
        if isinstance(ended, UnknownTokenError):
            return LinkChanged(Link.REFUSED, ended.reason)
        return LinkChanged(Link.OFFLINE, ended.reason if ended else _("the connection to Chatwoot was lost"))

    async def _profile(self) -> Profile:
        """Read who the agent is; raises `UnknownTokenError` when the token is nobody's."""
        try:
            return reading.profile(await self._api.profile(), self._settings.account_id)
        except RefusedError as error:
            if error.status == 401:
                raise UnknownTokenError(_no_token()) from None
            raise

    async def _serve(self, connection: socket.Socket, profile: Profile) -> None:
        """Listen first, then read everything, so that nothing falls between; ends by raising."""
        async with asyncio.TaskGroup() as group:
            group.create_task(connection.listen(self._hear))
            group.create_task(self._be_present(connection))
            self._holdings.directory.begin()
            chats = await listing.everything(self._api)
            await self._holdings.roster.read(self._api)
            self.down, self._accepting = "", None
            self._tell(LinkChanged(Link.ONLINE))

            def start(work: Coroutine[object, object, None]) -> None:
                group.create_task(self._beside(work))

            await self._holdings.sign_in(profile, chats, start)
            self.accept(profile.availability)
            self._backoff.proved()
            group.create_task(self._signs.run())
            group.create_task(self._sweep())

    async def _beside(self, work: Coroutine[object, object, None]) -> None:
        """Do something that the next comparison makes good when it fails."""
        try:
            await work
        except UnknownTokenError:
            raise
        except ChatwootError as error:
            logger.info("something was not read (%s); it is read again", error.code)
            self._stale.set()

    async def _be_present(self, connection: socket.Socket) -> None:
        while True:
            await connection.be_present()
            await asyncio.sleep(self._pace.presence)

    async def _sweep(self) -> None:
        """Compare with the server now and then, because it tells nothing twice and promises nothing once."""
        while True:
            try:
                async with asyncio.timeout(self._pace.sweep):
                    await self._stale.wait()
                await asyncio.sleep(self._again.delay())
            except TimeoutError:
                self._again.proved()
            self._stale.clear()
            await self._beside(self._compare())

    async def _compare(self) -> None:
        self.accept((await self._profile()).availability)
        self._holdings.directory.begin()
        chats = await listing.everything(self._api)
        await self._holdings.roster.read(self._api)
        for missing in self._holdings.compare(chats):
            await self._holdings.read(missing)
        for held in self._holdings.held:
            await self._holdings.transcripts.current(held)

    def _hear(self, news: Fields) -> None:
        """Take news over; what cannot be understood is made good by the next comparison."""
        try:
            self._ear.hear(push.push(news, self._account, self._api.base))
        except MalformedError as error:
            logger.warning("Chatwoot pushed something that cannot be understood: %s", error.reason[:120])
            self._stale.set()


def _no_member(profile: Profile) -> str:
    """Return why the agent cannot work in the account that the settings name; empty when nothing is wrong."""
    if profile.account in profile.accounts:
        return ""
    known = ", ".join(map(str, profile.accounts)) or "-"
    words = _("{name} is in no account {account} of this Chatwoot (accounts: {known}); correct `account_id`")
    return words.format(name=profile.name, account=profile.account, known=known)


def _no_token() -> str:
    """Return what to do about a token that the server does not know."""
    return _(
        "Chatwoot does not know this access token; copy it again from Profile settings. "
        "If it is right, the proxy before Chatwoot drops it: nginx needs `underscores_in_headers on`"
    )


def _first(group: BaseExceptionGroup[ChatwootError]) -> ChatwootError:
    """Return the first of several errors, in whatever depth."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
