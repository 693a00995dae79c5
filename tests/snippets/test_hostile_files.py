"""Files made to harm, or damaged: refused with the limit named, or read as far as they are sound."""

import random

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.yaml_source import Problem
from tests.snippets.shelf import ANA

SIGNS = "{}[]:-&*!|>\"'#%@`,?\n\t\\0 \x07\x85\u2028\ud83d"
NATIVE = """\
dialect: support/1
namespace: t
imports: [_other.yaml]
global_vars: [{name: sla, type: echo, params: {echo: "2 days"}}]
matches:
  - trigger: ";brb"
    replace: "One moment $|$ {{sla}} \\u00e9"
  - id: refund
    triggers: [";eta", ";refund"]
    tags: [refund]
    when: order.number == "48213"
    template: |
      Hi {{ customer.first_name | default: "there" }},
      {% if order.refund.partial %}${2:this part}{% endif %} ${1|yes,no|}$0
    locales:
      de: {template: 'Hallo {{ customer.first_name }}'}
    actions: [{add_tag: refund}, {close: done}]
    tests: [{given: {order: {number: "1"}}, expect_contains: Hi}]
  - id: more
    extends: refund
    label: >
      folded
      label
"""
ESPANSO = """\
anchors:
  - &hello Hello there
global_vars:
  - {name: today, type: date, params: {format: "%d.%m.%Y", offset: -86400}}
matches:
  - {trigger: ":a", replace: *hello, word: true, propagate_case: true}
  - triggers: [":b", 007]
    form: |
      Dear [[name]], it is {{today}}.
    form_fields: {name: {type: choice, values: [Ana, Bo]}}
  - regex: ":n(?P<n>\\\\d+)"
    replace: "{{n}} {{x}}"
    vars: [{name: x, type: match, params: {trigger: ":a"}}]
"""


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file of which nothing can be used."""
    shelf, found = Book.load([SnippetFile("t.yml", text)])
    assert shelf.snippets == ()
    return found


def test_aliases_that_unfold_to_too_much_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    (problem,) = problems("\n".join([*lines, "matches: *a8"]))

    assert "more than 500,000 values" in problem.message


def test_a_file_that_holds_itself_is_refused() -> None:
    (problem,) = problems("matches: &m [*m]")

    assert "stands inside what it names" in problem.message


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "matches:\n- " + "- " * 60 + "x"]
)
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    (problem,) = problems(text)

    assert "nested deeper than 40 levels" in problem.message


@pytest.mark.parametrize("unit", ["x", "é"])
def test_a_file_that_is_too_large_is_refused(unit: str) -> None:
    (problem,) = problems(f"matches: [{{trigger: a, replace: {unit * 10_000_000}}}]")

    assert "at most 8,388,608 are read" in problem.message
    assert "split it into several files" in problem.hint


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with a few of its characters changed, taken out, or written again."""
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(text))
        piece = text[at : at + chance.randrange(1, 30)]
        match chance.randrange(4):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at + 1 :]
            case 1:
                text = text.replace(piece, "", 1)
            case 2:
                text = text[:at] + piece + text[at:]
            case 3:
                text = text[:at] + chr(ord(text[at]) ^ (1 << chance.randrange(7))) + text[at + 1 :]
    return text


@pytest.mark.parametrize("sound", [NATIVE, ESPANSO])
def test_a_damaged_file_is_read_as_far_as_it_is_sound(sound: str) -> None:
    chance = random.Random(11)
    whole = 0
    for _ in range(200):
        text = damaged(sound, chance)
        shelf, found = Book.load([SnippetFile("t.yaml", text), SnippetFile("_other.yaml", "matches: []")])
        for snippet in shelf.snippets:
            assert all(problem.line for problem in (*snippet.problems, *snippet.warnings)), text
            shelf.expand(snippet.id, ANA)
        assert all(str(problem) for problem in found)
        whole += not found
    assert 10 < whole < 190
