"""The hub for a team, as `agent-console serve` runs it."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Self

from pydantic import Field, model_validator

from agent_console.config.files import FileSettings
from agent_console.config.mail import MailSettings
from agent_console.config.rest import RestSettings
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.config.store import HubStoreSettings
from agent_console.config.widget import Site, WidgetSettings

Network = IPv4Network | IPv6Network


class HubSettings(Setting):
    """Where the hub listens and what it keeps."""

    host: Name = "127.0.0.1"
    """The address to listen on; beyond this machine put a TLS proxy in front."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8765
    """0 picks a free one."""
    database: FilePath | None = None
    """The SQLite file; by default in the user's data folder."""
    store: HubStoreSettings | None = None
    """PostgreSQL in its place, for hubs on several machines."""
    origins: tuple[Site, ...] = ()
    """The sites that show the widget, such as `https://www.example.com`; programs need no entry."""
    queues: tuple[Name, ...] = ()
    """Queues that are offered to agents even while nobody waits in them."""
    left: Duration = timedelta(minutes=1)
    """How long a customer may have no connection before they count as gone."""
    silent: Duration = timedelta(minutes=10)
    """How long after a reply a customer who has not answered counts as silent."""
    lease: Duration = timedelta(minutes=5)
    """How long an agent may have no connection and keep what they hold."""
    customer_connections: Annotated[int, Field(ge=1, le=100_000)] = 50
    """Connections that customers may have from one address, or from one IPv6 network of 64 bits."""
    trusted_proxies: tuple[Network, ...] = ()
    """Proxies whose `X-Forwarded-For` tells where a customer comes from, such as `127.0.0.1`."""
    files: FileSettings = FileSettings()
    """What customers and agents may send beside words."""
    widget: WidgetSettings = WidgetSettings()
    """The chat on the company's web pages."""
    rest: RestSettings | None = None
    """For programs; without it no REST interface listens."""
    mail: MailSettings | None = None
    """E-mail as a channel; without it no mail is read or sent."""

    @model_validator(mode="after")
    def _one_store(self) -> Self:
        if self.database is not None and self.store is not None:
            raise ValueError("has a `database` and a `store`; name one of them")
        return self
