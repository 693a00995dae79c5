"""Bodies of espanso's kind: `{{variable}}`, `$|$` for the cursor, forms; values are never read again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from agent_console.snippets.context import empty, text_of
from agent_console.snippets.form import FIELD, Form
from agent_console.snippets.mark import StopSpec, begin, end, hole
from agent_console.snippets.moment import locale_of, written
from agent_console.snippets.recipe import BodyError, Filling, Rendered
from agent_console.snippets.schema import FormField, Variable

REFERENCE = re.compile(r"\{\{\s*(?P<name>\w+)(?:\.(?P<part>\w+))?\s*\}\}")
_TOKEN = re.compile(
    rf"{REFERENCE.pattern}|(?P<open>\\\{{\\\{{)|(?P<close>\\\}}\\\}})|(?P<cursor>\$\|\$)|(?P<field>{FIELD.pattern})"
)
LONGEST_OUTPUT = 20_000
SPACES = frozenset({"customer", "agent", "conversation", "order", "brand"})
"""The values that a body can name without declaring a variable."""
UNSAFE = frozenset({"shell", "script", "clipboard"})
"""Types of variable that reach out of the program; snippets that use them are listed, never run."""
Value = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReplaceRecipe:
    """A body with the variables that it may refer to."""

    text: str
    variables: tuple[Variable, ...] = ()
    global_variables: tuple[Variable, ...] = ()
    fields: Mapping[str, FormField] = field(default_factory=dict)
    form: bool = False
    """Whether `[[field]]` in the text itself is a field of a form."""

    def render(self, filling: Filling) -> Rendered:
        """Fill the body in; raise BodyError when a variable has no value or is not known."""
        work = _Work(self, filling)
        if any(match["name"] for match in _TOKEN.finditer(self.text)):
            work.evaluate_locals()
        marked = work.filled(self.text, body=True)
        if len(marked.encode(errors="replace")) > LONGEST_OUTPUT:
            raise BodyError(f"the text has more than {LONGEST_OUTPUT:,} bytes")
        return Rendered(marked, tuple(work.numbered_cursors()), tuple(work.holes), tuple(work.used.items()))


class _Work:
    """The state of one rendering."""

    def __init__(self, recipe: ReplaceRecipe, filling: Filling) -> None:
        self._recipe = recipe
        self._filling = filling
        self._globals = {variable.name: variable for variable in recipe.global_variables}
        self._values: dict[str, Value] = {}
        self._pending: list[str] = []
        self._specs: list[StopSpec] = []
        self._cursors: list[int] = []
        self._form = Form(recipe.fields, self._specs)
        self.holes: list[str] = []
        self.used: dict[str, str] = {}

    def evaluate_locals(self) -> None:
        """Give every local variable its value, from top to bottom."""
        for variable in self._recipe.variables:
            if variable.type != "global":
                self._values[variable.name] = self._evaluated(variable)

    def filled(self, text: str, body: bool = False) -> str:
        """Return a text with its references filled in; only a body has cursors, fields and escapes."""
        return _TOKEN.sub(lambda match: self._token(match, body), text)

    def numbered_cursors(self) -> Sequence[StopSpec]:
        """Return what is known of the stops; several cursors follow each other."""
        if len(self._cursors) > 1:
            for index, number in enumerate(self._cursors, len(self._specs) + 1):
                self._specs[number] = replace(self._specs[number], index=index)
        return self._specs

    def _token(self, match: re.Match[str], body: bool) -> str:
        if match["name"]:
            return self._reference(match["name"], match["part"])
        if not body:
            return match[0]
        if match["cursor"]:
            return self._cursor()
        if match["field"]:
            return self._form.place(FIELD.sub(r"\1", match["field"])) if self._recipe.form else match[0]
        return "{{" if match["open"] else "}}"

    def _cursor(self) -> str:
        number = len(self._specs)
        self._specs.append(StopSpec(0))
        self._cursors.append(number)
        return begin(number) + end(number)

    def _reference(self, name: str, part: str | None) -> str:
        if name not in self._values and name in self._globals:
            self._values[name] = self._evaluated(self._globals[name])
        if name not in self._values and name in SPACES:
            return self._own(name, part)
        value = self._values.get(name)
        if value is None:
            raise BodyError(f"the variable `{name}` is not declared before it is used")
        if isinstance(value, str):
            return value
        if part is None:
            raise BodyError(f"`{name}` has parts; name one, such as `{name}.{next(iter(value), 'x')}`")
        return value.get(part, "")

    def _own(self, name: str, part: str | None) -> str:
        space = self._filling.names.get(name)
        path = f"{name}.{part}" if part else name
        value = space.get(part) if part and isinstance(space, Mapping) else None
        if empty(value) or isinstance(value, (Mapping, list)):
            if path not in self.holes:
                self.holes.append(path)
            return hole(self.holes.index(path))
        self.used[path] = text_of(value)
        return text_of(value)

    def _evaluated(self, variable: Variable) -> Value:
        if variable.name in self._pending:
            raise BodyError(f"the variables {' -> '.join([*self._pending, variable.name])} go in a circle")
        evaluate = _TYPES.get(variable.type)
        if evaluate is None:
            raise BodyError(f"`{variable.name}` has the unknown type `{variable.type}`")
        self._pending.append(variable.name)
        try:
            params = variable.params if isinstance(variable.params, dict) else {}
            return evaluate(self, self._injected(params) if variable.inject_vars else params)
        finally:
            self._pending.pop()

    def _injected(self, params: Mapping[str, object]) -> dict[str, object]:
        return {key: self._injected_value(value) for key, value in params.items()}

    def _injected_value(self, value: object) -> object:
        match value:
            case str():
                return self.filled(value)
            case list():
                return [self._injected_value(item) for item in value]
            case dict():
                return self._injected(value)
        return value

    def echo(self, params: Mapping[str, object]) -> str:
        """Return the text of an `echo` variable."""
        if not isinstance(text := params.get("echo"), str):
            raise BodyError("an `echo` variable needs the text `echo` in its params")
        return text

    def date(self, params: Mapping[str, object]) -> str:
        """Return the date of a `date` variable; `offset` is in seconds."""
        offset = params.get("offset", 0)
        instant = self._filling.now + timedelta(seconds=offset if isinstance(offset, int) else 0)
        tag = params.get("locale")
        locale = locale_of(tag) if isinstance(tag, str) else self._filling.locale
        try:
            return written(instant, str(params.get("format", "%a, %d %b %Y %H:%M:%S")), locale)
        except ValueError as error:
            raise BodyError(str(error)) from None

    def choice(self, params: Mapping[str, object]) -> str:
        """Return a stop with the choices of a `choice` variable."""
        values = _values(params.get("values"))
        number = len(self._specs)
        self._specs.append(StopSpec(number + 1, values))
        return f"{begin(number)}{next(iter(values), '')}{end(number)}"

    def random(self, params: Mapping[str, object]) -> str:
        """Return the variant of a `random` variable that the seed picks."""
        choices = _values(params.get("choices"))
        if not choices:
            raise BodyError("a `random` variable needs `choices` in its params")
        return choices[self._filling.seed % len(choices)]

    def form(self, params: Mapping[str, object]) -> Value:
        """Return the fields of a `form` variable as stops."""
        layout = str(params.get("layout", ""))
        fields = params.get("fields")
        known = fields if isinstance(fields, dict) else {}
        form = Form({name: _form_field(spec) for name, spec in known.items()}, self._specs)
        return {match[1]: form.place(match[1]) for match in FIELD.finditer(layout)}


_TYPES: Mapping[str, Callable[[_Work, Mapping[str, object]], Value]] = {
    "echo": _Work.echo,
    "dummy": _Work.echo,
    "date": _Work.date,
    "choice": _Work.choice,
    "random": _Work.random,
    "form": _Work.form,
}
TYPES = frozenset(_TYPES) | UNSAFE | {"global"}


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(line for line in value.splitlines() if line.strip())
    if not isinstance(value, list):
        return ()
    return tuple(
        str(item.get("label", item.get("id", ""))) if isinstance(item, dict) else str(item) for item in value
    )


def _form_field(spec: object) -> FormField:
    known = spec if isinstance(spec, dict) else {}
    return FormField.model_validate(
        {key: value for key, value in known.items() if key in FormField.model_fields}
    )
