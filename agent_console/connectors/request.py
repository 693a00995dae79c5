"""The requests of a connector, without what proves who asks: pure."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import httpx

from agent_console.config import HttpConnector, RequestSettings
from agent_console.config.address import PORTS
from agent_console.connectors import template
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.template import Values
from agent_console.texts import _

Counted = Mapping[str, int | str]
"""What asks for one page of many, by parameter."""
Content = tuple[str, bytes]
"""The kind of a body, and the body."""

_HEADERS = {
    "Accept": "application/json",
    # No compression: a small answer could otherwise unpack to gigabytes in one step.
    "Accept-Encoding": "identity",
    "User-Agent": "agent-console",
}


def build(
    settings: RequestSettings, address: str, values: Values, counted: Counted | None = None
) -> httpx.Request:
    """Return a request to a template of an address; raise LookUpError when it cannot be made."""
    query = {} if settings.posted else {name: str(value) for name, value in (counted or {}).items()}
    written = {name: text for name, text in settings.query.items() if name not in query}
    url = parsed(template.address(address, written, values, settings.quotes))
    if query:
        url = url.copy_merge_params(query)
    if not settings.posted:
        return httpx.Request("GET", url, headers=_headers(settings.headers))
    return post(url, _content(settings, values, counted or {}), settings.headers)


def linked(settings: RequestSettings, asked: httpx.URL, link: str) -> httpx.Request:
    """Return a request for what an answer points to; raise LookUpError unless that is on the same server."""
    try:
        url = asked.join(link)
    except (httpx.InvalidURL, ValueError) as error:
        raise LookUpError(_("the answer points to what is no address")) from error
    if origin(url) != origin(asked) or url.userinfo:
        raise LookUpError(
            _("the answer points to another server ({host}), which is not asked").format(host=url.host[:80])
        )
    return httpx.Request("GET", url, headers=_headers(settings.headers))


def page_of_form(settings: HttpConnector, place: str) -> httpx.Request:
    """Return a request for a web page of the connector's own server."""
    return httpx.Request("GET", parsed(settings.behind(place)), headers=_headers({"Accept": "text/html,*/*"}))


def post(url: httpx.URL, content: Content, headers: Mapping[str, str]) -> httpx.Request:
    """Return a POST of a body."""
    kind, body = content
    return httpx.Request("POST", url, headers=_headers({"Content-Type": kind}, headers), content=body)


def form_content(fields: Mapping[str, str]) -> Content:
    """Return a form as a body."""
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


def json_content(value: object) -> Content:
    """Return a JSON value as a body."""
    return "application/json", json.dumps(value, ensure_ascii=False).encode()


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address, which together name one server."""
    return url.scheme, url.host, url.port or PORTS.get(url.scheme)


def parsed(address: str) -> httpx.URL:
    """Return an address; raise LookUpError when it is none."""
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise LookUpError(_("this customer's data makes no valid address")) from error


def _content(settings: RequestSettings, values: Values, counted: Counted) -> Content:
    if settings.form is not None:
        fields = {
            name: template.filled(text, values, settings.quotes) for name, text in settings.form.items()
        }
        return form_content(fields | {name: str(value) for name, value in counted.items()})
    if settings.graphql is not None:
        variables = template.body(settings.graphql.variables, values, settings.quotes)
        return json_content({"query": settings.graphql.query, "variables": _joined(variables, counted)})
    return json_content(_joined(template.body(settings.body, values, settings.quotes), counted))


def _joined(body: object, counted: Counted) -> object:
    return {**body, **counted} if isinstance(body, dict) else body


def _headers(*layers: Mapping[str, str]) -> httpx.Headers:
    """Return all headers; a later layer replaces one of the same name, however it is capitalised."""
    headers = httpx.Headers(_HEADERS)
    try:
        for layer in layers:
            headers.update(dict(layer))
    except UnicodeEncodeError as error:
        raise LookUpError(_("`headers` hold a character that no header can")) from error
    return headers
