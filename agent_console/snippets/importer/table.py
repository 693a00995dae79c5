"""CSV exports: rows by the names of their columns, each with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agent_console.yaml_source import Source, SourceError

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    cells: Mapping[str, str]
    """By the column's name in lower case."""
    line: int
    """Where it begins; counts from 1."""

    def cell(self, name: str) -> str:
        """Return a cell without white space around it; "" when the column is not there."""
        return self.cells.get(name, "").strip()


def rows(source: Source, *required: str) -> tuple[Row, ...]:
    """Return the rows of a table that has the required columns.

    Columns may be separated by a comma, a semicolon or a tab. Raises SourceError with the line of what
    cannot be read.
    """
    text = source.text.removeprefix("\ufeff")
    header, delimiter = _header(text)
    lacking = [name for name in required if name not in header]
    if lacking:
        message = (
            f"the first line must name the columns {', '.join(required)}; not there: {', '.join(lacking)}"
        )
        raise SourceError([source.problem(1, 1, message)])
    return tuple(_rows(source, text, header, delimiter))


def _header(text: str) -> tuple[list[str], str]:
    first = text.partition("\n")[0].strip()
    delimiter = max(DELIMITERS, key=first.count)
    return [name.strip().strip('"').strip().lower() for name in first.split(delimiter)], delimiter


def _rows(source: Source, text: str, header: list[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number and any(cell.strip() for cell in cells):
                yield Row(_named(source, header, cells, line), line)
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "a quote inside a cell is written twice, and the cell stands in quotes"
        raise SourceError([source.problem(line, 1, f"not valid CSV: {error}", hint)]) from None


def _named(source: Source, header: list[str], cells: list[str], line: int) -> Mapping[str, str]:
    if len(cells) > len(header):
        message = f"this row has {len(cells)} cells, and the first line names {len(header)} columns"
        raise SourceError([source.problem(line, 1, message, "put a cell with a comma in quotes")])
    return dict(zip(header, cells, strict=False))
