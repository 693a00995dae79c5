"""Which chat system the console joins, and how."""

from typing import Literal, Self

from pydantic import model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.yaml_source import Flag


class BackendSettings(Setting):
    """The chat system; `token_env` or `token_file` name the agent's token."""

    kind: Literal["hub", "demo"]
    """`hub`: a hub started with `agent-console serve`; `demo`: everything on this machine."""
    url: str = ""
    """Where the hub is, such as `wss://support.example.com`."""
    token_env: Name | None = None
    """The environment variable that holds the agent's token."""
    token_file: FilePath | None = None
    """The file that holds the agent's token; relative to this file."""
    insecure: Flag = False
    """Take `ws://` to another machine, which shows the token to whoever is on the way."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "hub":
            if not self.url:
                raise ValueError("needs a `url`, such as wss://support.example.com")
            address.checked(self.url, "wss", "ws", self.insecure)
            secret(self.token_env, self.token_file, "token")
        return self

    @property
    def token(self) -> Secret:
        """Where the agent's token is."""
        return secret(self.token_env, self.token_file, "token")
