"""Where canned responses come from, what they may reach, and how they are called for."""

import re
from datetime import timedelta
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, model_validator

from agent_console.config.setting import Duration, FilePath, Setting
from agent_console.domain.outside import Reach
from agent_console.yaml_source import Flag, RawScalar

HOST = re.compile(r"([a-z0-9_-]+\.)*[a-z0-9_-]+|\[[0-9a-f:.]+\]")

Expand: TypeAlias = Literal["tab", "space", "immediate"]
"""When a trigger becomes its reply: on Tab, on the next separator, or with its last character."""


def _host(text: str) -> str:
    name = text.lower()
    if not HOST.fullmatch(name):
        raise ValueError(
            f"must be a host such as status.example.com, without scheme, port or path (got '{text[:60]}')"
        )
    return name


Host: TypeAlias = Annotated[str, AfterValidator(_host)]


class SnippetFolder(Setting):
    """A folder of snippet files; a path alone is a personal folder that reaches nothing outside."""

    path: FilePath
    """Where it is; relative to this file."""
    layer: Literal["company", "team", "personal"] = "personal"
    """Whose it is: a reply in a personal folder takes the place of the team's, and that of the company's."""
    allow: tuple[Reach, ...] = ()
    """What its replies may reach out of the program: `clipboard`, `shell`, `script`, `http`."""
    expand: Expand | None = None
    """When triggers of its espanso files fire: tab, space or immediate; null is their own way."""
    boundary: Literal["token", "word", "espanso"] | None = None
    """What must stand beside those triggers: token keeps them out of words; null is their own way."""

    @model_validator(mode="before")
    @classmethod
    def _from_path(cls, value: object) -> object:
        return {"path": value} if isinstance(value, RawScalar) else value


class HttpValueSettings(Setting):
    """What `http` variables may ask, in folders that allow them."""

    hosts: tuple[Host, ...] = ()
    """The hosts that may be asked, over https:// (http:// on this machine only); empty: none."""
    private: Flag = False
    """Take a host whose name leads to an address of a private network."""
    timeout: Duration = timedelta(seconds=5)
    """How long an answer may take."""
    cache: Duration = timedelta(seconds=60)
    """How long an answer is good."""


class SnippetSettings(Setting):
    """Canned responses."""

    folders: tuple[SnippetFolder, ...] = ()
    """Folders of your own YAML files; of one layer a later one replaces replies of the same id."""
    shipped: Flag = True
    """Offer the canned responses that come with the console, too."""
    expand: Expand = "tab"
    """When a trigger fires whose file does not say so: on Tab, on the next separator, or at once."""
    ghost: Flag = True
    """Show the rest of the best matching reply in grey while you type."""
    watch: Flag = True
    """Take up changed files while the console runs."""
    http: HttpValueSettings = HttpValueSettings()
    """What `http` variables may ask."""
