"""Messages in whole seconds, with ids that become visible in another order: numbered once, without holes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent_console.backends.livehelperchat.ledger import SETTLED_SECONDS, Ledger, Sending
from agent_console.backends.livehelperchat.row import MessageRow
from agent_console.domain.chat import Author, ClientId, Mode

ME = 7
NOW = 1_800_000_000


def row(number: int, time: int = NOW, writer: int = 0, text: str = "hello") -> MessageRow:
    return MessageRow(number, writer, "", text, time)


def ledger() -> Ledger:
    return Ledger(ME, "https://chat.example.com")


def test_within_one_second_the_ids_give_the_order() -> None:
    book = ledger()
    new = book.fold([row(3, text="a"), row(5, text="b"), row(9, text="c")], "Karen")
    assert [(one.sequence, one.text) for one in new] == [(1, "a"), (2, "b"), (3, "c")]
    assert {one.sent_at for one in new} == {datetime.fromtimestamp(NOW, UTC)}


def test_one_that_becomes_visible_late_comes_last_and_keeps_its_number() -> None:
    book = ledger()
    book.fold([row(3), row(9)], "Karen")
    [late] = book.fold([row(3), row(5, text="late"), row(9)], "Karen")
    assert (late.sequence, late.text) == (3, "late")
    assert book.fold([row(3), row(5), row(9)], "Karen") == []
    assert [one.sequence for one in book.messages] == [1, 2, 3]


def test_what_is_recent_is_read_again_and_what_is_old_is_not() -> None:
    book = ledger()
    assert book.settled(NOW) == 0
    book.fold([row(1, NOW - 900), row(4, NOW - SETTLED_SECONDS), row(6, NOW - 3), row(7, NOW)], "Karen")
    assert book.settled(NOW) == 4
    assert book.settled(NOW + SETTLED_SECONDS) == 7


@given(st.lists(st.lists(st.integers(1, 40), max_size=12), max_size=12))
def test_whatever_becomes_visible_when_everything_is_numbered_once(reads: list[list[int]]) -> None:
    book = ledger()
    told = [one for read in reads for one in book.fold(map(row, sorted(set(read))), "Karen")]
    assert [one.sequence for one in told] == list(range(1, len(told) + 1))
    assert len({one.client_id for one in told}) == len({number for read in reads for number in read})
    assert book.messages == told


def test_who_wrote_is_told_by_the_number() -> None:
    book = ledger()
    writers = (0, 3, -1, -2, -9)
    told = book.fold([row(n, writer=w) for n, w in enumerate(writers, 1)], "Karen")
    assert [one.author for one in told] == [
        Author.CUSTOMER,
        Author.AGENT,
        Author.SYSTEM,
        Author.BOT,
        Author.SYSTEM,
    ]
    assert [one.mode for one in told] == [Mode.REPLY, Mode.REPLY, Mode.NOTE, Mode.REPLY, Mode.NOTE]
    assert told[0].name == "Karen"


def test_a_send_on_its_way_is_recognised_when_it_is_read_first() -> None:
    book = ledger()
    sending = Sending(" one moment\n", Mode.REPLY, since=NOW + 0.9, left=True)
    book.begin(ClientId("mine"), sending)
    told = book.fold(
        [
            row(1, NOW - 60, ME, "one moment"),
            row(2, NOW, ME, "two moments"),
            row(3, NOW, 8, "one moment"),
            row(4, NOW, ME, "one moment"),
            row(5, NOW, ME, "one moment"),
        ],
        "Karen",
    )
    assert [one.client_id for one in told].index(ClientId("mine")) == 3
    sent = book.sent(ClientId("mine"))
    assert sent is not None
    assert sent.sequence == 4


def test_a_send_that_never_left_is_no_message_of_the_same_words() -> None:
    book = ledger()
    book.begin(ClientId("mine"), Sending("ok", Mode.REPLY, since=NOW))
    book.fold([row(1, NOW, ME, "ok")], "Karen")
    assert book.sent(ClientId("mine")) is None


def test_the_answer_knows_better_which_message_a_send_became() -> None:
    book = ledger()
    book.begin(ClientId("mine"), Sending("ok", Mode.REPLY, since=NOW, left=True))
    book.fold([row(1, NOW, ME, "ok"), row(2, NOW, ME, "ok")], "Karen")
    book.settle(ClientId("mine"), 2)
    sent = book.sent(ClientId("mine"))
    assert sent is not None
    assert sent.sequence == 2
    book.begin(ClientId("other"), Sending("ok", Mode.REPLY, since=NOW, left=True))
    assert book.candidates(ClientId("other")) == [1]
