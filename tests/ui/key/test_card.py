"""The card, the help, the palette and the README tell the same of every command."""

import json
import re
from html import unescape

from agent_console.ui.key import card
from agent_console.ui.key.sheet import Row, sheet
from agent_console.ui.keys import COMMANDS, KeyMap
from tests.test_readme import table

KEYS = KeyMap()


def test_every_command_is_on_the_sheet_once() -> None:
    listed = [name for _, rows in sheet(KEYS) for row in rows for name in row.ids]
    assert sorted(listed) == sorted(command.id for command in COMMANDS)


def test_the_numbers_are_one_line_only_where_their_keys_are_the_digits() -> None:
    (row,) = _numbers(KEYS)
    assert row.labels == ("Alt+1…0", "Ctrl+G 1…0")
    for changed in ("f11", "leader+3", ""):
        keys = KeyMap({"desk.pane-3": changed})
        each = [keys.labels(command) for command in keys.commands if command.is_pane]
        assert [row.labels for row in _numbers(keys)] == each


def _numbers(keys: KeyMap) -> list[Row]:
    return [row for _, rows in sheet(keys) for row in rows if row.ids[0].startswith("desk.pane-")]


def test_the_text_fits_80_columns_and_has_every_line_of_the_sheet() -> None:
    lines = card.text(KEYS).splitlines()
    assert max(map(len, lines)) <= card.WIDTH
    flat = re.sub(r"\s+", " ", " ".join(lines))
    for _, rows in sheet(KEYS):
        for row in rows:
            assert row.description in flat
            assert row.labels[0] in flat


def test_the_page_is_whole_and_has_every_line_of_the_sheet() -> None:
    page = card.html(KEYS)
    assert "<script" not in page
    assert "columns: 2" in page
    flat = unescape(re.sub(r"</?kbd>", "", page))
    for _, rows in sheet(KEYS):
        for row in rows:
            assert f"<td>{row.description}</td>" in flat
            assert all(label in flat for label in row.labels)


def test_a_program_gets_ids_keys_and_what_is_wrong() -> None:
    told = json.loads(card.as_json(KeyMap({"chat.hold": "f11", "nobody": "f1"})))
    (hold,) = [one for one in told["commands"] if one["id"] == "chat.hold"]
    assert (hold["keys"], hold["labels"]) == (["f11"], ["F11"])
    assert "no command nobody" in told["problems"][0]


def test_the_readmes_table_has_the_same_keys() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*?) \| `([a-z.0-9-]+)` \|$", table(), re.MULTILINE)
    written = {name: (re.findall(r"`([^`]+)`", keys), words) for keys, words, name in rows}
    for command in KEYS.commands:
        keys = [key for label in KEYS.labels(command) for key in label.split(" ")]
        assert written[command.id] == (keys, command.description)
