"""Where a profile's files are, readable by their owner only."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path, user_state_path

APPLICATION = "agent-console"


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The files of one profile; two consoles never share them."""

    directory: Path

    @property
    def outbox(self) -> Path:
        """Replies that were accepted, and the audit."""
        return self.directory / "outbox.db"

    @property
    def drafts(self) -> Path:
        """What is being written."""
        return self.directory / "drafts.db"

    @property
    def usage(self) -> Path:
        """Which canned responses have been used."""
        return self.directory / "usage.db"

    @property
    def layouts(self) -> Path:
        """How the panes stood."""
        return self.directory / "layouts.db"

    @property
    def arrangement(self) -> Path:
        """Where the agent was on the desk."""
        return self.directory / "arrangement.db"

    @property
    def phrases(self) -> Path:
        """What was learnt of sent replies."""
        return self.directory / "phrases.db"

    @property
    def guard(self) -> Path:
        """What the guard has learnt here: weights only."""
        return self.directory / "guard.json"

    @property
    def missing_articles(self) -> Path:
        """Questions that no help article answers."""
        return self.directory / "missing-articles.db"

    @property
    def words(self) -> Path:
        """The agent's own words, one a line."""
        return self.directory / "words.txt"

    @property
    def systems(self) -> Path:
        """Where each chat system is that the profile is for."""
        return self.directory / "systems.json"

    @property
    def lock(self) -> Path:
        """Held by the one console that uses the profile."""
        return self.directory / "console.lock"


def profile(name: str = "default") -> ProfilePaths:
    """Return where the named profile's files belong on this system, whether they exist or not.

    Raises ValueError when the name would lead elsewhere.
    """
    if not name or Path(name).name != name or name.startswith("."):
        raise ValueError(f"{name!r} is no profile name: use letters, digits and dashes")
    return ProfilePaths(user_state_path(APPLICATION) / "profiles" / name)


def hub_database() -> Path:
    """Return where a hub keeps its conversations unless the settings say otherwise."""
    return user_data_path(APPLICATION) / "hub.db"


def snippet_cache() -> Path:
    """Return where canned responses are kept as they were read; whatever is there can be deleted."""
    return user_cache_path(APPLICATION) / "snippets"


def article_cache() -> Path:
    """Return where help articles are indexed; whatever is there can be deleted."""
    return user_cache_path(APPLICATION) / "articles"


def make_private(directory: Path) -> None:
    """Make a directory that only its owner can enter, or make an existing one so; raises OSError."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, unless it exists; raises OSError."""
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)


def practice_results() -> Path:
    """Return where the results of practices are kept."""
    return user_state_path(APPLICATION) / "practice.jsonl"
