"""The configuration: defaults, secrets by name, addresses, connectors, and its errors."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console import config
from agent_console.config import Config, HubAccess, MissingSecretError, OrderConnector, Secret
from agent_console.domain.outside import Reach
from agent_console.domain.patience import Patience
from agent_console.domain.wait import Thresholds
from agent_console.yaml_source import SourceError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def loaded(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return config.load(file)


def summaries(file: Path, text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        loaded(file, text)
    return [problem.summary.removeprefix(f"{file}:") for problem in caught.value.problems]


def orders(file: Path, lines: str = "", url: str = "https://shop.example.com/orders") -> OrderConnector:
    text = f"records:\n  orders:\n    url: {url}\n    owner: email\n    fields: {{number: id}}\n"
    settings = loaded(file, text + "".join(f"    {line}\n" for line in lines.splitlines()))
    [source] = settings.records.order_sources
    assert isinstance(source, OrderConnector)
    return source


def complaint(file: Path, lines: str = "", url: str = "https://shop.example.com/orders") -> str:
    with pytest.raises(SourceError) as caught:
        orders(file, lines, url)
    (problem,) = caught.value.problems
    return problem.message


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    settings = config.load(file)

    assert settings == Config()
    assert settings.backend is None
    assert settings.wait.thresholds == Thresholds()
    assert (settings.panes.most, settings.panes.fill) == (12, False)


def test_the_usual_place_is_in_the_settings_of_the_user(tmp_path: Path) -> None:
    assert config.find() == tmp_path / "home" / "config" / "agent-console" / "config.yaml"


def test_durations_are_written_with_a_unit(file: Path) -> None:
    wait = loaded(file, "wait: {amber: 500ms, red: 1.5m, critical: 1h}").wait

    assert (wait.amber, wait.red, wait.critical) == (
        timedelta(milliseconds=500),
        timedelta(seconds=90),
        timedelta(hours=1),
    )


@pytest.mark.parametrize("written", ["40", "soon", "-1s", "0s", "31h9", "1e9h", "99999h", "1 week"])
def test_other_durations_are_refused(file: Path, written: str) -> None:
    (summary,) = summaries(file, f"wait: {{amber: {written}}}")

    assert summary.startswith("1:15: `wait.amber` must be")


def test_help_with_waits_is_set_beside_them_and_null_leaves_it_out(file: Path) -> None:
    text = "wait: {holding: {after: 1m}, promises: {automatic: true, soon: 2m}, silence: {nudge: null}}"

    assert loaded(file, text).wait.patience == Patience(
        holding_after=timedelta(minutes=1),
        automatic=True,
        soon=timedelta(minutes=2),
        nudge_after=None,
    )
    assert config.load(file.parent / "none.yaml").wait.patience == Patience()


def test_waits_must_rise(file: Path) -> None:
    assert summaries(file, "wait: {amber: 3m}") == [
        "1:7: `wait` must rise: amber before red, red before critical"
    ]


def test_five_kinds_of_mistake_are_told_at_once_with_their_places(file: Path) -> None:
    text = "panes: {most: many}\nthme: {}\nwait: {amber: soon}\nhub: {port: 70000}\nhub: {}\n"
    text += "backend: {kind: irc}\n"

    assert summaries(file, text) == [
        "1:15: `panes.most` must be a whole number from 1 to 12 (got 'many')",
        "2:1: unknown key `thme` (did you mean `theme`?)",
        "3:15: `wait.amber` must be a duration such as 500ms, 40s, 2m or 1h (got 'soon')",
        "4:13: `hub.port` must be a whole number from 0 to 65535 (got '70000')",
        "5:1: `hub` is written twice; the first is on line 4 (remove one of them)",
        "6:17: `backend.kind` must be hub, demo, matrix, chatwoot, livehelperchat or add-on (got 'irc')",
    ]


def test_a_file_that_cannot_be_read_is_told_without_a_traceback(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SourceError, match="cannot be read: Is a directory"):
        config.load(file)


def test_a_file_in_another_encoding_is_told(file: Path) -> None:
    file.write_bytes("brand: {name: Blåbær}".encode("latin-1"))

    with pytest.raises(SourceError, match="is not UTF-8 text"):
        config.load(file)


def test_a_huge_file_is_refused(file: Path) -> None:
    with pytest.raises(SourceError, match="at most 262,144 are read"):
        loaded(file, "# " + "x" * 300_000)


def test_paths_are_relative_to_the_file_and_know_home(file: Path, tmp_path: Path) -> None:
    settings = loaded(file, "snippets: {folders: [mine, ~/ours, /srv/all]}")

    paths = [folder.path for folder in settings.snippets.folders]
    assert paths == [tmp_path / "mine", tmp_path / "home" / "ours", Path("/srv/all")]


def test_a_home_that_nobody_has_is_told(file: Path) -> None:
    (summary,) = summaries(file, "snippets: {folders: [~nobody-of-that-name/x]}")

    assert "no home folder is known" in summary


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Config().panes.most = 3  # type: ignore[misc]  # the very thing that is refused


# Canned responses


def test_a_folder_says_whose_it_is_and_what_it_may_reach(file: Path) -> None:
    text = "snippets: {folders: [{path: ours, layer: team, allow: [clipboard, http], expand: tab}]}"
    (folder,) = loaded(file, text).snippets.folders

    assert (folder.path, folder.layer, folder.expand, folder.boundary) == (
        file.parent / "ours",
        "team",
        "tab",
        None,
    )
    assert folder.allow == (Reach.CLIPBOARD, Reach.HTTP)


def test_replies_wait_for_tab_and_are_watched_by_default(file: Path) -> None:
    snippets = config.load(file).snippets

    assert (snippets.expand, snippets.ghost, snippets.watch, snippets.shipped) == ("tab", True, True, True)


def test_nothing_outside_is_reached_by_default(file: Path) -> None:
    snippets = loaded(file, "snippets: {folders: [mine]}").snippets

    assert snippets.folders[0].allow == ()
    assert snippets.http.hosts == ()


@pytest.mark.parametrize(
    ("folder", "complaint"),
    [
        ("{layer: team}", "`snippets.folders[0].path` is missing"),
        ("{path: x, lyer: team}", "unknown key `snippets.folders[0].lyer` (did you mean `layer`?)"),
        ("{path: x, layer: shipped}", "must be company, team or personal (got 'shipped')"),
        (
            "{path: x, allow: [net]}",
            "`snippets.folders[0].allow[0]` must be clipboard, shell, script or http",
        ),
        ("{path: x, expand: picker}", "must be tab, space or immediate (got 'picker')"),
        ("[x]", "`snippets.folders[0]` must be a mapping"),
    ],
)
def test_a_folder_that_is_described_wrongly_is_told(file: Path, folder: str, complaint: str) -> None:
    (summary,) = summaries(file, f"snippets: {{folders: [{folder}]}}")

    assert complaint in summary


@pytest.mark.parametrize("host", ["https://status.example.com", "status.example.com/x", "a:443", "a b", "*"])
def test_what_may_be_asked_is_named_by_host(file: Path, host: str) -> None:
    (summary,) = summaries(file, f"snippets: {{http: {{hosts: ['{host}']}}}}")

    assert "must be a host such as status.example.com" in summary


def test_hosts_are_compared_without_regard_to_case(file: Path) -> None:
    assert loaded(file, "snippets: {http: {hosts: [Status.Example.com]}}").snippets.http.hosts == (
        "status.example.com",
    )


# The chat system


def test_a_hub_has_an_address_and_a_token_by_name(file: Path) -> None:
    backend = loaded(file, "backend: {kind: hub, url: wss://hub.example.com, token_env: TOKEN}").backend

    assert isinstance(backend, HubAccess)
    assert backend.token.reveal({"TOKEN": " s3cret\n"}) == "s3cret"


@pytest.mark.parametrize(
    "url", ["ws://localhost:8765", "ws://127.0.0.1:1", "ws://[::1]:1", "wss://hub.example.com/a"]
)
def test_addresses_that_keep_a_secret_are_taken(file: Path, url: str) -> None:
    assert loaded(file, f"backend: {{kind: hub, url: '{url}', token_env: T}}").backend


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ws://hub.example.com", "would travel unencrypted"),
        ("ws://127.0.0.1.example.com", "would travel unencrypted"),
        ("ws://10.0.0.7", "would travel unencrypted"),
        ("https://hub.example.com", "must be an address such as wss://"),
        ("hub.example.com", "must be an address such as wss://"),
        ("wss://me:secret@hub.example.com", "must not hold a user or password"),
        ("wss://hub.example.com:99999", "is not an address"),
        ("wss://[::1", "is not an address"),
        ("", "needs a `url`"),
    ],
)
def test_other_addresses_are_refused(file: Path, url: str, reason: str) -> None:
    (summary,) = summaries(file, f"backend: {{kind: hub, url: '{url}', token_env: T}}")

    assert reason in summary


def test_insecure_is_a_word_that_somebody_has_to_write(file: Path) -> None:
    assert loaded(file, "backend: {kind: hub, url: ws://10.0.0.7, token_env: T, insecure: true}").backend


@pytest.mark.parametrize("token", ["", ", token_env: T, token_file: t", ", token_env: 'not a name'"])
def test_a_hub_needs_exactly_one_place_of_its_token(file: Path, token: str) -> None:
    (summary,) = summaries(file, f"backend: {{kind: hub, url: wss://hub.example.com{token}}}")

    assert "token_env" in summary


def test_a_token_written_into_the_file_is_an_unknown_key(file: Path) -> None:
    (summary,) = summaries(file, "backend: {kind: demo, token: s3cret}")

    assert "unknown key `backend.token`" in summary
    assert "s3cret" not in summary


# Secrets


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("s3cret\n", encoding="utf-8")

    assert Secret(file=tmp_path / "t").reveal({}) == "s3cret"


@pytest.mark.parametrize("environment", [{}, {"TOKEN": "  "}])
def test_a_secret_that_is_not_there_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(MissingSecretError, match="environment variable TOKEN is not set"):
        Secret("TOKEN").reveal(environment)


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSecretError, match="nowhere"):
        Secret(file=tmp_path / "nowhere").reveal({})


# Connectors


def test_a_connector_has_sensible_defaults(file: Path) -> None:
    connector = orders(file)

    assert connector.method == "GET"
    assert connector.scale == Decimal(1)
    assert connector.timeout == timedelta(seconds=5)
    assert connector.hosts == {"shop.example.com"}
    assert connector.fields.expressions == {"number": "id"}


def test_a_body_keeps_its_shape_and_types(file: Path) -> None:
    lines = 'method: POST\nbody: {query: "{email}", limit: 5, deep: [true, "5"], none: null}'

    assert orders(file, lines).body == {"query": "{email}", "limit": 5, "deep": [True, "5"], "none": None}


def test_lines_of_an_order_are_read_by_their_own_map(file: Path) -> None:
    text = (
        "records: {orders: {url: 'https://shop.example.com', owner: email,"
        " fields: {number: id, items: lines, item: {name: title}}}}"
    )
    connector = loaded(file, text).records.order_sources[0]

    assert connector.fields.item is not None
    assert connector.fields.item.expressions == {"name": "title"}


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("auth: {}", "exactly one of bearer"),
        ("auth: {bearer_env: A, basic: {user: u, password_env: B}}", "exactly one of bearer"),
        ("auth: {bearer_env: A, bearer_file: b}", "either `bearer_env` or `bearer_file`"),
        ("auth: {basic: {user: u}}", "either `password_env` or `password_file`"),
        ("auth: {header: {name: X-Key}}", "either `value_env` or `value_file`"),
        ("query: {q: '{e_mail}'}", "`{e_mail}`; known: {email}"),
        ("body: {a: 1}", "needs `method: POST`"),
        ("rows: '['", "is not a JMESPath expression"),
        ("timezone: Mars/Olympus", "is not a time zone"),
        ("scale: 100", "must be a number above 0 and at most 1 (got"),
        ("owner_is: nickname", "must be email, customer_id, phone or account"),
    ],
)
def test_a_connector_that_cannot_work_is_refused(file: Path, lines: str, reason: str) -> None:
    assert reason in complaint(file, lines)


def test_what_is_wrong_with_an_expression_is_told_in_one_line(file: Path) -> None:
    assert complaint(file, "rows: 'id['").endswith("Incomplete expression")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://shop.example.com", "would travel unencrypted"),
        ("https://{account}.example.com/x", "placeholder in the host"),
        ("ftp://shop.example.com", "must be an address such as https://"),
    ],
)
def test_a_connector_asks_one_known_host_safely(file: Path, url: str, reason: str) -> None:
    assert reason in complaint(file, url=url)


def test_items_need_a_map_of_their_lines(file: Path) -> None:
    text = "records: {orders: {url: 'https://x.example.com', owner: a, fields: {number: id, items: lines}}}"

    assert "together" in summaries(file, text)[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("trusted_proxies: [nonsense]", "an address, or a network such as 10.20.0.0/16 (got 'nonsense')"),
        ("rest: {webhooks: {networks: [10.0.0.1/8]}}", "a network such as 10.20.0.0/16 (got '10.0.0.1/8')"),
        ("mail: {address: me, smtp: {host: localhost}}", "must be text such as help@example.com (got 'me')"),
        (
            "widget: {opening: {timezone: UTC, week: {}, closed: [2026-13-01]}}",
            "must be a date such as 2026-12-24 (got '2026-13-01')",
        ),
        (f"widget: {{topics: [{{label: x, queue: {'q' * 51}}}]}}", "must be text of at most 50 characters"),
    ],
)
def test_a_text_of_a_wrong_form_is_told_which_form(file: Path, line: str, expected: str) -> None:
    (summary,) = summaries(file, f"hub:\n  {line}\n")
    assert summary.startswith("2:")
    assert expected in summary
