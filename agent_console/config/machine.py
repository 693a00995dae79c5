"""A machine in the network that is sent what was written: where it is, and how it is asked."""

from datetime import timedelta
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.yaml_source import Flag

LONGEST_WAIT = timedelta(seconds=60)


def _wait(length: timedelta) -> timedelta:
    if length > LONGEST_WAIT:
        raise ValueError("must be at most 60s: no agent waits longer for a text")
    return length


Wait: TypeAlias = Annotated[Duration, AfterValidator(_wait)]


class MachineSettings(Setting):
    """Where one is, and how it is asked."""

    url: Name
    """Where it is, such as `https://llm.example.com/v1`. No other host is asked."""
    key_env: Name | None = None
    """The environment variable that holds the key; a server of your own may need none."""
    key_file: FilePath | None = None
    """The file that holds the key; relative to this file."""
    timeout: Wait = timedelta(seconds=15)
    """How long an answer may take, at most 60s."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows what was said to whoever is on the way."""
    private: Flag = False
    """Take a host whose name leads to an address of a private network, such as a server in the office."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        parts = address.checked(self.url, "https", "http", self.insecure)
        address.plainly_written(parts.hostname or "")
        if self.key_env or self.key_file:
            secret(self.key_env, self.key_file, "key")
        return self

    @property
    def key(self) -> Secret | None:
        """Where the key is; None when none is needed."""
        return secret(self.key_env, self.key_file, "key") if self.key_env or self.key_file else None
