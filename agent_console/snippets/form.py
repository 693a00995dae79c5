"""Forms as tab stops: each `[[field]]` is a place to go to, with its choices or default."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError

from agent_console.snippets.failure import BodyError
from agent_console.snippets.field import PATTERN, REQUIRED, Field
from agent_console.snippets.liquid import template
from agent_console.snippets.source.schema import FormField
from agent_console.snippets.stop.mark import StopSpec, shown
from agent_console.snippets.variable.canvas import Canvas

FIELD = re.compile(r"\[\[(?P<left>\s*)(?P<field>\w+)(?P<rest>(?:\.\w+)?\s*)\]\]")
_PLAIN = FormField()
_ON = frozenset({"true", "yes", "on", "1"})
_OFF = frozenset({"", "false", "no", "off", "0"})


class Form:
    """The fields of one form; a field that is named again mirrors the first."""

    def __init__(
        self,
        canvas: Canvas,
        specs: Mapping[str, FormField],
        prefix: str,
        spaced: bool,
        filled: Callable[[str], str] = str,
    ) -> None:
        self._canvas = canvas
        self._specs = specs
        self._filled = filled
        """Fills in the references in the texts of `specs`."""
        self._prefix = prefix
        """What comes before the names of the fields: the name of the form variable and a dot."""
        self._spaced = spaced
        """Whether `[[ field ]]` is one too; in espanso it is a text that stays empty."""
        self._answers: dict[str, str] = {}

    def names(self, layout: str) -> Iterator[str]:
        """Yield the fields of a layout."""
        for match in FIELD.finditer(layout):
            if self.is_field(match):
                yield match["field"]

    def is_field(self, match: re.Match[str]) -> bool:
        """Return whether what looks like a field is one."""
        return not match["rest"].strip() and (self._spaced or not (match["left"] or match["rest"]))

    def place(self, layout: str) -> dict[str, str]:
        """Return the marked texts of the fields of a layout, by their names."""
        fields = {name: self._field(name) for name in self.names(layout)}
        there = {name: field for name, field in fields.items() if self._applies(name, field)}
        asked = tuple(there.values())
        return {
            name: self._placed(name, field, asked) if name in there else "" for name, field in fields.items()
        }

    def _spec(self, name: str) -> FormField:
        return self._specs.get(name, _PLAIN)

    def _field(self, name: str) -> Field:
        spec = self._spec(name)
        choices = self._choices(spec)
        return Field(
            self._prefix + name,
            choices,
            default=self._default(spec),
            required=_is_required(spec),
            multiline=spec.multiline,
            check=_check(spec),
        )

    def _choices(self, spec: FormField) -> tuple[str, ...]:
        if spec.type != "bool":
            return tuple(map(self._shown, spec.values))
        text = self._shown(spec.text)
        return (text, "") if _is_on(spec.default) else ("", text)

    def _default(self, spec: FormField) -> str | None:
        if spec.type == "bool" or spec.default is None:
            return None
        return self._shown(spec.default)

    def _shown(self, text: str) -> str:
        return self._canvas.shown(self._filled(text))

    def _applies(self, name: str, field: Field) -> bool:
        """Return whether a field's `when` holds, given the fields before it as they stand at first."""
        spec = self._spec(name)
        filling = self._canvas.filling
        names = {**filling.names, "form": self._answers, **self._answers}
        holds = spec.when is None or template.condition(spec.when).holds(replace(filling, names=names))
        given = filling.occasion.fields.get(field.name)
        answer = field.usual if given is None else self._canvas.answer(given)
        self._answers[name] = answer if holds else ""
        return holds

    def _placed(self, name: str, field: Field, asked: Sequence[Field]) -> str:
        given = self._canvas.filling.occasion.fields.get(field.name)
        if given is not None:
            return self._answered(self._spec(name), given)
        text = field.usual
        unfilled = not text and field.required
        stop = StopSpec(
            self._canvas.next_index,
            field.choices,
            unfilled,
            name if unfilled else "",
            check=field.check,
        )
        return self._canvas.stop(shown(name) if unfilled else text, stop, asked)

    def _answered(self, spec: FormField, given: str) -> str:
        if spec.type == "bool":
            return "" if given.strip().lower() in _OFF else self._shown(spec.text)
        return self._canvas.answer(given)


def _is_on(default: str | None) -> bool:
    return (default or "").strip().lower() in _ON


def _is_required(spec: FormField) -> bool:
    return spec.required and spec.type != "bool" and spec.default is None


def _check(spec: FormField) -> str:
    """Return what an answer must be, as `misfit` reads it."""
    kind = spec.type if spec.type in ("number", "date") else ""
    parts = (
        REQUIRED if _is_required(spec) and not spec.values else "",
        f"{PATTERN} {spec.pattern}" if spec.pattern else kind,
    )
    return " ".join(filter(None, parts))


def loose(spec: object) -> FormField:
    """Return a field of espanso's, whose params are not checked; what makes no sense is passed over."""
    known = spec if isinstance(spec, Mapping) else {}
    kind, default, values = known.get("type"), known.get("default"), known.get("values")
    return FormField.model_construct(
        type=kind if kind in ("choice", "list") else "text",
        multiline=known.get("multiline") is True,
        default=None if default is None or isinstance(default, (Mapping, list)) else str(default),
        values=options(values, known.get("trim_string_values") is not False),
    )


def typed(spec: object) -> FormField:
    """Return a field of the program's own dialect; raise BodyError for what makes no sense."""
    try:
        return FormField.model_validate({} if spec is None else _texts(spec))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BodyError(f"a field of the form: {place}{': ' if place else ''}{first['msg']}") from None


def _texts(value: object) -> object:
    """Return params with their numbers as texts, which is what a field takes."""
    match value:
        case bool():
            return value
        case int() | float():
            return str(value)
        case list():
            return [_texts(item) for item in value]
        case dict():
            return {key: _texts(inner) for key, inner in value.items()}
    return value


def options(value: object, trim: bool = True) -> tuple[str, ...]:
    """Return what there is to choose from, given as a list or on lines."""
    if isinstance(value, str):
        lines = (line.strip() if trim else line for line in value.splitlines())
        return tuple(line for line in lines if line.strip())
    if not isinstance(value, list):
        return ()
    return tuple(str(item) for item in value if not isinstance(item, (Mapping, list)))
