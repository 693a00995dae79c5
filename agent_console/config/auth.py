"""How a connector proves who it is; secrets are named, not stored."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting


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

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]
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


class Auth(Setting):
    """How the console proves who it is: one of the three ways."""

    bearer_env: Name | None = None
    """The environment variable that holds a bearer token."""
    bearer_file: FilePath | None = None
    """The file that holds a bearer token; relative to this file."""
    basic: BasicAuth | None = None
    """User and password."""
    header: HeaderAuth | None = None
    """A header of the server's own."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        bearer = self.bearer_env or self.bearer_file
        if sum(map(bool, (bearer, self.basic, self.header))) != 1:
            raise ValueError("needs exactly one of bearer (`bearer_env` or `bearer_file`), `basic`, `header`")
        if bearer:
            secret(self.bearer_env, self.bearer_file, "bearer")
        return self

    @property
    def bearer(self) -> Secret | None:
        """Where the bearer token is; None when another way is set."""
        if self.bearer_env or self.bearer_file:
            return secret(self.bearer_env, self.bearer_file, "bearer")
        return None
