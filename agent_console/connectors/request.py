"""The request that asks for one customer's rows: pure."""

from collections.abc import Mapping

import httpx

from agent_console.config import HttpConnector
from agent_console.connectors import template
from agent_console.connectors.credential import Credential
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.template import Values

_HEADERS = {
    "Accept": "application/json",
    # No compression: a small answer could otherwise unpack to gigabytes in one step.
    "Accept-Encoding": "identity",
    "User-Agent": "agent-console",
}


def build(settings: HttpConnector, values: Values, credential: Credential) -> httpx.Request:
    """Return the request; raise LookUpError when it cannot be made for this customer."""
    try:
        url = httpx.URL(template.address(settings.url, settings.query, values))
    except httpx.InvalidURL as error:
        raise LookUpError("this customer's data makes no valid address") from error
    if url.host not in settings.hosts:
        raise LookUpError(f"{url.host} is not among `allowed_hosts`, so it is not asked")
    # httpx limits each step, by default to less than the settings may allow for the whole.
    limit = {"timeout": httpx.Timeout(settings.timeout.total_seconds()).as_dict()}
    headers = _headers(_HEADERS, settings.headers, credential.headers)
    if settings.method == "GET":
        return httpx.Request("GET", url, headers=headers, extensions=limit)
    content = template.body(settings.body, values)
    return httpx.Request("POST", url, headers=headers, json=content, extensions=limit)


def _headers(*layers: Mapping[str, str]) -> httpx.Headers:
    """Return all headers; a later layer replaces one of the same name, however it is capitalised."""
    headers = httpx.Headers()
    try:
        for layer in layers:
            headers.update(dict(layer))
    except UnicodeEncodeError as error:
        raise LookUpError("`headers` hold a character that no header can") from error
    return headers
