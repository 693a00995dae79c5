"""A Chatwoot without Rails: REST, ActionCable and files over one office, written from the protocol."""

import asyncio
import json
import random
import re
import time
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from tests.backends.chatwoot.cable_room import CableRoom
from tests.backends.chatwoot.fault import Faults
from tests.backends.chatwoot.office import ACCOUNT, OUTGOING, Json, Line, Office, Room, User

STATUSES = ("open", "resolved", "pending", "snoozed")
PRIORITIES = (None, "low", "medium", "high", "urgent")
PAGE = 25
LATEST = 20
AFTER = 100

Handler = Callable[[Request, User], Awaitable[Response]]


class RefusalError(Exception):
    """A request that Rails would refuse."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


class Torn(Response):
    """An answer that breaks off."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"10000")]})


class StandIn:
    """The web side of an office."""

    def __init__(self, office: Office, faults: Faults) -> None:
        self.office = office
        self.faults = faults
        self.cable = CableRoom(office, faults)
        self.asked: list[str] = []
        """Every request, as method and path."""
        self.origin = ""
        """Scheme, host and port, as files are addressed."""
        self.redirect = ""
        """Where everybody is sent, if anywhere."""
        self.files: dict[str, bytes] = {}
        office.tell = self.cable.publish

    def application(self) -> Starlette:
        """Return what serves."""
        base = f"/api/v1/accounts/{ACCOUNT}"
        chat = base + "/conversations/{room:int}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/api/v1/profile", self.profile),
            ("POST", "/api/v1/profile/availability", self.availability),
            ("GET", f"{base}/conversations", self.listing),
            ("GET", chat, self.one),
            ("GET", f"{chat}/messages", self.messages),
            ("POST", f"{chat}/messages", self.post),
            ("DELETE", chat + "/messages/{line:int}", self.delete),
            ("POST", f"{chat}/toggle_status", self.status),
            ("POST", f"{chat}/toggle_priority", self.priority),
            ("POST", f"{chat}/toggle_typing_status", self.typing),
            ("POST", f"{chat}/assignments", self.assignments),
            ("POST", f"{chat}/update_last_seen", self.last_seen),
            ("GET", f"{chat}/labels", self.labels),
            ("POST", f"{chat}/labels", self.label),
            ("POST", f"{chat}/mute", self.mute),
            ("POST", f"{chat}/unmute", self.unmute),
            ("GET", base + "/contacts/{contact:int}/conversations", self.contact),
            ("GET", f"{base}/contacts/search", self.search),
            ("GET", f"{base}/integrations/shopify/orders", self.orders),
            ("GET", f"{base}/agents", self.agents),
            ("GET", f"{base}/teams", self.teams),
            ("GET", base + "/inboxes/{inbox:int}/assignable_agents", self.assignable),
            ("GET", f"{base}/canned_responses", self.canned),
        ]
        served = [Route(path, self._guarded(handler), methods=[method]) for method, path, handler in routes]
        return Starlette(
            routes=[
                *served,
                Route("/files/{file}/{name}", self.file),
                WebSocketRoute("/cable", self.cable.serve),
            ]
        )

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """Let in who has a token, and answer a refusal as Rails would."""

        async def serve(request: Request) -> Response:
            self.asked.append(f"{request.method} {request.url.path}")
            if self.redirect:
                return RedirectResponse(self.redirect, 302)
            for end, body in self.faults.bodies.items():
                if request.url.path.endswith(end):
                    return Response(body, media_type="application/json")
            token = request.headers.get("api_access_token", "")
            user = next((u for u in self.office.users.values() if u.token == token), None)
            if user is None:
                return JSONResponse({"error": "Invalid Access Token"}, 401)
            try:
                return await handler(request, user)
            except RefusalError as error:
                return JSONResponse({"error": error.error}, error.status)

        return serve

    # People

    async def profile(self, request: Request, user: User) -> Response:
        account = {"id": ACCOUNT, "name": "Shop", "role": "agent", "availability": user.availability}
        row: Json = user.row() | {
            "pubsub_token": user.pubsub,
            "accounts": [account],
            "availability": user.availability,
        }
        return JSONResponse(row)

    async def availability(self, request: Request, user: User) -> Response:
        body = _object((await _json(request)).get("profile"))
        if body.get("availability") not in ("online", "busy", "offline") or body.get("account_id") != ACCOUNT:
            raise RefusalError(422, "Availability is not included in the list")
        user.availability = str(body["availability"])
        self.office.present()
        return await self.profile(request, user)

    async def agents(self, request: Request, user: User) -> Response:
        return JSONResponse([one.row() for one in self.office.users.values()])

    async def assignable(self, request: Request, user: User) -> Response:
        return JSONResponse({"payload": [one.row() for one in self.office.users.values()]})

    async def teams(self, request: Request, user: User) -> Response:
        return JSONResponse(self.office.teams)

    async def canned(self, request: Request, user: User) -> Response:
        return JSONResponse(self.office.canned)

    # Conversations

    async def listing(self, request: Request, user: User) -> Response:
        query = request.query_params
        kind, status = query.get("assignee_type", "all"), query.get("status", "open")
        found = [room for room in self.office.rooms.values() if status in ("all", room.status)]
        mine = [room for room in found if room.assignee is user]
        unassigned = [room for room in found if room.assignee is None]
        chosen = {"all": found, "me": mine, "unassigned": unassigned}.get(kind)
        if chosen is None or status not in ("all", *STATUSES):
            raise RefusalError(422, "no such filter")
        chosen.sort(key=lambda room: (room.waiting_since or float("inf"), room.id))
        start = (max(1, int(query.get("page", "1"))) - 1) * PAGE
        meta = {"mine_count": len(mine), "unassigned_count": len(unassigned), "all_count": len(found)}
        return JSONResponse(
            {"data": {"meta": meta, "payload": [r.row() for r in chosen[start : start + PAGE]]}}
        )

    async def contact(self, request: Request, user: User) -> Response:
        number = request.path_params["contact"]
        rooms = [room.row() for room in self.office.rooms.values() if room.contact.id == number]
        return JSONResponse({"payload": rooms[::-1][:20]})

    async def search(self, request: Request, user: User) -> Response:
        """Find contacts by any part of what is known of them, as a full-text search does."""
        wanted = request.query_params["q"].split("@")[-1]
        found = [c.row() for c in self.office.contacts.values() if wanted in str(c.row()["email"])]
        return JSONResponse({"meta": {"count": len(found)}, "payload": found})

    async def orders(self, request: Request, user: User) -> Response:
        number = int(request.query_params["contact_id"])
        return JSONResponse({"orders": self.office.orders.get(number, [])})

    async def one(self, request: Request, user: User) -> Response:
        return JSONResponse(self._room(request).row())

    async def status(self, request: Request, user: User) -> Response:
        room, body = self._room(request), await _json(request)
        wanted = body.get("status", "open" if room.status == "resolved" else "resolved")
        if wanted not in STATUSES:
            raise RefusalError(422, f"'{wanted}' is not a valid status")
        self.office.set_status(room, str(wanted), user)
        payload = {"success": True, "current_status": room.status, "snoozed_until": None}
        return JSONResponse({"meta": {}, "payload": payload})

    async def priority(self, request: Request, user: User) -> Response:
        room, body = self._room(request), await _json(request)
        if (wanted := body.get("priority")) not in PRIORITIES:
            raise RefusalError(422, f"'{wanted}' is not a valid priority")
        room.priority = wanted if isinstance(wanted, str) else None
        self.office.note_activity(room, f"{user.name} set the priority to {wanted}")
        self.office.change(room, "conversation.updated")
        return Response(status_code=200)

    async def assignments(self, request: Request, user: User) -> Response:
        room, body = self._room(request), await _json(request)
        slow = self.faults.assignments_take
        await asyncio.sleep(slow.pop(0) if slow else self.faults.slow_assignments * random.random())
        if "assignee_id" in body:
            wanted = body["assignee_id"]
            found = self.office.users.get(wanted) if isinstance(wanted, int) else None
            self.office.assign(room, found, user)
            return JSONResponse(found.row() if found else None)
        team = next((team for team in self.office.teams if team["id"] == body.get("team_id")), None)
        room.team = team
        self.office.note_activity(room, f"Assigned to {team['name'] if team else 'no team'} by {user.name}")
        self.office.change(room, "team.changed")
        return JSONResponse(team)

    async def last_seen(self, request: Request, user: User) -> Response:
        room = self._room(request)
        room.agent_seen = int(time.time())
        return JSONResponse(room.row())

    async def labels(self, request: Request, user: User) -> Response:
        return JSONResponse({"payload": self._room(request).labels})

    async def label(self, request: Request, user: User) -> Response:
        room, labels = self._room(request), (await _json(request)).get("labels")
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise RefusalError(422, "labels is not a list")
        apart = [part.strip() for part in ",".join(labels).split(",") if part.strip()]
        self.office.set_labels(room, list(dict.fromkeys(apart)), user)
        return JSONResponse({"payload": room.labels})

    async def mute(self, request: Request, user: User) -> Response:
        room = self._room(request)
        room.muted = room.contact.blocked = True
        self.office.set_status(room, "resolved", user)
        return Response(status_code=200)

    async def unmute(self, request: Request, user: User) -> Response:
        room = self._room(request)
        room.muted = room.contact.blocked = False
        self.office.change(room, "conversation.updated")
        return Response(status_code=200)

    async def typing(self, request: Request, user: User) -> Response:
        room, wanted = self._room(request), (await _json(request)).get("typing_status")
        if wanted not in ("on", "off"):
            raise RefusalError(422, "typing_status")
        self.office.type(user, room, wanted == "on")
        return Response(status_code=200)

    # Messages

    async def messages(self, request: Request, user: User) -> Response:
        if self.faults.throttled:
            self.faults.throttled -= 1
            return Response(b"Retry later\n", 429, {"Retry-After": self.faults.retry_after})
        room, query = self._room(request), request.query_params
        lines = sorted(room.lines, key=lambda line: line.id)
        if "before" in query:
            lines = [line for line in lines if line.id < int(query["before"])][-LATEST:]
        elif "after" in query:
            lines = [line for line in lines if line.id > int(query["after"])][:AFTER]
        else:
            lines = lines[-LATEST:]
        return JSONResponse({"meta": {"labels": room.labels}, "payload": [line.row() for line in lines]})

    async def post(self, request: Request, user: User) -> Response:
        room, faults = self._room(request), self.faults
        if faults.throttled:
            faults.throttled -= 1
            return Response(b"Retry later\n", 429, {"Retry-After": faults.retry_after})
        if faults.requests_lost:
            faults.requests_lost -= 1
            return Torn()
        if faults.failing:
            faults.failing -= 1
            return JSONResponse({"error": "We are sorry, but something went wrong"}, 500)
        body, files = await self._message(request)
        line, echo = self._stored(room, user, body, files)
        if faults.answers_lost:
            faults.answers_lost -= 1
            return Torn()
        if faults.garbled is not None:
            return Response(faults.garbled, media_type="application/json")
        if faults.hanging:
            faults.hanging -= 1
            await asyncio.sleep(1)
        return JSONResponse(line.row() | ({"echo_id": echo} if echo else {}))

    def _stored(self, room: Room, user: User, body: Json, files: list[Json]) -> tuple[Line, str]:
        content, private = body.get("content"), body.get("private", False)
        if body.get("message_type", "outgoing") != "outgoing" or not isinstance(private, bool):
            raise RefusalError(422, "Message type is not valid")
        if not isinstance(content, str) or (not content and not files) or len(content) > 150_000:
            raise RefusalError(422, "Content is too long (maximum is 150000 characters)")
        echo = str(body.get("echo_id") or "") if self.faults.tells_echo else ""
        kept = _object(body.get("content_attributes")) if self.faults.keeps_attributes else {}
        line = self.office.add(
            room, OUTGOING, content, echo, private=private, sender=user, attributes=kept, files=files
        )
        return line, echo

    async def _message(self, request: Request) -> tuple[Json, list[Json]]:
        if request.headers.get("content-type", "").startswith("application/json"):
            return await _json(request), []
        parts = _parts(request.headers["content-type"], await request.body())
        fields = {name: content.decode() for name, file, content in parts if not file}
        body: Json = {
            "private": fields.pop("private", "") == "true",
            "content_attributes": _attributes(fields),
        }
        files = [
            self._kept(file, content) for name, file, content in parts if file and name == "attachments[]"
        ]
        return body | fields, files

    def _kept(self, name: str, content: bytes) -> Json:
        file = f"blob{len(self.files) + 1}"
        self.files[file] = content
        address = f"{self.origin}/files/{file}/{name}"
        return {"id": len(self.files), "file_type": "file", "data_url": address, "file_size": len(content)}

    async def file(self, request: Request) -> Response:
        return Response(self.files[request.path_params["file"]])

    async def delete(self, request: Request, user: User) -> Response:
        room = self._room(request)
        line = next((one for one in room.lines if one.id == request.path_params["line"]), None)
        if line is None:
            raise RefusalError(404, "Resource could not be found")
        self.office.delete(line)
        return JSONResponse(line.row())

    def _room(self, request: Request) -> Room:
        room = self.office.rooms.get(request.path_params["room"])
        if room is None:
            raise RefusalError(404, "Resource could not be found")
        return room


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _attributes(fields: dict[str, str]) -> Json:
    """Return the nested parameters of a form, as Rails takes them apart."""
    prefix = "content_attributes["
    return {key[len(prefix) : -1]: value for key, value in fields.items() if key.startswith(prefix)}


def _parts(kind: str, body: bytes) -> list[tuple[str, str, bytes]]:
    """Return the fields of a form with files: name, file name, content."""
    boundary = kind.partition("boundary=")[2].encode()
    found = []
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        names = dict(re.findall(r'; (name|filename)="([^"]*)"', head.decode()))
        found.append((names["name"], names.get("filename", ""), content.removesuffix(b"\r\n")))
    return found


async def _json(request: Request) -> Json:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise RefusalError(400, "Bad Request") from None
    return _object(body)
