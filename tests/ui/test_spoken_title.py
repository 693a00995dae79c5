"""What is read of a pane and of a wait: words in the order that is needed, none that change every second."""

from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations

import pytest

from agent_console.domain.wait import Tier, Wait
from agent_console.texts import catalogue
from agent_console.ui.recipient import Recipient
from agent_console.ui.spoken_title import SpokenTitle, spoken_span, spoken_wait
from tests.ui.chat import conversation

TITLE = SpokenTitle(
    2, Recipient("✦", "Jonas Lindqvist"), "email", "waits 2 min, red", attended=True, pinned=False
)


def test_number_customer_wait_and_channel_are_read_in_this_order() -> None:
    assert TITLE.content(80).plain == " 2  ✦ Jonas Lindqvist, waits 2 min, red, e-mail"


def test_what_is_seen_by_looks_is_said() -> None:
    elsewhere = replace(TITLE, attended=False, pinned=True).content(120).plain
    assert elsewhere.endswith("waits 2 min, red, pinned, e-mail, the keys are elsewhere")


@pytest.mark.parametrize("width", [10, 36, 80])
def test_it_fits(width: int) -> None:
    assert TITLE.content(width).cell_length <= width - 6


def test_a_wait_names_what_was_written_since_and_the_tier() -> None:
    held = replace(conversation(), wait=Wait(since=100.0, nudged_at=150.0, nudges=2))
    assert spoken_wait(held, Tier.AMBER, 167.0) == "waits 1 min, wrote 2 more, amber"
    assert spoken_wait(conversation(), Tier.NONE, 167.0) == "answered"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "under a minute"), (59.9, "under a minute"), (60, "1 min"), (3600, "1 h"), (3725, "1 h 2 min")],
)
def test_time_is_said_in_minutes(seconds: float, words: str) -> None:
    assert spoken_span(timedelta(seconds=seconds)) == words


class _Numbered(NullTranslations):
    """A language that says which form of a text it was asked for."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{msgid1} (as of {n})"


def test_what_is_read_aloud_has_the_form_that_goes_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue._speech, "catalogue", _Numbered())  # what is spoken has no other way in
    assert spoken_span(timedelta(hours=1, minutes=22)) == "1 h (as of 1) 22 min (as of 22)"
    held = replace(conversation(), wait=Wait(since=100.0, nudged_at=150.0, nudges=2))
    assert spoken_wait(held, Tier.AMBER, 130.0).endswith("wrote 2 more, amber (as of 2)")
