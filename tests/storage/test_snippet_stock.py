"""Snippet files on disk: each is read once, again only when it changed, and not at all after a warm start."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.file import Layer, SnippetFile
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet
from agent_console.storage import snippet_cache
from agent_console.storage.snippet_cache import SnippetCache
from agent_console.storage.snippet_folder import Folder
from agent_console.storage.snippet_stock import SnippetStock

REPLY = "dialect: support/1\nmatches:\n  - {id: hello, trigger: ';h', replace: '%s'}\n"
RICH = """
dialect: support/1
namespace: refund
language: en
defaults: {scope: {queues: [refunds]}, expand: space}
global_vars:
  - {name: days, type: echo, params: {echo: 5}}
matches:
  - id: eta
    triggers: [";eta", ";refund"]
    label: When the money comes
    tags: refund
    requires: [order.number]
    template: "Order {{ order.number }}: ${1|soon,later|}$0"
    locales: {de: {template: "Bestellung {{ order.number }}"}}
    actions: [{add_tag: refund}]
    tests:
      - {name: known, given: {order: {number: 007}}, expect_contains: "Order"}
  - trigger: 123
    form: "Hi [[name]] {{days}}"
    form_fields: {name: {type: text, multiline: true}}
"""
PLAIN = """
global_vars: [{name: us, type: echo, params: {echo: Example Outdoor}}]
matches:
  - trigger: ":w"
    replace: "{{us}} {{now}}"
    word: true
    vars: [{name: now, type: date, params: {offset: 1}}]
  - {triggers: [a, b], replace: 12:30, propagate_case: true}
"""


class Reader:
    """Counts what is read from YAML."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        original = reader.read

        def read(file: SnippetFile) -> Sheet:
            self.names.append(Path(file.name).name)
            return original(file)

        monkeypatch.setattr(reader, "read", read)

    def take(self) -> list[str]:
        """Return what was read since the last call."""
        names, self.names = self.names, []
        return names


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "replies"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.yaml").write_text(REPLY % name)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def stock(folder: Path, cache: Path) -> Callable[[], SnippetStock]:
    """Return a new stock of the same folder, as the next start of the console has it."""
    folders = [Folder(folder, Layer.TEAM)]
    return lambda: SnippetStock(folders, SnippetCache(cache, [folder]))


def written(sheet: Sheet) -> list[tuple[str, int, int, object]]:
    """Return everything that a file's matches say, whatever kind of list holds it."""
    places = [(entry.line, entry.position) for entry in sheet.entries]
    snippets = Book.of([sheet])[0].snippets
    return [(one.id, *place, one.match) for one, place in zip(snippets, places, strict=True)]


def bodies(sheets: tuple[Sheet, ...]) -> list[str]:
    return [entry.body for sheet in sheets for entry in sheet.entries]


def rewrite_in_place(path: Path) -> None:
    """Change a file so that its size and time say nothing of it, as two saves within one tick do."""
    status = path.stat()
    path.write_text(path.read_text().replace("'a'", "'z'"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_only_what_changed_is_read_again(
    stock: Callable[[], SnippetStock], folder: Path, read: Reader
) -> None:
    files = stock()
    first = files.look()
    (folder / "a.yaml").write_text(REPLY % "new")
    second = files.look()

    assert read.take() == ["a.yaml", "b.yaml", "a.yaml"]
    assert bodies(second) == ["new", "b"]
    assert second[1] is first[1]
    assert files.look() == second
    assert read.take() == []


def test_what_was_touched_is_read_again_whatever_its_time_says(
    stock: Callable[[], SnippetStock], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = stock()
    files.look()
    unchanged = snippet_cache.Stamp.of(folder / "a.yaml")
    monkeypatch.setattr(snippet_cache.Stamp, "of", lambda _: unchanged)
    files.look()
    rewrite_in_place(folder / "a.yaml")

    assert bodies(files.look()) == ["a", "b"]
    assert bodies(files.look({str(folder / "a.yaml")})) == ["z", "b"]


def test_a_new_file_comes_in_its_place_and_a_removed_one_goes(
    stock: Callable[[], SnippetStock], folder: Path
) -> None:
    files = stock()
    files.look()
    (folder / "aa.yml").write_text(REPLY % "between")
    (folder / "b.yaml").unlink()

    assert bodies(files.look()) == ["a", "between"]


def test_files_have_the_settings_of_their_folder(stock: Callable[[], SnippetStock]) -> None:
    assert {sheet.file.layer for sheet in stock().look()} == {Layer.TEAM}


def test_what_cannot_be_read_is_a_sheet_with_the_reason(
    stock: Callable[[], SnippetStock], folder: Path
) -> None:
    files = stock()
    files.look()
    (folder / "a.yaml").write_bytes(b"\xff")
    (folder / "c.yaml").symlink_to(folder / "nowhere")
    sheets = files.look()

    reasons = [problem.message for sheet in sheets for problem in sheet.problems]
    assert reasons == ["is not UTF-8 text (byte 1)", "cannot be read: No such file or directory"]
    assert files.look() == sheets


def test_a_folder_that_is_gone_is_a_sheet_with_the_reason(
    stock: Callable[[], SnippetStock], folder: Path
) -> None:
    files = stock()
    shutil.rmtree(folder)

    (sheet,) = files.look()

    assert sheet.file.name == str(folder)
    assert sheet.problems[0].message == "is not a folder"
    assert files.look() == (sheet,)


# The cache


@pytest.mark.parametrize("text", [RICH, PLAIN, REPLY % "x", ""])
def test_a_warm_start_gives_the_same_without_reading_yaml(
    stock: Callable[[], SnippetStock], folder: Path, read: Reader, text: str
) -> None:
    (folder / "a.yaml").write_text(text)
    before = stock()
    cold = before.look()
    before.keep()
    read.take()

    warm = stock().look()

    assert read.take() == []
    assert [(sheet.file, sheet.native, sheet.head) for sheet in warm] == [
        (sheet.file, sheet.native, sheet.head) for sheet in cold
    ]
    assert [written(sheet) for sheet in warm] == [written(sheet) for sheet in cold]


def test_files_with_problems_are_read_again_so_that_the_problems_are_told(
    stock: Callable[[], SnippetStock], folder: Path, read: Reader
) -> None:
    (folder / "a.yaml").write_text(REPLY % "a" + "  - {id: bad}\n")
    before = stock()
    cold = before.look()
    before.keep()
    read.take()

    assert stock().look() == cold
    assert read.take() == ["a.yaml"]


def test_a_file_that_changed_since_is_read(
    stock: Callable[[], SnippetStock], folder: Path, read: Reader
) -> None:
    before = stock()
    before.look()
    before.keep()
    read.take()
    (folder / "b.yaml").write_text(REPLY % "new")

    assert bodies(stock().look()) == ["a", "new"]
    assert read.take() == ["b.yaml"]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda content: b"",
        lambda content: b"not a cache",
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:40],
        lambda content: b"X" + content[1:],
    ],
    ids=["empty", "foreign", "short", "one bit", "beginning only", "another program's"],
)
def test_a_cache_that_is_damaged_or_foreign_is_passed_over(
    stock: Callable[[], SnippetStock], cache: Path, read: Reader, spoilt: Callable[[bytes], bytes]
) -> None:
    before = stock()
    cold = before.look()
    before.keep()
    (file,) = cache.iterdir()
    file.write_bytes(spoilt(file.read_bytes()))
    read.take()

    assert stock().look() == cold
    assert read.take() == ["a.yaml", "b.yaml"]


def test_a_cache_of_another_version_of_the_program_is_passed_over(
    stock: Callable[[], SnippetStock], read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stock()
    before.look()
    monkeypatch.setattr(snippet_cache, "_head", lambda: snippet_cache.MAGIC + b"another version!")
    before.keep()
    monkeypatch.undo()
    again = Reader(monkeypatch)

    stock().look()

    assert again.take() == ["a.yaml", "b.yaml"]


def test_a_cache_that_cannot_be_written_is_only_told(
    stock: Callable[[], SnippetStock], cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.write_text("a file where the folder should be")
    files = stock()
    files.look()
    files.keep()

    assert "cannot be kept for a quicker start" in caplog.text


def test_the_cache_is_for_its_owner_only(stock: Callable[[], SnippetStock], cache: Path) -> None:
    files = stock()
    files.look()
    files.keep()

    (file,) = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
