"""Chatwoot and Tars: a table of `short_code,content` in Liquid, with `{{ x || 'there' }}` for a default."""

from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.liquid_body import liquid_body
from agent_console.snippets.importer.name import Names
from agent_console.snippets.importer.reply import Reply
from agent_console.snippets.importer.table import Row, rows
from agent_console.yaml_source import Source

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
    """Return the replies of an export; raise SourceError when it is no such table."""
    return Collection.of(rows(source, "short_code", "content"), _reply)


def _reply(row: Row) -> Reply:
    code = row.cell("short_code").removeprefix("/")
    body = liquid_body(row.cell("content"), NAMES)
    return Reply(code, row.line, body.text, triggers=(f"/{code}",) if code else (), remarks=body.remarks)
