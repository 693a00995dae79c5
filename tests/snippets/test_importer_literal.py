"""Whatever text another tool holds comes out as it was: nothing in it turns into our syntax."""

import csv
import io
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.importer.literal import tidy
from tests.snippets.imports import brought, shelved, texts
from tests.snippets.shelf import ANA

SYNTAX = [
    "{{",
    "}}",
    "{%",
    "%}",
    "$1",
    "${2:x}",
    "$|$",
    "\\",
    "\\$",
    "{",
    "}",
    "$",
    "[[a]]",
    "{#",
    "#}",
    "-",
    '"',
    "'",
]
PIECES = st.one_of(
    st.sampled_from([*SYNTAX, "raw", "endraw", "comment", " ", "\n", "|", "é", "☃", "😀"]),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join).filter(lambda text: text.strip() != "")
VALUES = st.sampled_from(
    [
        ("contact.first_name", "Ana"),
        ("contact.email", "ana@example.com"),
        ("contact.nickname || 'there'", "there"),
    ]
)


def table(*rows: tuple[str, str], head: tuple[str, str] = ("short_code", "content")) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([head, *rows])
    return written.getvalue()


@settings(deadline=None)
@given(TEXTS)
@example("\\${1:a} {{ x }} {% raw %}{{ y }}{% endraw %}")
@example("{\u2028 \x85 a\tb")
@example("a: b # c\n  - d\n\n\n e")
@example("~")
@example("a\nb\u2028c\u2028\n d\x85e")
@example("\ufeff- no")
def test_text_without_values_comes_out_as_it_was(text: str) -> None:
    imported = brought("livechat", json.dumps([{"id": 1, "text": text, "tags": ["hi"]}]), "export.json")

    assert texts(imported) == [tidy(text)]


@settings(deadline=None)
@given(TEXTS)
@example("#{ticket.foo} {{ x }}")
def test_zammads_text_without_its_placeholders_comes_out_as_it_was(text: str) -> None:
    plain = text.replace("#{", "# {").replace("<", "").replace("\r", " ").replace("\0", "")
    source = table(("One", f"|{plain}|"), head=("name", "content"))

    assert texts(brought("zammad", source)) == [tidy(f"|{plain}|")]


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            VALUES, st.sampled_from(["$5", "\\$1", "${2:x}", "\\", "}", "$", " % ", "\n", "[[a]]", "$|$"])
        ),
        max_size=9,
    )
)
def test_values_are_filled_in_and_all_around_them_stays(pieces: list[str | tuple[str, str]]) -> None:
    source = "".join(piece if isinstance(piece, str) else f"{{{{ {piece[0]} }}}}" for piece in pieces)
    expected = "".join(piece if isinstance(piece, str) else piece[1] for piece in pieces)

    assert texts(brought("chatwoot", table(("hi", f"|{source}|")))) == [f"|{expected}|"]


@settings(deadline=None)
@given(TEXTS)
def test_any_liquid_loads_and_never_breaks_a_file(text: str) -> None:
    imported = brought("chatwoot", table(("hi", text), ("ok", "Fine.")))

    book = shelved(imported)
    result = book.expand(book.snippets[-1].id, ANA)
    assert isinstance(result, Expansion)
    assert result.text == "Fine."


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3))
def test_any_name_label_and_tag_loads(name: str, body: str, prefixes: list[str]) -> None:
    source = {name: {"prefix": prefixes, "body": ["x", body], "description": name}}

    book: Book = shelved(brought("vscode", json.dumps(source), f"{name}.json"))
    assert len(book.snippets) == 1
