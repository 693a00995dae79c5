"""What an agent who quits leaves unfinished, in words."""

from agent_console.domain.unfinished import Unfinished


def leftovers(left: Unfinished, lasting: bool) -> str:
    """Return how many there are of each, and what becomes of them; `lasting` when there is a next start."""
    kept = (
        _count(left.drafts, "draft", "drafts"),
        _count(left.delayed, "reply held back", "replies held back"),
        _count(left.unsent, "reply not sent yet", "replies not sent yet"),
        _count(left.failed, "failed reply", "failed replies"),
        _count(left.promises, "promise to keep", "promises to keep"),
    )
    fates = (
        (", ".join(filter(None, kept)), "kept for next time" if lasting else "lost with the demo"),
        (_count(left.uploads, "file on its way", "files on their way"), "not sent then"),
    )
    return "; ".join(f"{what}: {fate}" for what, fate in fates if what)


def _count(number: int, one: str, many: str) -> str:
    if not number:
        return ""
    return f"1 {one}" if number == 1 else f"{number} {many}"
