"""Where help articles come from: a folder of Markdown, and feeds that are fetched now and then."""

from datetime import timedelta
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from agent_console.config import address
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.config.snippet import Host
from agent_console.yaml_source import Flag

LanguageTag: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
"""BCP 47, such as `de` or `pt-BR`."""


class FeedSettings(Setting):
    """The company's own help pages on the web."""

    url: Name
    """Its address."""
    kind: Literal["json", "sitemap"]
    """`json` is a JSON feed with the articles in it; a `sitemap` names the pages to read."""
    every: Duration = timedelta(hours=1)
    """How often it is looked at; only what has changed is fetched."""
    pause: Duration = timedelta(seconds=1)
    """Between two requests, so that the server hardly notices."""
    timeout: Duration = timedelta(seconds=10)
    """How long an answer may take."""
    hosts: tuple[Host, ...] = ()
    """Hosts, besides the one in `url`, that its pages may be on."""
    insecure: Flag = False
    """Take `http://` to another machine, where whoever is on the way can change what is read."""
    private: Flag = False
    """Take a host whose name leads to an address of a private network, such as a wiki in the office."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        parts = address.checked(self.url, "https", "http", self.insecure)
        address.plainly_written(parts.hostname or "")
        return self

    @property
    def asked(self) -> frozenset[str]:
        """The hosts that may be asked."""
        return frozenset({urlsplit(self.url).hostname or "", *(host.strip("[]") for host in self.hosts)})


class ArticleSettings(Setting):
    """Help articles, which are searched from the picker."""

    folder: FilePath | None = None
    """A folder of Markdown files, `title`, `url`, `language` and `tags` in front; relative to this file."""
    feeds: tuple[FeedSettings, ...] = ()
    """Help pages on the web."""
    languages: tuple[LanguageTag, ...] = ()
    """Only articles in these are searched, such as `[en, de]`; empty: all."""
