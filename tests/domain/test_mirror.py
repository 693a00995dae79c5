"""Fields that repeat each other, change when they are left, and stand inside other replies."""

from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.stop import Stop

SOURCE = Insertion("shop.status", ())


def blank(text: str = "") -> Draft:
    return Draft(ConversationId("chat"), CustomerId("ana"), 1, text=text, cursor=len(text))


def reply(written: str, *, before: str = "") -> Draft:
    """Return a draft with a reply inserted whose fields are written as `[1:text]`, holes as `<1:text>`."""
    text, stops, begun = "", list[Stop](), [(0, 0, False)]
    position = 0
    while position < len(written):
        character = written[position]
        if character in "[<":
            begun.append((len(text), int(written[position + 1]), character == "<"))
            position += 2
        elif character in "]>":
            start, index, required = begun.pop()
            stops.append(Stop(start, len(text), index, required=required, path="it" * required))
        else:
            text += character
        position += 1
    return blank(before).inserted(len(before), len(before), text, stops, SOURCE)


def typed(draft: Draft, text: str) -> Draft:
    """Return the draft after the editor took a text at the cursor."""
    for character in text:
        whole = draft.text[: draft.cursor] + character + draft.text[draft.cursor :]
        draft = draft.edited(whole, draft.cursor + 1)
    return draft


def overwritten(draft: Draft, text: str) -> Draft:
    """Return the draft after a text took the place of the active field's."""
    stop = draft.active
    assert stop is not None
    return draft.replaced(stop.start, stop.end, text)


def texts(draft: Draft) -> list[tuple[int, str]]:
    return [(stop.index, draft.text[stop.start : stop.end]) for stop in draft.stops]


def test_a_field_that_is_named_again_follows_what_is_typed() -> None:
    edited = typed(overwritten(reply("From [1:a] to [2:b]: [1:a], again [1:a]."), "Os"), "lo")
    assert edited.text == "From Oslo to b: Oslo, again Oslo."
    assert edited.cursor == len("From Oslo")


def test_a_mirror_before_the_field_moves_the_cursor() -> None:
    draft = reply("[1:a], [1:a]")
    second = typed(draft.visiting(draft.stops[1]), "bc")
    assert (second.text, second.cursor) == ("abc, abc", len("abc, abc"))


def test_the_cursor_stays_in_the_first_of_empty_fields_that_touch() -> None:
    edited = typed(reply("[1:][1:]"), "x")
    assert (edited.text, edited.cursor) == ("xx", 1)


def test_to_fill_a_hole_fills_its_repetitions() -> None:
    edited = overwritten(reply("Order <1:?> and order <1:?>."), "48213")
    assert edited.text == "Order 48213 and order 48213."
    assert edited.holes == ()


def test_a_field_inside_itself_is_left_alone() -> None:
    assert typed(reply("[1:a[1:b]c]"), "d").text == "abcd"


def test_what_stands_inside_a_field_is_repeated_with_it() -> None:
    draft = reply("[1:from [2:x]] / [1:from [2:x]]")
    inner = next(stop for stop in draft.stops if stop.index == 2)
    edited = overwritten(draft.visiting(inner), "Bergen")
    assert edited.text == "from Bergen / from Bergen"
    assert texts(edited).count((2, "Bergen")) == 2


def test_tab_goes_to_each_field_once() -> None:
    draft = reply("[1:a] [2:b] [1:a] [0:]")
    visited = [draft.active]
    while (stop := draft.next_stop()) is not None:
        draft = draft.visiting(stop)
        visited.append(stop)
    assert [stop.index for stop in visited if stop] == [1, 2, 0]
    back = draft.next_stop(backwards=True)
    assert back is not None
    assert back.index == 2


def test_two_replies_have_fields_of_their_own() -> None:
    first = reply("[1:a][0:]")
    end = len(first.text)
    both = first.inserted(end, end, " [b]", [Stop(2, 3, 1)], SOURCE)
    assert overwritten(both, "x").text == "a [x]"


def test_a_reply_inside_a_field_comes_before_the_next_field() -> None:
    outer = overwritten(reply("[1:a] then [2:b][0:]"), ";in")
    inner = outer.inserted(outer.cursor - 3, outer.cursor, "x, y", [Stop(0, 1, 1), Stop(3, 4, 2)], SOURCE)
    assert inner.text == "x, y then b"
    order = [inner.active]
    while (stop := inner.next_stop()) is not None:
        inner = inner.visiting(stop)
        order.append(stop)
    assert [inner.text[stop.start : stop.end] for stop in order if stop] == ["x", "y", "b", ""]


def test_of_a_moved_draft_no_field_mirrors_one_that_was_there() -> None:
    joined = reply("[1:a]").joined(reply("[1:b]"))
    assert overwritten(joined.visiting(joined.stops[0]), "x").text == "x\n\nb"


def test_a_field_changes_when_it_is_left() -> None:
    stops = [Stop(0, 1, 1), Stop(2, 3, 1, transform="/x/y/")]
    draft = overwritten(blank().inserted(0, 0, "a a", stops, SOURCE), "ana")
    assert draft.text == "ana ana"
    left = draft.transformed(lambda transform, text: f"{transform}{text.upper()}", draft.stops[0].field)
    assert left.text == "ana /x/y/ANA"
    assert left.cursor == 3


def test_what_a_field_has_become_is_not_changed_again() -> None:
    draft = blank().inserted(0, 0, "a", [Stop(0, 1, 1, transform="/a/aa/")], SOURCE)
    left = draft.transformed(lambda _, text: text * 2).transformed(lambda _, text: text * 2)
    assert left.text == "aa"
    assert overwritten(left, "b").transformed(lambda _, text: text * 2).text == "bb"


def test_other_fields_do_not_change_with_it() -> None:
    draft = blank().inserted(0, 0, "a", [Stop(0, 1, 1, transform="/x/y/")], SOURCE)
    assert draft.transformed(lambda _, text: text.upper(), (9, 9)).text == "a"
    assert draft.transformed(lambda _, text: text.upper()).text == "A"


def test_who_leaves_the_fields_keeps_the_text_and_the_holes() -> None:
    settled = reply("[1:a] <2:?> [0:]").settled()
    assert settled.text == "a ? "
    assert [stop.index for stop in settled.stops] == [2]
    assert settled.at == -1


TEXT = st.text("ab\n", max_size=8)


@st.composite
def replies(choose: st.DrawFn) -> Draft:
    text = choose(st.text("abc", min_size=1, max_size=10))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    pairs = choose(st.lists(places, min_size=1, max_size=5))
    stops = [Stop(start, end, choose(st.integers(0, 2))) for start, end in pairs]
    draft = blank().inserted(0, 0, text, stops, SOURCE)
    return draft.visiting(choose(st.sampled_from(draft.stops)))


@given(replies(), TEXT, st.data())
def test_any_edit_leaves_fields_inside_the_text_and_mirrors_alike(
    draft: Draft, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(draft.text)))
    end = data.draw(st.integers(start, len(draft.text)))
    edited = draft.replaced(start, end, text)
    assert 0 <= edited.cursor <= len(edited.text)
    assert all(0 <= stop.start <= stop.end <= len(edited.text) for stop in edited.stops)
    assert -1 <= edited.at < len(edited.stops)
    assert edited.text[: edited.cursor].endswith(text) or not edited.text


@st.composite
def flat_replies(choose: st.DrawFn) -> Draft:
    """Return a reply none of whose fields stands in another one."""
    text = choose(st.text("abc", min_size=1, max_size=10))
    places = st.lists(st.integers(0, len(text)), min_size=2, max_size=10).map(sorted)
    cuts = choose(places)
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    stops = [Stop(start, end, choose(st.integers(0, 2))) for start, end in pairs]
    draft = blank().inserted(0, 0, text, stops, SOURCE)
    return draft.visiting(choose(st.sampled_from(draft.stops)))


@given(flat_replies(), st.text("xyz", min_size=1, max_size=4))
def test_what_is_typed_into_a_field_stands_in_all_its_mirrors(draft: Draft, text: str) -> None:
    edited = typed(draft, text)
    source = edited.active
    assert source is not None
    assert edited.text[source.start : edited.cursor].endswith(text)
    written = edited.text[source.start : source.end]
    mirrors = [stop for stop in edited.stops if stop.field == source.field]
    assert len(mirrors) == sum(stop.field == source.field for stop in draft.stops)
    assert {edited.text[stop.start : stop.end] for stop in mirrors} == {written}
