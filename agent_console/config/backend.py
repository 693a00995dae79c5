"""Which chat systems the console joins, and how."""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from agent_console.config import address
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.config.livehelperchat import LiveHelperChatSettings
from agent_console.config.matrix import MatrixSettings
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.domain.system import NAME, SystemName
from agent_console.yaml_source import Flag


class HubAccess(Setting):
    """A hub started with `agent-console serve`; `token_env` or `token_file` name the agent's token."""

    kind: Literal["hub"]
    """A hub."""
    url: str = ""
    """Where the hub is, such as `wss://support.example.com`; of several on one store, with commas between."""
    token_env: Name | None = None
    """The environment variable that holds the agent's token."""
    token_file: FilePath | None = None
    """The file that holds the agent's token; relative to this file."""
    insecure: Flag = False
    """Take `ws://` to another machine, which shows the token to whoever is on the way."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.url:
            raise ValueError("needs a `url`, such as wss://support.example.com")
        for url in self.url.split(","):
            address.checked(url.strip(), "wss", "ws", self.insecure)
        secret(self.token_env, self.token_file, "token")
        return self

    @property
    def token(self) -> Secret:
        """Where the agent's token is."""
        return secret(self.token_env, self.token_file, "token")


class DemoAccess(Setting):
    """Everything on this machine: a hub, customers and a shop, which are gone afterwards."""

    kind: Literal["demo"]
    """The demonstration."""


class AddOnAccess(Setting):
    """A chat system that another installed package knows; the adapter guide says how one is written."""

    kind: Literal["add-on"]
    """Another package's."""
    name: Name
    """What the package calls it: its entry point in the group `agent_console.backends`."""
    options: dict[Name, Any] = Field(default_factory=dict)
    """What the package wants to know."""
    token_env: Name | None = None
    """The environment variable that holds the agent's token, where there is one."""
    token_file: FilePath | None = None
    """The file that holds the agent's token; relative to this file."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        _ = self.token
        return self

    @property
    def token(self) -> Secret | None:
        """Where the agent's token is; None when none is needed."""
        given = self.token_env or self.token_file
        return secret(self.token_env, self.token_file, "token") if given else None


ChatSystem = HubAccess | MatrixSettings | ChatwootSettings | LiveHelperChatSettings | AddOnAccess
"""One that is joined; what is not among them is the demonstration."""

BackendSettings: TypeAlias = Annotated[
    HubAccess | DemoAccess | MatrixSettings | ChatwootSettings | LiveHelperChatSettings | AddOnAccess,
    Field(discriminator="kind"),
]
JoinedSettings: TypeAlias = Annotated[ChatSystem, Field(discriminator="kind")]


def _system_name(name: str) -> SystemName:
    if not NAME.fullmatch(name):
        raise ValueError(
            "is no name for a chat system: at most 20 small letters, digits, - and _, a letter first"
        )
    return SystemName(name)


SystemKey: TypeAlias = Annotated[str, AfterValidator(_system_name)]
"""What one of several chat systems is called."""
