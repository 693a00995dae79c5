"""What canned responses ask of the world outside: refused unless the config allows that way out."""

import logging
from collections.abc import Mapping, Sequence, Set
from typing import Self

from agent_console.config import HttpValueSettings
from agent_console.connectors import clipboard, process
from agent_console.connectors.exchange import open_client
from agent_console.connectors.http_value import HttpValues
from agent_console.domain.outside import Reach, Request
from agent_console.ports import AnswerError, Clock
from agent_console.texts import _

SHELLS = frozenset({"bash", "dash", "fish", "ksh", "nu", "pwsh", "sh", "zsh"})
"""Those that take a command line behind `-c`."""
USUAL_SHELL = "bash"

_log = logging.getLogger(__name__)


class OutsideWorld:
    """Implements `ports.Answerer`; an asynchronous context manager, which closes its connections."""

    def __init__(
        self, allowed: Set[Reach], settings: HttpValueSettings, clock: Clock, environment: Mapping[str, str]
    ) -> None:
        """`allowed` is what at least one folder of the config may reach; everything else is refused."""
        self._allowed = allowed
        self._environment = environment
        self._client = open_client(settings.private)
        self._values = HttpValues(settings, self._client, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; no answer may be under way."""
        await self._client.aclose()

    async def answer(self, request: Request) -> str:
        """Return the answer as it comes; raise `AnswerError` when there is none, or none is allowed."""
        if request.reach not in self._allowed:
            raise AnswerError(
                _("`{reach}` is off: no folder in your config has it under `allow`").format(
                    reach=request.reach
                )
            )
        try:
            return await self._ask(request)
        except AnswerError as error:
            _log.warning("%s: %s", request.reach, error)
            raise

    async def _ask(self, request: Request) -> str:
        options = dict(request.options)
        match request.reach:
            case Reach.CLIPBOARD:
                return await clipboard.read(self._environment)
            case Reach.SHELL:
                return await _output(_shell(request.text, options), request)
            case Reach.SCRIPT:
                return await _output((request.text, *request.arguments), request)
            case Reach.HTTP:
                return await self._values.get(request.text, options.get("path", ""))


async def _output(command: Sequence[str], request: Request) -> str:
    ignore_error = dict(request.options).get("ignore_error") == "true"
    return await process.output(command, ignore_error, dict(request.environment))


def _shell(line: str, options: Mapping[str, str]) -> tuple[str, ...]:
    shell = options.get("shell") or USUAL_SHELL
    if shell not in SHELLS:
        raise AnswerError(
            _("`{shell}` is no shell that is known here: {names}").format(
                shell=shell[:40], names=", ".join(sorted(SHELLS))
            )
        )
    return (shell, "-c", line)
