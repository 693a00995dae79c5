"""Outcomes on their way from one hub to another."""

from typing import get_args

import pytest

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.database.outcome_codec import UnknownNewsError, decode, encode
from agent_console.hub.outcome import (
    AcceptingChanged,
    Advanced,
    CustomerRead,
    Inquiry,
    Joined,
    Lapsed,
    Missed,
    Moved,
    Outcome,
    Posted,
    Refreshed,
    Rejected,
    Repeated,
    StoredMessage,
    Unchanged,
    WebhookChanged,
)
from agent_console.wire.frame import File

CHAT, KAREN, ANN, BEN = ConversationId("c1"), CustomerId("k"), AgentId("ann"), AgentId("ben")
NOTE = StoredMessage(
    *(7, ClientId("n1"), Author.BOT, "Ann", 'a\0b \ufdd0 Grüße \U0001f600 "\\', 1_700_000_000_000, "ann"),
    mode=Mode.NOTE,
    heard=3,
    amends=2,
    amends_heard=1,
    file=File("a.png", "image/png", 2**40, "/files/x", 3, 2),
    handed_over=True,
)
PLAIN = StoredMessage(1, ClientId("m1"), Author.CUSTOMER, "Karen Doe", "", 0)
INQUIRY = Inquiry(QuestionId("q"), ANN, BEN)
MOVED = Moved(
    *(Move.HANDED_OVER, CHAT, KAREN, ANN, BEN),
    queue_changed=True,
    reason="handed over",
    messages=(NOTE, PLAIN),
    asked=INQUIRY,
    settled=(INQUIRY, INQUIRY),
)
NEWS: tuple[Outcome, ...] = (
    Posted(CHAT, KAREN, ANN, NOTE, queued=True, returned=True),
    Posted(CHAT, KAREN, None, PLAIN, queued=False),
    Joined(KAREN, CHAT, "Karen Doe"),
    MOVED,
    Moved(Move.LEFT, CHAT, KAREN, None, None),
    Lapsed(ANN, (MOVED, MOVED)),
    Lapsed(ANN, ()),
    CustomerRead(CHAT, KAREN, None, 9),
    Refreshed(KAREN, ((CHAT, ANN), (CHAT, BEN))),
    AcceptingChanged(ANN, False),
    Advanced("webhook:1:message", 2**62),
    WebhookChanged("w1"),
)
NO_NEWS: tuple[Outcome, ...] = (Repeated(1, 2), Unchanged(CHAT), Rejected("gap", "out of order"), Missed())


@pytest.mark.parametrize("outcome", NEWS, ids=lambda outcome: type(outcome).__name__)
def test_what_is_news_comes_out_as_it_went_in(outcome: Outcome) -> None:
    text = encode(outcome)
    assert text is not None
    assert "\0" not in text
    assert decode(text) == outcome


@pytest.mark.parametrize("outcome", NO_NEWS, ids=lambda outcome: type(outcome).__name__)
def test_what_changed_nothing_is_no_news(outcome: Outcome) -> None:
    assert encode(outcome) is None


def test_every_outcome_is_one_or_the_other() -> None:
    assert {type(outcome) for outcome in (*NEWS, *NO_NEWS)} == set(get_args(Outcome))


@pytest.mark.parametrize(
    "text", ['[2, "Posted", {}]', '[1, "Beamed", {}]', '[1, "Moved", {}]', '[1, "Lapsed"]', "no news", "{}"]
)
def test_what_cannot_be_read_is_not_guessed_at(text: str) -> None:
    with pytest.raises(UnknownNewsError, match=r"news (of version|that cannot be read)"):
        decode(text)
