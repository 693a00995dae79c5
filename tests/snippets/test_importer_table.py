"""CSV exports: rows with their lines, other separators, and where a mistake is."""

import pytest

from agent_console.snippets.importer.table import rows
from agent_console.yaml_source import Source, SourceError


def found(text: str) -> list[tuple[str, str, int]]:
    return [(row.cell("a"), row.cell("b"), row.line) for row in rows(Source("t.csv", text), "a", "b")]


def test_a_row_begins_where_its_first_line_is() -> None:
    assert found('a,b\n1,"x\ny"\n\n2,z\n') == [("1", "x\ny", 2), ("2", "z", 5)]


@pytest.mark.parametrize("text", ["a;b\n1;2", "a\tb\n1\t2", '\ufeff"A", "b"\r\n1,2\r\n', "b,a\n2,1"])
def test_separators_and_headers_vary(text: str) -> None:
    assert [row[:2] for row in found(text)] == [("1", "2")]


def test_a_short_row_has_empty_cells() -> None:
    assert found("a,b\n1") == [("1", "", 2)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "not there: a, b"),
        ("a,c\n1,2", 1, "not there: b"),
        ("a,b\n1,2\n1,2,3", 3, "3 cells"),
        ('a,b\n1,2\n1,"2" x', 3, "not valid CSV"),
        ('a,b\n1,2\n\n1,"never closed\n\n', 4, "not valid CSV"),
        ("a,b\n1," + "x" * 200_000, 2, "not valid CSV"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SourceError) as error:
        found(text)

    assert error.value.problems[0].line == line
    assert words in error.value.problems[0].message
