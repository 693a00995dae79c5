"""Weights of a console's own, through a file and back."""

from datetime import UTC, datetime

import numpy as np
import pytest

from agent_console.guard.learning.adaptation import Adaptation, AdaptationError, read
from agent_console.guard.model.fitting import Line

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LEARNT = Adaptation("basis", Line(np.array([0.1, -1 / 3]), 2.5), 431, AT)


def test_they_come_back_exactly() -> None:
    back = read(LEARNT.text)
    assert (back.basis, back.sends, back.made_at) == ("basis", 431, AT)
    assert (back.line.slope.tolist(), back.line.offset) == ([0.1, -1 / 3], 2.5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        LEARNT.text[:-20],
        LEARNT.text.replace("0.1", "NaN"),
        LEARNT.text.replace("0.1", "[0.1]"),
        LEARNT.text.replace("2.5", "Infinity"),
        LEARNT.text.replace("2026", "year"),
    ],
)
def test_a_damaged_file_is_told(text: str) -> None:
    with pytest.raises(AdaptationError, match="is damaged"):
        read(text)
