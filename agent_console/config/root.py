"""The whole configuration, and where it is found."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

import platformdirs
from pydantic import Field, PrivateAttr, ValidationInfo, model_validator

from agent_console.config.article import ArticleSettings
from agent_console.config.assist import AssistSettings
from agent_console.config.attention import AttentionSettings
from agent_console.config.backend import BackendSettings, ChatSystem, DemoAccess, JoinedSettings, SystemKey
from agent_console.config.desk import PaneSettings, ThemeSettings, WaitSettings
from agent_console.config.guard import GuardSettings
from agent_console.config.hub import HubSettings
from agent_console.config.identity import AgentSettings, BrandSettings
from agent_console.config.keyboard import KeyboardSettings, Keys, origins
from agent_console.config.records import RecordSettings
from agent_console.config.setting import Name, Setting
from agent_console.config.snippet import SnippetSettings
from agent_console.domain.origin import Origin
from agent_console.domain.system import ONLY, SystemName
from agent_console.yaml_source import CONFIG_LIMITS, Problem, Source, SourceError, parse, validate


class Config(Setting):
    """Every setting of the console."""

    backend: BackendSettings | None = None
    """The chat system; without any the console asks at the start."""
    backends: dict[SystemKey, JoinedSettings] = Field(default_factory=dict)
    """Several chat systems instead, each by a name of yours, which its panes show."""
    wait: WaitSettings = WaitSettings()
    """When a waiting customer's pane changes its look."""
    panes: PaneSettings = PaneSettings()
    """How many conversations stand side by side."""
    snippets: SnippetSettings = SnippetSettings()
    """Canned responses: where they come from, and how they are called for."""
    guard: GuardSettings = GuardSettings()
    """How careful the console is that no reply goes to the wrong customer."""
    keys: dict[Name, Keys] = Field(default_factory=dict)
    """Keys of your own: the id of what is to be done, and the key, such as `chat.hold: f11`."""
    keyboard: KeyboardSettings = KeyboardSettings()
    """How the keyboard works."""
    attention: AttentionSettings = AttentionSettings()
    """How you are called when you look elsewhere."""
    language: Literal["auto", "en", "de", "nb", "ru"] = "auto"
    """The language the console speaks to you; `auto` is that of the locale."""
    theme: ThemeSettings = ThemeSettings()
    """Colours."""
    agent: AgentSettings = AgentSettings()
    """What canned responses may say of you."""
    brand: BrandSettings = BrandSettings()
    """What canned responses may say of the company."""
    records: RecordSettings = RecordSettings()
    """Where a customer's orders and past cases come from."""
    assist: AssistSettings = AssistSettings()
    """What helps you when you come back to a chat."""
    articles: ArticleSettings = ArticleSettings()
    """Help articles, which the picker finds answers in."""
    hub: HubSettings = HubSettings()
    """For `agent-console serve`."""
    _key_origins: Mapping[str, Origin] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _placed(self, info: ValidationInfo) -> Self:
        if self.backend is not None and self.backends:
            raise ValueError("has `backend` and `backends`; give that one system a name among the others")
        self._key_origins = (info.context or {}).get("key_origins", {})
        return self

    @property
    def systems(self) -> Mapping[SystemName, ChatSystem]:
        """The chat systems that are joined, by name; the only one has none, and the demonstration is none."""
        if self.backend is None or isinstance(self.backend, DemoAccess):
            return {SystemName(name): system for name, system in self.backends.items()}
        return {ONLY: self.backend}

    @property
    def key_origins(self) -> Mapping[str, Origin]:
        """Where each of the user's own keys is written, by command id."""
        return self._key_origins


def find() -> Path:
    """Return where the configuration belongs on this system; the file need not exist."""
    return Path(platformdirs.user_config_dir("agent-console", appauthor=False)) / "config.yaml"


def load(path: Path) -> Config:
    """Return the settings in a file; all defaults when there is no such file.

    Raises SourceError with every mistake that the file holds, or with why it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(CONFIG_LIMITS.size + 1)
        text = content.decode()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise SourceError([Problem(str(path), f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start + 1:,})"
        raise SourceError([Problem(str(path), message, hint="save it as UTF-8")]) from error
    return _read(Source(str(path), text), path.parent)


def _read(source: Source, folder: Path) -> Config:
    tree = parse(source.text, source.name)
    context = {"folder": folder, "key_origins": origins(tree, source.name)}
    return validate(tree, Config, source, context)
