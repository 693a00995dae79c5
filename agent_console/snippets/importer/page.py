"""Replies as a file of dialect `support/1`, with a comment wherever a person must decide."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

import yaml

from agent_console.snippets.importer.remark import Kind
from agent_console.snippets.importer.reply import Reply

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 40


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and anything that they cannot hold in quotes.

    It is the slow one of the two that PyYAML has, because the other one writes emoji as numbers.
    """

    def ignore_aliases(self, data: object) -> bool:
        """Return that everything is written out where it stands."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if not text.isprintable():
        style = "|" if text.replace("\n", "").isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def page(namespace: str, language: str, replies: Sequence[Reply], origin: str) -> str:
    """Return the text of a file; `origin` says in its first line where the replies come from."""
    head: dict[str, object] = {"dialect": "support/1", "namespace": namespace}
    if language:
        head["language"] = language
    matches = "".join(_match(reply, id_, origin) for reply, id_ in zip(replies, _ids(replies), strict=True))
    return f"# Imported from {_commented(origin)}\n{_dumped(head)}matches:\n{matches}"


def identifier(name: str, otherwise: str) -> str:
    """Return what a name is as an identifier, `otherwise` when none of its letters will do."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _NOT_IN_ID.sub("-", plain).strip("-")[:LONGEST_ID].strip("-") or otherwise


def _ids(replies: Sequence[Reply]) -> Iterator[str]:
    taken: set[str] = set()
    last: dict[str, int] = {}
    for number, reply in enumerate(replies, 1):
        base = identifier(reply.name, f"reply-{number}")
        further = (f"{base}-{again}" for again in count(last.get(base, 1) + 1))
        id_ = next(name for name in chain((base,), further) if name not in taken)
        last[base] = last.get(base, 0) + 1
        taken.add(id_)
        yield id_


def _match(reply: Reply, id_: str, origin: str) -> str:
    decisions = (remark.message for remark in reply.remarks if remark.kind is Kind.HUMAN)
    comments = "".join(
        f"  # To decide ({_commented(origin)}:{reply.line}): {_commented(message)}\n" for message in decisions
    )
    lines = _dumped([_keys(reply, id_)]).split("\n")
    return comments + "".join(f"  {line}\n" if line else "\n" for line in lines[:-1])


def _keys(reply: Reply, id_: str) -> Mapping[str, object]:
    triggers = {"triggers": list(reply.triggers)} if reply.triggers else {"expand": "picker"}
    keys: dict[str, object] = {
        "id": id_,
        **triggers,
        "label": " ".join(reply.label.split()),
        "description": reply.description.strip(),
        "tags": list(reply.tags),
        "search_terms": list(reply.search_terms),
        "actions": [dict(step) for step in reply.steps],
        reply.kind: reply.body,
        "locales": {tag: {reply.kind: text} for tag, text in reply.locales.items()},
    }
    return {key: value for key, value in keys.items() if value}


def _dumped(value: object) -> str:
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=False,
    )


def _commented(text: str) -> str:
    """Return a text as one line of a comment."""
    return "".join(character if character.isprintable() else " " for character in text)
