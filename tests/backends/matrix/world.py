"""A real Synapse as the contract suite plays it: customers in rooms of their own, behind a cable."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from agent_console.backends.matrix import MatrixBackend
from agent_console.config.matrix import MatrixSettings
from agent_console.domain.chat import Author, ClientId, ConversationId, Delivery, Message
from agent_console.ports import ChatBackend
from tests.backends.console import PATIENCE_SECONDS
from tests.backends.matrix.server import Synapse, synapse
from tests.hub.cable import Cable

T = TypeVar("T")


class MatrixWorld:
    """A team of its own on the server that all tests share."""

    def __init__(self, server: Synapse, cable: Cable) -> None:
        self.server = server
        self.cable = cable
        self.rooms: dict[str, str] = {}
        """The customers' rooms, by the customers' names."""
        self.agents: dict[str, str] = {}
        """The agents' Matrix IDs, by their names."""
        self.tokens: dict[tuple[str, str], str] = {}
        """The agents' tokens, by agent and device."""
        powers = {"events": {"agent_console.availability": 0}}
        self.team_room = server.make_room(preset="private_chat", power_level_content_override=powers)

    def settings(self, **other: object) -> MatrixSettings:
        """Return an agent's settings."""
        usual = {
            "homeserver": f"http://127.0.0.1:{self.cable.port}",
            "token_env": "TOKEN",
            "team_room": self.team_room,
            "inviters": (self.server.operator,),
            "bots": (self.server.operator,),
            "queues": ("sales", "billing"),
        }
        return MatrixSettings.model_validate({**usual, **other})

    def agent(self, name: str) -> str:
        """Return an agent's Matrix ID; a new one is brought into the team's room and every customer's."""
        if name not in self.agents:
            self.agents[name], _token = self.server.register(f"agent-{self.server.number()}", name)
            for room in (self.team_room, *self.rooms.values()):
                self.server.bring(self.agents[name], room)
        return self.agents[name]

    def token(self, name: str, device: str) -> str:
        """Return the token of one of an agent's devices."""
        if (name, device) not in self.tokens:
            self.tokens[name, device] = self.server.log_in(self.agent(name), device)
        return self.tokens[name, device]

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        return MatrixBackend(self.settings(), self.token(agent, device), device)

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write."""
        self.post(name, {"msgtype": "m.text", "body": text})
        return ConversationId(self.rooms[name])

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a customer write; nothing here refuses it."""
        await self.customer_says(name, text)
        return ""

    def post(self, name: str, content: object, kind: str = "m.room.message") -> str:
        """Let a customer send any event; returns its id."""
        customer, token = self.server.person(name)
        if name not in self.rooms:
            # Nobody needs an invitation to such a room, which saves half of the time that coming in takes.
            self.rooms[name] = self.server.make_room(preset="public_chat")
            for user in (customer, *self.agents.values()):
                self.server.bring(user, self.rooms[name])
        path = f"/rooms/{quote(self.rooms[name])}/send/{kind}/{self.server.number()}"
        event: str = self.server.call("PUT", path, token, content)["event_id"]
        return event

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees, once there are that many."""
        seen = await _once(lambda: self._visible(name), lambda seen: len(seen) >= count)
        return [message.text for _event, message in seen]

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a customer sees, once they are these."""
        seen = await _once(
            lambda: self._visible(name), lambda seen: [message.text for _, message in seen] == list(texts)
        )
        return tuple(message for _event, message in seen)

    async def customer_reads(self, name: str) -> None:
        """Let a customer read everything."""
        last, _message = self._visible(name)[-1]
        self._as_customer("POST", name, f"receipt/m.read/{quote(last)}")

    async def customer_types(self, name: str) -> None:
        """Let a customer write without sending."""
        customer, _token = self.server.person(name)
        self._as_customer("PUT", name, f"typing/{quote(customer)}", {"typing": True, "timeout": 30_000})

    async def customer_leaves(self, name: str) -> None:
        """Let a customer leave the room."""
        self._as_customer("POST", name, "leave")

    async def sees_typing(self, name: str) -> None:
        """Return once a customer has been told that an agent writes."""
        await _once(lambda: self._passing(name, "m.typing").get("user_ids", []), self._names_an_agent)

    async def sees_read(self, name: str, count: int) -> None:
        """Return once a customer has been told that an agent has read that many messages."""

        def read() -> int:
            marks = [
                event
                for event, receipts in self._passing(name, "m.receipt").items()
                if self._names_an_agent(list(receipts.get("m.read", {})))
            ]
            visible = [event for event, _message in self._visible(name)]
            return max((visible.index(event) + 1 for event in marks if event in visible), default=0)

        await _once(read, lambda seen: seen == count)

    async def fetch(self, address: str) -> bytes:
        """Return a file, which is shown to people with an account only."""
        headers = {"Authorization": f"Bearer {self.server.operator_token}"}
        async with httpx.AsyncClient(trust_env=False, headers=headers) as client:
            answer = await client.get(address)
        return answer.raise_for_status().content

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        self.cable.cut()

    async def restore(self) -> None:
        """Let everybody connect again."""
        self.cable.mend()

    async def restart(self) -> None:
        """Stop the server and start it again on its database."""
        self.cable.cut()
        await asyncio.sleep(0)  # the ends of what was cut are let go before nothing else runs for a while
        self.server.stop()
        self.server.start()
        self.cable.mend()

    def raw(self, name: str) -> str:
        """Return everything that the server ever tells a customer, as it tells it."""
        _customer, token = self.server.person(name)
        room = quote(self.rooms[name])
        headers = {"Authorization": f"Bearer {token}"}
        paths = ("sync?full_state=true", f"rooms/{room}/messages?dir=b&limit=1000", f"rooms/{room}/state")
        told = (self.server.http.get(f"/_matrix/client/v3/{path}", headers=headers) for path in paths)
        return "\n".join(answer.raise_for_status().text for answer in told)

    def timeline(self, name: str) -> list[dict[str, Any]]:
        """Return all events of a customer's room, as the customer gets them."""
        answer = self._as_customer("GET", name, "messages?dir=b&limit=1000")
        return list(reversed(answer["chunk"]))

    def _visible(self, name: str) -> list[tuple[str, Message]]:
        """Return the messages as a customer's program shows them, with their events."""
        shown: dict[str, Message] = {}
        for event in self.timeline(name):
            content, unsigned = event["content"], event["unsigned"]
            if event["type"] != "m.room.message" or "state_key" in event:
                continue
            relation = content.get("m.relates_to", {})
            if relation.get("rel_type") == "m.replace":
                changed = _message(event, content["m.new_content"])
                shown[relation["event_id"]] = shown[relation["event_id"]].amended(changed)
                continue
            message = _message(event, content)
            shown[event["event_id"]] = message
            if "redacted_because" in unsigned:
                shown[event["event_id"]] = message.amended(_message(event, {}))
        return list(shown.items())

    def _passing(self, name: str, kind: str) -> dict[str, Any]:
        """Return what is told of a customer's room besides its events."""
        _customer, token = self.server.person(name)
        room = self.rooms[name]
        shown = quote(f'{{"room":{{"rooms":["{room}"]}}}}')
        answer = self.server.call("GET", f"/sync?filter={shown}", token)
        events = answer.get("rooms", {}).get("join", {}).get(room, {}).get("ephemeral", {}).get("events", [])
        contents = [event["content"] for event in events if event["type"] == kind]
        return {key: value for content in contents for key, value in content.items()}

    def _names_an_agent(self, users: list[str]) -> bool:
        return bool(set(users) & set(self.agents.values()))

    def _as_customer(self, method: str, name: str, path: str, body: object = None) -> dict[str, Any]:
        _customer, token = self.server.person(name)
        return self.server.call(method, f"/rooms/{quote(self.rooms[name])}/{path}", token, body)


def _message(event: dict[str, Any], content: dict[str, Any]) -> Message:
    words = content.get("body", "")
    return Message(
        client_id=ClientId(event["event_id"]),
        author=Author.AGENT,
        name=event["sender"],
        text="" if words == content.get("filename") else words,
        sent_at=datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC),
        delivery=Delivery.SENT,
    )


async def _once(look: Callable[[], T], satisfied: Callable[[T], bool]) -> T:
    """Look until it satisfies."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not satisfied(seen := look()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # the server is asked, as a customer's program does
    return seen


@asynccontextmanager
async def matrix_world(folder: Path) -> AsyncIterator[MatrixWorld]:
    """Play a Matrix homeserver."""
    server, cable = synapse(), Cable()
    await cable.plug(server.port)
    try:
        yield MatrixWorld(server, cable)
    finally:
        await cable.close()
