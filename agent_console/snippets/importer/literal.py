"""Text that must stay text: what looks like our syntax in it, and was not the other tool's, is escaped."""

import re

from agent_console.snippets.importer.collection import OmittedError
from agent_console.snippets.importer.remark import left_out, undecided
from agent_console.snippets.limit import LONGEST_OUTPUT
from agent_console.snippets.stop.mark import CLOSE, OPEN

BRACE = '{{ "{" }}'
"""How a template writes a brace that opens nothing."""
_OPENING = re.compile(r"\{(?=[{%]|\Z)")
_ESCAPED = re.compile(r"\\(?=[\\$}])")
_STOP = re.compile(r"\$(?=[0-9{])")
_UNFIT = re.compile(f"[{OPEN}{CLOSE}\ud800-\udfff\x00]")


def literal(text: str) -> str:
    """Return a template that gives exactly this text, whatever is put behind it."""
    shielded = _STOP.sub(r"\\$", _ESCAPED.sub(r"\\\\", text))
    return _OPENING.sub(BRACE, shielded)


def tidy(text: str) -> str:
    """Return another tool's text without what no message can hold: half characters, our private marks.

    Lines end in a line feed; white space at the end goes. Raises OmittedError for a text that is empty
    or too long for any message.
    """
    if len(text.encode(errors="replace")) > LONGEST_OUTPUT:
        raise OmittedError(undecided(f"its text is longer than {LONGEST_OUTPUT:,} bytes; make it shorter"))
    if not text.strip():
        raise OmittedError(left_out("it has no text"))
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
