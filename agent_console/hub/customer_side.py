"""One customer's connection: messages in, at a bearable rate."""

from agent_console.domain.chat import Author
from agent_console.hub.agent_side import answer
from agent_console.hub.bucket import Buckets
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Joined, Post
from agent_console.hub.connection import CatchUp, Connection
from agent_console.hub.store import Store
from agent_console.wire.error import FrameError
from agent_console.wire.frame import CustomerHello, CustomerWelcome, Frame, Refusal, Reread, Say
from agent_console.wire.limit import objection


class CustomerSide:
    """Serves a customer who has come in."""

    def __init__(
        self,
        joined: Joined,
        device: str,
        connection: Connection,
        store: Store,
        buckets: Buckets,
        clock: HubClock,
    ) -> None:
        self._joined = joined
        self._device = device
        self._connection = connection
        self._store = store
        self._buckets = buckets
        self._clock = clock

    async def welcome(self, hello: CustomerHello) -> None:
        """Send what the customer has missed."""
        await self._connection.send(CustomerWelcome(self._joined.conversation))
        await self._connection.send(CatchUp(self._joined.conversation, hello.cursor))

    async def handle(self, frame: Frame) -> None:
        """Carry out one frame; raises `FrameError` for one that a customer does not send."""
        match frame:
            case Say():
                self._connection.put(await self._say(frame))
            case Reread(conversation, after):
                self._reread(CatchUp(conversation, after))
            case _:
                raise FrameError(f"a customer does not send {type(frame).__name__}")

    def _reread(self, wanted: CatchUp) -> None:
        """Have messages read again; who asks too often in vain asks again after the next heartbeat."""
        if not self._buckets.take(f"reread {self._joined.customer}", self._clock.seconds()):
            self._connection.put(wanted)

    async def _say(self, say: Say) -> Frame:
        if trouble := objection(say.text):
            return Refusal(say.client_id, trouble.code, trouble.reason)
        if seconds := self._buckets.take(self._joined.customer, self._clock.seconds()):
            return Refusal(say.client_id, "rate", "too many messages at once", max(1, int(seconds * 1000)))
        post = Post(
            author=Author.CUSTOMER,
            writer=self._joined.customer,
            name=self._joined.name,
            conversation=self._joined.conversation,
            client_id=say.client_id,
            device=self._device,
            number=say.number,
            text=say.text,
        )
        return await answer(self._store, post)
