"""A story of somebody who edits canned replies while the console runs, in a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.screen import ScreenReader
from tests.story.terminal import Terminal
from tests.story.world import World

WIDE = (200, 40)
REPLY = """\
dialect: support/1
namespace: team
matches:
  - id: parcel
    trigger: ";parcel"
    template: "{words}, {{{{ customer.first_name }}}}."
"""
BROKEN = REPLY + "  - {{id: other\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "replies" / "team.yaml"
    file.parent.mkdir()
    file.write_text(REPLY.format(words="It is on its way"), encoding="utf-8")
    return file


@pytest.fixture
def world(tmp_path: Path, file: Path) -> Iterator[World]:
    with World(tmp_path) as company:
        company.configure(snippets="{shipped: false, folders: [{path: replies, layer: team}]}")
        yield company


def save(file: Path, text: str) -> None:
    """Save a file as careful editors do: beside the old one, and then in its place."""
    beside = file.with_name(f"{file.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def expanded(console: ScreenReader, customer: Terminal, text: str) -> None:
    """Use the reply, and see that the customer gets it."""
    console.type(";parcel")
    console.press("tab")
    console.wait_for(text)
    console.press("enter")
    customer.wait_for(text)


def test_a_broken_file_is_named_the_last_good_version_stays_and_the_mended_one_is_used(
    world: World, file: Path
) -> None:
    console = world.console(*WIDE)
    mira = world.customer("Mira Holm")
    mira.type("Where are my boots?\n")
    console.wait_for("Where are my boots")
    console.press("alt+1")
    console.wait_for(r"━ to \S+ Mira Holm")
    expanded(console, mira, "It is on its way, Mira")

    save(file, BROKEN.format(words="It is broken"))
    console.wait_for(r"Canned replies as they were before \d\d:\d\d: .*team\.yaml:8:1: not valid YAML")
    expanded(console, mira, "It is on its way, Mira")

    save(file, REPLY.format(words="It comes tomorrow"))
    console.wait_until_gone("Canned replies as they were")
    expanded(console, mira, "It comes tomorrow, Mira")


def test_a_mistake_in_one_reply_is_listed_and_the_others_are_used(world: World, file: Path) -> None:
    console = world.console(*WIDE)
    mira = world.customer("Mira Holm")
    mira.type("Where are my boots?\n")
    console.wait_for("Where are my boots")
    console.press("alt+1")
    console.wait_for(r"━ to \S+ Mira Holm")

    mistake = '  - {id: other, trigger: ";other", tempalte: x}\n'
    save(file, REPLY.format(words="It comes tomorrow") + mistake)
    console.wait_for(r"team\.yaml:7:\d+: .*did you mean `template`\?")
    expanded(console, mira, "It comes tomorrow, Mira")
