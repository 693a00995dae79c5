"""ActionCable: who listens, and what they are told; nothing is ever told again."""

import asyncio
import json
import time

from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.backends.chatwoot.fault import Faults
from tests.backends.chatwoot.office import ACCOUNT, Contact, Json, Office, User

PING_SECONDS = 0.3
"""A tenth of the real thing, so that tests need not wait."""


class CableRoom:
    """The subscriptions of one office's agents."""

    def __init__(self, office: Office, faults: Faults) -> None:
        self._office = office
        self._faults = faults
        self._queues: dict[asyncio.Queue[str], tuple[str, User]] = {}
        self.typed: list[tuple[str, int]] = []
        """What customers were told of agents who write: the event, the conversation."""
        self.presences = 0
        """How often an agent said to be there."""
        self.origins: list[str] = []

    def publish(self, event: str, data: Json, sender: User | Contact | None) -> None:
        """Tell everybody who listens now."""
        if isinstance(sender, User):
            room = data["conversation"]
            assert isinstance(room, dict)
            self.typed.append((event, int(room["id"])))
        if event in self._faults.deaf_to:
            return
        told = {"event": event, "data": data | {"account_id": self._faults.account}}
        for queue, (identifier, user) in self._queues.items():
            if user is not sender:
                for _time in range(2 if self._faults.doubled else 1):
                    queue.put_nowait(json.dumps({"identifier": identifier, "message": told}))

    def raw(self, line: str) -> None:
        """Push something as it is."""
        for queue, (identifier, _user) in self._queues.items():
            queue.put_nowait(line.replace("IDENTIFIER", json.dumps(identifier)))

    async def serve(self, socket: WebSocket) -> None:
        """Serve one connection."""
        offered = socket.scope.get("subprotocols", [])
        self.origins.append(socket.headers.get("origin", ""))
        await socket.accept("actioncable-v1-json" if "actioncable-v1-json" in offered else None)
        queue: asyncio.Queue[str] = asyncio.Queue()
        if self._faults.welcome:
            queue.put_nowait(json.dumps({"type": "welcome"}))
        tasks = [asyncio.create_task(work) for work in (self._push(socket, queue), self._ping(queue))]
        try:
            while True:
                self._obey(queue, await socket.receive_json())
        except WebSocketDisconnect:
            pass
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if left := self._queues.pop(queue, None):
                left[1].sockets -= 1
                self._office.present()

    def _obey(self, queue: asyncio.Queue[str], command: Json) -> None:
        identifier = str(command.get("identifier"))
        if command.get("command") == "message":
            assert self._queues[queue][0] == identifier
            assert json.loads(str(command["data"])) == {"action": "update_presence"}
            self.presences += 1
            return
        assert command.get("command") == "subscribe"
        wanted = json.loads(identifier)
        user = self._office.users.get(wanted.get("user_id"))
        fits = (
            user is not None and user.pubsub == wanted.get("pubsub_token") and wanted["account_id"] == ACCOUNT
        )
        if wanted.get("channel") != "RoomChannel" or not fits or user is None or self._faults.rejecting:
            self._faults.rejecting = max(0, self._faults.rejecting - 1)
            queue.put_nowait(json.dumps({"type": "reject_subscription", "identifier": identifier}))
            return
        self._queues[queue] = (identifier, user)
        queue.put_nowait(json.dumps({"type": "confirm_subscription", "identifier": identifier}))
        user.sockets += 1
        self._office.present()

    async def _push(self, socket: WebSocket, queue: asyncio.Queue[str]) -> None:
        while True:
            lines = [await queue.get()]
            while self._faults.reversed and not queue.empty():
                lines.append(queue.get_nowait())
            for line in reversed(lines):
                await socket.send_text(line)

    async def _ping(self, queue: asyncio.Queue[str]) -> None:
        while True:
            await asyncio.sleep(PING_SECONDS)
            if not self._faults.silent:
                queue.put_nowait(json.dumps({"type": "ping", "message": int(time.time())}))
