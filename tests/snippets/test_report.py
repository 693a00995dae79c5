"""What `agent-console snippets` prints, and the tests that snippets bring along."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from agent_console.domain.usage import Usage
from agent_console.snippets import report
from agent_console.snippets.check import Outcome, run
from agent_console.snippets.file import Layer, SnippetFile
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
    assert "(off: it is `html`, which cannot be sent" in result.lines[1]
    assert result.lines[-1].startswith("bad.yaml:3:")
    assert result.exit_code == 1


def test_expansion_is_of_the_time_it_is_told_unless_the_values_say_another() -> None:
    dated = SnippetFile(
        "d.yaml",
        "dialect: support/1\nnamespace: g\nmatches: [{id: d, template: '{{ now | date: \"%d.%m.\" }}'}]\n",
    )
    now = datetime(2027, 5, 17, tzinfo=UTC)

    assert report.expansion([dated], "g.d", now=now).lines == ("17.05.",)
    given = Source("given.yaml", "now: 2028-01-02T00:00:00Z\n")
    assert report.expansion([dated], "g.d", given, now=now).lines == ("02.01.",)


def test_a_value_that_nothing_is_called_is_told_before_the_reply_is_tried() -> None:
    given = Source("given.yaml", "customer: {firstname: Ana}\n")

    assert (
        report.expansion([GOOD], "g.a", given)
        .lines[0]
        .startswith(
            "given.yaml:1:1: `given` has `customer.firstname`, and nothing is called so (did you mean"
        )
    )


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


def test_check_tells_programs_the_same() -> None:
    result = report.check([BAD, FAILING])

    assert json.loads(json.dumps(result.data)) == {
        "problems": [
            {
                "file": "bad.yaml",
                "line": 3,
                "column": 19,
                "code": "unknown-key",
                "severity": "error",
                "message": "unknown key `replce`",
                "hint": "did you mean `replace`?",
            }
        ],
        "tests": [
            {
                "file": "failing.yaml",
                "line": 3,
                "snippet": "failing.f",
                "name": "n",
                "passed": False,
                "failure": "\n".join(
                    (
                        "the text is not what was expected",
                        "    expected: y",
                        "    came:     x",
                        "              ^",
                    )
                ),
            }
        ],
        "counts": {"snippets": 1, "errors": 1, "warnings": 0, "hints": 0, "tests": 1, "tests_failed": 1},
    }


HINTED = SnippetFile("hint.yaml", "matches: [{trigger: abc, replace: x}]")
WARNED = SnippetFile("warn.yaml", "matches: [{trigger: ;x, replace: x, wrod: true}]")


def test_hints_alone_do_not_fail_and_what_is_ignored_is_left_out() -> None:
    assert report.check([HINTED]).exit_code == 0
    assert "hint: `abc` also fires" in report.check([HINTED]).lines[0]
    assert report.check([WARNED]).exit_code == 1

    quiet = report.check([WARNED], ignored=["unknown-key"])
    assert quiet.exit_code == 0
    assert quiet.lines == ("1 snippet: 0 errors, 0 warnings, 0 hints; 0 tests, 0 failed",)


def test_a_package_of_espansos_is_checked_by_itself() -> None:
    """Nobody uses all packages of a hub at once, so what one says has no effect on another."""
    short = SnippetFile("hub/a/package.yml", "matches: [{trigger: ':t', replace: x}]")
    long = SnippetFile("hub/b/package.yml", "matches: [{trigger: ':test', replace: y}]")
    manifests = [SnippetFile(f"hub/{name}/_manifest.yml", "name: p\nmatches: 1\n") for name in "ab"]

    assert report.check([short, long]).exit_code == 1
    assert report.check([short, long, *manifests]).exit_code == 0


def test_a_test_answers_the_fields_of_a_form() -> None:
    keys = "form: 'To [[team]]: [[reason]]'"

    assert outcome(keys, "{form: {team: Payments, reason: late}, expect: 'To Payments: late'}") == ""
    assert "missing: reason" in outcome(keys, "{form: {team: Payments}, expect: x}")


ACTIONS = "actions: [{add_tag: 'to-{{ order.number }}'}, {close: done}]"


@pytest.mark.parametrize(
    ("test", "failure"),
    [
        ("{given: {order: {number: 7}}, expect_actions: [{add_tag: to-7}, {close: done}]}", ""),
        (
            "{given: {order: {number: 7}}, expect_actions: [{add_tag: to-8}]}",
            "    - tag to-8\n    + tag to-7",
        ),
        ("{expect_actions: [{add_tag: to-8}]}", "`add_tag` needs order.number"),
        ("{expect_actions: [{ad_tag: to-8}]}", "`expect_actions` has a mistake: there is no step `ad_tag`"),
    ],
)
def test_a_test_tells_what_a_macro_is_to_do(test: str, failure: str) -> None:
    result = outcome(f"replace: x\n    {ACTIONS}", test)

    assert failure in result
    assert bool(result) is bool(failure)


def test_texts_of_several_lines_are_compared_line_by_line() -> None:
    result = outcome('replace: "one\\ntwo\\nthree"', '{expect: "one\\n2\\nthree"}')

    assert result.split("\n")[1:] == ["      one", "    - 2", "    + two", "      three"]


def test_listing_is_aligned_and_tells_layers_use_and_what_is_shadowed() -> None:
    company = SnippetFile(
        "a/g.yaml",
        "dialect: support/1\nnamespace: g\nmatches: [{id: long-name, replace: A}, {id: b, replace: B}]\n",
        layer=Layer.COMPANY,
    )
    own = SnippetFile("p/g.yaml", "dialect: support/1\nnamespace: g\nmatches: [{id: b, replace: Mine}]\n")
    usage = {"g.b": Usage(3, datetime(2026, 3, 9, tzinfo=UTC))}

    result = report.listing([company, own], usage=usage)

    assert result.lines == (
        "g.long-name  company   tab                  A",
        "g.b          personal  tab  3x, 2026-03-09  Mine (in place of a/g.yaml:3)",
    )
    assert json.loads(json.dumps(result.data))["snippets"][1] == {
        "id": "g.b",
        "file": "p/g.yaml",
        "line": 3,
        "layer": "personal",
        "triggers": [],
        "expand": "tab",
        "label": "Mine",
        "shadows": ["a/g.yaml:3"],
        "uses": 3,
        "last_used": "2026-03-09T00:00:00+00:00",
    }


def test_expansion_tells_choices_defaults_holes_and_what_a_macro_would_do() -> None:
    text = "{{ customer.name | default: 'you' }} ${1|a,b|} {{ order.number }}"
    source = SnippetFile(
        "x.yaml",
        f'dialect: support/1\nmatches:\n  - {{id: a, template: "{text}", actions: [{{close: done}}]}}\n',
    )

    result = report.expansion([source], "x.a")

    assert result.lines == (
        "you a ⟦order.number⟧",
        "  stop 1: '⟦order.number⟧' (must be filled in)",
        "  stop 2: 'a', one of 'a', 'b'",
        "  default used for customer.name",
        "  then: close: done",
    )
    assert result.data["holes"] == ("order.number",)
    assert result.data["steps"] == [{"type": "close", "outcome": "done"}]


def test_expansion_says_what_it_must_be_told_first() -> None:
    text = "dialect: support/1\nmatches: [{id: a, template: x, locales: {de: {template: y}}}]\n"
    given = Source("given.yaml", "customer: {locale: fr}")

    result = report.expansion([SnippetFile("x.yaml", text)], "x.a", given)

    assert result.exit_code == 1
    assert result.data["locales"] == ("en", "de")


UNSAFE = """
matches:
  - trigger: ;s
    replace: "{{v}}"
    vars: [{name: v, type: shell, params: {cmd: touch spied}}]
  - trigger: ;p
    replace: "{{v}}"
    vars: [{name: v, type: script, params: {args: [touch, spied]}}]
  - trigger: ;c
    replace: "{{v}}"
    vars: [{name: v, type: clipboard}]
  - trigger: ;i
    image_path: /etc/hostname
"""
HTTP = """
dialect: support/1
namespace: n
matches:
  - {id: h, trigger: ;h, replace: "{{v}}", vars: [{name: v, type: http, params: {url: "https://example.com"}}]}
"""
SPY = """
import json, sys
from agent_console.snippets import report
from agent_console.snippets.file import Layer, SnippetFile

spied = []
def spy(event, arguments):
    if event.startswith(("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.")):
        spied.append(event)
    if event == "open" and "hostname" in str(arguments[0]):
        spied.append(event)

files = [SnippetFile(f"{number}.yaml", text) for number, text in enumerate(json.load(sys.stdin))]
sys.addaudithook(spy)
checked = report.check(files)
listed = report.listing(files)
tried = [report.expansion(files, trigger).lines for trigger in (";s", ";p", ";c", ";i", ";h")]
print(json.dumps({"spied": spied, "codes": [one["code"] for one in checked.data["problems"]],
                  "listed": listed.lines, "tried": tried}))
"""


def test_what_reaches_out_of_the_program_loads_is_listed_as_off_and_runs_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY],
        input=json.dumps([UNSAFE, HTTP]),
        capture_output=True,
        text=True,
        check=True,
    )
    seen = json.loads(done.stdout)

    assert seen["spied"] == []
    assert seen["codes"] == ["unsafe"] * 4
    assert len(seen["listed"]) == 5
    assert all("(off: it " in line for line in seen["listed"])
    assert all(line for lines in seen["tried"] for line in lines)


def test_the_spy_sees_what_runs() -> None:
    """Otherwise a spy that is blind would prove nothing."""
    blind = SPY.replace("print(json", "import os; os.system('true')\nprint(json")
    done = subprocess.run(
        [sys.executable, "-c", blind], input=json.dumps([UNSAFE]), capture_output=True, text=True, check=True
    )

    assert json.loads(done.stdout)["spied"] == ["os.system"]
