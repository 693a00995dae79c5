"""Templates: what they give for values, stops and holes, and that data and errors stay what they are."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.snippets.context import Context
from tests.snippets.shelf import ANA, NOBODY, NOW, ORDER, expanded, named, one, read, stops, template, trouble


def test_values_are_filled_in_and_remembered() -> None:
    expansion = expanded(template("Hi {{ customer.first_name }}, order {{ order.number }}."))

    assert expansion.text == "Hi Ana, order 48213."
    assert expansion.values == (("customer.first_name", "Ana"), ("order.number", "48213"))
    assert expansion.insertion.snippet == "t.it"


def test_a_missing_value_is_a_required_stop_that_shows_its_path() -> None:
    expansion = expanded(template("Order {{ order.number }} of ${1:today}"), NOBODY)

    assert expansion.text == "Order ⟦order.number⟧ of today"
    hole, stop = expansion.stops
    assert (hole.start, hole.end, hole.required, hole.path) == (6, 20, True, "order.number")
    assert (stop.index, stop.required) == (2, False)
    assert expansion.missing == ("order.number",)


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_value_is_missing(empty: str | None) -> None:
    context = Context(now=NOW, order={"number": empty})

    assert expanded(template("{{ order.number }}"), context).missing == ("order.number",)


def test_repetitions_of_one_missing_value_share_an_index() -> None:
    expansion = expanded(template("{{ order.number }} {{ order.status }} {{ order.number }}"), NOBODY)

    assert [stop.index for stop in expansion.stops] == [1, 1, 2]


@pytest.mark.parametrize(
    "source",
    [
        "{{ order.number | upcase }}",
        "{{ order.number | append: '!' | truncate: 3 }}",
        "{{ 'x' | append: order.number }}",
        "{{ order.total | money: order.currency }}",
        "{{ order.placed_at | date: 'long' }}",
        "{% assign n = order.number %}{{ n }}",
        "{% capture n %}{{ order.number }}{% endcapture %}{{ n }}",
    ],
)
def test_a_missing_value_stays_a_hole_through_filters_and_names(source: str) -> None:
    expansion = expanded(template(source), NOBODY)

    assert len(expansion.missing) == 1
    assert expansion.missing[0] in expansion.text


def test_a_default_stands_in_and_is_remembered() -> None:
    expansion = expanded(template('Hi {{ customer.first_name | default: "there" }}!'), NOBODY)

    assert expansion.text == "Hi there!"
    assert expansion.defaulted == ("customer.first_name",)
    assert expansion.missing == ()


def test_a_condition_takes_a_missing_value_for_false() -> None:
    source = "{% if order.number %}a{% else %}b{% endif %}{% unless order.refund.partial %}c{% endunless %}"

    assert expanded(template(source), NOBODY).text == "bc"


def test_a_loop_goes_over_a_list_and_over_nothing() -> None:
    source = "{% for item in order.items %}{{ item.name }} {% endfor %}."

    assert expanded(template(source)).text == "Tent Lamp ."
    assert expanded(template(source), NOBODY).text == "."


def test_false_and_zero_are_values() -> None:
    context = Context(now=NOW, order={"number": 0, "status": False})

    assert expanded(template("{{ order.number }} {{ order.status }}"), context).text == "0 false"


def test_names_of_other_tools_work() -> None:
    context = Context(
        now=NOW, customer={"first_name": "Ana", "phone": "555-0134"}, agent={"first_name": "Sam"}
    )
    source = "{{ contact.phone_number }} {{ ticket.requester.first_name }} {{ current_user.first_name }}"

    assert expanded(template(source), context).text == "555-0134 Ana Sam"


def test_stops_come_in_their_order_with_the_final_one_last() -> None:
    source = "{% if order.refund.partial %}${2:the item}{% endif %} ${1|Yes?,No?|}$0"

    assert stops(expanded(template(source))) == [(1, "Yes?"), (2, "the item"), (0, "")]


def test_a_stop_can_hold_a_value() -> None:
    expansion = expanded(template("${1:{{ customer.first_name }}}"))

    assert stops(expansion) == [(1, "Ana")]


def test_a_stop_in_a_branch_that_is_not_taken_does_not_exist() -> None:
    assert stops(expanded(template("{% if order.nope %}$1{% endif %}$2"))) == [(2, "")]


def test_a_stop_that_is_cut_in_two_by_a_branch_is_dropped_quietly() -> None:
    source = "{% if order.number %}${1:a{% endif %}b}{% if order.nope %}c}{% endif %}"

    assert expanded(template(source)).text


HOSTILE = [
    "{{ order.number }}",
    "{% if true %}",
    "$1 ${1:a} ${1|a,b|} $0",
    "$|$",
    r"\{\{x\}\}",
    "[[reason]]",
    ";eta",
    "⟦order.number⟧",
    "\U0010fff0\U00000031\U0010fff1",
    "\U0010fff011\U0010fff1\U0010fff0\U0010ff00",
    "\u202eevil\u202c",
    "<b>&amp;",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_data_is_taken_verbatim_and_makes_no_stop(name: str) -> None:
    body = "Hi {{ customer.first_name }}{% capture x %}{{ customer.first_name }}{% endcapture %}{{ x }}!"

    expansion = expanded(template(body), named(name))

    assert expansion.text == f"Hi {name}{name}!"
    assert expansion.stops == ()
    assert expansion.values == (("customer.first_name", name),)


@given(
    st.text(alphabet="{}%$|1:[]⟦⟧\\a \U0010fff0\U0010fff1\U0010ff00", min_size=1, max_size=30).filter(
        str.strip
    )
)
def test_any_name_is_taken_verbatim_and_makes_no_stop(name: str) -> None:
    expansion = expanded(one("replace: 'a {{customer.first_name}} b'"), named(name))

    assert expansion.text == f"a {name} b"
    assert expansion.stops == ()


def test_a_later_name_does_not_borrow_an_earlier_one() -> None:
    shelf = template("{{ customer.first_name }}")

    assert expanded(shelf).text == "Ana"
    assert expanded(shelf, named("Ben")).text == "Ben"


# Filters


@pytest.mark.parametrize(
    ("source", "locale", "text"),
    [
        ("{{ order.total | money: order.currency }}", "en", "€1,049.90"),
        ("{{ order.total | money: 'eur' }}", "de", "1.049,90\xa0€"),
        ("{{ order.total | money: 'JPY' }}", "en", "¥1,050"),
        ("{{ '2026-03-02' | date }}", "en", "March 2, 2026"),
        ("{{ '2026-03-02' | date: 'full' }}", "de", "Montag, 2. März 2026"),
        ("{{ '2026-03-02' | date: '%-d.%m.%Y %A' }}", "nb", "2.03.2026 mandag"),
        ("{{ '2026-03-02T15:04:00+01:00' | date: 'time' }}", "ru", "15:04"),
        ("{{ '2026-03-02T15:04:00+01:00' | date: '%F %R 100%%' }}", "en", "2026-03-02 15:04 100%"),
        ("{{ now | add: '5 business days' }}", "en", "March 16, 2026"),
        ("{{ now | add: '-1 business day' | date: '%A' }}", "en", "Friday"),
        ("{{ today | add: '2 weeks' }}", "en", "March 23, 2026"),
        ("{{ now | add: '90 minutes' | date: 'time' }}", "de", "15:35"),
    ],
)
def test_money_and_dates_are_written_as_the_reader_writes_them(source: str, locale: str, text: str) -> None:
    context = replace(ANA, customer={"locale": locale})

    assert expanded(template(source), context).text == text


def test_a_bare_date_is_written_as_a_person_would() -> None:
    context = Context(now=NOW, order={"placed_at": date(2026, 3, 2)})

    assert expanded(template("{{ order.placed_at }}"), context).text == "March 2, 2026"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ order.total | money: 'XXQ' }}", "is not a currency"),
        ("{{ order.number | append: 'x' | money: 'EUR' }}", "is not an amount"),
        ("{{ '1e400' | money: 'EUR' }}", "too large"),
        ("{{ 'soon' | date: 'long' }}", "is not a date"),
        ("{{ now | date: 'pretty' }}", "is not a date style"),
        ("{{ now | date: '%Q' }}", "is not known in a date format"),
        ("{{ now | add: 'a while' }}", "is not a step"),
        ("{{ 1 | divided_by: 0 }}", "divide"),
    ],
)
def test_an_error_is_told_and_nothing_of_it_enters_the_text(source: str, reason: str) -> None:
    result = trouble(template(source))

    assert reason in result.reason
    assert "(t.yaml:" in result.reason


# Limits


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("{% assign x = x | append: x %}" * 30 + "{{ x }}", "namespace limit", id="doubled"),
        pytest.param(
            "{% assign x = x | append: x %}" * 11 + "{{ x | replace: '', x }}",
            "would become too long",
            id="squared",
        ),
        pytest.param(
            "{% assign x = x | append: x %}" * 10 + "{{ x }}" * 3, "output stream limit", id="repeated"
        ),
    ],
)
def test_a_reply_that_grows_too_large_is_stopped(source: str, reason: str) -> None:
    assert reason in trouble(template("{% assign x = 'aaaaaaaaaa' %}" + source)).reason


def test_a_template_that_is_too_large_is_refused_when_it_is_read() -> None:
    _, (problem,) = read(f"matches:\n  - template: {'x' * 20_001}")

    assert "more than 20,000 characters" in problem.message


def test_loops_in_loops_are_stopped() -> None:
    items = [{"name": str(n)} for n in range(40)]
    source = "{% for a in order.items %}{% for b in order.items %}x{% endfor %}{% endfor %}"

    assert (
        "loop iteration limit" in trouble(template(source), Context(now=NOW, order={"items": items})).reason
    )


# What is wrong in a file


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("Hi {{ order.number", 5, "expected '}}'"),
        ("Hi\n{{ order.number | upcas }}", 6, "there is no filter `upcas`; did you mean `upcase`?"),
        ("Hi\n\n{% if order.number %}x", 7, "expected tag endif"),
        ("Hi\n{% include 'secret' %}", 6, "include"),
        ("{% for x in (1..3) %}{% endfor %}", 5, "ranges"),
        ("a\nb \U0010fff0", 6, "private character"),
    ],
)
def test_a_bad_template_is_told_with_its_line(body: str, line: int, message: str) -> None:
    lines = "\n".join(f"      {part}" for part in body.splitlines())

    shelf, (problem,) = read(f"matches:\n  - template: |\n{lines}\n")

    assert problem.line == line
    assert message in problem.message
    assert "cannot be filled in" in trouble(shelf, snippet="t:4").reason


def test_what_is_quoted_on_one_line_is_found_to_the_column() -> None:
    _, (problem,) = read("matches:\n  - {id: a, template: 'x {{ order.number | upcas }}'}\n")

    assert (problem.line, problem.column) == (4, 44)


def test_every_namespace_of_the_example_is_there() -> None:
    assert expanded(template("{{ order.refund.amount }} {{ order.items[0].name }}")).text == "49.9 Tent"
    assert ORDER["number"] == "48213"
