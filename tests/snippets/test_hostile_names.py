"""Whatever a customer is called, a reply has that name in it, and nothing comes of it."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.stop.mark import CLOSE, OPEN, begin, end, hole
from agent_console.snippets.trigger.casing import Casing, cased
from agent_console.snippets.trigger.keystream import Keystream
from tests.snippets.shelf import ANA

SEED = 4
NAMES = int(os.environ.get("AGENT_CONSOLE_HOSTILE_NAMES", "150"))
"""How many made-up names each test goes through, besides each part alone and the long ones."""
PARTS = (
    *("{{x}}", "{{ order.number }}", "{{customer.first_name}}", "{{", "}}", r"\{\{", r"\}\}", r"\{", "{"),
    *("{% if true %}", "{% raw %}", "{%- endfor -%}", "| upcase", "{# #}", "{{< ref >}}"),
    *("$|$", "$1", "$0", "${1:a}", "${1|a,b|}", "${1/a/b/g}", "$TM_SELECTED_TEXT", "${", "\\$", "\\"),
    *("[[team]]", "[[ x ]]", "[b]", "[/]", "[link=https://example.com]", "#{a.b}", "%name%", "<NAME>", "<b>"),
    *(";eta", ";x", ";et", ":)", "⟦order.number⟧", "⟦", "⟧", "form1.team", "customer", "`", "```"),
    *(OPEN, CLOSE, begin(0), end(0), hole(0), hole(7), begin(3), f"{OPEN}1", f"0{CLOSE}", "\U0010ff00"),
    *("\U0010ffef", "\U0010ffee", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff", "e\u0301"),
    *(
        "\ud800",
        "\udfff",
        "\x00",
        "\x1b[31m",
        "\x07",
        "\r\n",
        "\n",
        "\t",
        "\u2028",
        "ß",
        "İ",
        "ŉ",
        "👩‍👩‍👧",
        "ابو",
    ),
    *("Ana", " ", "O'Neil", '"', ",", "|", "}", "&amp;", "%41", "../", "?a=b&c", "#"),
)
FILE = """dialect: support/1
namespace: t
global_vars:
  - {name: shared, type: echo, params: {echo: "{{customer.first_name}}"}}
matches:
  - {id: replace, trigger: ;x, replace: "Hi {{customer.first_name}}$|$!"}
  - {id: template, template: "Hi {{ customer.first_name }}, ${1:dear}!"}
  - {id: filtered, template: "{{ customer.first_name | append: '!' | prepend: 'Hi ' }}"}
  - {id: looped, template: "{% for one in order.items %}{{ one.name }}{% endfor %}: ${1|a,b|}"}
  - {id: default, template: "${1:{{ customer.first_name }}} and $1"}
  - {id: form, form: "Hi {{customer.first_name}}, [[team]] [[team]]", form_fields: {team: {values: [A, B]}}}
  - {id: field, form: "Hi [[who]]!", form_fields: {who: {default: none}}}
  - {id: snippet, snippet: "Hi ${1:you}, $CURRENT_YEAR"}
  - {id: echo, vars: [{name: e, type: echo, params: {echo: "Hi {{shared}}"}}], replace: "{{e}}/{{e}}"}
  - {id: nested, vars: [{name: m, type: match, params: {trigger: ;x}}], replace: "> {{m}}"}
  - {id: varied, vars: [{name: e, type: echo, params: {echo: "{{shared}}"}}], template: "{{ e }} ${1:x}"}
  - {id: choice, vars: [{name: c, type: choice, params: {values: ["{{shared}}", b]}}], replace: "{{c}}"}
  - {id: captured, vars: [{name: e, type: echo, params: {echo: "{{who}}"}}], replace: "{{who}}/{{e}}"}
  - {id: answered, vars: [{name: c, type: clipboard}], replace: "{{c}}$|$"}
  - {id: eta, trigger: ;eta, expand: immediate, replace: never}
  - {id: short, trigger: ;n, expand: immediate, replace: "{{customer.first_name}}"}
"""
BOOK, PROBLEMS = Book.load([SnippetFile("t.yaml", FILE, allowed=frozenset({Reach.CLIPBOARD}))])


@cache
def generated() -> tuple[str, ...]:
    """Return the names: each part alone, many made of two to six parts, and some very long ones."""
    random = Random(SEED)
    names = ["".join(random.choices(PARTS, k=random.randint(2, 6))) for _ in range(NAMES)]
    names += ["".join(random.choices(PARTS, k=400)) for _ in range(3)]
    return tuple(name if name.strip() else f"{name}x" for name in (*PARTS, *names))


def expansion(snippet: str, name: str, occasion: Occasion = USUAL) -> Expansion:
    """Return a reply to a customer of that name."""
    context = replace(ANA, customer={"first_name": name}, order={**ANA.order, "items": [{"name": name}]})
    result = BOOK.expand(snippet, context, occasion=occasion)
    assert isinstance(result, Expansion), result
    return result


def captured(name: str) -> Occasion:
    return Occasion(captures={"who": name})


def answered(name: str) -> Occasion:
    return Occasion(answers={Request(Reach.CLIPBOARD): name})


def filled(name: str) -> Occasion:
    return Occasion(fields={"who": name})


def usual(_name: str) -> Occasion:
    return USUAL


@pytest.mark.parametrize(
    ("snippet", "text", "occasion"),
    [
        ("replace", "Hi @!", usual),
        ("template", "Hi @, dear!", usual),
        ("filtered", "Hi @!", usual),
        ("looped", "@: a", usual),
        ("default", "@ and @", usual),
        ("form", "Hi @, A A", usual),
        ("field", "Hi @!", filled),
        ("snippet", "Hi you, 2026", usual),
        ("echo", "Hi @/Hi @", usual),
        ("nested", "> Hi @!", usual),
        ("varied", "@ x", usual),
        ("choice", "@", usual),
        ("captured", "@/@", captured),
        ("answered", "@", answered),
    ],
)
def test_a_name_stands_as_it_is_and_makes_no_stop(
    snippet: str, text: str, occasion: Callable[[str], Occasion]
) -> None:
    plain = expansion(f"t.{snippet}", "Ana", occasion("Ana"))
    for name in generated():
        result = expansion(f"t.{snippet}", name, occasion(name))

        assert result.text == text.replace("@", name)
        assert result.missing == ()
        assert len(result.stops) == len(plain.stops)
        for stop, usual_stop in zip(result.stops, plain.stops, strict=True):
            assert replace(stop, start=0, end=0, choices=()) == replace(
                usual_stop, start=0, end=0, choices=()
            )
            was = plain.text[usual_stop.start : usual_stop.end]
            assert result.text[stop.start : stop.end] == (name if was == "Ana" else was)


@pytest.mark.parametrize("casing", list(Casing))
def test_a_name_in_another_case_is_only_that(casing: Casing) -> None:
    for name in generated():
        plain = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        result = expansion("t.replace", plain, Occasion(casing=casing))

        assert result.text == cased(f"Hi {plain}!", casing)
        assert len(result.stops) == 1


def test_a_choice_made_of_a_name_is_that_name() -> None:
    for name in generated():
        (stop,) = expansion("t.choice", name).stops

        assert stop.choices == (name, "b")


def test_the_values_that_are_checked_again_at_send_are_the_names() -> None:
    for name in generated():
        assert expansion("t.replace", name).values == (("customer.first_name", name),)


def test_a_name_neither_calls_for_a_reply_nor_begins_a_trigger() -> None:
    for ending in (";", ";e", ";et"):
        keys = Keystream(BOOK.matcher)
        keys.typed(";")
        firing = keys.typed("n")
        assert firing is not None
        result = expansion(firing.candidates[0].snippet, f"Ana {ending}")
        keys.expanded()

        assert result.text == f"Ana {ending}"
        assert not any(keys.typed(key) for key in ";eta"[len(ending) :])


def test_the_file_of_these_tests_is_well_formed() -> None:
    assert PROBLEMS == ()
