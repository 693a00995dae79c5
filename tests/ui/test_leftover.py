"""What an agent who quits is told."""

import pytest

from agent_console.domain.unfinished import Unfinished
from agent_console.ui.leftover import leftovers


@pytest.mark.parametrize(
    ("left", "lasting", "words"),
    [
        (Unfinished(drafts=1), True, "kept: 1 draft"),
        (Unfinished(drafts=2), False, "lost with the demo: 2 drafts"),
        (Unfinished(uploads=1), True, "not sent: 1 file"),
        (
            Unfinished(drafts=1, delayed=1, unsent=2, failed=1, promises=3, uploads=2),
            True,
            "kept: 1 draft, 1 held back, 2 unsent, 1 failed, 3 promises · not sent: 2 files",
        ),
    ],
)
def test_each_kind_is_named_with_its_number_and_its_fate(left: Unfinished, lasting: bool, words: str) -> None:
    assert leftovers(left, lasting) == words
