"""What of a draft is drawn as a field, and how."""

from dataclasses import replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.stop import Stop
from agent_console.ui.field_hint import field_hint
from agent_console.ui.field_mark import (
    ACTIVE,
    DEFAULT,
    FIELD,
    FOREIGN,
    HOLE,
    OFFENDING,
    FieldMark,
    marks,
    span_marks,
)


def draft(text: str, *stops: Stop, at: int = -1) -> Draft:
    return Draft(ConversationId("c"), CustomerId("x"), 1, text=text, stops=stops, at=at)


def test_a_field_over_several_lines_is_marked_on_each() -> None:
    assert marks(draft("Dear\nold\nlamp", Stop(2, 11, 1))) == {
        0: [FieldMark(2, 4, FIELD)],
        1: [FieldMark(0, 3, FIELD)],
        2: [FieldMark(0, 2, FIELD)],
    }


def test_the_active_field_is_marked_with_all_that_repeats_it() -> None:
    found = marks(draft("a b a", Stop(0, 1, 1), Stop(2, 3, 2), Stop(4, 5, 1), at=0))
    assert [mark.kind for mark in found[0]] == [FIELD, ACTIVE, FIELD, FIELD, ACTIVE]


def test_no_field_is_active_once_the_cursor_has_left_it() -> None:
    left = replace(draft("a b", Stop(0, 1, 1), at=0), cursor=3)
    assert [mark.kind for mark in marks(left)[0]] == [FIELD]


def test_a_hole_and_a_default_are_of_their_own_kinds() -> None:
    found = marks(draft("a b", Stop(0, 1, 1, required=True, path="x"), Stop(2, 3, 1, defaulted=True), at=0))
    assert [mark.kind for mark in found[0]] == [HOLE, ACTIVE, DEFAULT]


def test_another_customers_value_is_marked_as_long_as_it_stands_there() -> None:
    copied = Insertion("", (("customer.name", "Mira"), ("customer.order", "48213")), CustomerId("other"))
    own = Insertion("shop.status", (("order.number", "10001"),), CustomerId("x"))
    found = marks(replace(draft("Hi,\nMira 10001"), insertions=(copied, own)))
    assert found == {1: [FieldMark(0, 4, FOREIGN)]}


def test_a_span_is_marked_on_each_of_its_lines() -> None:
    found = span_marks("Dear\nold\nlamp", 6, 11, OFFENDING)
    assert found == {1: [FieldMark(1, 3, OFFENDING)], 2: [FieldMark(0, 2, OFFENDING)]}


def test_the_hint_begins_with_the_choice_that_stands_there() -> None:
    stop = Stop(0, 0, 1, choices=("one", "two", "three"))
    assert field_hint(stop, "two").plain == "↑↓ two · three · one"
    assert field_hint(stop, "t").plain == "↑↓ two · three"
    assert field_hint(stop, "two", choice_key="Alt+Down").plain == "Alt+Down two · three · one"
    assert field_hint(stop, "else").plain == "↑↓ one · two · three"


def test_the_hint_says_what_is_missing_and_what_does_not_fit() -> None:
    assert field_hint(Stop(0, 0, 1, required=True, path="order.number"), "").plain == "fill in order.number"
    assert field_hint(Stop(0, 0, 1, required=True), "").plain == "fill this in"
    assert field_hint(Stop(0, 0, 1, check="number"), "soon").plain == "must be a number"
    assert field_hint(Stop(0, 0, 1, check="number"), "5").plain == ""
