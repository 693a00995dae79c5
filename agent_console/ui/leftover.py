"""What an agent who quits leaves unfinished, in words."""

from collections.abc import Iterable

from agent_console.domain.unfinished import Unfinished
from agent_console.texts import _, ngettext


def leftovers(left: Unfinished, lasting: bool) -> str:
    """Return what becomes of what, with how many there are of each; `lasting` when there is a next start."""
    counts = (left.drafts, left.delayed, left.unsent, left.failed, left.promises)
    kept = (
        ngettext("{count} draft", "{count} drafts", left.drafts),
        # Translators: replies that wait a few seconds before they leave
        ngettext("{count} held back", "{count} held back", left.delayed),
        # Translators: replies, as are those that failed
        ngettext("{count} unsent", "{count} unsent", left.unsent),
        ngettext("{count} failed", "{count} failed", left.failed),
        ngettext("{count} promise", "{count} promises", left.promises),
    )
    files = ngettext("{count} file", "{count} files", left.uploads)
    fates = (
        (
            _("kept: {what}") if lasting else _("lost with the demo: {what}"),
            _counted(zip(kept, counts, strict=True)),
        ),
        (_("not sent: {what}"), _counted([(files, left.uploads)])),
    )
    return " · ".join(fate.format(what=what) for fate, what in fates if what)


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(words.format(count=count) for words, count in counts if count)
