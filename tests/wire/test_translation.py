"""The wire's records as domain nouns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import Author, Conversation, Message, Status
from agent_console.domain.customer import Customer
from agent_console.domain.events import Arrival, ConversationOpened, QueueChanged, Waiting
from agent_console.domain.record import Case, Contact
from agent_console.wire import translation
from agent_console.wire.codec import LARGEST
from agent_console.wire.frame import Facts, Opened, Place, Queue, Topic
from tests.wire.test_codec import CHAT, ENTRY, KAREN, PAST_CHAT, PAST_LINE, PROFILE

TOPIC = Topic(
    *("late parcel", "https://shop.example.com/orders", "chat", "billing"),
    page_title="Your orders",
    referrer="https://search.example.com/",
)
FACTS = Facts(CHAT, KAREN, PROFILE, TOPIC, Status.OPEN, 3)


def test_an_opened_conversation() -> None:
    assert translation.opened(Opened(FACTS, (ENTRY,))) == ConversationOpened(
        Conversation(
            id=CHAT,
            customer=Customer(
                *(KAREN, "Karen Doe", "karen@example.com", "555-0100", "en"),
                account="A-1",
                order_number="48213",
                timezone="Europe/Oslo",
                company="Doe Ltd",
                custom=(("Plan", "gold"),),
            ),
            channel="chat",
            queue="billing",
            concern="late parcel",
            page="https://shop.example.com/orders",
            page_title="Your orders",
            referrer="https://search.example.com/",
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


def test_an_earlier_chat_is_a_case() -> None:
    begun = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert translation.past_chat(PAST_CHAT) == Case(
        id="7",
        subject="late parcel",
        status="solved",
        opened_at=begun,
        closed_at=begun + timedelta(minutes=10),
        tags=("late",),
        rating=4,
        last_line="thanks, bye",
        contact=Contact.CHAT,
    )


def test_an_earlier_chat_that_goes_on_has_no_end_and_no_rating() -> None:
    goes_on = replace(PAST_CHAT, status=Status.OPEN, outcome="", closed_ms=0, rating=0)
    case = translation.past_chat(goes_on)
    assert (case.status, case.closed_at, case.rating) == ("open", None, None)


def test_a_line_of_an_earlier_chat_says_what_it_is() -> None:
    line = translation.past_line(PAST_LINE)
    assert (line.author, line.text) == ("Ann", "see the file [parcel.png]")
    assert line.note
    assert line.edited
    nobody = translation.past_line(replace(PAST_LINE, name="", text="", author=Author.BOT))
    assert (nobody.author, nobody.text) == ("bot", "[parcel.png]")
