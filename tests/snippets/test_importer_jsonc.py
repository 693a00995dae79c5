"""JSON with comments: what it holds, on which line, and where a mistake is."""

import pytest

from agent_console.snippets.importer.jsonc import items
from agent_console.yaml_source import Source, SourceError


def found(text: str, *lists: str) -> list[tuple[str, object, int]]:
    return [(item.key, item.value, item.line) for item in items(Source("a.json", text), *lists)]


def test_members_have_their_lines() -> None:
    assert found('{\n  "a": 1,\n\n  "b": [2]\n}') == [("a", 1, 2), ("b", [2], 4)]


def test_items_of_a_list_have_their_lines() -> None:
    assert found('[\n  {"x": 1},\n  {"x": 2}\n]') == [("", {"x": 1}, 2), ("", {"x": 2}, 3)]


def test_a_named_list_inside_an_object_is_the_list() -> None:
    assert found('{"count": 2, "macros": [\n1,\n2]}', "macros") == [("", 1, 2), ("", 2, 3)]


def test_comments_and_commas_at_the_end_are_passed_over() -> None:
    text = '// first\n{ /* "x": 0,\n */ "a": "// no, comment", // more\n  "b": [1, 2, /* end */ ],\n}'

    assert found(text) == [("a", "// no, comment", 3), ("b", [1, 2], 4)]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert found("\ufeff[1]") == [("", 1, 1)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ('{\n  "a": 1\n  "b": 2\n}', (3, 3)),
        ('{"a": tru}', (1, 7)),
        ("[1,\n2", (2, 2)),
        ('"text"', (1, 1)),
        ('{"a": "never closed\n}', (1, 7)),
        ("[1] [2]", (1, 5)),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as error:
        items(Source("a.json", text))

    assert (error.value.problems[0].line, error.value.problems[0].column) == place


@pytest.mark.parametrize(
    "text", ["[" * 200_000, f"[{'9' * 5_000}]", "[" + "/*" * 100_000, '["' + '\\"' * 100_000]
)
def test_a_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        items(Source("a.json", text))
