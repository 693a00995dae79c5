"""Weights of a console's own, through a file and back."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from agent_console.guard.learning.adaptation import Adaptation, AdaptationError, read
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.weights import read as read_weights
from agent_console.guard.model.weights import shipped

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
JUDGEMENT = read_weights(shipped()).judgement
LEARNT = Adaptation("basis", JUDGEMENT, (0.125, -3.5), AT, AT + timedelta(hours=1))


def test_they_come_back() -> None:
    back = read(LEARNT.text)
    assert (back.basis, back.scores, back.until, back.made_at) == (
        "basis",
        (0.125, -3.5),
        AT,
        AT + timedelta(hours=1),
    )
    assert back.judgement.suspicion.slope == pytest.approx(JUDGEMENT.suspicion.slope, abs=1e-6)
    assert back.judgement.suspicion.offset == pytest.approx(JUDGEMENT.suspicion.offset, abs=1e-6)
    for part in fields(Choice):
        weights = getattr(JUDGEMENT.choice, part.name)
        assert np.allclose(getattr(back.judgement.choice, part.name), weights, atol=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        LEARNT.text[:-20],
        LEARNT.text.replace("0.125", "NaN"),
        LEARNT.text.replace("0.125", "[0.1]"),
        LEARNT.text.replace('"offset": ', '"offset": 1e999, "was": '),
        LEARNT.text.replace('"slope": [', '"slope": [1.0, '),
        LEARNT.text.replace('"centre": [', '"centre": [1.0, '),
        LEARNT.text.replace('"bias": [', '"bias": [Infinity, '),
        LEARNT.text.replace("2026", "year"),
    ],
)
def test_a_damaged_file_is_told(text: str) -> None:
    with pytest.raises(AdaptationError, match="is damaged"):
        read(text)
