"""Lines that were found in a transcript, as they are listed and shown, with what was looked for marked."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content, Span

from agent_console.domain.folding import places
from agent_console.domain.transcript_search import Hit, Spoken
from agent_console.services.search import Passage
from agent_console.texts import _, pgettext
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.format import block, joined, line
from agent_console.ui.symbol import NOTE_GLYPH

MARK = "bold reverse underline"
"""Underlined too, because the line that is highlighted in a list is reversed as a whole."""
_LONGEST = 4_000
"""Characters of one message in which matches are shown."""
_BRIEF = 70
"""Characters that are shown of the lines around a match."""
_LEAD = 14
"""Characters of a line that stand before the match, where the line is cut."""


def marked(text: Content, words: Sequence[str]) -> Content:
    """Return a text with every occurrence of the folded words marked."""
    return text.add_spans([Span(start, end, MARK) for start, end in places(text.plain, words)])


def found_row(row: Content, words: Sequence[str]) -> Content:
    """Return one row of a message that was looked for, with the folded words marked."""
    return marked(row.stylize_before("bold"), words)


def excerpt(raw: str, words: Sequence[str], width: int) -> Content:
    """Return the part of a text that has the first match, on one line of at most `width` characters.

    Only that part is sanitised: a list of long texts is made anew at each key.
    """
    beginning = line(raw, width)
    found = places(beginning.plain, words)
    if found and Content(beginning.plain[: found[0][1]]).cell_length <= width:
        return marked(beginning, words)
    further = places(raw[:_LONGEST], words)
    if not further:
        return marked(beginning, words)
    return joined("…", marked(line(raw[max(0, further[0][0] - _LEAD) :], max(1, width - 1)), words))


def hit_line(hit: Hit, words: Sequence[str], now: datetime, width: int) -> Content:
    """Return a hit as it is listed: when, and the line."""
    at = point_in_time(hit.spoken.at, now) if hit.spoken.at is not None else _("earlier")
    note = f"{NOTE_GLYPH} " if hit.spoken.note else ""
    head = joined((f"  {at} ", "$quiet"), note)
    return joined(head, excerpt(hit.spoken.text, words, max(_LEAD, width - head.cell_length)))


def passage_page(passage: Passage, words: Sequence[str], now: datetime) -> Content:
    """Return a hit with what stands around it, oldest first."""
    before, after = _briefly(passage.before, now), _briefly(passage.after, now)
    head = _head(passage.found, now).stylize("bold")
    found = marked(block(passage.found.text), words).stylize_before("bold")
    return Content("\n").join([*before, head, found, *after])


def _briefly(lines: Sequence[Spoken], now: datetime) -> Iterator[Content]:
    """Yield lines in so few words that the one among them stays in view."""
    return (joined(_head(one, now), ": ", line(one.text, _BRIEF)).stylize("$quiet") for one in lines)


def _head(spoken: Spoken, now: datetime) -> Content:
    """Return who said something, and when."""
    at = f" {point_in_time(spoken.at, now)}" if spoken.at is not None else ""
    note = f"{NOTE_GLYPH} {pgettext('noun', 'note')} · " if spoken.note else ""
    return joined(note, line(spoken.author, 40), at)
