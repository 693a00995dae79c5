"""A login as people do it: the page with its token, the form, and the session that a good one begins."""

from collections.abc import Awaitable, Callable, Mapping
from html.parser import HTMLParser

import httpx

from agent_console.config import CsrfSettings, HttpConnector, LoginAuth
from agent_console.connectors import request, template
from agent_console.connectors.credential import Credential, revealed
from agent_console.connectors.exchange import Reply
from agent_console.connectors.failure import LookUpError, RefusedError
from agent_console.connectors.request import Content
from agent_console.texts import _

Send = Callable[[httpx.Request, Credential], Awaitable[Reply]]
"""Sends a request with a proof, and returns the answer whatever its status."""


async def log_in(
    settings: HttpConnector, login: LoginAuth, environment: Mapping[str, str], send: Send
) -> Credential:
    """Return the session of a login; raise RefusedError when the server does not take it."""
    password = revealed(login.password, environment)
    session = Credential(secrets=(password,), cookies=httpx.Cookies())
    page = request.page_of_form(settings, login.page or login.url)
    token = _token(login.csrf, await send(page, session), session) if login.csrf else ""
    values = {"user": login.user, "password": password, "csrf": token}
    asked = request.post(httpx.URL(settings.behind(login.url)), _content(login, values), _from(page.url))
    reply = await send(asked, session)
    session.keep(reply.response)
    _check(login, reply)
    return _begun(session, login.csrf, token)


def _token(csrf: CsrfSettings, page: Reply, session: Credential) -> str:
    session.keep(page.response)
    token = _cookie(session, csrf.cookie) if csrf.cookie else hidden(page.body, csrf.field or "")
    if not token:
        words = (
            _("the login page of {host} has no cookie `{name}`; check `auth.login`")
            if csrf.cookie
            else _("the login page of {host} has no field `{name}`; check `auth.login`")
        )
        raise LookUpError(words.format(host=page.host, name=csrf.cookie or csrf.field))
    return token


def _content(login: LoginAuth, values: Mapping[str, str]) -> Content:
    if login.form is not None:
        return request.form_content({name: template.plain(text, values) for name, text in login.form.items()})
    if login.graphql is not None:
        variables = template.plain_tree(login.graphql.variables, values)
        return request.json_content({"query": login.graphql.query, "variables": variables})
    return request.json_content(template.plain_tree(login.body, values))


def _from(page: httpx.URL) -> Mapping[str, str]:
    """Return headers that say which page a form was on, which sites check."""
    return {"Referer": str(page), "Origin": f"{page.scheme}://{page.netloc.decode('ascii')}"}


def _check(login: LoginAuth, reply: Reply) -> None:
    set_now = {line.partition("=")[0].strip() for line in reply.response.headers.get_list("set-cookie")}
    status = reply.response.status_code
    if reply.response.is_error:
        raise RefusedError(
            _("{host} does not accept the login (HTTP {status}); check `auth.login`").format(
                host=reply.host, status=status
            )
        )
    if not set_now or (login.cookie and login.cookie not in set_now):
        words = (
            _("{host} did not take the login (the cookie `{name}` was not set); check `auth.login`")
            if login.cookie
            else _("{host} did not take the login (a cookie was not set); check `auth.login`")
        )
        raise RefusedError(words.format(host=reply.host, name=login.cookie))


def _begun(session: Credential, csrf: CsrfSettings | None, token: str) -> Credential:
    if csrf is None or csrf.header is None:
        return session
    # Sites give out another token with the session.
    current = _cookie(session, csrf.cookie) if csrf.cookie else token
    return Credential({}, (*session.secrets, current), session.cookies, {csrf.header: current})


def _cookie(session: Credential, name: str) -> str:
    jar = session.cookies.jar if session.cookies is not None else ()
    return next((cookie.value or "" for cookie in jar if cookie.name == name), "")


def hidden(page: bytes, name: str) -> str:
    """Return the value of a page's input field of that name; empty when there is none."""
    search = _InputSearch(name)
    search.feed(page.decode(errors="replace"))
    return search.value


class _InputSearch(HTMLParser):
    """Finds the first input field of a name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.value = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an input field."""
        found = dict(attrs)
        if tag == "input" and found.get("name") == self._name and not self.value:
            self.value = found.get("value") or ""
