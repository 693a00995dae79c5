"""Tab stops as editors have them: grammar, nesting, mirrors, what is not well formed."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.stop import Stop
from agent_console.snippets.stop.mark import place
from agent_console.snippets.stop.syntax import Piece, StopError, Tabstop, Unfolding, parse
from tests.snippets.shelf import expanded, one
from tests.snippets.shelf import stops as shelf_stops


def unfolded(text: str, liquid: bool = False) -> tuple[str, list[tuple[int, str]]]:
    marked, specs = Unfolding.of(parse(text, liquid))
    plain, stops = place(marked, specs, ())
    return plain, [(stop.index, plain[stop.start : stop.end]) for stop in stops]


@pytest.mark.parametrize(
    ("body", "text", "stops"),
    [
        ("plain", "plain", []),
        ("a $1 b", "a  b", [(1, "")]),
        ("${1}", "", [(1, "")]),
        ("${1:x} $0", "x ", [(1, "x"), (0, "")]),
        ("$2$1", "", [(1, ""), (2, "")]),
        ("${1|yes,no|}", "yes", [(1, "yes")]),
        (r"${1|a\,b,c\|d,e\\|}", "a,b", [(1, "a,b")]),
        ("${1:a ${2:b} c}", "a b c", [(1, "a b c"), (2, "b")]),
        ("$1 ${1:x} ${1:y}", "x x x", [(1, "x"), (1, "x"), (1, "x")]),
        ("${1:a $1}", "a ", [(1, "a "), (1, "")]),
        (r"\$1 \} \\ \n", r"$1 } \ \n", []),
        ("${1:a\\}b}", "a}b", [(1, "a}b")]),
        ("${1:open", "${1:open", []),
        ("${1|a,b", "${1|a,b", []),
        ("${1?}", "${1?}", []),
        ("$ {x} ${", "$ {x} ${", []),
        ("${NAME:Ana}!", "Ana!", []),
        ("$NAME.", ".", []),
        ("${1/(.*)/${1:/upcase}/g}", "", [(1, "")]),
        ("${10:ten}${9:nine}", "tennine", [(9, "nine"), (10, "ten")]),
    ],
)
def test_a_body_unfolds_as_an_editor_would(body: str, text: str, stops: list[tuple[int, str]]) -> None:
    assert unfolded(body) == (text, stops)


@pytest.mark.parametrize(
    ("body", "text", "stops"),
    [
        ("{{ '$1' }} $1", "{{ '$1' }} ", [(1, "")]),
        ("{% if a == '${1:x}' %}y{% endif %}", "{% if a == '${1:x}' %}y{% endif %}", []),
        ("{% raw %}$1{% endraw %}$2", "{% raw %}$1{% endraw %}", [(2, "")]),
        ("${1:{{ a }}}", "{{ a }}", [(1, "{{ a }}")]),
        ("$AMOUNT ${NAME:x}", "$AMOUNT ${NAME:x}", []),
    ],
)
def test_in_a_template_liquid_is_text_and_words_are_no_stops(
    body: str, text: str, stops: list[tuple[int, str]]
) -> None:
    assert unfolded(body, liquid=True) == (text, stops)


def test_choices_are_kept_for_the_picker() -> None:
    marked, specs = Unfolding.of(parse("${1|a,b|}"))

    assert place(marked, specs, ())[1] == (Stop(0, 1, 1, ("a", "b")),)


def test_an_editors_variables_give_the_time_and_their_defaults() -> None:
    shelf = one("snippet: '$CURRENT_YEAR-$CURRENT_MONTH ${TM_FILENAME:none} ${1:x}'")
    expansion = expanded(shelf)

    assert expansion.text == "2026-03 none x"
    assert shelf_stops(expansion) == [(1, "x"), (0, "")]


def test_an_editors_body_with_a_last_stop_of_its_own_gets_no_other() -> None:
    assert shelf_stops(expanded(one("snippet: 'a $0 b'"))) == [(0, "")]


def test_mirrors_of_mirrors_cannot_grow_without_end() -> None:
    body = "".join(f"${{{n}:${n + 1}${n + 1}}}" for n in range(1, 30)) + "${30:boom}"

    with pytest.raises(StopError, match="more than 20,000 characters"):
        Unfolding.of(parse(body))


def test_deep_nesting_ends_as_text() -> None:
    body = "${1:" * 500 + "x" + "}" * 500

    assert unfolded(body)[0]


@given(st.text(alphabet="${}|:,/\\012ab{% ", max_size=60), st.booleans())
def test_any_body_unfolds_to_stops_inside_its_text(body: str, liquid: bool) -> None:
    marked, specs = Unfolding.of(parse(body, liquid))
    text, stops = place(marked, specs, ())

    assert all(0 <= stop.start <= stop.end <= len(text) for stop in stops)
    assert not {"\U0010fff0", "\U0010fff1"} & set(text)


@pytest.mark.parametrize("closing", ["", "}", "}" * 2_500])
def test_placeholders_that_are_never_closed_are_read_in_one_pass(closing: str) -> None:
    text = "${1:a " * 5_000 + closing

    assert "".join(_texts(parse(text))).count("a ") == text.count("a ")


def test_what_is_inside_a_placeholder_that_is_never_closed_stays() -> None:
    assert parse("${1:a ${2:b} $3") == ("${1:a ", Tabstop(2, ("b",)), " ", Tabstop(3))


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _texts(piece.children)
