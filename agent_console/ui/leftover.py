"""What an agent who quits leaves unfinished, in words."""

from agent_console.domain.unfinished import Unfinished


def leftovers(left: Unfinished, lasting: bool) -> str:
    """Return what becomes of what, with how many there are of each; `lasting` when there is a next start."""
    kept = (
        _count(left.drafts, "draft", "drafts"),
        _count(left.delayed, "held back", "held back"),
        _count(left.unsent, "unsent", "unsent"),
        _count(left.failed, "failed", "failed"),
        _count(left.promises, "promise", "promises"),
    )
    fates = (
        ("kept" if lasting else "lost with the demo", ", ".join(filter(None, kept))),
        ("not sent", _count(left.uploads, "file", "files")),
    )
    return " · ".join(f"{fate}: {what}" for fate, what in fates if what)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
