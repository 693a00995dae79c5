"""The forms in which canned responses can come, by the names that the command line takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from agent_console.snippets.importer import (
    chatwoot,
    espanso,
    intercom,
    livechat,
    vscode,
    zammad,
    zendesk,
)
from agent_console.snippets.importer.imported import Imported, Read, brought
from agent_console.yaml_source import Source


@dataclass(frozen=True, slots=True)
class Form:
    """One tool's form."""

    suffixes: frozenset[str]
    """Of its files, in lower case with the dot."""
    about: str
    brought: Callable[[Sequence[Source]], Imported]


def _table(about: str, read: Read) -> Form:
    return Form(frozenset({".csv"}), about, partial(brought, read=read))


def _json(about: str, read: Read, *suffixes: str) -> Form:
    return Form(frozenset({".json", *suffixes}), about, partial(brought, read=read))


FORMS: Mapping[str, Form] = {
    "espanso": Form(frozenset({".yml", ".yaml"}), "a folder of match files or packages", espanso.brought),
    "vscode": _json("snippets of a code editor", vscode.read, ".code-snippets", ".jsonc"),
    "chatwoot": Form(
        frozenset({".csv", ".json"}),
        "CSV with short_code and content, or the JSON of canned_responses",
        partial(brought, read=chatwoot.read),
    ),
    "tars": _table("CSV with short_code and content", chatwoot.read),
    "livechat": _json("JSON with text, tags and group", livechat.read),
    "zendesk": _json("JSON with macros, and items and locales of dynamic content", zendesk.read),
    "zammad": _table("CSV with name, keywords and content", zammad.read),
    "intercom": _json("JSON with macros", intercom.read),
}
