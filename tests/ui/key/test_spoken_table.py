"""The table of keys in other languages: found and shown in their words, and by its ids in every language."""

import json
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from agent_console.texts import LANGUAGES, catalogue, speak
from agent_console.ui.key import card
from agent_console.ui.key.ranking import Entry, Recent, ranked
from agent_console.ui.keys import KeyMap, pretty
from tests.ui.console import LARGE, Outfit, running

KEYS = KeyMap()
MENU_COLUMN = 18
"""Cells of a column of the leader key's menu at 80x24."""
GERMAN = {
    "Put a tag on, or take it off": "Schlagwort setzen oder entfernen",
    "tags": "Schlagworte",
    "This conversation": "Dieses Gespräch",
    "Go to number {number}": "Zu Nummer {number} gehen",
    "Start a new line": "Eine neue Zeile beginnen, ohne die Antwort zu senden",
    "canned reply": "eine gespeicherte Antwort",
}


class Spoken(NullTranslations):
    """A language with a few words."""

    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is spoken has no other way in: its languages are files.
    monkeypatch.setattr(catalogue._speech, "catalogue", Spoken())


@pytest.fixture(params=LANGUAGES)
def every_language(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak("en")


def _found(query: str) -> list[str]:
    entries = [Entry(command, KEYS.labels(command), "") for command in KEYS.commands]
    return [entry.command.id for entry in ranked(entries, query, Recent())]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("query", ["schlagwort", "chat.tag", "schalgwort", "gespräch entfernen"])
def test_a_command_is_found_by_the_words_that_are_shown_and_by_its_id(query: str) -> None:
    assert _found(query)[0] == "chat.tag"


@pytest.mark.usefixtures("german")
def test_words_that_are_not_shown_find_nothing() -> None:
    assert "chat.tag" not in _found("take it off")


@pytest.mark.usefixtures("german")
def test_the_card_speaks_the_language_and_programs_are_told_in_english() -> None:
    lines = card.text(KEYS).splitlines()
    heading = lines.index("Dieses Gespräch")
    assert lines[heading + 1] == "-" * len("Dieses Gespräch")
    assert any(line.endswith("Schlagwort setzen oder entfernen") for line in lines)
    told = {one["id"]: one for one in json.loads(card.as_json(KEYS))["commands"]}
    assert told["chat.tag"]["description"] == "Put a tag on, or take it off"
    assert told["chat.tag"]["group"] == "This conversation"


@pytest.mark.usefixtures("german")
def test_a_command_with_a_number_is_one_text_for_all_numbers() -> None:
    assert KEYS.command("desk.pane-10").words == "Zu Nummer 10 gehen"


def test_the_menu_has_room_for_every_command_at_80_columns(every_language: str) -> None:
    shown = [
        f" {pretty(key)} {command.brief}" for key, command in KEYS.following.items() if not command.is_pane
    ]
    assert [entry for entry in shown if len(entry) > MENU_COLUMN] == []


@pytest.mark.usefixtures("german")
async def test_menu_and_help_have_all_of_words_that_are_longer_than_english(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        await console.press("ctrl+g")
        assert " p eine gespeicherte Antwort " in console.screen_text()
        await console.press("escape", "f1")
        rows = console.screen_text().splitlines()
        begun = next(place for place, row in enumerate(rows) if "Eine neue Zeile beginnen" in row)
        column = rows[begun].index("Eine")
        assert rows[begun + 1][:column].strip("│ ") == "", "in line with the words above"
        assert rows[begun + 1][column:].startswith("zu senden ")
