"""What reaches the terminal of an agent who looks elsewhere, byte by byte."""

from datetime import timedelta

import pytest

from agent_console.domain.alarm import Vigilance
from agent_console.domain.chat import AgentId
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened, MessageArrived, SignedIn
from agent_console.services.alerts import Alerts
from agent_console.ui.beacon import Beacon, Means
from agent_console.ui.terminal_notice import Protocol
from tests.domain.chats import CHAT, conversation, said
from tests.fakes import FrozenClock

MEANS = Means(protocol=Protocol.OSC9, title=True)
HOSTILE = "Mira\x1b]0;owned\x07\x9b2J"
CALLED = ["\x07", "\x1b]9;agent-console: 1 customer wrote\x07"]


class Scene:
    """A desk with one customer of a hostile name, and a terminal that keeps what it gets."""

    def __init__(self, clock: FrozenClock, means: Means) -> None:
        self.written: list[str] = []
        self.desk = Desk()
        self.clock = clock
        self.alerts = Alerts(self.desk, clock, Vigilance(repeat=timedelta(minutes=1)))
        self.beacon = Beacon(self.desk, self.alerts, means, self.written.append)
        self.desk.apply(SignedIn(AgentId("kim"), "Kim", frozenset({CHAT})), clock.monotonic())
        facts = conversation(customer=Customer(CustomerId("mira"), HOSTILE))
        self.desk.apply(ConversationOpened(facts), clock.monotonic())
        self.beacon.begin()
        self.beacon.tick()
        self.clock.advance(1)

    def away(self) -> None:
        """Let the agent go to another window, and the customer write then."""
        self.alerts.looked_away()
        self.clock.advance(1)
        self.desk.apply(MessageArrived(CHAT, said(1)), self.clock.monotonic())

    def since(self) -> list[str]:
        """Return what was written since the last time."""
        written, self.written[:] = list(self.written), []
        return written


def _scene(clock: FrozenClock, means: Means = MEANS) -> Scene:
    scene = Scene(clock, means)
    scene.since()
    return scene


def test_the_title_is_put_aside_counts_and_comes_back(clock: FrozenClock) -> None:
    scene = Scene(clock, MEANS)
    assert scene.since() == ["\x1b[22;2t", "\x1b]2;agent-console\x1b\\"]
    scene.desk.apply(MessageArrived(CHAT, said(1)), clock.monotonic())
    for _ in range(3):
        scene.beacon.tick()
    assert scene.since() == ["\x1b]2;(1) agent-console\x1b\\"]
    scene.beacon.end()
    assert scene.since() == ["\x1b]2;\x1b\\\x1b[23;2t"]


def test_who_is_there_is_not_called(clock: FrozenClock) -> None:
    scene = _scene(clock)
    scene.desk.apply(MessageArrived(CHAT, said(1)), clock.monotonic())
    scene.beacon.tick()
    assert scene.since() == ["\x1b]2;(1) agent-console\x1b\\"]


def test_who_looks_elsewhere_is_called_and_again_until_they_look(clock: FrozenClock) -> None:
    scene = _scene(clock)
    scene.away()
    for _ in range(65):
        scene.beacon.tick()
        clock.advance(1)
    assert scene.since()[1:] == CALLED * 2
    scene.alerts.acted()
    for _ in range(65):
        scene.beacon.tick()
        clock.advance(1)
    assert scene.since() == []


@pytest.mark.parametrize(
    ("means", "written"),
    [
        (Means(), ["\x07"]),
        (Means(bell=False), []),
        (Means(bell=False, protocol=Protocol.OSC777), ["\x1b]777;notify;agent-console;1 customer wrote\x07"]),
        (
            Means(bell=False, protocol=Protocol.OSC9, through_tmux=True),
            ["\x1bPtmux;\x1b\x1b]9;agent-console: 1 customer wrote\x07\x1b\\"],
        ),
        (
            Means(bell=False, protocol=Protocol.OSC9, names=True),
            ["\x1b]9;agent-console: Mira␛]0;owned␇�2J wrote\x07"],
        ),
    ],
)
def test_only_what_is_wanted_is_written_and_names_are_disarmed(
    means: Means, written: list[str], clock: FrozenClock
) -> None:
    scene = _scene(clock, means)
    scene.away()
    scene.beacon.tick()
    assert scene.since() == written
