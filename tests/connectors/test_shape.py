"""Every shop system's shape of an order maps to the right order, with our own values and recorded ones."""

import json
import os
from pathlib import Path

import pytest

from agent_console.connectors.answer import rows
from agent_console.connectors.expression import Expression
from agent_console.connectors.order_map import OrderMap
from tests.connectors.shape import SHAPES, Facts, Shape, facts

FOLDER = os.environ.get("AGENT_CONSOLE_RECORD_SHAPES")
"""Where further answers are, recorded from running systems: `shapes.json`, and files of one system each."""


def mapped(shape: Shape, answer: object) -> list[Facts]:
    """Return the facts of every order in an answer, as the panel would have them."""
    connector = shape.connector
    read = map(OrderMap(connector).read, rows(answer, Expression(connector.rows)))
    return [facts(order) for order in read if order is not None]


def recorded(folder: Path, name: str) -> object:
    """Return the recorded answer of a system."""
    several = json.loads((folder / "shapes.json").read_text(encoding="utf-8"))
    if name in several:
        return several[name]
    return json.loads((folder / f"{name}_orders.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape_maps_to_the_right_order(name: str) -> None:
    shape = SHAPES[name]
    assert mapped(shape, shape.answer) == [shape.order]


@pytest.mark.parametrize("name", SHAPES)
def test_field_maps_find_what_plain_reading_finds(name: str) -> None:
    shape = SHAPES[name]
    for answer in (shape.answer, *([recorded(Path(FOLDER), name)] if FOLDER else ())):
        assert mapped(shape, answer)[0] == shape.plainly(answer)
