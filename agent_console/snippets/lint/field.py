"""What is said of the fields of a form: of those that are there, and nothing that contradicts itself."""

from collections.abc import Iterator

from agent_console.snippets.form import FIELD
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import text_of
from agent_console.snippets.lint.rule import SUSPECT, UNKNOWN_KEY
from agent_console.snippets.lint.survey import Entry, Survey
from agent_console.snippets.source.schema import FormField
from agent_console.yaml_source import MappingNode, ScalarNode
from agent_console.yaml_source.validation import nearest


def fields(survey: Survey) -> Iterator[Finding]:
    """Yield the fields that no text of their match has, and the defaults that cannot be chosen."""
    for page in survey.pages:
        for entry in survey.of_page(page) if page.native else ():
            written = entry.node.get("form_fields")
            if isinstance(written, MappingNode):
                yield from _of_match(entry, written)


def _of_match(entry: Entry, written: MappingNode) -> Iterator[Finding]:
    forms = [wording.text for wording in entry.snippet.wordings if wording.kind == "form"]
    there = {match["field"] for form in forms for match in FIELD.finditer(form)}
    specs = entry.snippet.match.form_fields
    for key, node in written.entries:
        if key.text not in there:
            yield _not_there(entry, key, there, bool(forms))
        elif isinstance(node, MappingNode) and _cannot_be_chosen(specs[key.text]):
            default = node.get("default")
            message = f"the default `{text_of(default)}` is none of the values"
            yield entry.finding(SUSPECT, default, message, nearest(text_of(default), specs[key.text].values))


def _not_there(entry: Entry, key: ScalarNode, there: set[str], form: bool) -> Finding:
    message = f"no field `[[{key.text}]]` is in the text, so that this has no effect"
    hint = nearest(key.text, sorted(there)) if form else "fields are asked for in a `form` only"
    return entry.finding(UNKNOWN_KEY, key, message, hint)


def _cannot_be_chosen(spec: FormField) -> bool:
    """Return whether the default is none of the values; where either is filled in later nobody can say."""
    if spec.type not in ("choice", "list") or not spec.default:
        return False
    return spec.default not in spec.values and "{{" not in "".join((spec.default, *spec.values))
