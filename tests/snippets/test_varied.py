"""Templates that name variables: forms, then variables, then Liquid, then stops."""

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.occasion import USUAL, Occasion
from tests.snippets.shelf import ANA, NOBODY, stops

SHARED = "global_vars:\n  - {name: sla, type: echo, params: {echo: 'two days'}}\n"
PARCEL = "{name: parcel, type: http, params: {url: 'https://example.com/{{order.number}}', path: state}}"
ASKED = Request(Reach.HTTP, "https://example.com/48213", options=(("path", "state"),))


def reply(template: str, variables: str = "", more: str = "") -> Book:
    text = (
        f"dialect: support/1\nnamespace: t\n{SHARED}matches:\n"
        f'  - id: it\n    template: "{template}"\n    vars: [{variables}]\n{more}'
    )
    shelf, problems = Book.load([SnippetFile("t.yaml", text, allowed=frozenset({Reach.HTTP}))])
    assert problems == ()
    return shelf


def filled(shelf: Book, occasion: Occasion = USUAL) -> Expansion:
    result = shelf.expand("t.it", ANA, occasion=occasion)
    assert isinstance(result, Expansion), result
    return result


def test_a_template_names_variables_and_values_alike() -> None:
    shelf = reply(
        "{{ customer.first_name }}: {{ day | upcase }}, {{ sla }}",
        "{name: day, type: date, params: {format: '%A'}}",
    )

    assert filled(shelf).text == "Ana: MONDAY, two days"
    assert filled(shelf).values == (("customer.first_name", "Ana"),)
    assert [problem for one in shelf.snippets for problem in one.warnings] == []


def test_variables_that_it_does_not_name_have_no_value() -> None:
    assert filled(reply("{{ sla }}", "{name: a, type: echo}")).text == "two days"


def test_what_comes_from_outside_is_asked_for_and_stands_in_the_template() -> None:
    shelf = reply("{% if parcel == 'lost' %}Sorry!{% else %}It is {{ parcel }}.{% endif %}", PARCEL)
    asked = shelf.expand("t.it", ANA)

    assert isinstance(asked, Trouble)
    assert asked.request == ASKED
    assert filled(shelf, Occasion(answers={ASKED: "lost"})).text == "Sorry!"
    assert filled(shelf, Occasion(answers={ASKED: "{{x}} ${1:a}"})).text == "It is {{x}} ${1:a}."


def test_a_variable_made_of_a_missing_value_is_that_missing_value() -> None:
    shelf = reply("{{ customer.email }} {{ parcel }} {{ order.number }}", PARCEL)
    result = shelf.expand("t.it", NOBODY)

    assert isinstance(result, Expansion)
    assert result.text == "⟦customer.email⟧ ⟦order.number⟧ ⟦order.number⟧"
    assert result.missing == ("customer.email", "order.number")


def test_a_default_stands_in_for_a_variable_that_is_missing() -> None:
    result = reply("It is {{ parcel | default: 'on its way' }}.", PARCEL).expand("t.it", NOBODY)

    assert isinstance(result, Expansion)
    assert result.text == "It is on its way."
    assert result.defaulted == ("order.number",)


def test_stops_of_variables_and_of_the_template_keep_apart() -> None:
    shelf = reply(
        "${1:dear} {{ c | upcase }} {{ f.who }}, {{ c }} $0",
        "{name: c, type: choice, params: {values: [x, y]}}, "
        "{name: f, type: form, params: {layout: '[[who]]', fields: {who: {type: number, default: 5}}}}",
    )
    result = filled(shelf)

    assert result.text == "dear X 5, x "
    assert stops(result) == [(1, "dear"), (2, "X"), (2, "x"), (3, "5"), (0, "")]
    assert [stop.check for stop in result.stops] == ["", "", "", "number", ""]
    assert [field.name for field in result.fields] == ["c", "f.who"]


def test_answers_are_there_for_conditions() -> None:
    form = "{name: f, type: form, params: {layout: '[[kind]]', fields: {kind: {values: [a, b]}}}}"
    shelf = reply("{% if f.kind == 'b' %}B{% else %}A{% endif %}", form)

    assert filled(shelf, Occasion(fields={"f.kind": "b"})).text == "B"


def test_groups_of_a_pattern_are_variables_of_the_template() -> None:
    shelf = reply("{{ number | append: '!' }}", more="    regex: 'no(?P<number>[0-9]+)'\n")

    assert filled(shelf, Occasion(captures={"number": "7"})).text == "7!"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("{who: {type: colour}}", "a field of the form: type"),
        ("{who: {typ: text}}", "who: typ"),
        ("{who: 5}", "form"),
    ],
)
def test_a_field_that_makes_no_sense_is_told(fields: str, reason: str) -> None:
    form = f"{{name: f, type: form, params: {{layout: '[[who]]', fields: {fields}}}}}"
    result = reply("{{ f.who }}", form).expand("t.it", ANA)

    assert isinstance(result, Trouble)
    assert reason.split(": ")[-1] in result.reason
