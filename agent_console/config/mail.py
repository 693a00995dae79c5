"""E-mail as a channel: the mailboxes that customers write to, and the server that replies leave by."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from agent_console.config.address import loopback
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.yaml_source import Flag

ADDRESS = r"^[!-?A-~]+@[A-Za-z0-9][A-Za-z0-9.-]*$"


class Encryption(StrEnum):
    """How a connection to a mail server is protected."""

    TLS = "tls"
    """From the first byte on."""
    STARTTLS = "starttls"
    """From the server's greeting on; a server that cannot is refused."""
    NONE = "none"


IMAP_PORTS: Mapping[Encryption, int] = {
    Encryption.TLS: 993,
    Encryption.STARTTLS: 143,
    Encryption.NONE: 143,
}
SMTP_PORTS: Mapping[Encryption, int] = {
    Encryption.TLS: 465,
    Encryption.STARTTLS: 587,
    Encryption.NONE: 25,
}


class MailServer(Setting):
    """A mail server, and how the hub signs in to it."""

    host: Name
    """The server's name, such as `mail.example.com`."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """By default the usual one for the encryption."""
    encryption: Encryption = Encryption.TLS
    """`tls`, `starttls`, or `none` for a server on this machine."""
    insecure: Flag = False
    """Take `none` to another machine, which shows the password and every mail to whoever is on the way."""
    user: Name | None = None
    """Who signs in; a server that takes mail without it needs no password either."""
    password_env: Name | None = None
    """The environment variable that holds the password."""
    password_file: FilePath | None = None
    """The file that holds the password; relative to this file."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.encryption is Encryption.NONE and not self.insecure and not loopback(self.host):
            raise ValueError("would sign in unencrypted; use `tls`, or set `insecure: true` knowingly")
        if self.user:
            secret(self.password_env, self.password_file, "password")
        elif self.password_env or self.password_file:
            raise ValueError("has a password without a `user`")
        return self

    @property
    def password(self) -> Secret | None:
        """Where the password is; None when nobody signs in."""
        return secret(self.password_env, self.password_file, "password") if self.user else None


class MailboxSettings(MailServer):
    """A mailbox that customers write to, read by IMAP."""

    folder: Name = "INBOX"
    """The folder that new mail comes to."""
    queue: str = ""
    """The queue that its conversations wait in."""

    @model_validator(mode="after")
    def _signed_in(self) -> Self:
        if not self.user:
            raise ValueError("needs a `user`: nobody reads a mailbox without signing in")
        return self

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or IMAP_PORTS[self.encryption]


class SmtpSettings(MailServer):
    """The server that replies leave by, as a mail program's outgoing server."""

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or SMTP_PORTS[self.encryption]


class MailSettings(Setting):
    """E-mail as a channel; it waits in the same queue as the chats do."""

    address: Annotated[str, Field(pattern=ADDRESS, examples=["help@example.com"])]
    """The address that replies come from; what is written to it should reach one of the mailboxes."""
    name: str = ""
    """What customers' mail programs show for the address."""
    signature: str = ""
    """Lines below every reply."""
    smtp: SmtpSettings
    """The server that replies leave by."""
    mailboxes: tuple[MailboxSettings, ...] = ()
    """Where customers' mail comes in; without any, mail only goes out."""
    poll: Duration = timedelta(seconds=30)
    """How often the mailboxes are looked into."""
