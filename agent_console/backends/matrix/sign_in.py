"""How an agent's console comes to an account: by a token as it is, or by a password for one."""

from dataclasses import dataclass

from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.client import Client
from agent_console.backends.matrix.trouble import RefusalError, SignedOutError
from agent_console.config.matrix import MatrixSettings
from agent_console.texts import _


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in."""

    user: str
    name: str
    """What the agent is called."""
    team_room: str
    """The id of the team's room."""


class SignIn:
    """Signs in at the first connection, and again when a token that a password gave counts no more."""

    def __init__(self, settings: MatrixSettings, client: Client, secret: str, device: str) -> None:
        self._settings = settings
        self._client = client
        self._api = Api(client)
        self._secret = secret
        self._device = device

    def renews(self) -> bool:
        """Forget a token that counts no more; whether the next sign-in can get another one."""
        renewable = self._settings.by_password and bool(self._client.token)
        self._client.token = ""
        return renewable

    async def account(self) -> Account:
        """Return who is signed in; raises `OutageError`, and `RefusalError` for what only people can mend."""
        if not self._client.token:
            await self._get_token()
        return await self._described()

    async def _get_token(self) -> None:
        if not self._settings.by_password:
            self._client.token = self._secret
            return
        try:
            self._client.token = await self._api.log_in(self._settings.user, self._secret, self._device)
        except RefusalError as refusal:
            if refusal.code == "M_FORBIDDEN":
                raise RefusalError(
                    _("the homeserver does not know this user with this password")
                ) from refusal
            raise

    async def _described(self) -> Account:
        user = await self._api.who_am_i()
        if self._settings.user and user != self._settings.user:
            raise RefusalError(
                _("this token is {other}'s, not {user}'s").format(other=user, user=self._settings.user)
            )
        return Account(user, await self._name(user), await self._team_room())

    async def _name(self, user: str) -> str:
        try:
            return await self._api.display_name(user) or user
        except SignedOutError:
            raise
        except RefusalError:  # a homeserver says so when nobody has set one
            return user

    async def _team_room(self) -> str:
        try:
            room = await self._api.room_id(self._settings.team_room)
            await self._api.join(room)
        except SignedOutError:
            raise
        except RefusalError as refusal:
            reason = _("the team room {room} cannot be entered; have a colleague invite you to it")
            raise RefusalError(reason.format(room=self._settings.team_room)) from refusal
        else:
            return room
