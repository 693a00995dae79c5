"""The widget's pages as any browser gets them: what is served, and under which rules."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from agent_console.config import HubSettings
from agent_console.config.widget import WidgetSettings
from agent_console.hub.widget.description import Capabilities
from agent_console.hub.widget.page import STATIC, widget_page

SHOP = "https://shop.example.com"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)

EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def got(
    path: str, *, settings: WidgetSettings | None = None, now: datetime = MORNING, **headers: str
) -> Response:
    page = widget_page(settings or WidgetSettings(), Capabilities(transcripts=True), (SHOP,), lambda: now)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    response = page(Request(path, Headers({"Host": "hub.example.com", **fields})))
    assert response is not None
    return response


def described(settings: dict[str, object], now: datetime = MORNING) -> dict[str, object]:
    body = got("/widget/config.json", settings=WidgetSettings.model_validate(settings), now=now).body
    document = json.loads(body or b"")
    assert isinstance(document, dict)
    return document


def test_every_file_is_served_under_its_kind() -> None:
    kinds = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": "application/json"}
    addresses = {"loader.js": "/widget.js", "frame.html": "/widget/", "try.html": "/try"}
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        name = path.relative_to(STATIC).as_posix()
        response = got(addresses.get(name, f"/widget/{name}"))
        assert response.status_code == 200
        assert response.body == path.read_bytes()
        assert response.headers["Content-Type"].startswith(kinds[path.suffix])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_frame_may_load_from_the_hub_only_and_be_shown_by_the_shop_only() -> None:
    policy = got("/widget/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["img-src"] == "'self'"
    assert rules["connect-src"] == "'self' ws://hub.example.com wss://hub.example.com"
    assert rules["frame-ancestors"] == f"'self' {SHOP}"


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "", "[::1"])
def test_what_calls_itself_a_host_cannot_loosen_the_policy(host: str) -> None:
    policy = got("/widget/", Host=host).headers["Content-Security-Policy"]
    assert "connect-src 'self';" in policy


def test_an_unchanged_file_is_not_sent_again() -> None:
    tag = got("/widget.js").headers["ETag"]
    again = got("/widget.js", If_None_Match=tag)
    assert (again.status_code, again.body) == (304, b"")
    assert got("/widget.js", If_None_Match='"other"').status_code == 200


@pytest.mark.parametrize(
    "path", ["/widget/..%2fpage.py", "/widget/../page.py", "/widget/loader.js", "/widget/x"]
)
def test_nothing_else_is_served(path: str) -> None:
    assert got(path).status_code == 404


def test_other_addresses_are_left_to_other_pages() -> None:
    page = widget_page(WidgetSettings(), Capabilities(), ())
    assert page(Request("/files/abc", Headers())) is None


def test_the_description_follows_the_hours() -> None:
    opening = {"timezone": "UTC", "week": {"monday": "08:00-18:00", "tuesday": "08:00-18:00"}}
    day, night = described({"opening": opening}), described({"opening": opening}, NIGHT)
    assert (day["open"], day["opens_ms"]) == (True, 0)
    assert (night["open"], night["opens_ms"]) == (False, EIGHT.timestamp() * 1000)
    assert got("/widget/config.json").headers["Cache-Control"] == "no-store"


def test_the_description_has_the_companys_words_by_language() -> None:
    document = described(
        {
            "greeting": {"en": "Hello", "de": "Hallo"},
            "topics": [{"label": "Returns", "queue": "parcels"}],
            "topic_required": True,
            "other_ways": [{"kind": "phone", "value": "+1 555 0134"}],
            "invitation": {"after": "45s", "text": "Hi?"},
        }
    )
    assert document["greeting"] == {"en": "Hello", "de": "Hallo"}
    assert document["topics"] == [{"label": {"*": "Returns"}, "queue": "parcels"}]
    assert document["form"] == {
        "name": "required",
        "email": "optional",
        "order_number": "optional",
        "topic": "required",
        "company": "hidden",
        "fields": [],
    }
    assert document["other_ways"] == [
        {"kind": "phone", "value": "+1 555 0134", "label": {"*": "+1 555 0134"}}
    ]
    assert document["invitation"] == {"after_ms": 45_000, "text": {"*": "Hi?"}}
    assert document["transcripts"] is True


@pytest.mark.parametrize(
    ("settings", "objection"),
    [
        ({"colour": "red"}, "must be a colour"),
        ({"colour": "#ffd700"}, "take a darker colour"),
        ({"other_ways": [{"kind": "page", "value": "javascript:alert(1)"}]}, "must be a web page"),
        ({"greeting": {"tlh": "nuqneH"}}, "en"),
        ({"form": {"name": "maybe"}}, "required"),
    ],
)
def test_settings_that_would_harm_customers_are_refused(settings: dict[str, object], objection: str) -> None:
    with pytest.raises(ValidationError, match=objection):
        WidgetSettings.model_validate(settings)


@pytest.mark.parametrize(
    "origin",
    [
        "www.example.com",
        "https://www.example.com/",
        "https://*.example.com",
        "https://a.example.com; script-src *",
    ],
)
def test_a_site_is_named_as_browsers_name_it(origin: str) -> None:
    with pytest.raises(ValidationError, match="must be a site such as"):
        HubSettings.model_validate({"origins": [origin]})
    good = ("https://www.example.com", "http://localhost:8000", "http://[::1]:8000")
    assert HubSettings.model_validate({"origins": good}).origins == good


def test_the_loader_is_one_small_file() -> None:
    assert Path(STATIC / "loader.js").stat().st_size < 12_000


def test_the_readme_names_what_is_served() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (path,) = re.findall(r'<script src="https://hub\.example\.com(/\S+)" async></script>', readme)
    (trial,) = re.findall(r"http://127\.0\.0\.1:8765(/\w+)", readme)
    assert got(path).status_code == got(trial).status_code == 200
    assert b'<script src="/widget.js" async></script>' in (got(trial).body or b"")
