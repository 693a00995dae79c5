"""What an agent who quits is told."""

import pytest

from agent_console.domain.unfinished import Unfinished
from agent_console.ui.leftover import leftovers


@pytest.mark.parametrize(
    ("left", "lasting", "words"),
    [
        (Unfinished(drafts=1), True, "1 draft: kept for next time"),
        (Unfinished(drafts=2), False, "2 drafts: lost with the demo"),
        (Unfinished(uploads=1), True, "1 file on its way: not sent then"),
        (
            Unfinished(drafts=1, delayed=1, unsent=2, failed=1, promises=3, uploads=2),
            True,
            "1 draft, 1 reply held back, 2 replies not sent yet, 1 failed reply, 3 promises to keep:"
            " kept for next time; 2 files on their way: not sent then",
        ),
    ],
)
def test_each_kind_is_named_with_its_number_and_its_fate(left: Unfinished, lasting: bool, words: str) -> None:
    assert leftovers(left, lasting) == words
