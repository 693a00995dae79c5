"""Bodies of espanso's kind: references, variables, cursors, forms; values are never read again."""

import pytest

from agent_console.snippets.book import Book
from tests.snippets.shelf import ANA, NOBODY, book, expanded, named, one, stops, trouble


def plain(body: str, more: str = "") -> Book:
    """Return the book of one match of espanso's dialect."""
    return book(f"matches:\n  - trigger: ;x\n    replace: {body}\n{more}", native=False)


def text(body: str, more: str = "") -> str:
    return expanded(plain(body, more), snippet="t:;x").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("'{{a}} {{ a }} {{  a}}'", "A A A"),
        (
            "'{{a b}} {{ a | up }} {{}} {{< ref >}} {{a.b.c}}'",
            "{{a b}} {{ a | up }} {{}} {{< ref >}} {{a.b.c}}",
        ),
        (r"'\{\{a\}\}'", "{{a}}"),
        ("'{% if x %} ${1:y} $1 [[z]]'", "{% if x %} ${1:y} $1 [[z]]"),
        ("'{{a.sub}}'", "A"),
    ],
)
def test_only_references_are_filled_in(body: str, expected: str) -> None:
    assert text(body, "    vars: [{name: a, type: echo, params: {echo: A}}]\n") == expected


@pytest.mark.parametrize("body", ["yes", "007", "12:30", "0x1F", "2024-01-02"])
def test_a_body_is_what_is_typed(body: str) -> None:
    assert text(body) == body


VARIABLES = """    vars:
      - {name: a, type: echo, params: {echo: one}}
      - {name: b, type: echo, params: {echo: "{{a}} two"}}
      - {name: c, type: echo, params: {echo: "{{a}}"}, inject_vars: false}
      - {name: r, type: random, params: {choices: [x, y]}}
      - {name: d, type: date, params: {format: "%d.%m.%Y", offset: 86400}}
      - {name: g, type: date, params: {format: "%A", locale: de}}
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{b}}", "one two"),
        ("{{c}}", "{{a}}"),
        ("{{r}}", "x"),
        ("{{d}}", "10.03.2026"),
        ("{{g}}", "Montag"),
    ],
)
def test_variables_have_values_from_top_to_bottom(body: str, expected: str) -> None:
    assert text(f"'{body}'", VARIABLES) == expected


def test_a_body_without_a_reference_evaluates_nothing() -> None:
    assert text("plain", "    vars: [{name: a, type: nonsense}]\n") == "plain"


def test_global_variables_are_evaluated_when_they_are_named() -> None:
    first = "  - {name: a, type: echo, params: {echo: 'A{{b}}'}}\n"
    globals_ = f"global_vars:\n{first}  - {{name: b, type: echo, params: {{echo: B}}}}\n"

    assert text("'{{a}}'", globals_) == "AB"


@pytest.mark.parametrize(
    ("body", "more", "reason"),
    [
        ("'{{nope}}'", "", "`nope` is not declared"),
        ("'{{a}}'", "    vars: [{name: a, type: nonsense}]\n", "unknown type `nonsense`"),
        ("'{{a}}'", "    vars: [{name: a, type: echo, params: {echo: 5}}]\n", "needs the text `echo`"),
        ("'{{a}}'", "    vars: [{name: a, type: random}]\n", "needs `choices`"),
        (
            "'{{a}}'",
            "    vars: [{name: a, type: date, params: {format: '%Q'}}]\n",
            "not known in a date format",
        ),
        (
            "'{{a}}'",
            "global_vars:\n  - {name: a, type: echo, params: {echo: '{{b}}'}}\n"
            "  - {name: b, type: echo, params: {echo: '{{a}}'}}\n",
            "a -> b -> a go in a circle",
        ),
        (
            "'{{f}}'",
            "    vars: [{name: f, type: form, params: {layout: '[[x]]'}}]\n",
            "`f` has parts; name one, such as `f.x`",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_told(body: str, more: str, reason: str) -> None:
    assert reason in trouble(plain(body, more), snippet="t:;x").reason


@pytest.mark.parametrize("kind", ["shell", "script", "clipboard"])
def test_variables_that_reach_out_are_listed_and_never_run(kind: str) -> None:
    shelf = plain("'{{a}}'", f"    vars: [{{name: a, type: {kind}, params: {{cmd: 'touch /tmp/never'}}}}]\n")

    assert len(shelf.snippets) == 1
    assert f"uses `{kind}`" in trouble(shelf, snippet="t:;x").reason


def test_one_cursor_is_the_final_stop() -> None:
    expansion = expanded(plain("'a$|$b'"), snippet="t:;x")

    assert expansion.text == "ab"
    assert [(stop.index, stop.start, stop.end) for stop in expansion.stops] == [(0, 1, 1)]


def test_several_cursors_follow_each_other() -> None:
    expansion = expanded(plain("'a$|$b$|$c'"), snippet="t:;x")

    assert expansion.text == "abc"
    assert [stop.start for stop in expansion.stops] == [1, 2]
    assert 0 not in {stop.index for stop in expansion.stops}


def test_a_cursor_in_a_value_is_text() -> None:
    assert (
        text("'{{a}}'", r"    vars: [{name: a, type: echo, params: {echo: 'x$|$y \{\{z\}\}'}}]")
        == r"x$|$y \{\{z\}\}"
    )


def test_a_choice_is_a_stop_with_its_choices() -> None:
    more = "    vars: [{name: c, type: choice, params: {values: [{id: 1, label: One}, {label: Two}]}}]\n"
    (stop,) = expanded(plain("'pick {{c}}'", more), snippet="t:;x").stops

    assert stop.choices == ("1", "Two")


def test_a_form_is_filled_in_where_it_stands() -> None:
    shelf = one(
        "form: |\n  To [[team]]: [[reason]] [[note]] [[team]]\n"
        "form_fields:\n"
        "  team: {type: choice, values: [Payments, Logistics]}\n"
        "  note: {default: none}\n"
    )
    expansion = expanded(shelf)

    assert expansion.text == "To Payments: ⟦reason⟧ none Payments\n"
    assert expansion.missing == ("reason",)
    assert stops(expansion) == [(1, "Payments"), (1, "Payments"), (2, "⟦reason⟧"), (3, "none")]


def test_a_field_that_is_not_required_may_stay_empty() -> None:
    assert expanded(one("form: 'x[[note]]'\nform_fields: {note: {required: false}}")).missing == ()


def test_a_form_variable_gives_its_fields() -> None:
    more = (
        "    vars: [{name: f, type: form, params: {layout: 'Hi [[who]]', fields: {who: {default: Ana}}}}]\n"
    )
    expansion = expanded(plain("'Dear {{f.who}}'", more), snippet="t:;x")

    assert expansion.text == "Dear Ana"
    assert stops(expansion) == [(1, "Ana")]


def test_the_customer_can_be_named_without_a_variable() -> None:
    shelf = one("replace: 'Hi {{customer.first_name}}, {{order.number}}'")

    assert expanded(shelf).text == "Hi Ana, 48213"
    assert expanded(shelf).values == (("customer.first_name", "Ana"), ("order.number", "48213"))
    assert expanded(shelf, NOBODY).missing == ("customer.first_name", "order.number")


def test_an_own_variable_goes_before_the_customer() -> None:
    shelf = one("vars: [{name: customer, type: echo, params: {echo: me}}]\nreplace: '{{customer}}'")

    assert expanded(shelf).text == "me"


def test_a_value_is_never_read_again() -> None:
    shelf = one(
        "vars: [{name: hi, type: echo, params: {echo: 'Hi {{customer.first_name}}'}}]\nreplace: '{{hi}} $|$'"
    )

    assert expanded(shelf, named("{{order.number}} $|$")).text == "Hi {{order.number}} $|$ "


def test_a_reply_that_is_too_long_is_refused() -> None:
    assert "20,000 bytes" in trouble(one("replace: 'x {{customer.first_name}}'"), named("x" * 20_001)).reason
    assert ANA
