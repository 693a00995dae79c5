"""No text on screen names a key by itself: keys come from the table, and follow the user's changes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import agent_console.ui as ui

ROOT = Path(ui.__path__[0])
KEY: Final = re.compile(
    r"(?:^|[\s·(])(Enter|Esc|Tab|Ctrl\+\S|Alt\+\S|Shift\+\S|PgUp|PgDn|F\d{1,2})(?=$|[\s·:,.)])"
)
EXEMPT: Final = {ROOT / "welcome.py", ROOT / "symbol.py"}
"""The first screen comes before any settings; signs for keys stand in place of what the table says."""
OF_THE_EDITOR: Final = {"Ctrl+Z"}
"""Keys that every editor has, and no command."""


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every string that is no docstring, with its line."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def test_keys_on_screen_come_from_the_table() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted(ROOT.rglob("*.py"))
        if path not in EXEMPT and path.parent.name != "key"
        for line, text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if set(KEY.findall(text)) - OF_THE_EDITOR
    ]
    assert named == []
