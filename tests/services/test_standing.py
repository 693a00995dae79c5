"""The last good version of a file stays in use while nothing of the file can be used, and no longer."""

import random
from datetime import UTC, datetime, timedelta

from agent_console.services.standing import Stale, Standing
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet
from agent_console.yaml_source import Problem

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
GOOD = "dialect: support/1\nmatches:\n  - {id: hello, trigger: ';h', replace: Hello}\n"
BETTER = GOOD.replace("Hello", "Hi")
BROKEN = GOOD + "  - {id: bye\n"
WITH_MISTAKE = GOOD + "  - {id: bye, trigger: ';b', replce: Bye}\n"


def sheet(text: str, name: str = "/replies/a.yaml") -> Sheet:
    return reader.read(SnippetFile(name, text))


def unreadable(name: str, reason: str = "cannot be read: Permission denied") -> Sheet:
    return Sheet(SnippetFile(name, ""), problems=(Problem(name, reason),))


def ids(sheets: list[Sheet]) -> list[str]:
    return [f"{one.file.name}:{entry.name}={entry.body}" for one in sheets for entry in one.entries]


def test_a_file_counts_as_it_is() -> None:
    standing = Standing()
    first, second = sheet(GOOD), sheet(BETTER)

    assert standing.take([first], NOON) == [first]
    assert standing.take([second], NOON) == [second]
    assert standing.stale == ()


def test_one_that_is_no_yaml_counts_as_it_was_and_says_since_when() -> None:
    standing = Standing()
    standing.take([sheet(GOOD)], NOON)

    kept = standing.take([sheet(BROKEN)], NOON)
    standing.take([sheet(BROKEN + "\n")], LATER)

    assert ids(kept) == ["/replies/a.yaml:hello=Hello"]
    assert [problem for one in kept for problem in one.problems] == []
    (stale,) = standing.stale
    assert (stale.file, stale.since) == ("/replies/a.yaml", NOON)
    assert stale.reason.startswith("/replies/a.yaml:6:1: not valid YAML")


def test_once_it_is_mended_it_counts_as_it_is() -> None:
    standing = Standing()
    for text in (GOOD, BROKEN):
        standing.take([sheet(text)], NOON)

    assert ids(standing.take([sheet(BETTER)], LATER)) == ["/replies/a.yaml:hello=Hi"]
    assert standing.stale == ()


def test_what_breaks_again_is_stale_from_then_on() -> None:
    standing = Standing()
    for text in (GOOD, BROKEN, BETTER):
        standing.take([sheet(text)], NOON)

    assert ids(standing.take([sheet(BROKEN)], LATER)) == ["/replies/a.yaml:hello=Hi"]
    assert [one.since for one in standing.stale] == [LATER]


def test_one_with_a_mistake_counts_as_far_as_it_is_good() -> None:
    standing = Standing()
    standing.take([sheet(GOOD.replace("hello", "gone"))], NOON)

    (kept,) = standing.take([sheet(WITH_MISTAKE)], NOON)

    assert ids([kept]) == ["/replies/a.yaml:hello=Hello"]
    assert len(kept.problems) == 1
    assert standing.stale == ()


def test_one_that_never_was_good_has_nothing_to_stand_in_for_it() -> None:
    standing = Standing()

    (kept,) = standing.take([sheet(BROKEN)], NOON)

    assert kept.problems
    assert standing.stale == ()


def test_one_that_is_gone_does_not_count_any_more() -> None:
    standing = Standing()
    standing.take([sheet(GOOD)], NOON)

    assert standing.take([], NOON) == []
    assert standing.stale == ()


def test_the_files_of_a_folder_that_cannot_be_read_count_as_they_were() -> None:
    standing = Standing()
    files = [sheet(GOOD, f"/replies/{name}.yaml") for name in ("a", "sub/b")]
    other = sheet(GOOD, "/replies-2/c.yaml")
    standing.take([*files, other], NOON)

    kept = standing.take([unreadable("/replies", "is not a folder"), other], LATER)

    assert kept == [*files, other]
    assert standing.stale == (Stale("/replies", "/replies: is not a folder", LATER),)


def test_the_one_that_broke_first_is_told_first() -> None:
    standing = Standing()
    standing.take([sheet(GOOD, "a"), sheet(GOOD, "b")], NOON)
    standing.take([sheet(GOOD, "a"), sheet(BROKEN, "b")], NOON)
    standing.take([unreadable("a"), sheet(BROKEN, "b")], LATER)

    assert [one.file for one in standing.stale] == ["b", "a"]


def flipped(chance: random.Random) -> Sheet:
    """Return the good file with some of its bits turned over."""
    content = bytearray(GOOD.encode())
    for _ in range(chance.randint(1, 3)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    try:
        return sheet(content.decode())
    except UnicodeDecodeError:
        return unreadable("/replies/a.yaml", "is not UTF-8 text")


def test_whatever_becomes_of_a_file_some_good_version_of_it_counts() -> None:
    chance, standing = random.Random(20260302), Standing()
    last = standing.take([sheet(GOOD)], NOON)
    broken = 0
    for _ in range(500):
        damaged = flipped(chance)
        kept = standing.take([damaged], LATER)
        if damaged.problems and not damaged.entries:
            broken += 1
            assert ids(kept) == ids(last)
            assert standing.stale
        else:
            assert kept == [damaged]
            assert not standing.stale
        last = kept

    assert broken > 100


def test_below_a_folder_that_cannot_be_read_a_file_that_can_counts_as_it_is() -> None:
    standing = Standing()
    standing.take([sheet(GOOD, "/replies/a.yaml"), sheet(GOOD, "/replies/b.yaml")], NOON)

    counting = standing.take([sheet(BETTER, "/replies/a.yaml"), unreadable("/replies")], LATER)

    assert sorted(ids(counting)) == ["/replies/a.yaml:hello=Hi", "/replies/b.yaml:hello=Hello"]
