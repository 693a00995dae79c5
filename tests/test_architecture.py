"""The shape of the house: import contracts, import hygiene, sizes, cycles, docstrings."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "agent_console"
SOURCES = sorted(PACKAGE.rglob("*.py"))

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_CLASS_LINES = 200
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _place(path: Path, node: ast.stmt) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("agent_console.services.workspace", {"textual", "httpx", "websockets", "sqlite3"}),
        ("agent_console.domain.desk", {"textual", "httpx", "websockets", "asyncio", "pydantic", "yaml"}),
        ("agent_console.hub.server", {"textual", "rich", "httpx"}),
        ("agent_console.cli", {"textual", "httpx", "websockets", "pydantic", "liquid"}),
        ("agent_console.bootstrap.console", {"numpy"}),
        ("agent_console.ui.app", {"numpy"}),
    ],
)
def test_importing_the_core_leaves_the_outside_alone(module: str, unwanted: set[str]) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not unwanted & set(run.stdout.split())


def test_files_functions_and_classes_stay_small() -> None:
    long: list[str] = []
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_FILE_LINES:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in _nodes(path):
            if isinstance(node, type_of_function) and _lines(node) > MOST_FUNCTION_LINES:
                long.append(f"{_place(path, node)}: {node.name} has {_lines(node)} lines")
            if isinstance(node, ast.ClassDef) and _lines(node) > MOST_CLASS_LINES:
                long.append(f"{_place(path, node)}: class {node.name} has {_lines(node)} lines")
    assert not long, "\n".join(long)


def test_every_module_says_in_one_line_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert not silent, silent


def test_every_public_class_and_function_has_a_docstring() -> None:
    silent = [
        f"{_place(path, node)} {node.name}"
        for path in SOURCES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (*type_of_function, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def test_no_module_is_a_drawer_for_everything() -> None:
    assert not [str(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES]


def test_no_import_cycles() -> None:
    graph = grimp.build_graph("agent_console", cache_dir=None)
    cycles = []
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            back = graph.find_shortest_chain(importer=imported, imported=module)
            if back:
                cycles.append(" -> ".join((module, *back)))
    assert not cycles, "\n".join(sorted(cycles))


def test_the_package_under_test_is_this_checkout() -> None:
    spec = find_spec("agent_console")
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)
