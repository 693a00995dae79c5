"""A message's file in words: what it is, and the whole address, because that is what is opened."""

from textual.content import Content

from agent_console.domain.attachment import Attachment
from agent_console.ui.format import file_size, joined, line
from agent_console.ui.link_mark import as_link
from agent_console.ui.symbol import FILE_GLYPH, PICTURE_GLYPH

_LONGEST_ADDRESS = 2_000


def attachment_rows(attachment: Attachment) -> list[Content]:
    """Return the rows of a file, unwrapped; nothing in them is a link that a terminal would open.

    A file that is still on its way has no address yet, and only its name is known.
    """
    glyph = PICTURE_GLYPH if attachment.picture else FILE_GLYPH
    if not attachment.address:
        return [joined(f"{glyph} ", line(attachment.name, 120, "bold"))]
    facts = [line(attachment.kind.partition(";")[0], 60), Content(file_size(attachment.size))]
    if attachment.picture:
        facts.append(Content(f"{attachment.width}×{attachment.height}"))
    about = joined(" · ", Content(" · ").join(facts))
    name = joined(f"{glyph} ", line(attachment.name, 120, "bold"))
    return [
        joined(name, about.stylize("$quiet")),
        as_link(line(attachment.address, _LONGEST_ADDRESS, "$quiet")),
    ]
