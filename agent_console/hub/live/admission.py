"""Who may come in: the first frame, the version of the protocol, tokens and secrets."""

import asyncio
import re
from collections.abc import Collection, Iterator
from dataclasses import astuple

from websockets.asyncio.server import ServerConnection

from agent_console.config.widget import LONGEST_QUEUE, MOST_DETAILS
from agent_console.hub import secret
from agent_console.hub.command import Join
from agent_console.hub.live import introduction
from agent_console.hub.outcome import Joined, Rejected
from agent_console.hub.store import Account, Role, Store
from agent_console.wire import codec
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import OLDEST_CUSTOMER, PROTOCOL, AgentHello, CustomerHello

HELLO_SECONDS = 5.0
LONGEST_FIELD = 2000
"""Characters that one thing a customer says about themselves may have."""
CUSTOMER_ID = re.compile(r"[0-9a-f]{32}")
SECRET_LENGTH = range(32, 129)
DEVICE_LENGTH = range(1, 65)
CHANNELS = ("chat", "form", "callback")
"""The ways in that customers have by this door."""


class AdmissionError(Exception):
    """A client that may not come in, with the close code and a line for a person."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


async def hello(socket: ServerConnection) -> AgentHello | CustomerHello:
    """Return a client's first frame; raises `AdmissionError` when it is late or no acceptable hello."""
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            frame = codec.decode(await socket.recv())
    except TimeoutError:
        raise AdmissionError(CloseCode.NO_HELLO, f"no hello within {HELLO_SECONDS:.0f} seconds") from None
    except FrameError as error:
        raise AdmissionError(CloseCode.BAD_HELLO, str(error)) from None
    if not isinstance(frame, AgentHello | CustomerHello):
        raise AdmissionError(CloseCode.BAD_HELLO, "the first frame must be a hello")
    _check(frame)
    return frame


async def agent(store: Store, frame: AgentHello) -> Account:
    """Return the agent of a hello; raises `AdmissionError` for an unknown token, and for a program's."""
    account = await store.account(secret.digest(frame.token))
    if account is None:
        raise AdmissionError(CloseCode.BAD_TOKEN, "the hub does not know this token")
    if account.role is not Role.AGENT:
        raise AdmissionError(CloseCode.BAD_TOKEN, "this token is a program's; sign in with an agent's")
    return account


async def customer(store: Store, frame: CustomerHello, labels: Collection[str] = ()) -> Joined:
    """Return the customer of a hello, made new if need be; raises `AdmissionError`.

    `labels` are those of the details that the company asks for.
    """
    profile, topic = introduction.profile(frame.profile, labels), introduction.topic(frame.topic)
    join = Join(frame.customer, secret.digest(frame.secret), profile, topic)
    match await store.commit(join):
        case Joined() as known:
            return known
        case Rejected(code="secret", reason=reason):
            raise AdmissionError(CloseCode.BAD_TOKEN, reason)
        case _:
            raise AdmissionError(CloseCode.LATER, "the hub cannot write at the moment; come back")


def _check(frame: AgentHello | CustomerHello) -> None:
    oldest = OLDEST_CUSTOMER if isinstance(frame, CustomerHello) else PROTOCOL
    if not oldest <= frame.protocol <= PROTOCOL:
        raise _unacceptable(f"this hub speaks protocol {PROTOCOL}, the client {frame.protocol}")
    if len(frame.device) not in DEVICE_LENGTH:
        raise _unacceptable("the device id must have 1 to 64 characters")
    if isinstance(frame, CustomerHello):
        _check_customer(frame)


def _check_customer(frame: CustomerHello) -> None:
    if not CUSTOMER_ID.fullmatch(frame.customer):
        raise _unacceptable("the customer id must be 32 hexadecimal digits")
    if len(frame.secret) not in SECRET_LENGTH:
        raise _unacceptable("the secret must have 32 to 128 characters")
    if not frame.profile.name.strip():
        raise _unacceptable("a customer needs a name")
    if frame.topic.channel not in CHANNELS:
        raise _unacceptable(f"the channel must be one of {', '.join(CHANNELS)}")
    if len(frame.topic.queue) > LONGEST_QUEUE:
        raise _unacceptable(f"the name of a queue may have {LONGEST_QUEUE} characters")
    if any(len(text) > LONGEST_FIELD for text in _said(frame)):
        raise _unacceptable(f"name, concern and the like may have {LONGEST_FIELD} characters each")
    if len(frame.profile.custom) > MOST_DETAILS:
        raise _unacceptable(f"a customer has at most {MOST_DETAILS} fields of the company's own")


def _said(frame: CustomerHello) -> Iterator[str]:
    """Yield every text that a customer says about themselves and the chat."""
    details = (text for detail in frame.profile.custom for text in astuple(detail))
    values = (*astuple(frame.profile), *astuple(frame.topic), *details)
    return (value for value in values if isinstance(value, str))


def _unacceptable(reason: str) -> AdmissionError:
    return AdmissionError(CloseCode.BAD_HELLO, reason)
