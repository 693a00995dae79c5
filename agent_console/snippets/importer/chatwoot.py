"""Chatwoot and Tars: `short_code` and `content` in Liquid, with `{{ x || 'there' }}` for a default.

They come as a table, or as the JSON that Chatwoot's `GET canned_responses` answers.
"""

from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.jsonc import Item, items, mapping, text_of
from agent_console.snippets.importer.liquid_body import liquid_body
from agent_console.snippets.importer.name import Names
from agent_console.snippets.importer.reply import Reply
from agent_console.snippets.importer.table import Row, rows
from agent_console.yaml_source import Source

JSON_BEGINS = ("[", "{")
NAMES = Names(
    paths={
        "contact.phone_number": "customer.phone",
        "inbox.name": "conversation.queue",
        "inbox.id": "conversation.channel",
    },
    spaces={
        "contact.": "customer.",
        "contact.custom_attribute.": "customer.custom.",
        "contact.custom_attributes.": "customer.custom.",
        "conversation.custom_attribute.": "conversation.custom.",
        "conversation.custom_attributes.": "conversation.custom.",
        "conversation.display_": "conversation.",
    },
)


def read(source: Source) -> Collection:
    """Return the replies of an export; raise SourceError when it is neither."""
    if source.text.lstrip("\ufeff \r\n\t").startswith(JSON_BEGINS):
        return Collection.of(items(source, "payload"), _answered)
    return Collection.of(rows(source, "short_code", "content"), _written)


def _written(row: Row) -> Reply:
    return _reply(row.cell("short_code"), row.cell("content"), row.line)


def _answered(item: Item) -> Reply:
    fields = mapping(item.value)
    return _reply(
        text_of(fields.get("short_code")).strip(), text_of(fields.get("content")).strip(), item.line
    )


def _reply(short_code: str, content: str, line: int) -> Reply:
    code = short_code.removeprefix("/")
    body = liquid_body(content, NAMES)
    return Reply(code, line, body.text, triggers=(f"/{code}",) if code else (), remarks=body.remarks)
