"""Canned responses put together: their files, what they may reach, and what they may say of the agent."""

import os
from collections.abc import Iterator

from agent_console.config import Config
from agent_console.connectors.outside import OutsideWorld
from agent_console.ports import Clock
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.storage import paths, snippet_files, snippet_folder
from agent_console.storage.snippet_cache import SnippetCache
from agent_console.storage.snippet_stock import SnippetStock


def files(config: Config) -> SnippetStock:
    """Return the files that the settings name; nothing of them is read yet."""
    folders = snippet_folder.folders(config.snippets)
    cache = SnippetCache(paths.snippet_cache(), [folder.path for folder in folders])
    return SnippetStock(folders, cache, config.snippets.watch)


def outside(config: Config, clock: Clock) -> OutsideWorld:
    """Return the way out of the program for replies, as far as the settings open it for some folder."""
    allowed = frozenset(reach for folder in config.snippets.folders for reach in folder.allow)
    return OutsideWorld(allowed, config.snippets.http, clock, os.environ)


def empty(config: Config) -> Repertoire:
    """Return what replies may say of the agent and the brand, without a reply."""
    return Repertoire(
        agent=config.agent.model_dump(exclude_defaults=True),
        brand=config.brand.model_dump(exclude_defaults=True),
    )


def findings(config: Config) -> tuple[int, tuple[str, ...]]:
    """Read everything at once and return how many replies there are, and all that is wrong with them."""
    found = snippet_files.read(snippet_folder.folders(config.snippets))
    book, problems = Book.load(found.sources)
    bodies = (problem for snippet in book.snippets for problem in snippet.problems)
    wrong = [one.summary for one in (*found.problems, *problems, *bodies)]
    named = ((setting, reply) for setting, reply in _named(config) if book.get(reply) is None)
    wrong += [f"`{setting}` names {reply}, which is not there" for setting, reply in named]
    return len(book.snippets), tuple(wrong)


def _named(config: Config) -> Iterator[tuple[str, str]]:
    """Yield the settings that name a reply, with its id; defaults need not be there."""
    holding, silence = config.wait.holding, config.wait.silence
    for group, settings in (("wait.holding", holding), ("wait.silence", silence)):
        for field in sorted(settings.model_fields_set):
            if field.endswith("reply"):
                yield f"{group}.{field}", getattr(settings, field)
