"""Drafts: stops that stay where they belong through every edit, holes, and where text goes when it moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.stop import Stop

SOURCE = Insertion("shop.status", (("order.number", "48213"),))
CHAT, ANA = ConversationId("chat"), CustomerId("ana")


def draft(text: str, *stops: Stop, cursor: int | None = None, at: int = -1) -> Draft:
    return Draft(CHAT, ANA, 1, text=text, cursor=len(text) if cursor is None else cursor, stops=stops, at=at)


def marked(written: str, at: int = -1) -> Draft:
    """Return a draft whose stops are written as `[...]`, holes as `<...>`, and the cursor as `|`."""
    text, stops, cursor, begun = "", list[Stop](), None, 0
    for character in written:
        if character in "[<":
            begun = len(text)
        elif character in "]>":
            stops.append(Stop(begun, len(text), len(stops) + 1, required=character == ">"))
        elif character == "|":
            cursor = len(text)
        else:
            text += character
    return draft(text, *stops, cursor=cursor, at=at)


def picture(one: Draft) -> str:
    """Return a draft as `marked` reads it."""
    text = one.text
    signs = [(stop.start, stop.end, "<>" if stop.required else "[]") for stop in one.stops]
    places = [(start, 1, pair[0]) for start, _end, pair in signs]
    places += [(end, 0, pair[1]) for start, end, pair in signs if end > start]
    places += [(end, 2, pair[1]) for start, end, pair in signs if end == start]
    for place, _order, sign in sorted(places, reverse=True):
        text = text[:place] + sign + text[place:]
    return text


@pytest.mark.parametrize(("text", "empty"), [("", True), (" \n\t", True), (" a ", False)])
def test_white_space_alone_is_empty(text: str, empty: bool) -> None:
    assert draft(text).empty is empty


@pytest.mark.parametrize(
    ("before", "start", "end", "text", "after"),
    [
        ("ab[cd]ef", 0, 1, "xyz", "xyzb[cd]ef"),
        ("ab[cd]ef", 2, 4, "x", "ab[x]ef"),
        ("ab[cd]ef", 3, 3, "x", "ab[cxd]ef"),
        ("ab[cd]ef", 2, 3, "", "ab[d]ef"),
        ("ab[cd]ef", 2, 4, "", "ab[]ef"),
        ("ab[cd]ef", 5, 6, "x", "ab[cd]ex"),
        ("ab[cd]ef", 4, 4, "x", "ab[cd]xef"),
        ("ab[cd]ef", 2, 2, "x", "abx[cd]ef"),
        ("ab[cd]ef", 1, 3, "x", "axdef"),
        ("ab[cd]ef", 3, 5, "x", "abcxf"),
        ("ab[cd]ef", 1, 5, "x", "axf"),
        ("ab[]ef", 2, 2, "x", "abx[]ef"),
        ("ab<cd>ef", 2, 4, "x", "ab[x]ef"),
        ("ab<cd>ef", 3, 3, "x", "ab[cxd]ef"),
        ("ab<cd>ef", 4, 4, "x", "ab<cd>xef"),
        ("[ab][cd]", 2, 2, "x", "[ab]x[cd]"),
        ("[ab]", 0, 2, "", ""),
    ],
)
def test_stops_follow_an_edit(before: str, start: int, end: int, text: str, after: str) -> None:
    edited = marked(before).replaced(start, end, text)
    assert picture(edited) == after
    assert edited.cursor == (start + len(text) if edited.text else 0)


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [("ab[cd]ef", 4, "ab[cdx]ef"), ("ab[cd]ef", 2, "ab[xcd]ef"), ("ab[]ef", 2, "ab[x]ef")],
)
def test_text_at_the_edge_belongs_to_the_stop_that_tab_went_to(before: str, place: int, after: str) -> None:
    assert picture(marked(before, at=0).replaced(place, place, "x")) == after


def test_text_beside_a_hole_does_not_fill_it() -> None:
    assert picture(marked("ab<cd>ef", at=0).replaced(4, 4, "x")) == "ab<cdx>ef"


def test_text_in_an_empty_hole_fills_it() -> None:
    assert picture(marked("ab<>ef", at=0).replaced(2, 2, "x")) == "ab[x]ef"


def test_of_two_stops_that_touch_only_the_active_one_grows() -> None:
    assert picture(marked("[ab][cd]", at=0).replaced(2, 2, "x")) == "[abx][cd]"
    assert picture(marked("[ab][cd]", at=1).replaced(2, 2, "x")) == "[ab][xcd]"


def test_the_active_stop_is_still_the_same_after_another_was_dropped() -> None:
    edited = marked("[ab]cd[ef]", at=1).replaced(1, 3, "")
    assert edited.stops[edited.at].index == 2
    assert marked("[ab]cd[ef]", at=0).replaced(1, 3, "").at == -1


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4), (4, 4)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie in 3 characters"):
        draft("abc").replaced(start, end, "x")


def test_an_emptied_text_forgets_what_was_in_it() -> None:
    full = replace(marked("[ab]", at=0), insertions=(SOURCE,), id=ClientId("id"))
    assert full.replaced(0, 2, "") == replace(draft(""), id=ClientId("id"))


def test_holes_come_in_the_order_of_the_text() -> None:
    late, early = Stop(4, 5, 1, required=True), Stop(0, 1, 2, required=True)
    assert draft("abcdef", late, Stop(2, 3, 3), early).holes == (early, late)


# What the editor did


@pytest.mark.parametrize(
    ("before", "text", "cursor", "after"),
    [
        ("aa[bb]cc", "aaabbcc", 1, "aaa[bb]cc"),
        ("a[a]a", "aaaa", 4, "a[a]aa"),
        ("a[a]a", "aaaa", 1, "aa[a]a"),
        ("[aa]a", "aa", 2, "[aa]"),
        ("[aa]a", "aa", 0, "[a]a"),
        ("ab[cd]ef", "abxyef", 4, "ab[xy]ef"),
        ("ab[cd]ef", "ef", 0, "ef"),
        ("ab[cd]ef", "abcdefgh", 0, "ab[cd]efgh"),
    ],
)
def test_the_editors_text_is_taken_as_one_edit_at_the_cursor(
    before: str, text: str, cursor: int, after: str
) -> None:
    edited = marked(before).edited(text, cursor)
    assert picture(edited) == after
    assert (edited.text, edited.cursor) == (text, cursor)


def test_an_unchanged_text_only_moves_the_cursor() -> None:
    one = marked("ab<cd>|ef")
    assert one.edited("abcdef", 1) == replace(one, cursor=1)


@pytest.mark.parametrize("cursor", [-1, 4])
def test_a_cursor_outside_the_text_is_refused(cursor: int) -> None:
    with pytest.raises(ValueError, match="cursor"):
        draft("ab").edited("abc", cursor)


TEXT = st.text("ab\n🦊", max_size=12)


@st.composite
def drafts(choose: st.DrawFn) -> Draft:
    text = choose(TEXT)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    pairs = choose(st.lists(places, max_size=4))
    stops = [
        Stop(start, end, n, required=choose(st.booleans()), path=text[start:end])
        for n, (start, end) in enumerate(pairs)
    ]
    at = choose(st.integers(-1, len(stops) - 1))
    return draft(text, *stops, cursor=choose(st.integers(0, len(text))), at=at)


@given(drafts(), TEXT, st.data())
def test_after_any_edit_the_text_is_the_editors_and_stops_lie_in_it(
    one: Draft, text: str, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    edited = one.edited(text, cursor)
    assert (edited.text, edited.cursor) == (text, cursor)
    assert all(0 <= stop.start <= stop.end <= len(text) for stop in edited.stops)
    assert -1 <= edited.at < len(edited.stops)
    for hole in edited.holes:
        assert hole.path in text[hole.start : hole.end]


@given(drafts(), st.data())
def test_a_replacement_replaces_exactly_that(one: Draft, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(one.text)))
    end = data.draw(st.integers(start, len(one.text)))
    text = data.draw(TEXT)
    edited = one.replaced(start, end, text)
    assert edited.text == one.text[:start] + text + one.text[end:]
    untouched = [stop for stop in one.stops if stop.start > end or stop.end < start]
    assert len(edited.stops) >= (len(untouched) if edited.text else 0)


# Canned responses and their stops


def test_an_insertion_takes_the_triggers_place_and_goes_to_its_first_stop() -> None:
    stops = (Stop(8, 9, 0), Stop(3, 6, 1))
    one = draft("Hi. ;st Bye.", cursor=7).inserted(4, 7, "It left by x.", stops, SOURCE)
    assert one.text == "Hi. It left by x. Bye."
    assert one.cursor == 4 + 6
    assert one.stops[one.at] == Stop(7, 10, 1, group=1)
    assert one.insertions == (SOURCE,)


def test_an_insertion_without_stops_leaves_the_cursor_behind_it() -> None:
    one = draft("ab", Stop(1, 2, 1), cursor=0).inserted(0, 0, "xy", (), SOURCE)
    assert (one.text, one.cursor, one.at) == ("xyab", 2, -1)
    assert one.stops == (Stop(3, 4, 1),)


def test_tab_visits_stops_by_index_and_the_final_one_last() -> None:
    one = draft("abcdef", Stop(0, 1, 0), Stop(2, 3, 2), Stop(4, 5, 1), cursor=6)
    visited = []
    while (stop := one.next_stop()) is not None:
        visited.append(stop.index)
        one = one.visiting(stop)
    assert visited == [1, 2, 0]
    while (stop := one.next_stop(backwards=True)) is not None:
        visited.append(stop.index)
        one = one.visiting(stop)
    assert visited == [1, 2, 0, 2, 1]


@pytest.mark.parametrize(
    "stops",
    [
        (Stop(0, 2, 1), Stop(2, 4, 2), Stop(4, 4, 0)),
        (Stop(0, 2, 1), Stop(2, 2, 2), Stop(2, 2, 0)),
        (Stop(0, 6, 1), Stop(2, 6, 2), Stop(6, 6, 0)),
    ],
    ids=["touching", "empty", "nested"],
)
def test_stops_that_share_an_edge_are_each_visited(stops: tuple[Stop, ...]) -> None:
    one = draft("abcdef", *stops).visiting(stops[0])
    for expected in stops[1:]:
        stop = one.next_stop()
        assert stop == expected
        one = one.visiting(stop)
    assert one.next_stop() is None
    for expected in reversed(stops[:-1]):
        stop = one.next_stop(backwards=True)
        assert stop == expected
        one = one.visiting(stop)


def test_tab_goes_on_from_where_the_cursor_is() -> None:
    one = draft("abcdef", Stop(0, 1, 1), Stop(2, 3, 2), Stop(4, 5, 3), at=0)
    assert replace(one, cursor=3).next_stop() == Stop(4, 5, 3)
    assert replace(one, cursor=6).next_stop() == Stop(0, 1, 1)
    assert draft("abc").next_stop() is None
    assert draft("abc").next_stop(backwards=True) is None


# Text that moves


def test_an_emptied_draft_keeps_conversation_mode_and_id() -> None:
    one = replace(marked("[ab]", at=0), mode=Mode.NOTE, id=ClientId("id"))
    assert one.emptied() == Draft(CHAT, ANA, 1, Mode.NOTE, id=ClientId("id"))


def test_returned_text_goes_before_what_is_being_written() -> None:
    one = marked("a[b]|c").fronted(0, "one")
    assert picture(one) == "one\na[b]c"
    assert one.cursor == 6
    two = one.fronted(3, "one\ntwo")
    assert picture(two) == "one\ntwo\na[b]c"
    assert two.cursor == 10


def test_returned_text_alone_has_the_cursor_at_its_end() -> None:
    one = draft("").fronted(0, "one")
    assert (one.text, one.cursor) == ("one", 3)
    two = one.fronted(3, "one\ntwo")
    assert (two.text, two.cursor) == ("one\ntwo", 7)


@given(drafts(), TEXT, st.data())
def test_returned_text_leaves_the_rest_and_its_stops_alone(
    one: Draft, front: str, data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(one.text)))
    fronted = one.fronted(end, front)
    assert fronted.text.startswith(front)
    assert fronted.text.endswith(one.text[end:].removeprefix("\n"))
    assert 0 <= fronted.cursor <= len(fronted.text)
    assert all(0 <= stop.start <= stop.end <= len(fronted.text) for stop in fronted.stops)


def test_a_joined_draft_stands_behind_a_blank_line() -> None:
    whole = marked("a[b]").joined(replace(marked("c[d]|"), insertions=(SOURCE,)))
    assert picture(whole) == "a[b]\n\nc[d]"
    assert (whole.cursor, whole.insertions) == (6, (SOURCE,))
    assert picture(draft("").joined(marked("c[d]"))) == "c[d]"
