"""Intercom: macros as JSON, `{{user.name|fallback:"there"}}`; `user` is the customer."""

import re

from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.jsonc import Item, items, mapping, text_of
from agent_console.snippets.importer.mapped_body import mapped_body, quoted
from agent_console.snippets.importer.markup import is_markup, words
from agent_console.snippets.importer.name import Names
from agent_console.snippets.importer.remark import changed, undecided
from agent_console.snippets.importer.reply import Reply
from agent_console.snippets.vocabulary import unknown
from agent_console.yaml_source import Source

NAMES = Names(
    paths={
        "company.name": "customer.company",
        "user.company": "customer.company",
        **{name: f"customer.{name}" for name in ("name", "first_name", "last_name", "email", "phone")},
        "conversation.id": "conversation.id",
        "workspace.name": "brand.name",
        "app.name": "brand.name",
    },
    spaces={
        "user.": "customer.",
        "contact.": "customer.",
        "user.custom_attributes.": "customer.custom.",
        "custom_attributes.": "customer.custom.",
        "author.": "agent.",
        "teammate.": "agent.",
    },
)
_PLACEHOLDER = re.compile(
    r"""\{\{\s*(?P<path>[\w.]+)\s*(?:\|\s*fallback:\s*(?P<quote>["']?)(?P<fallback>[^{}"']*)(?P=quote)\s*)?\}\}"""
)
_ATTRIBUTE = re.compile(
    r"""<attribute\s+key=["'](?P<key>[\w.]+)["'](?:\s+default(?:=["'](?P<default>[^"'<>{}]*)["'])?)?\s*/?>(?:</attribute>)?"""
)
"""How the same stands in what programs read."""


def read(source: Source) -> Collection:
    """Return the replies of an export; raise SourceError when it is not JSON."""
    return Collection.of(items(source, "macros", "data"), _reply)


def _reply(item: Item) -> Reply:
    fields = mapping(item.value)
    text = text_of(fields.get("body_text")) or text_of(fields.get("body"))
    placed = _ATTRIBUTE.sub(_as_placeholder, text)
    plain = words(placed) if is_markup(placed) else placed
    body = mapped_body(plain, _PLACEHOLDER, _liquid)
    name = text_of(fields.get("name"))
    formatting = () if plain == placed else (changed("its HTML became plain text"),)
    teams = fields.get("visible_to_team_ids")
    scope = (undecided(f"it was for the teams {teams} only; add `scope: {{teams: [...]}}` to keep it so"),)
    remarks = (*body.remarks, *formatting, *(scope if teams else ()))
    return Reply(name, item.line, body.text, label=name, remarks=remarks)


def _as_placeholder(found: re.Match[str]) -> str:
    fallback = f'|fallback:"{found["default"]}"' if found["default"] else ""
    return f"{{{{{found['key']}{fallback}}}}}"


def _liquid(found: re.Match[str]) -> str | None:
    path = NAMES.ours(found["path"])
    if path is None or unknown(path) is not None:
        return None
    default = f" | default: {quoted(found['fallback'])}" if found["fallback"] else ""
    return f"{{{{ {path}{default} }}}}"
