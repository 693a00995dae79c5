"""How the console joins a LiveHelperChat."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.yaml_source import Flag


class LiveHelperChatSettings(Setting):
    """A LiveHelperChat and the operator to be there; `key_env` or `key_file` name the operator's REST key."""

    kind: Literal["livehelperchat"] = "livehelperchat"
    """A LiveHelperChat."""
    url: Name
    """Where it is, such as `https://chat.example.com`; with `/index.php` behind it where it is served so."""
    username: Name
    """The operator's user name."""
    key_env: Name | None = None
    """The environment variable that holds the REST key, or a password that may be used for it."""
    key_file: FilePath | None = None
    """The file that holds it; relative to this file."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows the key to whoever is on the way."""
    departments: tuple[Annotated[int, Field(ge=1)], ...] = ()
    """The ids of the departments whose queues are shown; without any, all that the operator may see."""
    poll: Duration = timedelta(seconds=1)
    """About how often it is asked for news while the agent holds chats."""
    idle_poll: Duration = timedelta(seconds=3)
    """About how often while the agent holds none."""
    presence: Duration = timedelta(seconds=15)
    """About how often it is told that the agent is there, and asked who else is."""
    timeout: Duration = timedelta(seconds=10)
    """How long an answer may take."""
    settle: Duration = timedelta(milliseconds=300)
    """How long after a chat was taken it is looked at again: another agent may have taken it as well."""
    unsure: Duration = timedelta(seconds=20)
    """How long a reply without an answer is looked for in the chat."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if ":" in self.username:
            raise ValueError("has a colon in `username`, which the system cannot tell from the key behind it")
        address.checked(self.url, "https", "http", self.insecure)
        secret(self.key_env, self.key_file, "key")
        return self

    @property
    def key(self) -> Secret:
        """Where the REST key is."""
        return secret(self.key_env, self.key_file, "key")
