"""A conversation as it reads in the end: what was edited in its last words, without what was deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import Mode
from agent_console.domain.text import one_line, sanitize
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.store import Holding
from agent_console.wire.limit import TEXT_BYTES

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def final(messages: Iterable[StoredMessage]) -> Sequence[StoredMessage]:
    """Return the messages in their order, each in its last words."""
    standing: dict[int, StoredMessage] = {}
    for message in messages:
        if not message.amends:
            standing[message.sequence] = message
        elif message.text and message.amends in standing:
            standing[message.amends] = replace(standing[message.amends], text=message.text)
        else:
            standing.pop(message.amends, None)
    return tuple(standing.values())


def written(holding: Holding, messages: Iterable[StoredMessage]) -> str:
    """Return a transcript for people; nothing that was written in the chat can steer a terminal."""
    profile, topic = holding.facts.profile, holding.facts.topic
    who = f"{profile.name} <{profile.email}>" if profile.email else profile.name
    head = [one_line(line) for line in (who, topic.concern) if line]
    return "\n".join((*head, *map(_paragraph, messages))) + "\n"


def _paragraph(message: StoredMessage) -> str:
    at = EPOCH + timedelta(milliseconds=message.sent_ms)
    note = " (note)" if message.mode is Mode.NOTE else ""
    lines = [f"\n{at:%Y-%m-%d %H:%M:%S} UTC, {one_line(message.name)}{note}:"]
    if message.text:
        lines.append(sanitize(message.text, TEXT_BYTES, TEXT_BYTES))
    if message.file is not None:
        lines.append(f"[{one_line(message.file.name)}, {message.file.size:,} bytes]")
    return "\n".join(lines)
