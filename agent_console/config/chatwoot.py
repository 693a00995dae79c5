"""Which Chatwoot the console joins, and as whom."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.yaml_source import Flag


class ChatwootSettings(Setting):
    """A Chatwoot; `token_env` or `token_file` name the agent's own access token, from Profile settings."""

    kind: Literal["chatwoot"] = "chatwoot"
    """A Chatwoot."""
    url: Name
    """Where it is, such as `https://chat.example.com`; without a path."""
    account_id: Annotated[int, Field(ge=1)] | None = None
    """The account, as in the address `/app/accounts/1`; by default the one that the agent is in."""
    token_env: Name | None = None
    """The environment variable that holds the access token."""
    token_file: FilePath | None = None
    """The file that holds the access token; relative to this file."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows the token to whoever is on the way."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        parts = address.checked(self.url, "https", "http", self.insecure)
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError(
                f"must end with the host, such as https://chat.example.com (got '{self.url[:80]}')"
            )
        secret(self.token_env, self.token_file, "token")
        return self

    @property
    def token(self) -> Secret:
        """Where the agent's access token is."""
        return secret(self.token_env, self.token_file, "token")

    @property
    def base(self) -> str:
        """The address without a slash behind it."""
        return self.url.rstrip("/")

    @property
    def cable(self) -> str:
        """Where its socket is."""
        return f"ws{self.base.removeprefix('http')}/cable"
