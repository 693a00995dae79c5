"""Replies inside replies: circles and depth."""

from agent_console.snippets.book import Book
from tests.snippets.shelf import book, expanded, read, trouble


def nesting(pairs: dict[str, str]) -> str:
    """Return matches in espanso's dialect, each of which nests the trigger that it is paired with."""
    return "matches:\n" + "".join(
        f"  - {{trigger: '{trigger}', replace: '<{{{{n}}}}>', "
        f"vars: [{{name: n, type: match, params: {{trigger: '{inner}'}}}}]}}\n"
        for trigger, inner in pairs.items()
    )


def reasons(shelf: Book) -> list[str]:
    """Return why each snippet is off."""
    return [snippet.disabled for snippet in shelf.snippets]


def test_a_reply_inside_a_reply() -> None:
    shelf = book(nesting({":b": ":a", ":c": ":b"}) + "  - {trigger: ':a', replace: x}\n", native=False)

    assert expanded(shelf, snippet="t::c").text == "<<x>>"


def test_a_circle_is_told_with_the_whole_chain_and_turned_off() -> None:
    text = nesting({":a": ":b", ":b": ":c", ":c": ":b", ":d": ":d"})
    shelf, problems = read(text, native=False)

    assert [problem.summary for problem in problems] == [
        "t.yaml:3:47: nests itself: t::b (t.yaml:3) -> t::c (t.yaml:4) -> t::b (t.yaml:3)",
        "t.yaml:5:47: nests itself: t::d (t.yaml:5) -> t::d (t.yaml:5)",
    ]
    assert [bool(reason) for reason in reasons(shelf)] == [False, True, True, True]
    assert "nests itself" in trouble(shelf, snippet="t::c").reason


def test_what_nests_a_circle_is_trouble_and_no_more() -> None:
    shelf, _ = read(nesting({":a": ":b", ":b": ":b"}), native=False)

    assert "t::a cannot be filled in" in trouble(shelf, snippet="t::a").reason


def test_what_no_body_asks_for_is_no_circle() -> None:
    text = "matches: [{trigger: a, replace: plain, vars: [{name: n, type: match, params: {trigger: a}}]}]"

    assert expanded(book(text, native=False), snippet="t:a").text == "plain"


def test_a_circle_by_a_shared_variable_is_found() -> None:
    variables = "global_vars: [{name: n, type: match, params: {trigger: a}}]\n"

    _, (problem,) = read(variables + "matches: [{trigger: a, replace: '{{n}}'}]", native=False)

    assert "nests itself" in problem.message


def test_sixteen_replies_may_be_inside_each_other_and_no_more() -> None:
    pairs = {f":n{depth}": f":n{depth + 1}" for depth in range(1, 17)}
    shelf, (problem,) = read(nesting(pairs) + "  - {trigger: ':n17', replace: x}\n", native=False)

    assert problem.summary.startswith("t.yaml:2:")
    assert "more than 16 deep" in problem.message
    assert [bool(reason) for reason in reasons(shelf)] == [True, *[False] * 16]
    assert expanded(shelf, snippet="t::n2").text == "<" * 15 + "x" + ">" * 15
