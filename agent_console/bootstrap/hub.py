"""The hub put together: its settings, the programs that run beside its sockets, and its pages."""

import os
from collections.abc import Sequence
from pathlib import Path

from agent_console import config
from agent_console.bootstrap import collector
from agent_console.hub.database.address import Place
from agent_console.hub.files.kind import TYPES, Kind
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.premises import Companion, Page, Premises
from agent_console.hub.server import serve
from agent_console.hub.settings import HubSettings
from agent_console.hub.widget.description import Capabilities
from agent_console.hub.widget.page import widget_page


def hub_settings(configured: config.HubSettings, database: Place, folder: Path | None = None) -> HubSettings:
    """Return what a configured hub needs to know: where its conversations are kept, and people's files."""
    return HubSettings(
        database=database,
        folder=folder,
        host=configured.host,
        port=configured.port,
        origins=configured.origins,
        queues=configured.queues,
        left_seconds=configured.left.total_seconds(),
        silent_seconds=configured.silent.total_seconds(),
        lease_seconds=configured.lease.total_seconds(),
        customer_connections=configured.customer_connections,
        trusted_proxies=tuple(map(str, configured.trusted_proxies)),
        details=tuple(field.custom for field in configured.widget.form.fields),
        typing_preview=configured.widget.typing_preview,
        mail=configured.mail is not None,
        files=_file_settings(configured.files),
    )


async def run_hub(configured: config.HubSettings, settings: HubSettings) -> None:
    """Run a hub with all that is configured around it, until it is told to stop; raises what `serve` does.

    `settings` decides where the command line overrides what is configured.
    """
    beside = [*companions(configured), _tidy], pages(configured)
    collector.started()
    await serve(settings, *beside)


async def _tidy(_premises: Premises) -> None:
    await collector.serving()


def companions(configured: config.HubSettings) -> Sequence[Companion]:
    """Return the programs that run as long as the hub does; what is not configured does not run."""
    found: list[Companion] = []
    if configured.rest is not None:
        # Web and mail libraries are read when they are needed only.
        from agent_console.hub.rest.server import companion as rest

        found.append(rest(configured.rest))
    if configured.mail is not None:
        from agent_console.hub.mail.channel import mail_channel

        found.append(mail_channel(configured.mail, os.environ))
    return found


def pages(configured: config.HubSettings) -> Sequence[Page]:
    """Return what browsers get at the hub's own port; each page passes on what is not for it."""
    return [widget_page(configured.widget, _capabilities(configured), configured.origins)]


def _capabilities(configured: config.HubSettings) -> Capabilities:
    """Return what customers can do beside writing."""
    files = configured.files
    kinds = tuple(TYPES[Kind(kind)].partition(";")[0] for kind in files.kinds)
    return Capabilities(
        transcripts=configured.mail is not None, file_bytes=files.largest if kinds else 0, file_kinds=kinds
    )


def _file_settings(configured: config.FileSettings) -> FileSettings:
    return FileSettings(
        kinds=frozenset(map(Kind, configured.kinds)),
        largest=configured.largest,
        daily=configured.daily,
        total=configured.total,
        patience=configured.patience,
    )
