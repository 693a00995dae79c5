"""What was learnt of replies: there after a restart, of limited size, and erased at a word."""

from pathlib import Path

import pytest

from agent_console.domain.phrase import LearntReply, Lesson
from agent_console.ports import JournalError, PhraseStore
from agent_console.storage import phrase_book
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.phrase_book import SqlitePhrases
from tests.storage.disk import full_disk


def lesson(message: int, **words: int) -> Lesson:
    keys = {key: text for text, key in words.items()}
    return Lesson(LearntReply(message, -7, "de", (1, -(2**63), 3), (2**63 - 1,), (5,)), keys)


@pytest.fixture
def store(tmp_path: Path) -> SqlitePhrases:
    return SqlitePhrases(ProfilePaths(tmp_path))


def test_lessons_are_there_after_a_restart(tmp_path: Path, store: PhraseStore) -> None:
    salt = store.read().salt
    store.keep([lesson(1, hello=11), lesson(2)])
    store.keep([lesson(3, there=12)])
    again = SqlitePhrases(ProfilePaths(tmp_path)).read()
    assert again.salt == salt
    assert again.replies == (lesson(1).reply, lesson(2).reply, lesson(3).reply)
    assert again.words == {11: "hello", 12: "there"}


def test_a_message_is_kept_once(store: PhraseStore) -> None:
    store.read()
    store.keep([lesson(1)])
    store.keep([lesson(1)])
    assert len(store.read().replies) == 1


def test_the_oldest_replies_go_when_there_are_too_many(
    store: PhraseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrase_book, "MOST_REPLIES", 3)
    store.read()
    for message in range(5):
        store.keep([lesson(message)])
    assert [reply.message for reply in store.read().replies] == [2, 3, 4]


def test_every_profile_has_a_salt_of_its_own(tmp_path: Path) -> None:
    one, other = (SqlitePhrases(ProfilePaths(tmp_path / name)).read() for name in ("one", "other"))
    assert one.salt != other.salt


def test_erasing_leaves_nothing_in_the_file(tmp_path: Path, store: SqlitePhrases) -> None:
    salt = store.read().salt
    store.keep([lesson(1, patience=11)])
    assert store.erase() == 1
    assert b"patience" not in b"".join(path.read_bytes() for path in tmp_path.glob("phrases*"))
    kept = store.read()
    assert (kept.replies, kept.words) == ((), {})
    assert kept.salt != salt


def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, store: PhraseStore) -> None:
    (tmp_path / "phrases.db").write_bytes(b"no database" * 100)
    kept = store.read()
    assert kept.replies == ()
    assert "phrases.db is damaged: it is kept as phrases.db.kept-" in kept.notice


def test_erasing_leaves_nothing_of_a_damaged_file_either(tmp_path: Path, store: SqlitePhrases) -> None:
    store.read()
    store.keep([lesson(1, patience=11)])
    database = tmp_path / "phrases.db"
    damaged = bytearray(database.read_bytes())
    damaged[:16] = b"no SQLite at all"
    database.write_bytes(damaged)
    assert store.read().notice
    store.erase()
    assert b"patience" not in b"".join(path.read_bytes() for path in tmp_path.glob("phrases*"))


def test_a_full_disk_is_told_and_leaves_all_as_it_was(store: PhraseStore) -> None:
    store.read()
    with full_disk(), pytest.raises(JournalError, match=r"phrases.db cannot be used"):
        store.keep([lesson(1), lesson(2)])
    assert store.read().replies == ()


def test_a_teams_phrases_are_its_files_lines(tmp_path: Path) -> None:
    team = tmp_path / "team.txt"
    team.write_text("\ufeffWe are open.\n\n  Have a nice day.  \n", encoding="utf-8")
    assert SqlitePhrases(ProfilePaths(tmp_path), team).read().taught == ("We are open.", "Have a nice day.")


def test_a_teams_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    kept = SqlitePhrases(ProfilePaths(tmp_path), tmp_path / "absent.txt").read()
    assert kept.taught == ()
    assert kept.notice == f"{tmp_path / 'absent.txt'}: cannot be read: No such file or directory"
