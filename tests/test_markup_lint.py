"""No markup from data: what the UI displays is a literal, or `Content` made by something that says so.

Textual parses a plain string as markup wherever it takes one: `[/]` in a customer's message would end
the console, and `[@click=...]` would become an action. So every expression that is displayed must be
a literal, a `Content`, or the result of a function of the UI that is annotated to return one.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UI = ROOT / "agent_console" / "ui"

DISPLAYING = {"Static", "Label", "Button", "Option", "Checkbox", "Tab", "Collapsible", "notify", "update"}
"""Calls whose first argument is displayed."""
DISPLAYED = {"border_title", "_border_title", "border_subtitle", "_border_subtitle", "tooltip", "placeholder"}
"""Attributes and arguments that are displayed."""

TRANSLATING = {"_", "pgettext"}
"""Calls that give a literal in another language; what translators write is the console's own."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _names_content(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in {"Content", "Content | None"}


def makers(sources: dict[str, str]) -> set[str]:
    """Return the names of functions, methods and fields that are annotated to give a `Content`."""
    found: set[str] = set()
    for source in sources.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, Function) and _names_content(node.returns):
                found.add(node.name)
            elif isinstance(node, ast.AnnAssign) and _names_content(node.annotation):
                found.add(_last_name(node.target))
    return found


def _last_name(node: ast.AST) -> str:
    """Return the name at the end of a dotted expression; empty for any other expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class Scope:
    """One function, with what is known of its local names."""

    def __init__(self, function: ast.AST, makers: set[str]) -> None:
        self._makers = makers
        self._contents: set[str] = set()
        self._assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.arg) and _names_content(node.annotation):
                self._contents.add(node.arg)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assigned.setdefault(_last_name(target), []).append(node.value)

    def is_safe(self, shown: ast.expr) -> bool:
        """Whether an expression cannot carry markup from data."""
        match shown:
            case ast.Constant():
                return True
            case ast.IfExp():
                return self.is_safe(shown.body) and self.is_safe(shown.orelse)
            case ast.Call():
                return _is_translated(shown) or self._makes_content(shown)
            case ast.Attribute():
                return shown.attr in self._makers
            case ast.Name():
                values = self._assigned.get(shown.id, [])
                return shown.id in self._contents or (bool(values) and all(map(self.is_safe, values)))
        return False

    def _makes_content(self, call: ast.Call) -> bool:
        name = _last_name(call.func)
        if isinstance(call.func, ast.Attribute):
            of = call.func.value
            if isinstance(of, ast.Name) and of.id == "Content":
                return name != "from_markup" or _is_literal(call)
            if isinstance(of, ast.Call) and self._makes_content(of):
                return True  # the methods of a `Content` give one again
        return name == "Content" or name in self._makers


def _is_translated(call: ast.Call) -> bool:
    literal = all(isinstance(argument, ast.Constant) for argument in call.args)
    return literal and isinstance(call.func, ast.Name) and call.func.id in TRANSLATING


def _is_literal(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a statement or a call displays."""
    match node:
        case ast.Call():
            literal = any(k.arg == "markup" and _is_false(k.value) for k in node.keywords)
            if _last_name(node.func) in DISPLAYING and len(node.args) == 1 and not literal:
                yield node.args[0]
            yield from (k.value for k in node.keywords if k.arg in DISPLAYED)
        case ast.Assign():
            if any(_is_displayed(target) for target in node.targets):
                yield node.value


def _is_displayed(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr in DISPLAYED


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def offences(source: str, makers: set[str]) -> list[tuple[int, str]]:
    """Return line and text of every expression that is displayed and not known to be safe."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    found = set(_offences((node for node in ast.walk(tree) if id(node) not in inside), Scope(tree, makers)))
    for function in functions:
        found.update(_offences(ast.walk(function), Scope(function, makers)))
    return sorted(found)


def _offences(nodes: Iterator[ast.AST], scope: Scope) -> Iterator[tuple[int, str]]:
    for node in nodes:
        for shown in _shown(node):
            if not scope.is_safe(shown):
                yield shown.lineno, ast.unparse(shown)


def test_the_ui_displays_no_markup_from_data() -> None:
    sources = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.py"))
    }
    known = makers(sources)
    found = [
        f"{path}:{line}: {text} may carry markup: make it a Content, or pass markup=False"
        for path, source in sources.items()
        for line, text in offences(source, known)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Label(f'{name} writes')",
        "Button(customer.name)",
        "self.notify(error.reason)",
        "self.notify('no ' + reason)",
        "Option(label, id='x')",
        "self._page.update(text)",
        "self._page.update(str(order))",
        "pane.border_title = name",
        "pane.border_subtitle = f'{n} new'",
        "self.tooltip = message.text",
        "box.placeholder = last_line",
        "Input(placeholder=hint)",
        "self.notify(_(reason))",
        "self.notify(_('no {name}').format(name=name))",
        "Static(Content.from_markup(text))",
        "Static(name, markup=True)",
        "Static('a' if ok else name)",
        "def show(words: str) -> None:\n    self.update(words)",
        "def show(name: str) -> None:\n    words = Content(name)\n    words = name\n    self.update(words)",
        "class A:\n    async def show(self) -> None:\n        self.update(self.name)",
    ],
)
def test_the_lint_finds_what_may_carry_markup(source: str) -> None:
    assert offences(source, set())


@pytest.mark.parametrize(
    "source",
    [
        "Static('nothing yet')",
        "Static(markup=False)",
        "Static(_('nothing yet'))",
        "box.placeholder = pgettext('list', 'find')",
        "Static(name, markup=False)",
        "self.notify(reason, markup=False)",
        "Label(Content(name))",
        "Option(Content.assemble((name, 'bold')))",
        "self.update(Content.from_markup('[b]$name[/b]', name=name))",
        "self.update(Content('\\n').join(rows))",
        "pane.border_title = line(name)",
        "pane.border_title = title.line(40)",
        "pane.border_title = Content(name) if name else 'nobody'",
        "def show(words: Content) -> None:\n    self.update(words)",
        "def show(name: str) -> None:\n    words = line(name)\n    self.update(words)",
        "roll.update(messages, echoes, following)",
    ],
)
def test_the_lint_lets_pass_what_is_safe(source: str) -> None:
    helper = "def line(raw: str) -> Content: ..."
    assert offences(source, makers({"format.py": helper})) == []
