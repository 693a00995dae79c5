"""Texts in other words, asked of a LibreTranslate server or of a model behind OpenAI's protocol."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from babel import Locale, UnknownLocaleError

from agent_console.assist.rewording import completion, libretranslate
from agent_console.assist.rewording.answer import AnswerError, cleaned
from agent_console.config import MissingSecretError, RewritingSettings, TranslationSettings
from agent_console.connectors.exchange import open_client
from agent_console.connectors.failure import LookUpError, MissingError
from agent_console.connectors.machine import Machine
from agent_console.ports import Declined, Rewriter, Translator
from agent_console.texts import _


class LibreTranslator:
    """Asks a LibreTranslate server; implements `ports.Translator`."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    @property
    def host(self) -> str:
        """Who is sent the text."""
        return self._machine.host

    async def translate(self, text: str, source: str, target: str) -> str | Declined:
        """Return the translation, or why there is none."""

        async def asked() -> object:
            body = libretranslate.request(text, source, target, self._machine.key)
            # The key stands in the body, as the server wants it.
            return libretranslate.answer(await self._machine.asked(libretranslate.PATH, body, bearer=False))

        return await _received(self.host, text, asked)


class ModelWriter:
    """Asks a language model; implements `ports.Translator` and `ports.Rewriter`."""

    def __init__(self, machine: Machine, model: str) -> None:
        self._machine = machine
        self._model = model

    @property
    def host(self) -> str:
        """Who is sent the text."""
        return self._machine.host

    async def translate(self, text: str, source: str, target: str) -> str | Declined:
        """Return the translation, or why there is none."""
        names = english_name(source) if source else "", english_name(target)
        return await self._written(text, completion.translation(text, *names, self._model))

    async def rewrite(self, text: str, wish: str) -> str | Declined:
        """Return the text as it was wished for, or why there is none."""
        return await self._written(text, completion.rewriting(text, wish, self._model))

    async def _written(self, text: str, body: Mapping[str, object]) -> str | Declined:
        async def asked() -> object:
            return completion.answer(await self._machine.asked(completion.PATH, body))

        return await _received(self.host, text, asked)


def english_name(tag: str) -> str:
    """Return what a model calls the language of a BCP 47 tag, such as `German`; else the tag itself."""
    try:
        return Locale.parse(tag.replace("_", "-"), sep="-").english_name or tag
    except (UnknownLocaleError, ValueError):
        return tag


@asynccontextmanager
async def translator(
    settings: TranslationSettings | None, environment: Mapping[str, str]
) -> AsyncIterator[Translator | None]:
    """Yield what translates, or None where the settings name nothing."""
    if settings is None:
        yield None
        return
    async with open_client(settings.private) as client:
        machine = Machine(settings, client, environment)
        yield LibreTranslator(machine) if settings.model is None else ModelWriter(machine, settings.model)


@asynccontextmanager
async def rewriter(
    settings: RewritingSettings | None, environment: Mapping[str, str]
) -> AsyncIterator[Rewriter | None]:
    """Yield what rewrites, or None where the settings name nothing."""
    if settings is None:
        yield None
        return
    async with open_client(settings.private) as client:
        yield ModelWriter(Machine(settings, client, environment), settings.model)


async def introduction(
    settings: TranslationSettings | RewritingSettings, environment: Mapping[str, str]
) -> str | Declined:
    """Return what a machine says of itself, for a person; it is sent nothing but the question and its key."""
    async with open_client(settings.private) as client:
        machine = Machine(settings, client, environment)
        path = libretranslate.LANGUAGES_PATH if settings.model is None else completion.MODELS_PATH
        try:
            answer = await machine.asked(path)
        except MissingError:
            return f"{machine.host} answers, but lists nothing at {path}; the address may be wrong"
        except (MissingSecretError, LookUpError) as error:
            return Declined(str(error))
    if settings.model is None:
        return f"{machine.host} knows {len(libretranslate.languages(answer))} languages"
    listed = settings.model in completion.models(answer)
    return f"{machine.host} {'has' if listed else 'answers, but does not list'} {settings.model}"


async def _received(host: str, sent: str, asked: Callable[[], Awaitable[object]]) -> str | Declined:
    """Return an answer as a text, and everything that goes wrong in words."""
    try:
        return cleaned(await asked(), sent)
    except (MissingSecretError, LookUpError) as error:
        return Declined(str(error))
    except AnswerError as error:
        return Declined(_(str(error)).format(host=host))
