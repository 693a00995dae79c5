"""What `agent-console snippets` prints, and the tests that snippets bring along."""

import pytest

from agent_console.snippets import report
from agent_console.snippets.check import Outcome, run
from agent_console.snippets.file import SnippetFile
from agent_console.yaml_source import Problem, Source
from tests.snippets.shelf import book


def outcome(keys: str, test: str) -> str:
    """Return the failure of the one test of a match; "" when it passed."""
    (result,) = run(book(f"matches:\n  - id: it\n    {keys}\n    tests: [{test}]\n"))
    assert isinstance(result, Outcome)
    return result.failure


HI = "template: \"Hi {{ customer.first_name }}, {{ order.total | money: 'EUR' }} by {{ now }}\""
GIVEN = "given: {customer: {first_name: Ana}, order: {total: 5.5}, now: 2026-12-01T10:00:00}"


@pytest.mark.parametrize(
    ("test", "failure"),
    [
        (f"{{{GIVEN}, expect: 'Hi Ana, €5.50 by December 1, 2026'}}", ""),
        (f"{{{GIVEN}, expect_contains: [Ana, €5.50]}}", ""),
        ("{expect_blocked: [customer.first_name, order.total]}", ""),
        (f"{{{GIVEN}, expect: Hi}}", "    expected: Hi\n    came:     Hi Ana"),
        (f"{{{GIVEN}, expect_contains: Ben}}", "expected 'Ben' in 'Hi Ana"),
        ("{expect_contains: Hi}", "missing: customer.first_name, order.total"),
        (
            "{expect_blocked: order.total}",
            "expected missing: order.total; came: customer.first_name, order.total",
        ),
        (f"{{{GIVEN}, expect_blocked: order.total}}", "came: nothing"),
        ("{given: {orders: {}}, expect: x}", "`given` has `orders`; known: now, customer"),
        ("{given: [1], expect: x}", "`given` must be a mapping"),
        ("{given: {order: 5}, expect: x}", "`given.order` must be a mapping"),
        ("{given: {now: soon}, expect: x}", "'soon' is not a date"),
        ("{given: {order: {total: much}}, expect: x}", "is not an amount"),
    ],
)
def test_a_snippets_own_test_passes_or_says_what_came(test: str, failure: str) -> None:
    result = outcome(HI, test)

    assert failure in result
    assert bool(result) is bool(failure)


def test_a_test_can_choose_the_language() -> None:
    keys = "template: Hello\n    locales: {de: {template: Hallo}}"

    assert outcome(keys, "{locale: de, expect: Hallo}") == ""


GOOD = SnippetFile(
    "good.yaml",
    "dialect: support/1\nnamespace: g\n"
    "matches:\n  - {id: a, trigger: ;a, replace: 'A$|$', tests: [{expect: A}]}\n",
)
BAD = SnippetFile("bad.yaml", "dialect: support/1\nmatches:\n  - {trigger: ;b, replce: x}\n")
FAILING = SnippetFile(
    "failing.yaml",
    "dialect: support/1\nmatches:\n  - {id: f, replace: x, tests: [{name: n, expect: y}]}\n",
)


def test_check_is_content_with_good_files() -> None:
    result = report.check([GOOD])

    assert result.lines == ("1 snippet: 0 errors, 0 warnings, 0 hints; 1 test, 0 failed",)
    assert result.exit_code == 0


def test_check_tells_every_problem_with_line_and_caret() -> None:
    result = report.check([GOOD, BAD], [Problem("gone.yaml", "cannot be read: Permission denied")])

    assert result.exit_code == 1
    assert result.lines[0] == "gone.yaml: error: cannot be read: Permission denied [invalid]"
    assert "bad.yaml:3:19: error: unknown key `replce` [unknown-key]" in result.lines
    assert "    - {trigger: ;b, replce: x}" in result.lines
    assert "                    ^" in result.lines
    assert "  hint: did you mean `replace`?" in result.lines
    assert result.lines[-1] == "1 snippet: 2 errors, 0 warnings, 0 hints; 1 test, 0 failed"


def test_check_tells_a_test_that_failed() -> None:
    result = report.check([FAILING])

    assert result.exit_code == 1
    assert result.lines[:-1] == (
        "failing.yaml:3: failing.f, n: the text is not what was expected",
        "    expected: y",
        "    came:     x",
        "              ^",
    )


def test_listing_shows_what_there_is_and_what_is_wrong() -> None:
    result = report.listing([GOOD, BAD, SnippetFile("e.yaml", "matches: [{trigger: h, html: x}]")])

    assert result.lines[0] == "g.a  ;a  personal  tab        A$|$"
    assert "(off: it `html` cannot be sent" in result.lines[1]
    assert result.lines[-1].startswith("bad.yaml:3:")
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["g.a", ";a"])
def test_expansion_shows_the_text_and_its_stops(name: str) -> None:
    result = report.expansion([GOOD], name)

    assert result.lines == ("A", "  stop 0: ''")
    assert result.exit_code == 0
    stop = {"index": 0, "start": 1, "end": 1, "text": "", "required": False}
    assert result.data["stops"] == [stop]


def test_expansion_takes_values_from_a_file() -> None:
    source = SnippetFile(
        "x.yaml",
        "dialect: support/1\nmatches: [{id: a, template: '{{ order.number }} {{ order.total }}'}]",
    )
    given = Source("given.yaml", "order: {number: 48213}")

    result = report.expansion([source], "x.a", given)

    assert result.lines == ("48213 ⟦order.total⟧", "  stop 1: '⟦order.total⟧' (must be filled in)")


@pytest.mark.parametrize(
    ("name", "given", "line"),
    [
        ("nope", "", "there is no canned response `nope`"),
        ("g.a", "customer: {", "given.yaml:2:1: not valid YAML"),
        ("g.a", "custmer: {}", "given.yaml:1:1: `given` has `custmer`"),
    ],
)
def test_expansion_says_what_is_wrong(name: str, given: str, line: str) -> None:
    result = report.expansion([GOOD], name, Source("given.yaml", given))

    assert result.exit_code == 1
    assert result.lines[0].startswith(line)
