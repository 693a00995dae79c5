"""The hub for a team, as `agent-console serve` runs it."""

from typing import Annotated

from pydantic import Field

from agent_console.config.rest import RestSettings
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.config.widget import WidgetSettings


class HubSettings(Setting):
    """Where the hub listens and what it keeps."""

    host: Name = "127.0.0.1"
    """The address to listen on; beyond this machine put a TLS proxy in front."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8765
    """0 picks a free one."""
    database: FilePath | None = None
    """The SQLite file; by default in the user's data folder."""
    origins: tuple[Name, ...] = ()
    """Web pages that may connect, such as `https://www.example.com`; programs need no entry."""
    widget: WidgetSettings = WidgetSettings()
    """The chat on the company's web pages."""
    rest: RestSettings | None = None
    """For programs; without it no REST interface listens."""
