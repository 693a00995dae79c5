"""Databases in the configuration: what is taken, and the words for what is not."""

from pathlib import Path

import pytest

from agent_console import config
from agent_console.config import SqlOrders, SqlSettings
from agent_console.config.sql import LONGEST_QUERY
from agent_console.config.sql_statement import statement
from agent_console.yaml_source import SourceError

QUERY = "query: SELECT * FROM purchase WHERE mail = :email"
URL = "url: postgresql://console@db.example.com/shop"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def loaded(file: Path, *sql: str) -> SqlSettings:
    """Return the settings of a database, of which each line is given."""
    lines = "".join(f"      {line}\n" for line in sql)
    text = f"records:\n  orders:\n    owner: mail\n    fields: {{number: ref}}\n    sql:\n{lines}"
    file.write_text(text, encoding="utf-8")
    [source] = config.load(file).records.order_sources
    assert isinstance(source, SqlOrders)
    return source.sql


def complaint(file: Path, *sql: str) -> str:
    with pytest.raises(SourceError) as caught:
        loaded(file, *sql)
    (problem,) = caught.value.problems
    return problem.summary.removeprefix(f"{file}:")


def test_a_database_stands_beside_systems_that_are_asked_over_http(file: Path) -> None:
    file.write_text(
        f"""
        records:
          orders:
          - {{url: "https://shop.example.com", owner: mail, fields: {{number: id}}}}
          - sql: {{url: "sqlite:///outlet.db", {QUERY}}}
            name: outlet
            owner: mail
            fields: {{number: id}}
          cases:
            sql: {{url: "sqlite:///desk.db", query_file: cases.sql}}
            owner: who
            owner_is: customer_id
            fields: {{id: no}}
        """,
        encoding="utf-8",
    )
    (file.parent / "cases.sql").write_text("SELECT * FROM ticket WHERE who = :customer_id;")
    records = config.load(file).records
    assert [source.name for source in records.order_sources] == [None, "outlet"]
    assert isinstance(records.order_sources[1], SqlOrders)
    [desk] = records.case_sources
    assert desk.owner_is == "customer_id"


def test_files_are_relative_to_the_configuration(file: Path) -> None:
    (file.parent / "orders.sql").write_text("SELECT * FROM purchase WHERE mail = :email;\n")
    settings = loaded(file, "url: sqlite:///data/shop.db", "query_file: orders.sql")
    assert settings.url == f"sqlite:///{file.parent}/data/shop.db"
    assert settings.statement.text == "SELECT * FROM purchase WHERE mail = :email"


def test_a_file_from_the_root_stays_there(file: Path) -> None:
    assert loaded(file, "url: sqlite:////srv/shop.db", QUERY).url == "sqlite:////srv/shop.db"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ((QUERY,), "needs exactly one of `url`, `url_env`, `url_file`"),
        ((URL, "url_env: SHOP", QUERY), "needs exactly one of `url`, `url_env`, `url_file`"),
        (("url_env: 1-SHOP", QUERY), "not the name of an environment variable"),
        (("url_env: SHOP", "password_env: PW", QUERY), "a password beside an address that may hold it"),
        ((URL, "password_env: PW", "password_file: pw", QUERY), "needs either `password_env` or"),
        ((URL,), "needs either `query` or `query_file`"),
        ((URL, QUERY, "query_file: orders.sql"), "cannot be read"),
        ((URL, "query_file: orders.sql"), "orders.sql, which cannot be read: No such file"),
        (("url: db.example.com/shop", QUERY), "must be an address such as postgresql://"),
        (("url: sqlite://", QUERY), "must name a file and nothing more"),
        (("url: sqlite:///shop.db?mode=rwc", QUERY), "must name a file and nothing more"),
        (("url: 'postgresql://console:hunter2@db.example.com/shop'", QUERY), "must not hold a password"),
        (("url: postgresql://db.example.com/shop?password=hunter2", QUERY), "must not hold a password"),
        ((URL, "query: SELECT 1"), "binds no value, so it would read everybody's rows"),
        ((URL, "query: 'SELECT :mail'"), "binds `:mail`; known: `:email`, `:customer_id`"),
        ((URL, "query: 'DELETE FROM purchase WHERE mail = :email'"), "must be a SELECT, or WITH ... SELECT"),
        ((URL, """query: "SELECT * FROM purchase WHERE mail = '{email}'" """), "bound as `:email`"),
        ((URL, """query: "SELECT * FROM purchase WHERE mail = ':email'" """), "`:email` in quotes"),
        ((URL, QUERY, "items_query: SELECT * FROM line"), "a column of the row, such as `:id`"),
        ((URL, QUERY, "rows: found"), "unknown key `records.orders.sql.rows`"),
    ],
)
def test_a_mistake_has_its_place_and_its_words(file: Path, sql: tuple[str, ...], words: str) -> None:
    said = complaint(file, *sql)
    assert words in said
    assert said[0].isdigit(), "begins with the line"
    assert "hunter2" not in said


def test_what_belongs_to_http_is_unknown_beside_a_database(file: Path) -> None:
    with pytest.raises(SourceError) as caught:
        loaded(file, URL, QUERY, "json_columns: []\n    method: POST")
    assert "unknown key `records.orders.method`" in caught.value.problems[0].summary


def test_an_owner_is_not_looked_up(file: Path) -> None:
    with pytest.raises(SourceError, match="looked up"):
        loaded(file, URL, QUERY, "json_columns: []\n    owner_is: lookup.id")


def test_a_query_of_a_file_is_bounded(file: Path) -> None:
    (file.parent / "orders.sql").write_text(f"SELECT :email -- {'x' * LONGEST_QUERY}")
    assert "longer than 64,000 characters" in complaint(file, URL, "query_file: orders.sql")
    (file.parent / "orders.sql").write_bytes(b"SELECT '\xff', :email")
    assert "not UTF-8 text" in complaint(file, URL, "query_file: orders.sql")


@pytest.mark.parametrize(
    ("text", "bindings"),
    [
        ("select a from b where c=:email", {"email"}),
        ("(SELECT :email)", {"email"}),
        ("-- by address\nSELECT a::text, x[1:2], '12:30' FROM b WHERE c = :email; -- end", {"email"}),
        ("WITH x AS (SELECT '{a,b}'::text[]) SELECT :email, :phone", {"email", "phone"}),
        ("SELECT $body$ it's ; $body$, \"a;b\", `c;d`, 'e''f;' FROM b WHERE c = :email", {"email"}),
        ("SELECT /* ; */ :email ; ;", {"email"}),
        (r"SELECT '\:30', :email", {"email"}),
        ("SELECT replace(\"update\", 'delete', '') FROM b WHERE c = :email", {"email"}),
    ],
)
def test_one_reading_statement_is_taken(text: str, bindings: set[str]) -> None:
    read = statement(text)
    assert read.bindings == bindings
    assert not read.text.endswith(";")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT :email; DROP TABLE purchase", "more behind the `;`"),
        ("SELECT :email; SELECT 1", "more behind the `;`"),
        ("; DELETE FROM b WHERE c = :email", "must be a SELECT"),
        ("/* SELECT */ UPDATE b SET c = :email", "must be a SELECT"),
        ("EXPLAIN ANALYZE SELECT :email", "must be a SELECT"),
        (
            "WITH x AS (DELETE FROM b RETURNING c) SELECT :email FROM x",
            "has DELETE, but nothing is ever written",
        ),
        ("SELECT * INTO copy FROM b WHERE c = :email", "has INTO"),
        ("SELECT c FROM b WHERE c = :email FOR UPDATE", "has UPDATE"),
        ("SELECT 'a WHERE b = :email", "a ' that is not closed"),
        ("SELECT :email /* to be done", "a /* that is not closed"),
        ("SELECT :email AS mail, ':phone'", "`:phone` in quotes or in a comment"),
        ("SELECT :email -- or :phone", "`:phone` in quotes or in a comment"),
        ("SELECT $$ :email $$", "`:email` in quotes or in a comment"),
        ("SELECT { lookup.id }, :email", "holds `{ lookup.id }`"),
        ("", "must be a SELECT"),
    ],
)
def test_everything_else_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"holds|has|must") as raised:
        statement(text)
    assert words in str(raised.value)
