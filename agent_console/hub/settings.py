"""What an operator decides about a hub."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HubSettings:
    """Where a hub listens, what it keeps, and how much a customer may send."""

    database: Path
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
