"""The wire's records as domain nouns."""

from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import Author, Conversation, Message, Status
from agent_console.domain.customer import Customer
from agent_console.domain.events import Arrival, ConversationOpened, QueueChanged, Waiting
from agent_console.wire import translation
from agent_console.wire.codec import LARGEST
from agent_console.wire.frame import Facts, Opened, Place, Queue, Topic
from tests.wire.test_codec import CHAT, ENTRY, KAREN, PROFILE

TOPIC = Topic("late parcel", "https://shop.example.com/orders", "chat", "billing")
FACTS = Facts(CHAT, KAREN, PROFILE, TOPIC, Status.OPEN, 3)


def test_an_opened_conversation() -> None:
    assert translation.opened(Opened(FACTS, (ENTRY,))) == ConversationOpened(
        Conversation(
            id=CHAT,
            customer=Customer(
                KAREN, "Karen Doe", "karen@example.com", "555-0100", "en", account="A-1", order_number="48213"
            ),
            channel="chat",
            queue="billing",
            concern="late parcel",
            page="https://shop.example.com/orders",
            status=Status.OPEN,
            fence=3,
        ),
        (
            Arrival(
                Message(
                    ENTRY.client_id,
                    Author.CUSTOMER,
                    "Karen Doe",
                    "hello",
                    datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
                    sequence=1,
                ),
                timedelta(milliseconds=12),
            ),
        ),
    )


def test_a_queue() -> None:
    frame = Queue((Place(CHAT, "Karen Doe", "late parcel", "billing", 40_000),))
    assert translation.queue(frame) == QueueChanged(
        (Waiting(CHAT, "Karen Doe", "late parcel", "billing", timedelta(seconds=40)),)
    )


def test_every_number_that_the_codec_takes_is_a_possible_time() -> None:
    assert translation.moment(LARGEST).year == 5138
    assert translation.duration(LARGEST) > timedelta()
