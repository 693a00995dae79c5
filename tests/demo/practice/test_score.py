"""Waits, promises and strays of a practice, counted from its diary."""

from collections.abc import Iterable

from agent_console.demo.practice.diary import Entry, Kind
from agent_console.demo.practice.score import Score, scores


def said(at: float, visit: int = 1, crowd: int = 2) -> Entry:
    return Entry(Kind.SAID, at, visit, crowd)


def heard(
    at: float, visit: int = 1, *, crowd: int = 2, astray: bool = False, due: float | None = None
) -> Entry:
    return Entry(Kind.HEARD, at, visit, crowd, astray=astray, due=due)


def left(at: float, visit: int = 1, *, crowd: int = 2, content: bool = True, rating: int = 5) -> Entry:
    return Entry(Kind.LEFT, at, visit, crowd, content=content, rating=rating)


def only(entries: Iterable[Entry]) -> Score:
    (score,) = scores(entries)
    return score


def test_a_wait_begins_with_the_first_line_that_is_unanswered() -> None:
    score = only([said(10), said(25), heard(40), said(50), heard(52)])
    assert score.waits == (2.0, 30.0)
    assert (score.replies, score.unanswered, score.rating) == (2, 0, None)


def test_a_second_reply_in_a_row_is_no_wait() -> None:
    assert only([said(10), heard(12), heard(30)]).waits == (2.0,)


def test_who_says_goodbye_waits_for_nothing_and_who_gives_up_was_left_waiting() -> None:
    assert only([said(10), heard(12), said(20), left(20)]).unanswered == 0
    assert only([said(10), left(300, content=False, rating=1)]).unanswered == 1


def test_slow_is_what_nine_of_ten_do_not_exceed() -> None:
    entries = [entry for n in range(10) for entry in (said(100 * n, n), heard(100 * n + n + 1, n))]
    score = only(entries)
    assert (score.usual, score.slow) == (5.5, 9.0)


def test_each_size_of_crowd_has_its_own_score() -> None:
    small, large = scores([said(0, 1, 2), said(1, 2, 6), heard(9, 2, crowd=6), heard(5, 1)])
    assert (small.crowd, small.waits, large.crowd, large.waits) == (2, (5.0,), 6, (8.0,))


def test_a_promise_is_kept_by_a_reply_in_time_or_by_a_goodbye() -> None:
    assert only([said(0), heard(1, due=60), heard(59)]).kept == 1
    assert only([said(0), heard(1, due=60), said(50), left(50)]).kept == 1
    late = only([said(0), heard(1, due=60), heard(61)])
    assert (late.promises, late.kept) == (1, 0)


def test_a_promise_whose_time_has_not_come_counts_neither_way() -> None:
    assert only([said(0), heard(1, due=600), said(30)]).promises == 0


def test_giving_up_keeps_no_promise() -> None:
    score = only([said(0), heard(1, due=60), left(40, content=False), said(90, 2)])
    assert (score.promises, score.kept) == (1, 0)


def test_what_was_meant_for_somebody_else_is_counted() -> None:
    assert only([said(0), heard(1, astray=True), heard(2)]).astray == 1


def test_an_empty_diary_has_no_scores() -> None:
    assert scores([]) == ()
    assert scores([Entry(Kind.OVER, 3.0)]) == ()
