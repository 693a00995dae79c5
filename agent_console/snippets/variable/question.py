"""Values that the agent gives: a choice, and the fields of a form."""

from collections.abc import Mapping

from agent_console.snippets.failure import BodyError
from agent_console.snippets.field import Field
from agent_console.snippets.form import Form, loose, options, typed
from agent_console.snippets.stop.mark import StopSpec
from agent_console.snippets.variable.scope import Params, Scope, Value


def choice(scope: Scope, params: Params) -> str:
    """Return a stop with the choices `values`: texts, or mappings with the text as `id` and a `label`."""
    canvas = scope.canvas
    given = canvas.filling.occasion.fields.get(scope.name)
    if given is not None:
        return canvas.answer(given)
    labelled = [(canvas.shown(text), canvas.shown(label)) for text, label in _labelled(params.get("values"))]
    if not labelled:
        raise BodyError("a `choice` variable needs `values` in its params")
    choices = tuple(text for text, _ in labelled)
    labels = tuple(label for _, label in labelled)
    field = Field(scope.name, choices, labels if labels != choices else ())
    return canvas.stop(choices[0], StopSpec(canvas.next_index, choices), [field])


def form(scope: Scope, params: Params) -> Value:
    """Return the fields of `layout` as stops, by name; `fields` says more about them."""
    layout, fields = params.get("layout"), params.get("fields")
    if not isinstance(layout, str):
        raise BodyError("a `form` variable needs the text `layout` in its params")
    known = fields if isinstance(fields, Mapping) else {}
    read = typed if scope.native else loose
    specs = {str(name): read(spec) for name, spec in known.items()}
    return Form(scope.canvas, specs, f"{scope.name}.", scope.native).place(layout)


def _labelled(values: object) -> list[tuple[str, str]]:
    if not isinstance(values, list):
        return [(text, text) for text in options(values)]
    pairs = (_pair(item) for item in values)
    return [pair for pair in pairs if pair is not None]


def _pair(item: object) -> tuple[str, str] | None:
    if isinstance(item, Mapping):
        text = item.get("id", item.get("label"))
        return None if text is None else (str(text), str(item.get("label", text)))
    return None if isinstance(item, list) else (str(item), str(item))
