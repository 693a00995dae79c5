"""What looks over the agent's shoulder, put together from the settings."""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent_console.config import AssistSettings
from agent_console.config.writing import SpellingSettings
from agent_console.connectors.rewording import rewriter, translator
from agent_console.services.rewording import RewordingAid
from agent_console.services.spelling import SpellingAid
from agent_console.services.writing import WritingAid
from agent_console.storage import mark_files
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.personal_words import WordFile
from agent_console.storage.spelling.speller import ProcessSpeller
from agent_console.texts import spoken
from agent_console.yaml_source import Problem


@dataclass(frozen=True, slots=True)
class Shoulder:
    """What was put together, and what a person should know about it."""

    aid: WritingAid
    notices: tuple[str, ...] = ()


@asynccontextmanager
async def shoulder(
    settings: AssistSettings, profile: ProfilePaths, environment: Mapping[str, str]
) -> AsyncIterator[Shoulder]:
    """Yield it; the process that looks words up ends with the block, if any word was looked up."""
    rules, problems = mark_files.read(rule_files(settings))
    notices = tuple(problem.summary for problem in problems)
    async with _rewording(settings, environment) as rewording, _spelling(settings, profile) as checked:
        spelling, more = checked
        yield Shoulder(WritingAid(spelling, rules, settings.tone, rewording), (*notices, *more))


@asynccontextmanager
async def _spelling(
    settings: AssistSettings, profile: ProfilePaths
) -> AsyncIterator[tuple[SpellingAid, tuple[str, ...]]]:
    """Yield what spelling is checked with, and what a person should know about it."""
    if not settings.spelling.enabled:
        yield SpellingAid(), ()
        return
    words = WordFile(profile.words, settings.spelling.words)
    async with aclosing(speller(settings.spelling)) as looking_up:
        spelling = settings.spelling
        yield SpellingAid(looking_up, words, spelling.also, spelling.notes or ""), words.notices


@asynccontextmanager
async def _rewording(settings: AssistSettings, environment: Mapping[str, str]) -> AsyncIterator[RewordingAid]:
    """Yield who translates and rewrites, with a connection to each that is set."""
    wanted, wishes = settings.translation, settings.rewriting.wishes if settings.rewriting else {}
    own = wanted.language if wanted is not None and wanted.language is not None else spoken()
    async with (
        translator(wanted, environment) as translating,
        rewriter(settings.rewriting, environment) as rewriting,
    ):
        yield RewordingAid(translating, rewriting, own, wishes)


def speller(settings: SpellingSettings) -> ProcessSpeller:
    """Return what looks words up; its process is started with the first word."""
    folders = [settings.folder] if settings.folder is not None else []
    return ProcessSpeller(folders, settings.dictionaries)


def mistakes(settings: AssistSettings) -> tuple[int, tuple[Problem, ...]]:
    """Return how many rules there are for marks, and what is wrong in their files."""
    rules, problems = mark_files.read(rule_files(settings))
    return len(rules), problems


def rule_files(settings: AssistSettings) -> list[Path]:
    """Return the files of rules, the user's own last."""
    return [*(mark_files.shipped() if settings.marks.shipped else ()), *settings.marks.files]
