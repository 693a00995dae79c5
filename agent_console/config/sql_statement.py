"""SQL of the settings, looked at before any database sees it: one reading statement, values bound by name."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_PIECE = re.compile(
    r"""
      (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<quoted> '(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$ )
    | (?P<open> /\* | ['"`] )
    | (?P<binding> (?<![:\w\\]) : (?P<name>\w+) (?![:\w]) )
    | (?P<end> ; )
    | (?P<word> [A-Za-z_]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
# What SQLAlchemy takes for a binding, which does not look whether it stands in quotes.
_BINDING = re.compile(r"(?<![:\w\\]):(\w+)(?![:\w])")
_BRACES = re.compile(r"\{\s*([\w.|]+)\s*\}")
_READING = ("SELECT", "WITH")
_CHANGING = {"INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "CALL", "EXEC", "EXECUTE"}
_MAKING = {"INTO", "CREATE", "ALTER", "DROP", "GRANT"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT, and the names of the values that are bound in it."""

    text: str
    bindings: frozenset[str]


def statement(text: str, known: Collection[str] = ()) -> Statement:
    """Return the statement in a text.

    Raises ValueError unless it is one SELECT (or WITH ... SELECT) that binds at least one value, and only
    values that are `known`, where names are given.
    """
    pieces = list(_PIECE.finditer(text))
    end = _end(text, pieces)
    bindings = frozenset(piece["name"] for piece in pieces if piece["binding"])
    if not bindings:
        raise ValueError(f"binds no value, so it would read everybody's rows; bind {_listed(known)}")
    if known and (unknown := sorted(bindings - set(known))):
        raise ValueError(f"binds `:{unknown[0]}`; known: {_listed(known)}")
    return Statement(text[:end].strip(), bindings)


def _end(text: str, pieces: list[re.Match[str]]) -> int:
    """Return where the statement ends; raise ValueError unless it is one that reads."""
    if braced := _BRACES.search(text):
        raise ValueError(f"holds `{braced[0]}`; in SQL a value is bound as `:{braced[1]}`, without quotes")
    if hidden := next(_hidden(pieces), None):
        raise ValueError(f"has `:{hidden}` in quotes or in a comment; a bound value needs no quotes")
    if unclosed := next((piece["open"] for piece in pieces if piece["open"]), None):
        raise ValueError(f"has a {unclosed} that is not closed")
    words = [piece["word"].upper() for piece in pieces if piece["word"]]
    if not words or words[0] not in _READING:
        raise ValueError("must be a SELECT, or WITH ... SELECT: nothing is ever written")
    end = next((piece.start() for piece in pieces if piece["end"]), len(text))
    if any(piece.start() > end for piece in pieces if not (piece["comment"] or piece["end"])):
        raise ValueError("must be a single statement; there is more behind the `;`")
    if writing := next((word for word in words if word in _CHANGING | _MAKING), None):
        raise ValueError(f"has {writing}, but nothing is ever written; a name like that needs quotes")
    return end


def _hidden(pieces: list[re.Match[str]]) -> Iterator[str]:
    """Yield the bindings where none can be meant."""
    for piece in pieces:
        if piece["comment"] or piece["quoted"]:
            yield from _BINDING.findall(piece[0])


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`:{name}`" for name in names) or "a column of the row, such as `:id`"
