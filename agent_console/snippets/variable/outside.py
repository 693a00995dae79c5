"""Values from outside the program; rendering asks for them and never fetches them itself."""

from collections.abc import Iterable, Iterator, Mapping

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.failure import BodyError, WantedError
from agent_console.snippets.variable.scope import Params, Scope

_NOT_OF_VALUES = (
    "a `shell` command is not made of values, which could be commands themselves; "
    'name them as "$ESPANSO_NAME" in it, or use `script`'
)


def answered(scope: Scope, request: Request) -> str:
    """Return the answer to a request; raise WantedError when it has not been asked yet."""
    if request.reach not in scope.allowed:
        raise BodyError(f"`{request.reach.value}` is off for this file")
    answer = scope.canvas.filling.occasion.answers.get(request)
    if answer is None:
        raise WantedError(request)
    return scope.canvas.answer(answer)


def clipboard(scope: Scope, _params: Params) -> str:
    """Return what is in the clipboard."""
    return answered(scope, Request(Reach.CLIPBOARD))


def shell(scope: Scope, params: Params) -> str:
    """Return what the command line `cmd` writes, without the white space around it unless `trim` is false.

    The command finds the variables before it in its environment, as `ESPANSO_NAME` or
    `ESPANSO_FORM_FIELD`. It is itself made of values only in espanso's dialect, and never once the
    customer's are among them: what a customer is called must not run.
    """
    written = params.get("cmd")
    if not isinstance(written, str) or not written:
        raise BodyError("a `shell` variable needs the text `cmd` in its params")
    command = scope.canvas.settled(scope.filled(written, str))
    if command != written and (scope.native or scope.canvas.used):
        raise BodyError(_NOT_OF_VALUES)
    named = {name: value for name, value in _environment(scope) if name in command}
    request = Request(
        Reach.SHELL,
        scope.canvas.plain(command),
        options=tuple(_options(scope, params, ("shell", "debug"))),
        environment=_settled(scope, named.items()),
    )
    return _trimmed(answered(scope, request), params)


def script(scope: Scope, params: Params) -> str:
    """Return what the program `args[0]` writes, trimmed and with the environment of a `shell` variable."""
    arguments = params.get("args")
    if not isinstance(arguments, list) or not arguments:
        raise BodyError("a `script` variable needs the list `args` in its params")
    plain = [scope.canvas.plain(scope.canvas.settled(str(argument))) for argument in arguments]
    request = Request(
        Reach.SCRIPT,
        plain[0],
        tuple(plain[1:]),
        tuple(_options(scope, params, ("ignore_error", "debug"))),
        _settled(scope, _environment(scope)),
    )
    return _trimmed(answered(scope, request), params)


def _options(scope: Scope, params: Params, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        match params.get(name):
            case bool() as flag:
                yield name, str(flag).lower()
            case str() as value:
                yield name, scope.canvas.plain(scope.canvas.settled(value))


def _environment(scope: Scope) -> Iterator[tuple[str, str]]:
    """Yield the variables that have a value, as a command finds them in its environment."""
    for name, value in scope.values.items():
        if isinstance(value, Mapping):
            for part, inner in value.items():
                yield f"ESPANSO_{name}_{part}".upper(), inner
        else:
            yield f"ESPANSO_{name}".upper(), value


def _settled(scope: Scope, variables: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, scope.canvas.plain(scope.canvas.settled(value))) for name, value in variables)


def _trimmed(answer: str, params: Params) -> str:
    return answer if params.get("trim") is False else answer.strip()
