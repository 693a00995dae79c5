"""Zammad: text modules as a table of `name,content`, keywords typed behind `::`, values as `#{...}`."""

import re

from agent_console.snippets.importer.collection import Collection, OmittedError
from agent_console.snippets.importer.mapped_body import mapped_body, quoted
from agent_console.snippets.importer.markup import is_markup, words
from agent_console.snippets.importer.name import Names
from agent_console.snippets.importer.remark import Remark, changed, left_out
from agent_console.snippets.importer.reply import Reply
from agent_console.snippets.importer.table import Row, rows
from agent_console.snippets.vocabulary import unknown
from agent_console.yaml_source import Source

NAMES = Names(
    paths={
        "ticket.customer.firstname": "customer.first_name",
        "ticket.customer.lastname": "customer.last_name",
        "ticket.customer.fullname": "customer.name",
        "ticket.customer.mobile": "customer.phone",
        "ticket.customer.organization.name": "customer.company",
        "ticket.organization.name": "customer.company",
        "ticket.number": "conversation.id",
        "ticket.title": "conversation.subject",
        "ticket.state.name": "conversation.status",
        "ticket.priority.name": "conversation.priority",
        "ticket.group.name": "conversation.queue",
        "ticket.created_at": "conversation.created_at",
        "ticket.owner.firstname": "agent.first_name",
        "ticket.owner.lastname": "agent.last_name",
        "ticket.owner.fullname": "agent.name",
        "user.firstname": "agent.first_name",
        "user.lastname": "agent.last_name",
        "user.fullname": "agent.name",
        "config.product_name": "brand.name",
        "config.organization": "brand.name",
        "config.fqdn": "brand.url",
    },
    spaces={"ticket.customer.": "customer.", "ticket.owner.": "agent.", "user.": "agent."},
)
"""`user` is the agent who writes."""
_PLACEHOLDER = re.compile(
    r"""\#\{\s*(?:
        (?P<path>[\w.]+)
      | t\(\s*(?P<translated>[\w.]+)\s*\)
      | dt\(\s*(?P<moment>[\w.]+)\s*,\s*["'](?P<style>[^"'{}]*)["']\s*(?:,\s*["'][^"'{}]*["']\s*)?\)
    )\s*\}""",
    re.VERBOSE,
)


def read(source: Source) -> Collection:
    """Return the replies of an export; raise SourceError when it is no such table."""
    return Collection.of(rows(source, "name", "content"), _reply)


def _reply(row: Row) -> Reply:
    if row.cell("active").lower() in ("false", "0", "no"):
        raise OmittedError(left_out("it is not active").at(row.line, row.cell("name")))
    content = row.cell("content")
    plain = words(content) if is_markup(content) else content
    body = mapped_body(plain, _PLACEHOLDER, _liquid)
    keywords = tuple(row.cell("keywords").replace(",", " ").split())
    return Reply(
        name=row.cell("name"),
        line=row.line,
        body=body.text,
        triggers=tuple(f"::{word}" for word in keywords[:1]),
        label=row.cell("name"),
        description=row.cell("note"),
        search_terms=keywords[1:],
        remarks=(*body.remarks, *_formatting(content, plain)),
    )


def _formatting(content: str, plain: str) -> tuple[Remark, ...]:
    return () if plain == content else (changed("its HTML became plain text"),)


def _liquid(found: re.Match[str]) -> str | None:
    theirs = found["path"] or found["translated"] or found["moment"]
    path = NAMES.ours(theirs)
    if path is None or unknown(path) is not None:
        return None
    return f"{{{{ {path} | date: {quoted(found['style'])} }}}}" if found["moment"] else f"{{{{ {path} }}}}"
