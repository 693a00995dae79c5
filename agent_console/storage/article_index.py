"""The help articles of some sources in one SQLite file that can be deleted at any time; one thread's."""

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from agent_console.articles import word
from agent_console.domain.article import Article, Edition, Harvest, Listing, Passage
from agent_console.guard.language.recognition import language_of
from agent_console.storage.paths import make_private

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    stamp TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    updated_at TEXT,
    UNIQUE (source, id)
);
CREATE TABLE IF NOT EXISTS passage (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passage_of ON passage (article);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (
    title, heading, tags, body, tokenize = "unicode61 remove_diacritics 2"
);
"""
# A word counts six times as much in the title as in the text, four times in the tags, three in the heading.
# Texts are fetched for the best only: sorting would drag along those of everything that matches.
SEARCH = """
WITH best AS MATERIALIZED (
    SELECT passage.key, passage.article, score,
        :language != '' AND language NOT IN ('', :language) AS foreign_
    FROM (SELECT rowid, bm25(word, 6.0, 3.0, 4.0, 1.0) AS score FROM word WHERE word MATCH :expression)
    JOIN passage ON passage.key = rowid
    JOIN article ON article.key = passage.article
    ORDER BY foreign_, score, passage.key LIMIT :most
)
SELECT article.id, title, passage.text, heading, url, language, updated_at
FROM best JOIN passage USING (key) JOIN article ON article.key = best.article
ORDER BY foreign_, score, passage.key
"""
MOST_OF_ONE = 2
"""Passages of one article among the answers; more would only hide others."""

_log = logging.getLogger(__name__)


class ArticleIndex:
    """Open from the start to `close`; raises `sqlite3.Error` where the disk does not do its part."""

    def __init__(self, file: Path, languages: Collection[str] = ()) -> None:
        """Open or build the file; articles in other than these `languages` are passed over, if any are named.

        A file that is damaged, or was written by another version, is built anew. Where none can be
        written, the index lives in memory.
        """
        self._languages = frozenset(map(primary, languages))
        try:
            make_private(file.parent)
            self._connection = _opened(file)
        except (OSError, sqlite3.Error) as error:
            _log.warning("%s cannot be used, articles are indexed for this run only: %s", file, error)
            self._connection = _prepared(sqlite3.connect(":memory:", isolation_level=None))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def stamps(self, source: str) -> Mapping[str, str]:
        """Return the stamp of each article of a source, by its id."""
        return dict(self._connection.execute("SELECT id, stamp FROM article WHERE source = ?", (source,)))

    def adopt(self, source: str, harvest: Harvest) -> None:
        """Take over what a source has told, all of it or nothing."""
        with self._transaction():
            if harvest.present is not None:
                self._forget(source, self.stamps(source).keys() - harvest.present)
            self._forget(source, harvest.changed.keys())
            for name, edition in harvest.changed.items():
                self._add(source, name, edition)

    def search(self, question: str, language: str, most: int, typed: str) -> Sequence[Passage]:
        """Return the best passages as `ports.Articles.search` does."""
        asked, needed = word.question_words(question), word.typed_words(typed)
        found = self._matches(word.expression(asked, needed), language, most)
        if not found and needed:
            # Nothing has them all: better some of them than an empty list.
            found = self._matches(word.expression(asked, needed, every=False), language, most)
        return found

    def listing(self) -> Sequence[Listing]:
        """Return one line for each article that can be searched, by title."""
        rows = self._connection.execute(
            "SELECT article.id, title, url, language, count(*) FROM article"
            " JOIN passage ON passage.article = article.key GROUP BY article.key ORDER BY title, article.id"
        )
        return [Listing(*row) for row in rows]

    def _matches(self, expression: str, language: str, most: int) -> Sequence[Passage]:
        if not expression:
            return ()
        values = {"expression": expression, "language": primary(language), "most": most * 8}
        found: list[Passage] = []
        counts: dict[str, int] = {}
        for row in self._connection.execute(SEARCH, values):
            counts[row[0]] = counts.get(row[0], 0) + 1
            if counts[row[0]] <= MOST_OF_ONE:
                found.append(_passage(row))
            if len(found) == most:
                break
        return found

    def _add(self, source: str, name: str, edition: Edition) -> None:
        article = edition.article
        language = _language(article) if article else ""
        passed_over = article is None or (self._languages and language and language not in self._languages)
        if article is None or passed_over:
            row = (source, name, edition.stamp)
            self._connection.execute("INSERT INTO article (source, id, stamp) VALUES (?, ?, ?)", row)
            return
        updated = article.updated_at.isoformat() if article.updated_at else None
        key = self._connection.execute(
            "INSERT INTO article (source, id, stamp, title, url, language, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, name, edition.stamp, article.title, article.url, language, updated),
        ).lastrowid
        title, tags = word.indexed(article.title), word.indexed(" ".join(article.tags))
        for number, piece in enumerate(article.pieces):
            place = self._connection.execute(
                "INSERT INTO passage (article, heading, text) VALUES (?, ?, ?)",
                (key, piece.heading, piece.text),
            ).lastrowid
            heading, body = word.indexed(piece.heading), word.indexed(piece.text)
            # What only the title speaks of is rather in the first passage than in a short one further down.
            titles = (title, heading) if number == 0 else ("", f"{heading} {title}")
            self._connection.execute(
                "INSERT INTO word (rowid, title, heading, tags, body) VALUES (?, ?, ?, ?, ?)",
                (place, *titles, tags, body),
            )

    def _forget(self, source: str, names: Iterable[str]) -> None:
        for name in names:
            row = self._connection.execute(
                "DELETE FROM article WHERE source = ? AND id = ? RETURNING key", (source, name)
            ).fetchone()
            if row is not None:
                self._connection.execute(
                    "DELETE FROM word WHERE rowid IN (SELECT key FROM passage WHERE article = ?)", row
                )
                self._connection.execute("DELETE FROM passage WHERE article = ?", row)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def primary(language: str) -> str:
    """Return the language of a tag without script and region; Norwegian is one, however it is written."""
    found = language.replace("_", "-").partition("-")[0].casefold()
    return "no" if found in ("nb", "nn") else found


def _language(article: Article) -> str:
    return primary(article.language) or language_of(" ".join(piece.text for piece in article.pieces[:3]))


def _passage(row: sqlite3.Row) -> Passage:
    article, title, text, heading, url, language, updated = row
    at = datetime.fromisoformat(updated) if updated else None
    return Passage(article, title, text, heading, url, language, at)


def _opened(file: Path) -> sqlite3.Connection:
    """Return a connection to the file, which is built anew when it cannot be used as it is."""
    connection = _connected(file)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if version == VERSION and state == "ok":
            return connection
        sound = version == 0 and state == "ok"
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        connection = _connected(file)
    return _prepared(connection)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=5, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")  # several consoles may use one index
    connection.execute("PRAGMA synchronous = OFF")  # what is lost in a power cut is indexed again
    return connection


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.executescript(f"BEGIN IMMEDIATE;{SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")
    return connection
