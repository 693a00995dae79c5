"""What an operator decides about a hub."""

from dataclasses import dataclass, field
from pathlib import Path

from agent_console.hub.database.address import Place
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.store import StoreError


@dataclass(frozen=True, slots=True)
class HubSettings:
    """Where a hub listens, what it keeps, and how much a customer may send."""

    database: Place
    host: str = "127.0.0.1"
    port: int = 8765
    """0 picks a free one."""
    port_file: Path | None = None
    """Gets the port, as text, once the hub listens."""
    origins: tuple[str, ...] = ()
    """Web pages that may connect; programs, which send no Origin, always may."""
    customer_rate: float = 1.0
    """Messages a second that one customer may keep up."""
    customer_burst: int = 10
    """Messages that one customer may send at once."""
    left_seconds: float = 60.0
    """How long a customer may have no connection before they count as gone."""
    silent_seconds: float = 600.0
    """How long after a reply a customer who has not answered counts as silent."""
    lease_seconds: float = 300.0
    """How long an agent may have no connection and keep what they hold."""
    typing_preview: bool = False
    """Whether agents see what customers have written before it is sent; tell the customers so."""
    mail: bool = False
    """Whether customers can have their transcript by e-mail; something beside the hub must send it."""
    queues: tuple[str, ...] = ()
    """Queues that are offered to agents even while nobody waits in them."""
    details: tuple[str, ...] = ()
    """Labels of what the form before the chat asks for beside the usual; customers can fill no others."""
    customer_connections: int = 50
    """Connections that customers may have from one address, or from one IPv6 network of 64 bits."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks of the proxies whose `X-Forwarded-For` tells where a customer comes from."""
    files: FileSettings = field(default_factory=FileSettings)
    """What files the hub takes."""
    folder: Path | None = None
    """Where files are kept: by default beside SQLite's file; hubs on one PostgreSQL share a folder."""

    @property
    def file_folder(self) -> Path:
        """Where files are kept; raises `StoreError` when nobody has said."""
        if self.folder is not None:
            return self.folder
        if isinstance(self.database, Path):
            return self.database.with_name(f"{self.database.name}.files")
        raise StoreError("the hubs on PostgreSQL need a folder for files; name one under `hub.store.folder`")
