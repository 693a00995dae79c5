"""A Matrix homeserver as the chat system: who signs in, and which rooms are customers'."""

from typing import Literal, Self

from pydantic import Field, model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.yaml_source import Flag


class MatrixSettings(Setting):
    """One agent's account at a homeserver; sign in with a token, or with a user and a password.

    All agents of a team have accounts at the same homeserver, because the order in which it takes events
    decides who has a customer. They are members of the team room, which customers never are, and of every
    customer's room.
    """

    kind: Literal["matrix"] = "matrix"
    """A Matrix homeserver."""
    homeserver: Name
    """Where the homeserver is, such as `https://matrix.example.com`."""
    user: str = ""
    """The agent's Matrix ID, such as `@ann:example.com`; a token may do without."""
    token_env: Name | None = None
    """The environment variable that holds the access token."""
    token_file: FilePath | None = None
    """The file that holds the access token; relative to this file."""
    password_env: Name | None = None
    """The environment variable that holds the password, where there is no token."""
    password_file: FilePath | None = None
    """The file that holds the password; relative to this file."""
    team_room: Name
    """The id or alias of the agents' own room, such as `#support-team:example.com`; notes are kept in it.

    It is for invited people only, not encrypted, and lets every member send state events of the type
    `agent_console.availability`.
    """
    inviters: tuple[Name, ...] = Field(min_length=1)
    """Whose rooms are customers', and whose invitations are accepted, such as `@whatsappbot:example.com`.

    `*` stands for any characters: `@*:example.com` takes every user of that server for a customer.
    """
    bots: tuple[Name, ...] = ()
    """Who writes in customers' rooms without being a customer or an agent; `*` stands for any characters."""
    queues: tuple[Name, ...] = ()
    """The queues that a conversation can be handed over to."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows the token to whoever is on the way."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        address.checked(self.homeserver, "https", "http", self.insecure)
        if not self.team_room.startswith(("!", "#")):
            raise ValueError("has a `team_room` that is no room's id or alias, such as #support:example.com")
        if self.user and not (self.user.startswith("@") and ":" in self.user):
            raise ValueError("has a `user` that is no Matrix ID, such as @ann:example.com")
        if self.by_password and not self.user:
            raise ValueError("needs a `user` to sign in with a password, such as @ann:example.com")
        if self.by_password and (self.token_env or self.token_file):
            raise ValueError("has a token and a password; leave one of them out")
        _ = self.secret
        return self

    @property
    def by_password(self) -> bool:
        """Whether the agent signs in with a password instead of a token."""
        return bool(self.password_env or self.password_file)

    @property
    def secret(self) -> Secret:
        """Where the access token is, or the password."""
        if self.by_password:
            return secret(self.password_env, self.password_file, "password")
        return secret(self.token_env, self.token_file, "token")
