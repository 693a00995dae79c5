"""What is marked for translation gets into the catalogues, wherever it is marked."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.extract import extract

import agent_console
from tests.texts.extraction import extracted

PACKAGE: Final = Path(agent_console.__path__[0])
SOURCE: Final = b"""
# Translators: who is asked
# for a name
ask = line(_("who?"))
told = f"! {_('not sent')} {count}"
said = _(WORDS.get(name, N_("unknown")))
# somebody else's remark
many = ngettext("{count} chat", "{count} chats", count)
shut = pgettext("verb", "close")
"""


def test_texts_are_found_within_f_strings_and_calls_with_what_translators_are_told() -> None:
    found = extract(extracted, BytesIO(SOURCE), comment_tags=("Translators:",), strip_comment_tags=True)
    assert [(message, comments, context) for _, message, comments, context in found] == [
        ("who?", ["who is asked", "for a name"], None),
        ("not sent", [], None),
        ("unknown", [], None),
        (("{count} chat", "{count} chats"), [], None),
        ("close", [], "verb"),
    ]


def _put_together(file: Path) -> Iterator[str]:
    """Yield every text of a file that is marked although it is not there before the program runs."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "N_", "ngettext", "pgettext"}:
            for text in node.args:
                if isinstance(text, ast.JoinedStr | ast.BinOp):
                    yield f"{file.relative_to(PACKAGE)}:{text.lineno}: {ast.unparse(text)}"


def test_no_text_is_put_together_before_it_is_translated() -> None:
    wrong = [place for file in sorted(PACKAGE.rglob("*.py")) for place in _put_together(file)]
    assert wrong == [], "a template with names, which are filled in behind: _(...).format(...)"
