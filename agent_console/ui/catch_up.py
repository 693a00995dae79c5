"""Where a chat stood, as rows that lie over the top of its transcript for an agent who comes back."""

from textual.content import Content

from agent_console.assist.catch_up import MOST_LINES, Line, Piece, Topic
from agent_console.services.catch_up import Return, Summary
from agent_console.texts import _, pgettext
from agent_console.ui.format import filled, joined, line, time_of_day
from agent_console.ui.symbol import CATCH_UP_EDGE, CATCH_UP_END, TOPIC_GLYPH

_EDGE = f"{CATCH_UP_EDGE} "
_SHORT = 2
"""Cells that a heading takes where it is a sign."""
_ROOMY = 56
"""Cells from which there is room for headings in words."""


def card(shown: Return, width: int, most: int, key: str) -> list[Content]:
    """Return at most so many rows; the last one says which key ends the card, so fewer than two are none."""
    if most <= 1:
        return []
    said = _said(shown, width - len(_EDGE), min(most - 1, MOST_LINES))
    return [*(_row(words, width) for words in said), _end(shown, width, key)]


def new_since(shown: Return) -> str:
    """Return what stands above the first message that came while the agent was away."""
    if shown.since is None:
        return pgettext("messages", "new")
    return _("new since {time}").format(time=time_of_day(shown.since))


def _said(shown: Return, room: int, most: int) -> list[Content]:
    """Return the rows: what a machine wrote, where it did, else what was said."""
    summary = shown.summary
    if summary is not None and summary.text:
        warning = Content.styled(_("machine-written, may be wrong"), "bold reverse")
        return [warning, *_written(summary, room, most - 1)]
    notes = [] if summary is None else [_note(summary)]
    lines = shown.catch_up.lines(room - _heading(room), max(1, most - len(notes)))
    if not lines:
        return [*notes, Content(_("nothing is open here"))]
    rows = [_rows(each, room) for each in lines]
    spare = most - len(notes) - len(rows)
    return [*notes, *(row for each in rows for row in each[: 1 + spare])][:most]


def _note(summary: Summary) -> Content:
    if summary.failure:
        return joined((f"{_('no summary:')} ", "bold"), line(summary.failure))
    return Content.styled(_("a summary is being written …"), "$quiet")


def _written(summary: Summary, room: int, most: int) -> list[Content]:
    wrapped = line(summary.text, room * max(1, most)).wrap(max(1, room))
    return wrapped[:most]


def _rows(said: Line, room: int) -> list[Content]:
    """Return a line with its heading, wrapped: only the customer's question is ever longer than a row."""
    words = Content(" · ").join(_piece(piece, room * MOST_LINES) for piece in said.pieces)
    width = _heading(room)
    heading = _(said.topic.value).ljust(width) if width > _SHORT else f"{TOPIC_GLYPH[said.topic]} "
    first, *rest = words.wrap(room - width)
    return [joined((heading, "$quiet bold"), first), *(joined(" " * width, row) for row in rest)]


def _heading(room: int) -> int:
    """Return how wide headings are: words, or signs where those would leave no room."""
    if room < _ROOMY:
        return _SHORT
    return 1 + max(Content(_(topic.value)).cell_length for topic in Topic)


def _piece(piece: Piece, room: int) -> Content:
    words = line(piece.words, max(1, room))
    if piece.until is None:
        return words
    at = Content.styled(time_of_day(piece.until), "bold")
    # Translators: what the agent promised, and at which time that is due
    return filled(_("{promise} at {time}"), promise=words, time=at)


def _row(words: Content, width: int) -> Content:
    """Return a row of the card, as wide as the pane, with an edge that tells it from messages."""
    return _widened(joined((_EDGE, "bold"), words), width)


def _end(shown: Return, width: int, key: str) -> Content:
    ends = _("{key} ends it").format(key=key)
    if shown.since is not None:
        away = _("away since {time}").format(time=time_of_day(shown.since))
        ends = f"{away} · {ends}"
    return _widened(Content.styled(f"{CATCH_UP_END} {ends}", "$quiet"), width)


def _widened(words: Content, width: int) -> Content:
    row = words.truncate(width, ellipsis=True)
    return row.pad_right(width - row.cell_length).stylize_before("on $panel")
