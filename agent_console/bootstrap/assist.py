"""What helps the agent, put together from the settings."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from agent_console.config import AssistSettings
from agent_console.connectors.summary import summariser
from agent_console.ports import PhraseStore
from agent_console.services.catch_up import Assistance
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.phrase_book import SqlitePhrases


@asynccontextmanager
async def assistance(settings: AssistSettings, environment: Mapping[str, str]) -> AsyncIterator[Assistance]:
    """Yield it, with a connection to the endpoint where one is set."""
    automatic = settings.endpoint is not None and settings.endpoint.automatic
    async with summariser(settings.endpoint, environment) as machine:
        yield Assistance(settings.catch_up, machine, automatic)


def phrases(settings: AssistSettings, profile: ProfilePaths) -> PhraseStore | None:
    """Return where the profile keeps what is often sent; None where the settings do not want it."""
    return SqlitePhrases(profile, settings.team_phrases) if settings.phrases else None
