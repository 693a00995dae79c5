"""The chat systems that the settings name, put together: one as it is, several as one."""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points

from agent_console.backends.hub import HubBackend
from agent_console.config import Config, Secret
from agent_console.config.backend import AddOnAccess, ChatSystem, HubAccess
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.config.livehelperchat import LiveHelperChatSettings
from agent_console.config.matrix import MatrixSettings
from agent_console.domain.system import SystemName
from agent_console.ports import ChatBackend
from agent_console.ports.add_on import GROUP, Join, Joining

Connect = Callable[[str], ChatBackend]
"""Makes a backend that does not connect yet, for the id of this console's installation."""


class AddOnError(ValueError):
    """A package that should know a chat system is not there or does not do; the message is for a person."""


def connect(config: Config, environ: Mapping[str, str]) -> Connect:
    """Return how the chat systems of the settings are joined.

    Raises `MissingSecretError` when a token is not where the settings say, and `AddOnError`.
    """
    ways = {name: way_to(system, environ) for name, system in config.systems.items()}
    if not ways:
        raise ValueError("the settings name no chat system")
    if len(ways) == 1 and not config.backends:
        return next(iter(ways.values()))
    return lambda device: _joint(ways, device)


def place_of(system: ChatSystem) -> str:
    """Return where a chat system is: the same text means the same system."""
    match system:
        case MatrixSettings(homeserver=address):
            return address
        case ChatwootSettings(base=address, account_id=account):
            return f"{address} account {account}" if account else address
        case AddOnAccess(name=name):
            return f"add-on {name}"
        case HubAccess(url=address) | LiveHelperChatSettings(url=address):
            return address


def way_to(system: ChatSystem, environ: Mapping[str, str]) -> Connect:
    """Return how one chat system is joined; what only one kind of them needs is imported for that kind only.

    Raises `MissingSecretError` and `AddOnError`.
    """
    match system:
        case HubAccess():
            token = system.token.reveal(environ)
            return lambda device: HubBackend(system.url, token, device)
        case MatrixSettings():
            return _matrix(system, system.secret.reveal(environ))
        case ChatwootSettings():
            return _chatwoot(system, system.token.reveal(environ))
        case LiveHelperChatSettings():
            return _livehelperchat(system, system.key.reveal(environ))
        case AddOnAccess():
            return _add_on(system, _revealed(system.token, environ))


def _joint(ways: Mapping[SystemName, Connect], device: str) -> ChatBackend:
    from agent_console.backends.joint import JointBackend

    return JointBackend({name: way(device) for name, way in ways.items()})


def _matrix(settings: MatrixSettings, secret: str) -> Connect:
    from agent_console.backends.matrix import MatrixBackend

    return lambda device: MatrixBackend(settings, secret, device)


def _chatwoot(settings: ChatwootSettings, token: str) -> Connect:
    from agent_console.backends.chatwoot import ChatwootBackend

    return lambda device: ChatwootBackend(settings, token, device)


def _livehelperchat(settings: LiveHelperChatSettings, key: str) -> Connect:
    from agent_console.backends.livehelperchat import LiveHelperChatBackend

    return lambda device: LiveHelperChatBackend(settings, key, device)


def _add_on(settings: AddOnAccess, token: str) -> Connect:
    join = _installed(settings.name)

    def way(device: str) -> ChatBackend:
        try:
            return join(Joining(device, settings.options, token))
        except ValueError as error:
            raise AddOnError(f"the add-on {settings.name}: {error}") from error

    return way


def _installed(name: str) -> Join:
    found = entry_points(group=GROUP)
    if name not in found.names:
        known = ", ".join(sorted(found.names)) or "none is installed"
        raise AddOnError(f"no installed package knows the chat system {name} (known: {known})")
    join: Join = found[name].load()
    return join


def _revealed(secret: Secret | None, environ: Mapping[str, str]) -> str:
    return "" if secret is None else secret.reveal(environ)
