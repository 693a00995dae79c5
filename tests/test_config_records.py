"""The settings of connectors: what they take, and what each mistake is called."""

from pathlib import Path

import pytest

from agent_console.config import HttpConnector, load
from agent_console.yaml_source import SourceError

HEAD = "url: https://shop.example.com/api/orders\nowner: email\nfields: {number: id}\n"
SERVER = "url: https://example.com/shop/\npath: /api/orders\nowner: email\nfields: {number: id}\n"
LOOKUP = "lookup: {url: /customers, owner: mail, values: {id: id}}\n"
LOGIN = "url: /login, user: console, password_env: DESK_PASSWORD"


def written(folder: Path, connector: str) -> Path:
    file = folder / "config.yaml"
    indented = "".join(f"    {line}\n" for line in connector.splitlines())
    file.write_text(f"records:\n  orders:\n{indented}", encoding="utf-8")
    return file


def connector(folder: Path, text: str) -> HttpConnector:
    (source,) = load(written(folder, text)).records.order_sources
    assert isinstance(source, HttpConnector)
    return source


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(SourceError) as caught:
        load(written(folder, text))
    return str(caught.value)


def test_what_begins_with_a_slash_is_on_the_same_server(tmp_path: Path) -> None:
    whole = connector(tmp_path, HEAD)
    based = connector(tmp_path, SERVER)

    assert whole.target == "https://shop.example.com/api/orders"
    assert whole.behind("/customers") == "https://shop.example.com/customers"
    assert based.target == "https://example.com/shop/api/orders"
    assert based.behind("/customers") == "https://example.com/shop/customers"
    assert based.behind("https://example.com/x") == "https://example.com/x"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + "path: '{nick}'", "holds `{nick}`; known: {email}, "),
        (SERVER.replace("/shop/", "/{email}/"), "has a `path`, so `url` must be the server's address"),
        (SERVER.replace("/shop/", "/?a=1"), "has a `path`, so `url` must be the server's address"),
        (HEAD + "query: {a: '{lookup.id}'}", "holds `{lookup.id}` in the request; known there: {email}"),
        (HEAD + "query: {a: '{row.id}'}", "holds `{row.id}` in the request"),
        (HEAD + "query: {a: '{password}'}", "holds `{password}` in the request"),
        (HEAD + LOOKUP + "query: {a: '{lookup.idd}'}", "known there: {email}"),
        (HEAD + "owner_is: lookup.id", "has `owner_is: lookup.id`, which no `lookup.values` finds"),
        (HEAD + LOOKUP.replace("/customers", "https://crm.example.com/"), "`lookup.url` on another server"),
        (HEAD + LOOKUP.replace("/customers", "http://shop.example.com/"), "`lookup.url` on another server"),
        (HEAD + LOOKUP.replace("/customers", "'/{lookup.id}'"), "holds `{lookup.id}` in lookup"),
        (HEAD + "follow: [{url: 'https://x.example.com', into: a}]", "`follow[0].url` on another server"),
        (HEAD + "follow: [{into: a}]", "needs either `link` (where a row holds the address) or `url`"),
        (HEAD + "follow: [{link: a, into: 'a b'}]", "`records.orders.follow[0].into` must be text"),
        (HEAD + "pages: {}", "needs exactly one of `next`, `link: true`, `parameter`"),
        (HEAD + "pages: {next: a, cursor: b}", "has a `cursor`, which needs the `parameter`"),
        (HEAD + "pages: {next: a, most: 1000}", "must be a whole number from 1 to 100"),
        (HEAD + "rate: often", "must be a rate such as 5/s, 100/m or 1000/h (got 'often')"),
        (HEAD + "method: POST\nbody: {}\nform: {}", "has `body` and `form`; one of them can be sent"),
        (HEAD + "graphql: {query: a}\nform: {}", "has `form` and `graphql`; one of them can be sent"),
        (HEAD + "graphql: {variables: {}}", "`records.orders.graphql.query` is missing"),
        (HEAD + "quotes: tripled", "must be backslash, doubled or refused"),
        (HEAD + f"auth: {{login: {{{LOGIN}}}}}", "needs exactly one of `form`, `body`, `graphql`"),
        (
            HEAD + f"auth: {{login: {{{LOGIN}, form: {{a: '{{email}}'}}}}}}",
            "a login knows {user}, {password}",
        ),
        (HEAD + f"auth: {{login: {{{LOGIN}, form: {{a: '{{csrf}}'}}}}}}", "which needs `csrf`"),
        (HEAD + f"auth: {{login: {{{LOGIN}, form: {{}}, csrf: {{}}}}}}", "needs either `cookie` or `field`"),
        (
            HEAD + f"auth: {{login: {{{LOGIN}, form: {{}}}}}}".replace("/login", "https://sso.example.com/"),
            "`auth.login.url` on another server",
        ),
        (HEAD.replace("{number: id}", "{number: id, shipments: a}"), "needs `shipments` (where parcels are)"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in complaint(tmp_path, text)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "127.1", "0x7f.0.0.1", "0177.1", "shop.example.com.", "shöp.example.com", "１２７.0.0.1"],
)
def test_a_host_that_can_be_read_in_two_ways_is_refused(tmp_path: Path, host: str) -> None:
    told = complaint(tmp_path, HEAD.replace("shop.example.com", host))

    assert "has a " in told
    assert " host" in told


def test_a_mistake_has_its_place_in_the_file(tmp_path: Path) -> None:
    told = complaint(tmp_path, HEAD + "pages:\n  nex: links.next\n")

    assert "config.yaml:7:7" in told
    assert "unknown key `records.orders.pages.nex`" in told
    assert "did you mean `next`?" in told


def test_of_several_systems_each_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(
        "records:\n  cases:\n    - {url: 'https://a.example.com', owner: m, fields: {id: i}}\n"
        "    - {url: 'https://b.example.com', owner: m, fields: {idd: i}}\n"
    )

    with pytest.raises(SourceError) as caught:
        load(file)
    assert "config.yaml:4:" in str(caught.value)
    assert "`records.cases[1].fields.idd`" in str(caught.value)


def test_two_systems_have_two_names(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    one = "{name: shop, url: 'https://a.example.com', owner: m, fields: {number: i}}"
    file.write_text(f"records: {{orders: [{one}, {one}]}}")

    with pytest.raises(SourceError, match="two systems called `shop`; give each a `name` of its own"):
        load(file)
