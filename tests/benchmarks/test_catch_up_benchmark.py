"""The catch-up's benchmark: what counts as held, its interval, and labels that hold together."""

from collections import Counter

from benchmarks.catch_up import cases
from benchmarks.catch_up_label import Place, read
from benchmarks.catch_up_score import Share
from benchmarks.desks import Recording, Turn


def test_a_part_is_held_by_a_quote_of_half_of_it() -> None:
    place = Place(turn=2, start=10, end=30)
    assert place.held_by(2, 10, 20)
    assert not place.held_by(2, 10, 19)
    assert not place.held_by(1, 10, 30)
    assert Place(0, 0, 200).held_by(0, 0, 30)


def test_the_interval_is_wilsons() -> None:
    assert Share(96, 100).report()["interval"] == [0.9016, 0.9843]
    assert (Share(1, 2) + Share(3, 4)) == Share(4, 6)


def test_the_labels_are_a_hundred_half_of_them_held_out() -> None:
    labels = read().values()
    assert Counter(label.held_out for label in labels) == {True: 50, False: 50}
    for label in labels:
        places = (*label.question, *label.promises, *label.optional, *label.numbers)
        assert all(place.turn < label.cut and place.start < place.end for place in places)


def test_conversations_without_a_label_are_cut_where_the_customer_waits() -> None:
    turns = tuple(Turn(by_agent, "words") for by_agent in (False, True, False, True, False, False))
    recordings = [Recording(f"made-up-{number}", "", {}, turns, "made up") for number in range(30)]
    chosen = list(cases(recordings, {}))
    assert len(chosen) == 20
    assert {case.cut for case in chosen} <= {3, 6}
    assert chosen == list(cases(list(reversed(recordings)), {}))
