"""Forms of the program's own dialect: typed fields, what they require, and fields that depend on others."""

import pytest

from agent_console.snippets.expansion import Expansion
from agent_console.snippets.field import misfit
from agent_console.snippets.occasion import Occasion
from tests.snippets.shelf import ANA, expanded, named, one, read, stops


def answered(shelf_text: str, **fields: str) -> str:
    """Return the text of a form, given what the agent has answered."""
    result = one(shelf_text).expand("t.it", ANA, occasion=Occasion(fields=fields))
    assert isinstance(result, Expansion), result
    return result.text


FORM = """form: |
  To [[team]] on [[day]]: [[amount]] [[code]]. [[note]]
form_fields:
  team: {type: choice, values: [Payments, Logistics], default: Logistics}
  day: {type: date, default: 2026-03-10}
  amount: {type: number}
  code: {pattern: "[A-Z]{2}[0-9]+", required: false}
  note: {multiline: true, default: ""}
"""


def test_fields_are_stops_that_know_what_they_take() -> None:
    expansion = expanded(one(FORM))

    assert expansion.text == "To Logistics on 2026-03-10: ⟦amount⟧ . \n"
    assert {stop.check for stop in expansion.stops} == {
        "",
        "date",
        "required number",
        "pattern [A-Z]{2}[0-9]+",
    }
    assert expansion.missing == ("amount",)
    (amount,) = (stop for stop in expansion.stops if stop.path)
    assert amount.path == "amount"
    assert misfit(amount.check, "a lot") == "must be a number"


def test_fields_are_listed_with_what_is_known_of_them() -> None:
    fields = {field.name: field for field in expanded(one(FORM)).fields}

    assert list(fields) == ["team", "day", "amount", "code", "note"]
    assert fields["team"].choices == ("Payments", "Logistics")
    assert fields["team"].default == "Logistics"
    assert fields["note"].multiline
    assert [name for name, field in fields.items() if field.required and not field.usual] == ["amount"]


def test_answers_given_beforehand_are_text() -> None:
    answers = {"team": "Payments", "day": "2026-04-01", "amount": "5", "code": "AB1", "note": "Thanks"}

    assert answered(FORM, **answers) == "To Payments on 2026-04-01: 5 AB1. Thanks\n"


PARAGRAPH = """form: "Hi.[[gift]]"
form_fields:
  gift: {{type: bool, default: "{default}", text: " A gift for {{{{customer.first_name}}}} is on its way."}}
"""


@pytest.mark.parametrize(("default", "on"), [("true", True), ("yes", True), ("false", False), ("", False)])
def test_a_bool_is_a_paragraph_that_is_there_or_not(default: str, on: bool) -> None:
    expansion = expanded(one(PARAGRAPH.format(default=default)))
    text = " A gift for Ana is on its way."
    (stop,) = expansion.stops

    assert expansion.text == ("Hi." + text if on else "Hi.")
    assert stop.choices == ((text, "") if on else ("", text))
    assert not stop.required


@pytest.mark.parametrize(("answer", "there"), [("true", True), ("false", False), ("off", False), ("", False)])
def test_a_bool_can_be_answered(answer: str, there: bool) -> None:
    assert ("gift" in answered(PARAGRAPH.format(default=""), gift=answer)) is there


CONDITIONAL = """form: "[[kind]][[reason]]"
form_fields:
  kind: {{type: choice, values: [refund, exchange]}}
  reason: {{type: choice, values: [": too late", ": broken"], when: {when}}}
"""


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("kind == 'refund'", "refund: too late"),
        ("form.kind == 'refund'", "refund: too late"),
        ("kind == 'exchange'", "refund"),
        ("order.status == 'sent'", "refund: too late"),
        ("order.status == 'lost'", "refund"),
    ],
)
def test_a_field_is_there_when_its_condition_holds(when: str, text: str) -> None:
    expansion = expanded(one(CONDITIONAL.format(when=f'"{when}"')))

    assert expansion.text == text
    assert len(expansion.stops) == len(text.split(":"))


def test_a_field_that_is_not_there_has_no_answer() -> None:
    shelf = one(
        "form: '[[a]][[b]][[c]]'\n"
        "form_fields: {a: {default: x}, b: {default: y, when: a == 'z'}, c: {default: w, when: b == 'y'}}"
    )

    assert expanded(shelf).text == "x"


def test_a_condition_goes_by_what_was_answered() -> None:
    assert answered(CONDITIONAL.format(when="kind == 'exchange'"), kind="exchange") == "exchange: too late"


def test_a_field_depends_on_fields_that_come_before_it_only() -> None:
    shelf = one("form: '[[a]][[b]]'\nform_fields: {a: {default: x, when: b == 'y'}, b: {default: y}}")

    assert expanded(shelf).text == "y"


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("{type: choice}", "needs `values` to choose from"),
        ("{type: bool}", "needs both the type `bool` and the `text`"),
        ("{text: more}", "needs both the type `bool` and the `text`"),
        ("{pattern: '('}", "the pattern `(` cannot be used"),
        ("{when: 'a == '}", "form_fields"),
        ("{type: colour}", "bool"),
        ("{requird: true}", "required"),
    ],
)
def test_a_field_that_makes_no_sense_is_told_where_it_stands(field: str, reason: str) -> None:
    shelf, problems = read(f"matches:\n  - id: it\n    form: '[[a]]'\n    form_fields:\n      a: {field}\n")

    assert not shelf.snippets
    assert [problem.line for problem in problems] == [7]
    assert reason in f"{problems[0].summary} {problems[0].hint}"


def test_a_field_is_written_without_a_part() -> None:
    result = one("form: 'Hi [[a.b]]'").expand("t.it", ANA)

    assert not isinstance(result, Expansion)
    assert "`[[a.b]]` is not a field; write `[[a]]`" in result.reason


def test_braces_of_a_form_are_spaced_as_espanso_has_them() -> None:
    assert expanded(one(r"form: 'a \{b\} [[c]]'")).text == "a { b } ⟦c⟧"


def test_a_form_can_name_its_fields_as_a_variable_does() -> None:
    shelf = one(
        "vars: [{name: e, type: echo, params: {echo: '<{{form1.who}}>'}}]\n"
        "form: '[[who]] {{e}}'\nform_fields: {who: {default: Ana}}"
    )

    assert stops(expanded(shelf)) == [(1, "Ana"), (1, "Ana")]
    assert expanded(shelf).text == "Ana <Ana>"


def test_a_default_may_name_a_value() -> None:
    shelf = one("form: 'Dear [[who]]'\nform_fields: {who: {default: '{{customer.first_name}}'}}")

    assert expanded(shelf, named("{{x}}")).text == "Dear {{x}}"
