"""Bodies of espanso's kind: `{{variable}}`, `$|$` for the cursor, forms; values are never read again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.outside import Reach
from agent_console.snippets.failure import BodyError
from agent_console.snippets.form import FIELD, Form
from agent_console.snippets.recipe import Filling, Rendered
from agent_console.snippets.source.schema import FormField, Variable
from agent_console.snippets.variable.canvas import Canvas
from agent_console.snippets.variable.evaluation import Evaluation
from agent_console.snippets.variable.reference import REFERENCE

FORM = "form1"
"""The variable that holds the fields of a body that is a form."""
_TOKEN = re.compile(rf"{REFERENCE.pattern}|(?P<open>\\\{{\\\{{)|(?P<close>\\\}}\\\}})|(?P<cursor>\$\|\$)")
_FORM_TOKEN = re.compile(rf"{REFERENCE.pattern}|{FIELD.pattern}|(?P<brace>\\[{{}}])|(?P<cursor>\$\|\$)")


@dataclass(frozen=True, slots=True)
class ReplaceRecipe:
    """A body with the variables that it may refer to."""

    text: str
    variables: tuple[Variable, ...] = ()
    global_variables: tuple[Variable, ...] = ()
    fields: Mapping[str, FormField] = field(default_factory=dict)
    form: bool = False
    """Whether `[[field]]` in the text itself is a field of a form."""
    native: bool = False
    """Whether it may name `customer`, `order` and the like, and use what espanso does not have."""
    allowed: frozenset[Reach] = frozenset()
    """The ways out of the program that the user's config opens for its file."""

    def render(self, filling: Filling) -> Rendered:
        """Fill the body in; raise BodyError when a variable has no value or is not known."""
        canvas = Canvas(filling)
        values = Evaluation(canvas, self.variables, self.global_variables, self.native, self.allowed)
        if self.form:
            return canvas.rendered(self._filled_form(canvas, values))
        if REFERENCE.search(self.text):
            values.run()
        return canvas.rendered(_TOKEN.sub(lambda match: _token(match, canvas, values), self.text))

    def _filled_form(self, canvas: Canvas, values: Evaluation) -> str:
        form = Form(canvas, self.fields, "", self.native, values.filled)
        values.expect(FORM, lambda: form.place(self.text))
        if REFERENCE.search(self.text) or FIELD.search(self.text):
            values.run()

        def token(match: re.Match[str]) -> str:
            if match["brace"]:
                return "{ " if match["brace"] == r"\{" else " }"
            if not match["field"]:
                return _token(match, canvas, values)
            if not form.is_field(match) and self.native:
                raise BodyError(f"`{match[0]}` is not a field; write `[[{match['field']}]]`", match.start())
            return values.value(FORM, match["field"]) if form.is_field(match) else ""

        return _FORM_TOKEN.sub(token, self.text)


def _token(match: re.Match[str], canvas: Canvas, values: Evaluation) -> str:
    if match["name"]:
        return values.value(match["name"], match["part"] or "")
    if match["cursor"]:
        return canvas.cursor()
    return "{{" if match["open"] else "}}"
