"""Values that have changed since a reply was filled in, as far as its text shows them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agent_console.snippets.context import Context, value_at
from agent_console.snippets.freshness import changes
from tests.snippets.shelf import ANA, ORDER, expanded, template

BODY = "Order {{ order.number }}: {{ order.items.first.name }}, {{ order.total | money: order.currency }}."
CASES: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    ({"number": "50000"}, ["order.number was “48213” when it was filled in, and is “50000” now."]),
    ({"number": ""}, ["order.number was “48213” when it was filled in, and is not known any more."]),
    ({"items": [{"name": "Oven"}]},
     ["order.items.first.name was “Tent” when it was filled in, and is “Oven” now."]),
    ({"total": Decimal("12.00")}, ["order.total was “1049.90” when it was filled in, and is “12.00” now."]),
    ({"status": "lost"}, []),
]  # fmt: skip


def found(context: Context, text: str | None = None, body: str = BODY) -> list[str]:
    expansion = expanded(template(body))
    shown = expansion.text if text is None else text
    return [change.reason for change in changes(expansion.values, shown, context)]


@pytest.mark.parametrize(("now", "reasons"), CASES)
def test_what_changed_is_told_with_both_values(now: dict[str, object], reasons: list[str]) -> None:
    assert found(replace(ANA, order={**ORDER, **now})) == reasons


def test_a_value_that_was_taken_out_by_hand_does_not_matter() -> None:
    changed = replace(ANA, order={**ORDER, "number": "50000"})
    assert found(changed, "Your order: Tent, €1,049.90.") == []


def test_what_only_decides_what_is_said_counts() -> None:
    body = "{% if order.refund.partial %}Part of it{% else %}All of it{% endif %} comes back."
    changed = replace(ANA, order={**ORDER, "refund": {"partial": False}})
    assert found(changed, body=body) == [
        "order.refund.partial was “true” when it was filled in, and is “false” now."
    ]


def test_the_place_is_where_the_old_value_stands() -> None:
    expansion = expanded(template(BODY))
    changed = replace(ANA, order={**ORDER, "number": "50000", "total": 1})
    spans = [change.span for change in changes(expansion.values, expansion.text, changed)]
    assert spans == [(6, 11), None]


def test_private_characters_in_a_name_are_no_change() -> None:
    hostile = replace(ANA, customer={"first_name": "\U0010fff0x\U0010fff1"})
    expansion = expanded(template("Hi {{ customer.first_name }}"), hostile)
    assert list(changes(expansion.values, expansion.text, hostile)) == []


def test_paths_reach_into_lists_and_sizes_as_in_liquid() -> None:
    names: dict[str, object] = {
        "a": {"b": [{"c": 1}, {"c": 2}], "d": "xyz", "size": 7, "e": date(2026, 3, 9)}
    }
    for path, value in {
        "a.b.0.c": 1, "a.b.last.c": 2, "a.b.-1.c": 2, "a.b.size": 2, "a.b.2.c": None, "a.d.size": 3,
        "a.size": 7, "a.b.x": None, "a.e.x": None, "a.d.x": None, "a.b.first.size": 1,
    }.items():  # fmt: skip
        assert value_at(names, path) == value, path
