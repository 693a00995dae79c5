"""Earlier chats stand among the cases, each once, and never the present one."""

from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.past_chats import NAME, PastChats
from agent_console.domain.record import Case, Contact, Freshness, Order, Record, Source

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PRESENT = ConversationId("chat-9")
FOUND = Record(CustomerId("c-1"), Freshness.FRESH, (Order("48213"),), fetched_at=NOW)


def _chat(number: int, days: int, subject: str = "") -> Case:
    return Case(f"chat-{number}", subject, opened_at=NOW - timedelta(days=days), contact=Contact.CHAT)


def test_chats_and_cases_are_told_newest_first() -> None:
    case = Case("C-1", "old", opened_at=NOW - timedelta(days=5))
    undated = Case("C-2", "undated")
    found = Record(CustomerId("c-1"), Freshness.FRESH, cases=(undated, case))
    record = PastChats().read((_chat(1, 2), _chat(2, 9)), NOW).beside(found, PRESENT)
    assert [one.id for one in record.cases] == ["chat-1", "C-1", "chat-2", "C-2"]


def test_the_present_chat_is_no_earlier_one() -> None:
    record = PastChats().read((_chat(9, 0), _chat(1, 2)), NOW).beside(FOUND, PRESENT)
    assert [one.id for one in record.cases] == ["chat-1"]


def test_a_chat_that_a_connector_tells_too_is_there_once() -> None:
    found = Record(CustomerId("c-1"), Freshness.FRESH, cases=(_chat(1, 2, "as a connector says"),))
    record = PastChats().read((_chat(1, 2, "as the chat system says"),), NOW).beside(found, PRESENT)
    assert [one.subject for one in record.cases] == ["as the chat system says"]


def test_orders_can_be_trusted_as_before_when_chats_could_not_be_read() -> None:
    record = PastChats().failed("no connection").beside(FOUND, PRESENT)
    assert (record.freshness, record.failure, record.orders) == (Freshness.FRESH, "", FOUND.orders)
    assert record.sources[-1] == Source(NAME, Freshness.FAILED, failure="no connection")
    assert record.sources[0].fetched_at == NOW


def test_what_was_read_before_stays_with_its_time() -> None:
    chats = PastChats().read((_chat(1, 2),), NOW).loading()
    assert chats.source == Source(NAME, Freshness.LOADING, NOW)
    assert chats.failed("down").source == Source(NAME, Freshness.FAILED, NOW, "down")
    assert chats.failed("down").cases == (_chat(1, 2),)
