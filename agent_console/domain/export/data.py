"""A transcript as JSON for programs: exactly what was written, in characters that are harmless anywhere.

The keys of the one object:

- `format`: always `agent-console transcript`; `version`: 1, raised when the meaning of a key changes.
- `conversation`: its id. `customer`: `name` and `email`. `channel`, `queue`: as the chat system names them.
- `saved`: `by` (the agent's name) and `at`. `notes`: whether private notes are among the messages.
- `messages`: oldest first, each with `author` (`customer`, `agent`, `bot` or `system`), `name`, `at`,
  `text`, `note`, `edited`, `deleted` (its text is empty then), `delivery` (`sent`, `read`, `failed`, ...),
  and `file`: null, or its `name` and `address`.

Times are ISO 8601 in UTC. Text is as its writer sent it.
"""

import json
import re
from datetime import UTC, datetime
from typing import Final

from agent_console.domain.character import BIDI_CONTROLS
from agent_console.domain.export.sheet import Entry, Sheet

_MAKER: Final = "agent-console transcript"
_VERSION: Final = 1
_RISKY: Final = re.compile(
    "[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff" + "".join(map(chr, BIDI_CONTROLS)) + "]"
)
"""What a terminal or a page around the file could take for more than text; JSON can write it otherwise."""


def data(sheet: Sheet) -> str:
    """Return a sheet as JSON; readable in any script, and without a control character in it."""
    fields = {
        "format": _MAKER,
        "version": _VERSION,
        "conversation": sheet.conversation,
        "customer": {"name": sheet.customer, "email": sheet.email},
        "channel": sheet.channel,
        "queue": sheet.queue,
        "saved": {"by": sheet.saved_by, "at": _time(sheet.saved_at)},
        "notes": sheet.with_notes,
        "messages": [_message(entry) for entry in sheet.entries],
    }
    written = json.dumps(fields, ensure_ascii=False, indent=2)
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"


def _message(entry: Entry) -> dict[str, object]:
    return {
        "author": entry.author.value,
        "name": entry.name,
        "at": _time(entry.at),
        "text": entry.text,
        "note": entry.note,
        "edited": entry.edited,
        "deleted": entry.deleted,
        "delivery": entry.delivery.value,
        "file": {"name": entry.file, "address": entry.file_address} if entry.file else None,
    }


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
