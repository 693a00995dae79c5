"""Lints of texts, conditions and fields of the own dialect: what would otherwise fail before a customer."""

import pytest

from tests.snippets.test_lint import findings

FORM = "matches:\n  - form: 'Hi [[name]], [[kind]]'\n    form_fields:\n"


def of_match(*lines: str) -> list[str]:
    """Return what is found in a file with one match of these lines; the match begins on line 4."""
    return findings("matches:\n  - " + "\n    ".join(lines) + "\n")


def test_a_field_that_no_text_has_is_found() -> None:
    text = FORM + "      nmae: {default: Ana}\n      kind: {}\n"

    assert findings(text) == [
        "a.yaml:6:7: no field `[[nmae]]` is in the text, so that this has no effect (did you mean `name`?)"
    ]


def test_fields_beside_a_template_are_found() -> None:
    first, second = of_match("template: 'Hi [[name]]'", "form_fields: {name: {}}")

    assert first.startswith("a.yaml:4:19: `[[...]]` is a field in a `form` only")
    assert second.startswith("a.yaml:5:19: no field `[[name]]` is in the text")


def test_a_field_of_another_language_is_there() -> None:
    text = "form: Hi", "locales: {de: {form: 'Hallo [[name]]'}}", "form_fields: {name: {}}"

    assert of_match(*text) == []


def test_a_default_that_cannot_be_chosen_is_found() -> None:
    text = FORM + "      kind: {type: choice, values: [home, office], default: offce}\n"

    assert findings(text) == [
        "a.yaml:6:61: the default `offce` is none of the values (did you mean `office`?)"
    ]


@pytest.mark.parametrize(
    "field",
    [
        "{type: choice, values: [a], default: a}",
        "{type: list, values: ['{{order.number}}'], default: b}",
        "{default: a}",
    ],
)
def test_a_default_that_can_be_chosen_or_is_filled_in_later_is_left_alone(field: str) -> None:
    assert findings(f"{FORM}      kind: {field}\n") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("template: Hi $|$ there", "4:18: `$|$` places the cursor in `replace` only (write `$0`)"),
        ("snippet: Hi $|$ there", "4:17: `$|$` places the cursor in `replace` only (write `$0`)"),
        ("replace: Hi [[name]]", "4:17: `[[...]]` is a field in a `form` only"),
        ("replace: Hi {{ customer.name | default }}", "4:17: this is for a `template` only, and stays"),
        ("replace: Hi {% if order %}x{% endif %}", "4:17: this is for a `template` only, and stays"),
        ("form: 'Hi ${1:name}'", "4:15: tab stops are for `template` and `snippet` only"),
        ("template: 'Hi ${1:name'", "4:19: the stop `${1:` is never closed, and stays as it is"),
    ],
)
def test_what_means_nothing_in_a_body_of_its_kind_is_found(body: str, found: str) -> None:
    (finding,) = of_match(body)

    assert finding.startswith(f"a.yaml:{found}")


@pytest.mark.parametrize(
    "body",
    [
        "replace: Hi $|$ {{order.number}} {{ customer.email }} and $5",
        "replace: 'as written: \\{\\{ x \\}\\}'",
        "template: 'Hi ${1:name} ${2|a,b|} ${1/a/b/} \\$5 [1]'",
        "form: 'Hi [[name]]'",
        "snippet: '${1:a} ${TM_FILENAME} \\${2:b'",
    ],
)
def test_what_means_something_there_is_left_alone(body: str) -> None:
    assert of_match(body) == []


def test_what_comes_from_another_match_is_told_where_it_is_written() -> None:
    (finding,) = findings("matches:\n  - {id: a, template: x $|$}\n  - {id: b, extends: a}\n")

    assert finding.startswith("a.yaml:4:25: ")


def test_a_filter_that_can_take_nothing_is_found() -> None:
    (finding,) = of_match("template: '{{ now | add: \"5 buisness days\" }}'")

    assert finding.startswith(
        "a.yaml:4:15: `template` can never be filled in: '5 buisness days' is not a step"
    )


def test_values_that_are_not_known_yet_are_no_failure() -> None:
    text = (
        "{{ order.total | money: order.currency }} {{ order.placed_at | date: 'long' }} "
        "{{ order.shipping.eta | add: '2 hours' }} "
        "{% for one in order.items %}{{ one.name | upcase }}{% endfor %}"
    )

    assert of_match(f'template: "{text}"') == []


def test_an_unknown_value_in_a_condition_is_found() -> None:
    found = of_match("template: x", "when: order.number and order.state == 'open'")

    assert found == ["a.yaml:5:28: nothing is called `order.state` (did you mean `order.status`?)"]


def test_a_misspelt_name_at_the_front_is_recognized() -> None:
    assert of_match("template: '{{ costumer.email }}'") == [
        "a.yaml:4:19: nothing is called `costumer.email` (did you mean `customer`?)"
    ]


def test_a_default_is_not_advised_where_filters_mean_nothing() -> None:
    (bare,) = of_match("replace: Hi {{customer.first_name}}")
    (filtered,) = of_match("template: Hi {{customer.first_name}}")

    assert bare.endswith(
        '(write `{{ customer.first_name | default: "there" }}` in a `template`, which takes filters)'
    )
    assert filtered.endswith('(write `{{ customer.first_name | default: "there" }}`)')


def test_keys_that_are_about_other_programs_are_told_to_have_no_effect() -> None:
    found = of_match("replace: x", "force_mode: clipboard", "paragraph: true")

    assert [finding.split(" is about")[0] for finding in found] == [
        "a.yaml:5:5: `force_mode`",
        "a.yaml:6:5: `paragraph`",
    ]
