"""Keys typed one by one: what fires at which of them, with which separators, and for which replies."""

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.trigger.casing import Casing
from agent_console.snippets.trigger.firing import Firing
from agent_console.snippets.trigger.keystream import Keystream
from tests.snippets.shelf import book

BACK = "\b"
FIVE = BACK * 5


def plain(*matches: str) -> Book:
    """Return the book of matches in espanso's dialect, each given as a flow mapping's inside."""
    return book("matches:\n" + "\n".join(f"  - {{{match}, replace: x}}" for match in matches), native=False)


def native(*matches: str, head: str = "") -> Book:
    """Return the book of native matches, each given as a flow mapping's inside."""
    lines = "\n".join(f"  - {{{match}, replace: x}}" for match in matches)
    return book(f"{head}matches:\n{lines}\n")


def firings(shelf: Book, keys: str) -> list[tuple[int, Firing]]:
    """Return what fires while keys are typed, with the number of the key."""
    stream = Keystream(shelf.matcher)
    found: list[tuple[int, Firing]] = []
    for number, key in enumerate(keys):
        if key == BACK:
            stream.backspace()
        elif firing := stream.typed(key):
            found.append((number, firing))
    return found


def fired(shelf: Book, keys: str) -> str:
    """Return the typed triggers that fire, each as `left[trigger]right`."""
    return " ".join(f"{one.left}[{one.trigger}]{one.right}" for _, one in firings(shelf, keys))


def lines_of(shelf: Book, firing: Firing) -> list[int]:
    """Return which matches of the file are the candidates, from 1."""
    numbers = {snippet.id: number for number, snippet in enumerate(shelf.snippets, 1)}
    return [numbers[candidate.snippet] for candidate in firing.candidates]


@pytest.mark.parametrize(
    ("match", "keys", "expected"),
    [
        ("trigger: ';hi'", ";hi", "[;hi]"),
        ("trigger: ';hi'", "oh;hi!", "[;hi]"),
        ("trigger: ';hi'", ";HI", ""),
        ("trigger: ';hi'", ";h;hi", "[;hi]"),
        ("trigger: teh, word: true", "teh", ""),
        ("trigger: teh, word: true", "teh ", "[teh] "),
        ("trigger: teh, word: true", "oh, teh.", " [teh]."),
        ("trigger: teh, word: true", "(teh)", "([teh])"),
        ("trigger: teh, word: true", "-teh ", ""),
        ("trigger: teh, word: true", "teh-", ""),
        ("trigger: teh, word: true", "the teh\n", " [teh]\n"),
        ("trigger: teh, word: true", "ateh ", ""),
        ("trigger: teh, word: true", "teh\u00a0", ""),
        ("trigger: teh, left_word: true", "xteh", ""),
        ("trigger: teh, left_word: true", "x teh", " [teh]"),
        ("trigger: teh, right_word: true", "xteh;", "[teh];"),
        ("trigger: teh, word: true, left_word: false", "xteh ", "[teh] "),
        ("trigger: teh, word: true, right_word: false", "teh", "[teh]"),
        ("trigger: teh, propagate_case: true", "TeH", "[TeH]"),
        ("trigger: ÄRGER, propagate_case: true", "ärger", "[ärger]"),
        ("triggers: [one, two]", "two one", "[two] [one]"),
        ("trigger: ' x'", "a x", "[ x]"),
        ("trigger: ' x'", "x", ""),
        ("trigger: 👩‍🚀", "👩‍🚀", "[👩‍🚀]"),
    ],
)
def test_what_stands_beside_a_trigger_decides_as_in_espanso(match: str, keys: str, expected: str) -> None:
    assert fired(plain(match), keys) == expected


def test_a_trigger_fires_at_its_last_key_or_at_the_separator_behind_it() -> None:
    assert [number for number, _ in firings(plain("trigger: abc"), "xabc")] == [3]
    assert [number for number, _ in firings(plain("trigger: abc, word: true"), "abc.")] == [3]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (";heo" + BACK + "lp", "[;help]"),
        (";hel" + BACK * 2 + "lp", ""),
        (";he" + "x" * 4 + BACK * 4 + "lp", "[;help]"),
        (";he" + "x" * 5 + FIVE + "lp", ""),
        ("x" * 6 + FIVE + BACK + ";help", "[;help]"),
        (BACK + ";help", "[;help]"),
    ],
)
def test_backspace_takes_back_what_is_remembered(keys: str, expected: str) -> None:
    assert fired(plain("trigger: ';help'"), keys) == expected


def test_behind_the_last_remembered_key_a_word_may_begin() -> None:
    assert fired(plain("trigger: teh, word: true"), "x" + BACK + "teh ") == "[teh] "
    assert fired(plain("trigger: teh, word: true"), "x" * 7 + BACK + "teh ") == ""


def test_a_shorter_trigger_shadows_a_longer_one_that_begins_with_it() -> None:
    for shelf in (plain("trigger: ';t'", "trigger: ';test'"), plain("trigger: ';test'", "trigger: ';t'")):
        assert fired(shelf, ";test") == "[;t]"


def test_words_do_not_shadow_each_other() -> None:
    shelf = plain("trigger: te, word: true", "trigger: test, word: true")

    assert fired(shelf, "test te ") == "[test]  [te] "


def test_of_two_that_end_at_one_key_the_one_that_began_first_wins() -> None:
    shelf = plain("trigger: b", "trigger: ab")
    [(_, firing)] = firings(shelf, "ab")

    assert lines_of(shelf, firing) == [2]


def test_of_two_that_began_at_one_key_the_exact_one_wins() -> None:
    shelf = plain("trigger: ab, propagate_case: true", "trigger: ab")
    [(_, exact)] = firings(shelf, "ab")
    [(_, other)] = firings(shelf, "AB")

    assert lines_of(shelf, exact) == [2]
    assert lines_of(shelf, other) == [1]


def test_a_key_is_itself_before_it_is_a_separator() -> None:
    shelf = plain("trigger: ab, right_word: true", "trigger: 'ab '")
    [(_, firing)] = firings(shelf, "ab ")

    assert lines_of(shelf, firing) == [2]


def test_what_begins_with_a_separator_comes_before_what_begins_behind_it() -> None:
    shelf = plain("trigger: x, left_word: true", "trigger: ' x', propagate_case: true")
    [(_, firing)] = firings(shelf, "a x")

    assert lines_of(shelf, firing) == [2]


def test_at_the_start_a_trigger_that_needs_no_separator_comes_first() -> None:
    shelf = plain("trigger: x, left_word: true", "trigger: x")
    [(_, at_start)] = firings(shelf, "x")
    [(_, behind_space)] = firings(shelf, " x")

    assert lines_of(shelf, at_start) == [2]
    assert lines_of(shelf, behind_space) == [1]


def test_one_trigger_of_several_replies_offers_all_in_their_order() -> None:
    shelf = plain("trigger: ab", "trigger: zz", "trigger: ab")
    [(_, firing)] = firings(shelf, "ab")

    assert lines_of(shelf, firing) == [1, 3]


def test_what_gives_way_is_the_trigger_with_the_separator_behind_but_not_the_one_before() -> None:
    [(_, firing)] = firings(plain("trigger: teh, word: true"), "(teh ")

    assert firing.length == len("teh ")
    assert firing.candidates[0].occasion.right == " "


def test_after_a_firing_nothing_of_the_keys_before_counts() -> None:
    assert fired(plain("trigger: ab", "trigger: bc"), "abc") == "[ab]"
    assert fired(plain("trigger: ';a'", "trigger: teh, word: true"), ";ateh ") == "[;a] [teh] "


def test_a_cleared_stream_knows_what_stands_left_of_the_cursor() -> None:
    stream = Keystream(plain("trigger: teh, word: true", "trigger: ';x'").matcher)

    def typed(keys: str) -> bool:
        return any([stream.typed(key) for key in keys])

    stream.typed("t")
    stream.clear()
    assert not typed("eh ")
    stream.clear("o")
    assert not typed("teh ")
    stream.clear("o")
    assert typed(";x")
    stream.clear("(")
    assert typed("teh ")
    stream.expanded()
    assert typed("teh ")


def test_back_at_the_place_of_clearing_what_stands_left_of_it_is_still_known() -> None:
    stream = Keystream(plain("trigger: teh, word: true").matcher)

    def typed(keys: str) -> bool:
        return any([stream.typed(key) for key in keys])

    stream.clear("o")
    stream.typed("x")
    stream.backspace()
    assert not typed("teh ")
    stream.clear("o")
    stream.backspace()
    assert typed("teh ")


def test_an_empty_trigger_never_fires() -> None:
    shelf = plain(
        "trigger: '', word: true", "trigger: ''", "trigger: '', propagate_case: true, left_word: true"
    )

    assert fired(shelf, "a  b. ") == ""


@pytest.mark.parametrize(
    ("typed", "casing"),
    [("brb", Casing.AS_WRITTEN), ("Brb", Casing.CAPITALIZE_WORDS), ("BRB", Casing.UPPERCASE)],
)
def test_the_case_of_the_trigger_goes_with_each_reply(typed: str, casing: Casing) -> None:
    shelf = plain("trigger: brb, propagate_case: true, uppercase_style: capitalize_words")
    [(_, firing)] = firings(shelf, typed)

    assert firing.candidates[0].occasion.casing is casing


def test_the_case_says_nothing_where_it_must_be_right() -> None:
    [(_, firing)] = firings(plain("trigger: BRB"), "BRB")

    assert firing.candidates[0].occasion.casing is Casing.AS_WRITTEN


class TestPatterns:
    """Triggers that are regular expressions."""

    def test_named_groups_come_along(self) -> None:
        [(number, firing)] = firings(plain(r"regex: 'o(?P<id>\d+)(?P<part>[a-z])?;'"), "see o12;")

        assert (number, firing.trigger, firing.length) == (7, "o12;", 4)
        assert firing.candidates[0].occasion.captures == {"id": "12"}

    def test_a_trigger_comes_before_a_pattern_and_each_gives_way_as_far_as_it_goes(self) -> None:
        shelf = plain("regex: 'a.c'", "trigger: bc")
        [(_, firing)] = firings(shelf, "abc")

        assert lines_of(shelf, firing) == [2, 1]
        assert [candidate.length for candidate in firing.candidates] == [2, 3]

    def test_a_pattern_ends_all_that_has_begun(self) -> None:
        assert fired(plain("regex: 'ab'", "trigger: abc"), "abc") == "[ab]"

    def test_only_the_last_thirty_bytes_are_looked_at(self) -> None:
        shelf = plain("regex: '<.*>'")

        assert fired(shelf, f"<{'x' * 28}>") == f"[<{'x' * 28}>]"
        assert fired(shelf, f"<{'x' * 29}>") == ""
        assert fired(shelf, f"<{'é' * 14}>") == f"[<{'é' * 14}>]"
        assert fired(shelf, f"<{'é' * 15}>") == ""

    def test_backspace_takes_a_key_out_of_it(self) -> None:
        assert fired(plain("regex: 'a+b'"), "aax" + BACK + "b") == "[aab]"

    @pytest.mark.parametrize("pattern", ["x*", "a|", "^", "(", "[a&&b]"])
    def test_one_that_matches_nothing_or_cannot_be_used_never_fires(self, pattern: str) -> None:
        shelf = plain(f"regex: '{pattern}'", "trigger: ab")

        assert fired(shelf, "bbab") in ("[ab]", "[a]")
        assert all(firing.trigger for _, firing in firings(shelf, "bbab"))

    def test_a_match_that_ends_before_the_cursor_does_not_count(self) -> None:
        assert fired(plain(r"regex: 'ab\B'"), "abc") == ""

    def test_a_hostile_pattern_is_through_at_once(self) -> None:
        shelf = plain("regex: '(a*)*(a*)*(a*)*c'", "regex: '(x+x+)+y'")

        assert fired(shelf, "a" * 400 + "x" * 400) == ""


class TestNativeModes:
    """`expand` and `boundary` of the native dialect."""

    def test_what_needs_tab_or_the_picker_does_not_fire_by_itself(self) -> None:
        shelf = native("id: a, trigger: ';a'", "id: b, trigger: ';b', expand: picker", "id: c, regex: ';c'")

        assert fired(shelf, ";a ;b ;c ") == ""

    def test_with_space_it_fires_at_any_separator_behind(self) -> None:
        shelf = native("id: a, trigger: ';t', expand: space", "id: b, trigger: ';test', expand: space")

        assert fired(shelf, ";t") == ""
        assert fired(shelf, ";test ") == "[;test] "
        assert fired(shelf, ";t\u00a0") == "[;t]\u00a0"
        assert fired(shelf, "x;t ") == ""

    def test_at_once_it_wants_a_separator_on_its_left_only(self) -> None:
        shelf = native("id: a, trigger: ';a', expand: immediate")

        assert fired(shelf, "„;a") == "„[;a]"
        assert fired(shelf, "x;a") == ""

    def test_a_word_wants_one_on_both_sides(self) -> None:
        shelf = native("id: a, trigger: ab, expand: immediate, boundary: word")

        assert fired(shelf, "ab") == ""
        assert fired(shelf, "—ab—") == "—[ab]—"

    def test_espansos_own_way_can_be_asked_for(self) -> None:
        shelf = native("id: a, trigger: ab, expand: space, boundary: espanso")

        assert fired(shelf, "xab ") == "[ab] "


def test_no_code_point_passes_for_a_separator() -> None:
    shelf = plain("trigger: teh, word: true")

    assert fired(shelf, "\ufdd0teh\ufdd0") == ""
