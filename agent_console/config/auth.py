"""How a connector proves who it is; secrets are named, not stored."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from agent_console.config.placeholder import LOGIN, names
from agent_console.config.request import GraphQL
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.yaml_source import Typed


class BasicAuth(Setting):
    """User and password in the usual header."""

    user: Name
    """Who asks."""
    password_env: Name | None = None
    """The environment variable that holds the password."""
    password_file: FilePath | None = None
    """The file that holds the password; relative to this file."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        secret(self.password_env, self.password_file, "password")
        return self

    @property
    def password(self) -> Secret:
        """Where the password is."""
        return secret(self.password_env, self.password_file, "password")


class HeaderAuth(Setting):
    """A key in a header of the server's own."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    """The header, such as `X-Api-Key`."""
    value_env: Name | None = None
    """The environment variable that holds its value."""
    value_file: FilePath | None = None
    """The file that holds its value; relative to this file."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        secret(self.value_env, self.value_file, "value")
        return self

    @property
    def value(self) -> Secret:
        """Where the header's value is."""
        return secret(self.value_env, self.value_file, "value")


class CsrfSettings(Setting):
    """The token against forged requests that many sites want with a login: read from one of two places."""

    cookie: Name | None = None
    """The cookie that holds it, such as Django's `csrftoken`."""
    field: Name | None = None
    """The hidden field of the login page that holds it, such as `csrfmiddlewaretoken`."""
    header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")] | None = None
    """The header that later POSTs repeat it in, such as `X-CSRFToken`."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.cookie) == bool(self.field):
            raise ValueError("needs either `cookie` or `field`, which say where the token is")
        return self


class LoginAuth(Setting):
    """A login as people do it, whose session cookie is kept; done anew once when the session has ended."""

    url: Name
    """Where the login is sent; one that begins with / is on the connector's own server."""
    user: Name
    """Who asks."""
    password_env: Name | None = None
    """The environment variable that holds the password."""
    password_file: FilePath | None = None
    """The file that holds the password; relative to this file."""
    form: dict[Name, str] | None = None
    """The fields of the login form, with `{user}`, `{password}` and, where it is wanted, `{csrf}`."""
    body: Typed = None
    """A JSON body instead of a form, with the same placeholders in its texts."""
    graphql: GraphQL | None = None
    """A GraphQL mutation instead of a form; the placeholders are for its variables."""
    page: Name | None = None
    """The page of the login form, where it is not at `url`; read first when `csrf` is set."""
    csrf: CsrfSettings | None = None
    """Where the token against forged requests is."""
    cookie: Name | None = None
    """The cookie that only a login that worked sets, such as `sessionid`; any cookie when left out."""

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        secret(self.password_env, self.password_file, "password")
        bodies = (self.form, self.body, self.graphql)
        if sum(body is not None for body in bodies) != 1:
            raise ValueError("needs exactly one of `form`, `body`, `graphql`, with {user} and {password}")
        for name in names([self.form, self.body, self.graphql.variables if self.graphql else None]):
            if name not in LOGIN:
                raise ValueError(f"holds `{{{name}}}`; a login knows {{user}}, {{password}} and {{csrf}}")
            if name == "csrf" and self.csrf is None:
                raise ValueError("holds `{csrf}`, which needs `csrf`: where that token is")
        return self

    @property
    def password(self) -> Secret:
        """Where the password is."""
        return secret(self.password_env, self.password_file, "password")


class Auth(Setting):
    """How the console proves who it is: one of the four ways."""

    bearer_env: Name | None = None
    """The environment variable that holds a bearer token."""
    bearer_file: FilePath | None = None
    """The file that holds a bearer token; relative to this file."""
    basic: BasicAuth | None = None
    """User and password."""
    header: HeaderAuth | None = None
    """A header of the server's own."""
    scheme: Annotated[str, Field(pattern=r"^[A-Za-z]+$")] = "Bearer"
    """The word before a bearer token, where a server wants another one, such as `token`."""
    login: LoginAuth | None = None
    """A login whose session cookie is kept."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        bearer = self.bearer_env or self.bearer_file
        if sum(map(bool, (bearer, self.basic, self.header, self.login))) != 1:
            ways = "bearer (`bearer_env` or `bearer_file`), `basic`, `header`, `login`"
            raise ValueError(f"needs exactly one of {ways}")
        if bearer:
            secret(self.bearer_env, self.bearer_file, "bearer")
        return self

    @property
    def bearer(self) -> Secret | None:
        """Where the bearer token is; None when another way is set."""
        if self.bearer_env or self.bearer_file:
            return secret(self.bearer_env, self.bearer_file, "bearer")
        return None

    @property
    def proof(self) -> Secret:
        """Where the token, key or password is, whichever way is set."""
        if self.bearer:
            return self.bearer
        if self.header:
            return self.header.value
        user = self.basic or self.login
        if user is None:
            raise AssertionError("one way is set, which `_one_way` has seen to")
        return user.password
