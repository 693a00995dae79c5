"""The ledger finds each kind of mistake; a count that cannot rise proves nothing."""

from benchmarks.ledger import Entry, Tally, compare

A1, A2, B1 = Entry("a1", "one"), Entry("a2", "two"), Entry("b1", "three")
SENT = {"a": [A1, A2], "b": [B1]}


def test_everything_seen_once_in_order_is_clean() -> None:
    tally = compare(SENT, {"a": [A1, A2], "b": [B1]})
    assert tally == Tally(messages=3)
    assert tally.clean


def test_nothing_sent_is_not_clean() -> None:
    assert not compare({}, {}).clean


def test_a_message_seen_nowhere_is_lost() -> None:
    assert compare(SENT, {"a": [A1], "b": [B1]}) == Tally(messages=3, lost=1)


def test_a_message_seen_twice_is_duplicated() -> None:
    assert compare(SENT, {"a": [A1, A2, A1], "b": [B1]}) == Tally(messages=3, duplicated=1)


def test_a_message_seen_after_a_later_one_is_reordered() -> None:
    assert compare(SENT, {"a": [A2, A1], "b": [B1]}) == Tally(messages=3, reordered=1)


def test_a_message_seen_elsewhere_is_misrouted_and_lost_at_home() -> None:
    assert compare(SENT, {"a": [A1, A2, B1], "b": []}) == Tally(messages=3, misrouted=1, lost=1)


def test_a_changed_text_is_altered() -> None:
    assert compare(SENT, {"a": [A1, Entry("a2", "too")], "b": [B1]}) == Tally(messages=3, altered=1)


def test_other_writers_messages_are_left_out_of_account() -> None:
    assert compare(SENT, {"a": [Entry("c9", "hi"), A1, A2], "b": [B1]}).clean
