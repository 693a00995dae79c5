"""LiveChat: a list of `{id, group, text, tags}`; a `#tag` is what agents type."""

import re

from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.jsonc import Item, items, mapping, text_of, texts_of
from agent_console.snippets.importer.literal import literal, tidy
from agent_console.snippets.importer.remark import Remark, undecided
from agent_console.snippets.importer.reply import Reply
from agent_console.yaml_source import Source

EVERYBODY = (None, 0, "0", "")
"""Groups that are no group: the reply is for all."""
_LOOKS_LIKE_VALUE = re.compile(r"%[a-z_]{3,30}%")


def read(source: Source) -> Collection:
    """Return the replies of an export; raise SourceError when it is not JSON."""
    return Collection.of(items(source, "canned_responses"), _reply)


def _reply(item: Item) -> Reply:
    fields = mapping(item.value)
    tags = tuple(tag.removeprefix("#") for tag in texts_of(fields.get("tags")))
    text = tidy(text_of(fields.get("text")))
    return Reply(
        name=next(iter(tags), str(fields.get("id") or "")),
        line=item.line,
        body=literal(text),
        triggers=tuple(f"#{tag}" for tag in tags),
        tags=tags,
        remarks=(*_gaps(text), *_group(fields.get("group"))),
    )


def _gaps(text: str) -> tuple[Remark, ...]:
    found = dict.fromkeys(_LOOKS_LIKE_VALUE.findall(text))
    advice = "looks like a value, and stands there as it is; write `{{ customer.first_name }}` or the like"
    return tuple(undecided(f"`{name}` {advice}") for name in found)


def _group(group: object) -> tuple[Remark, ...]:
    if group in EVERYBODY:
        return ()
    message = f"it was for group {group} only; add `scope: {{queues: [...]}}` to keep it so"
    return (undecided(message),)
