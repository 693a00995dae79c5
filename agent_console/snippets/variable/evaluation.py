"""The values of a body's variables: locals from top to bottom, globals when they are named."""

from collections.abc import Callable, Mapping, Sequence

from agent_console.domain.outside import Reach
from agent_console.snippets.failure import BodyError
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.variable.canvas import Canvas, MissingError
from agent_console.snippets.variable.kind import GLOBAL, NATIVE, PLAIN
from agent_console.snippets.variable.reference import REFERENCE
from agent_console.snippets.variable.scope import Scope, Value

SPACES = frozenset({"customer", "agent", "conversation", "order", "brand"})
"""The values that a body of the program's own dialect can name without declaring a variable."""
DEEPEST = 50
"""How many variables may wait for each other."""
_UNFILLED = {"http": ("url", "path"), "shell": ("cmd",)}
"""Params whose references the type itself sees to."""


class Evaluation:
    """The variables of one rendering; each gets its value once."""

    def __init__(
        self,
        canvas: Canvas,
        local: Sequence[Variable],
        global_: Sequence[Variable],
        native: bool,
        allowed: frozenset[Reach],
    ) -> None:
        self._canvas = canvas
        self._locals = [variable for variable in local if variable.type != GLOBAL]
        self._order = local
        self._globals = {variable.name: variable for variable in global_}
        self._waiting = {variable.name for variable in self._locals}
        self._pending: list[str] = []
        self._native = native
        self._kinds = NATIVE if native else PLAIN
        self._allowed = allowed & canvas.filling.allowed
        self._expected: dict[str, Callable[[], Value]] = {}
        self.values: dict[str, Value] = {
            name: canvas.answer(text) for name, text in canvas.filling.occasion.captures.items()
        }

    def expect(self, name: str, make: Callable[[], Value]) -> None:
        """Let a variable be known whose value is made when it is first named."""
        self._expected[name] = make

    def run(self) -> None:
        """Give the local variables their values; a global one named among them gets its own in its turn."""
        for variable in self._order:
            if variable.type == GLOBAL:
                self.call(variable.name)
            else:
                self._evaluate(variable)

    def filled(self, text: str, through: Callable[[str], str] = str) -> str:
        """Return a text with its references filled in, each value through a function."""
        return REFERENCE.sub(lambda match: through(self.value(match["name"], match["part"] or "")), text)

    def call(self, name: str) -> None:
        """Give a shared variable its value, if there is one of that name."""
        if make := self._expected.pop(name, None):
            self.values[name] = make()
        elif name in self._globals and name not in self.values:
            self._evaluate(self._globals[name])

    def value(self, name: str, part: str = "") -> str:
        """Return the text that a reference stands for; raise BodyError when there is none."""
        if name not in self.values and name not in self._waiting:
            self.call(name)
        if self._native and name in SPACES and name not in self.values and name not in self._waiting:
            return self._canvas.own(name, part)
        value = self.values.get(name)
        if value is None:
            raise BodyError(self._absence(name))
        if isinstance(value, str):
            return value
        if not part:
            raise BodyError(f"`{name}` has parts; name one, such as `{name}.{next(iter(value), 'x')}`")
        return value.get(part, "")

    def _absence(self, name: str) -> str:
        if name in self._pending:
            return f"the variables {' -> '.join([*self._pending, name])} go in a circle"
        if name in self._waiting and self._pending:
            return f"`{self._pending[-1]}` needs `{name}`, which comes after it (a circular dependency)"
        known = [*self._locals, *self._globals.values()]
        kind = next((variable.type for variable in known if variable.name == name), None)
        if kind is not None and kind not in self._kinds:
            return f"`{name}` has the unknown type `{kind}`"
        return f"the variable `{name}` is not declared"

    def _evaluate(self, variable: Variable) -> None:
        if variable.name in self._pending:
            raise BodyError(self._absence(variable.name))
        if len(self._pending) >= DEEPEST:
            raise BodyError(f"more than {DEEPEST} variables wait for each other")
        self._canvas.check()
        self._pending.append(variable.name)
        for name in variable.depends_on:
            self._require(name)
        kind = self._kinds.get(variable.type)
        if kind is not None:
            params = self._params(variable)
            try:
                self.values[variable.name] = kind(self._scope(variable), params)
            except MissingError as missing:
                self.values[variable.name] = missing.mark
        self._pending.pop()
        self._waiting.discard(variable.name)

    def _require(self, name: str) -> None:
        """Give a variable its value that another one depends on; one that is not there is passed over."""
        if name in self._waiting:
            raise BodyError(self._absence(name))
        self.call(name)

    def _scope(self, variable: Variable) -> Scope:
        fill = self.filled if variable.inject_vars else _as_written
        return Scope(variable.name, self._canvas, self.values, fill, self._allowed, self._native)

    def _params(self, variable: Variable) -> Mapping[str, object]:
        params = variable.params if isinstance(variable.params, dict) else {}
        if not variable.inject_vars:
            return params
        own = _UNFILLED.get(variable.type, ())
        return {key: value if key in own else self._injected(value) for key, value in params.items()}

    def _injected(self, value: object) -> object:
        match value:
            case str():
                return self.filled(value)
            case list():
                return [self._injected(item) for item in value]
            case dict():
                return {key: self._injected(inner) for key, inner in value.items()}
        return value


def _as_written(text: str, _through: Callable[[str], str] = str) -> str:
    return text
