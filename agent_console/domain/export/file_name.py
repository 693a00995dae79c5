"""What the file of a transcript is called: the customer's name in it cannot lead anywhere else."""

import re
import unicodedata
from datetime import datetime

from agent_console.domain.export.sheet import Format

_LONGEST = 40
_OTHER = re.compile(r"[\W_]+")


def file_name(customer: str, saved_at: datetime, form: Format) -> str:
    """Return a file's name, such as `chat-mira-holm-2026-03-02.html`, with the local day.

    Of the customer's name only letters and digits are left, so that there is no path, no hidden file, no
    option of a command and no change of the writing direction in it.
    """
    day = f"{saved_at.astimezone():%Y-%m-%d}"
    return "-".join(part for part in ("chat", _slug(customer), day) if part) + f".{form.value}"


def _slug(customer: str) -> str:
    words = _OTHER.sub("-", unicodedata.normalize("NFKC", customer).casefold())
    return words[:_LONGEST].strip("-")
