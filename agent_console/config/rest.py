"""The hub's REST interface and its webhooks."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated

from pydantic import Field

from agent_console.config.setting import Duration, Name, Setting


class WebhookSettings(Setting):
    """How events are brought to other programs."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Private networks that events may be sent to, such as `10.20.0.0/16`; public addresses always are."""
    timeout: Duration = timedelta(seconds=10)
    """How long a receiver may take to answer."""
    retry: Duration = timedelta(seconds=1)
    """About how long to wait after the first failure; it doubles with each, up to ten minutes."""
    attempts: Annotated[int, Field(ge=1, le=10_000)] = 100
    """After how many failures in a row nothing is sent any more, until somebody revives the webhook."""


class RestSettings(Setting):
    """Where programs reach the hub."""

    host: Name = "127.0.0.1"
    """The address to listen on; beyond this machine put a TLS proxy in front."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8766
    """0 picks a free one, which the log tells."""
    hosts: tuple[Name, ...] = ()
    """Names under which programs reach it, such as `hub.example.com`; this machine's own need no entry."""
    rate: Annotated[float, Field(gt=0, le=10_000)] = 20.0
    """Requests a second that one token may keep up."""
    burst: Annotated[int, Field(ge=1, le=100_000)] = 100
    """Requests that one token may make at once."""
    webhooks: WebhookSettings = WebhookSettings()
    """How events are brought to other programs."""
