"""How a scripted customer behaves, minute by minute of a time that the test sets."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from agent_console.demo.behaviour import Visit
from agent_console.demo.fact import facts_of
from agent_console.demo.person import Courtesy, Fact, Line, Manner, Person, Purchase, Reaction

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WANDA = Person(
    name="Wanda Sample",
    email="wanda@example.com",
    phone="555-0100",
    language="de",
    account="K-1",
    concern="Parcel",
    page="https://shop.example.com",
    manner=Manner(
        nudges=("Hello?", "Still there?", "Now really."),
        asks_again=("That is no answer.", "Pardon?"),
        courtesies=(
            Courtesy(("moment",), "I will wait.", patient=True),
            Courtesy(("order number", "help you"), "It is {order}: {question}"),
        ),
        goodbye="Bye!",
        gives_up="Forget it.",
    ),
    opening=("Hi.", "Where is my parcel?"),
    reactions=(
        Reaction((Fact.ETA,), ("Thank you!",)),
        Reaction((Fact.ORDER, "parcel"), ("Yes, that one.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48999",
            state="sent",
            lines=(Line("Cup", "C-1", Decimal("4.50"), quantity=2), Line("Pot", "P-1", Decimal(20))),
            placed=timedelta(days=3),
            eta=timedelta(days=2),
        ),
    ),
    patience=timedelta(seconds=50),
)

UNANSWERED = ["Hello?", "Still there?", "Now really.", "Forget it."]


def arrived() -> Visit:
    return Visit.begin(WANDA, facts_of(WANDA, NOON), at=100.0)


def waiting() -> Visit:
    """Wanda has said her opening and waits for an answer."""
    visit = arrived()
    for _ in WANDA.opening:
        visit = visit.said(_cue_time(visit))
    return visit


def _cue_time(visit: Visit) -> float:
    assert visit.next is not None
    return visit.next.at


def lines(visit: Visit) -> list[str]:
    """What would still be said if nobody ever answered."""
    said = []
    while (cue := visit.next) is not None:
        said.append(cue.text)
        visit = visit.said(cue.at)
    return said


def test_the_opening_starts_at_once_and_goes_on_as_fast_as_one_types() -> None:
    visit = arrived()
    assert visit.next is not None
    assert (visit.next.at, visit.next.text) == (100.0, "Hi.")
    second = visit.said(100.0).next
    assert second is not None
    assert second.text == "Where is my parcel?"
    assert 102.0 < second.at < 110.0


def test_without_an_answer_every_nudge_comes_sooner_than_the_one_before() -> None:
    visit, times = waiting(), []
    times.append(visit.quiet_since)
    while (cue := visit.next) is not None:
        times.append(cue.at)
        visit = visit.said(cue.at)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps[0] == pytest.approx(50.0)
    *nudges, giving_up = gaps
    assert nudges == sorted(nudges, reverse=True)
    assert len(set(nudges)) == len(WANDA.manner.nudges)
    assert giving_up > nudges[0]


def test_whoever_never_gets_an_answer_gives_up() -> None:
    assert lines(waiting()) == UNANSWERED


def test_naming_the_day_is_thanked_for_and_ends_the_visit() -> None:
    visit = waiting().heard("It will be with you on 4 March.", at=150.0)
    assert lines(visit) == ["Thank you!", "Bye!"]
    while (cue := visit.next) is not None:
        assert cue.at > 150.0
        visit = visit.said(cue.at)
    assert visit.gone


def test_the_day_is_understood_in_the_persons_own_language_too() -> None:
    for written in ("am 4. März", "am Mittwoch", "am 04.03.", "2026-03-04", "March 4"):
        assert lines(waiting().heard(f"… {written} …", at=150.0))[0] == "Thank you!", written


def test_another_day_does_not_help() -> None:
    assert lines(waiting().heard("It comes on 14 March.", at=150.0))[0] == "That is no answer."


def test_an_order_number_inside_a_longer_number_is_not_heard() -> None:
    for longer in ("148999", "489991"):
        assert lines(waiting().heard(f"I see {longer} here.", at=150.0))[0] == "That is no answer."
    assert lines(waiting().heard("I see 48999 here.", at=150.0))[0] == "Yes, that one."


def test_words_are_recognised_by_how_they_begin_in_any_case() -> None:
    assert lines(waiting().heard("PARCELS are slow.", at=150.0))[0] == "Yes, that one."
    assert lines(waiting().heard("Myparcel", at=150.0))[0] == "That is no answer."


def test_a_reaction_that_is_no_relief_is_shown_once_and_the_person_stays() -> None:
    visit = waiting().heard("Your parcel 48999?", at=150.0)
    assert lines(visit) == ["Yes, that one.", *UNANSWERED]
    again = visit.said(_cue_time(visit)).heard("Your parcel 48999?", at=170.0)
    assert lines(again)[0] == "That is no answer."


def test_useless_answers_are_asked_back_in_turn() -> None:
    visit = waiting().heard("Blue.", at=150.0)
    visit = visit.said(_cue_time(visit)).heard("Green.", at=170.0)
    assert lines(visit)[0] == "Pardon?"


def test_being_asked_to_wait_doubles_the_patience() -> None:
    visit = waiting().heard("One moment, please.", at=150.0)
    assert visit.next is not None
    assert visit.next.text == "I will wait."
    visit = visit.said(visit.next.at)
    assert _cue_time(visit) == visit.quiet_since + 100.0


def test_a_question_is_answered_from_what_the_person_knows() -> None:
    visit = waiting().heard("Hello! How can I HELP YOU?", at=150.0)
    assert lines(visit) == ["It is 48999: Where is my parcel?", *UNANSWERED]


def test_a_real_answer_counts_more_than_the_courtesies_around_it() -> None:
    assert lines(waiting().heard("Thanks for waiting a moment: 4 March!", at=150.0)) == ["Thank you!", "Bye!"]


def test_an_answer_stops_the_nudges_and_starts_them_from_the_beginning() -> None:
    visit = waiting()
    visit = visit.said(_cue_time(visit)).said(_cue_time(visit) + 40)
    visit = visit.heard("Blue.", at=300.0)
    assert lines(visit) == ["That is no answer.", *UNANSWERED]


def test_a_second_reply_does_not_make_the_person_forget_the_first() -> None:
    visit = waiting().heard("Your parcel 48999?", at=150.0).heard("Blue.", at=150.5)
    assert lines(visit) == ["Yes, that one.", *UNANSWERED]


def test_a_person_saying_goodbye_no_longer_listens() -> None:
    visit = waiting().heard("2026-03-04", at=150.0)
    assert visit.heard("Anything else?", at=151.0) == visit


def test_nothing_more_is_said_after_goodbye() -> None:
    visit = waiting().heard("2026-03-04", at=150.0)
    visit = visit.said(_cue_time(visit)).said(_cue_time(visit) + 5)
    assert visit.gone
    assert visit.next is None
    assert visit.said(400.0) == visit
