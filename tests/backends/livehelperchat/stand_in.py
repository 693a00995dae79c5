"""A LiveHelperChat of 4.90's manners without a database: what its REST interface does, faults included.

Written from recorded traffic and the public documentation, and knows nothing of the adapter. It is strict:
what the interface does not know is complained of.
"""

import asyncio
import base64
import json
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from tests.backends.livehelperchat.books import ACTIVE, CLOSED, PENDING, Books
from tests.backends.livehelperchat.columns import Row
from tests.backends.livehelperchat.listener import Answer, HangUpError, Request

TRIMMED = " \t\n\r\0\x0b"
DENIED = "Authorization failed!"
STATUSES = (PENDING, ACTIVE, CLOSED, 3, 4, 5)


class RefusedError(Exception):
    """The interface says no, with these words."""

    def __init__(self, words: str, status: int = 200) -> None:
        super().__init__(words)
        self.words = words
        self.status = status


Endpoint = Callable[["Row", Mapping[str, str]], Awaitable[object]]


class StandIn(Books):
    """The interface to the books; a caller is an operator with a REST key."""

    async def answer(self, request: Request) -> Answer:
        """Answer a request."""
        word = request.path.removeprefix("/restapi/").split("/")[0]
        self.asked.append(word)
        if "cookie" in request.headers:
            self.complaints.append("a cookie came back, and would have this request wait for the others")
        try:
            user = self._caller(request)
            if word in self.garbled:
                return self.garbled[word]
            return _json(await self._route(request, user))
        except RefusedError as error:
            return _json({"error": True, "result": error.words}, error.status)

    def _caller(self, request: Request) -> Row:
        kind, _space, code = request.headers.get("authorization", "").partition(" ")
        if kind != "Basic":
            raise RefusedError("Authorization header is missing!", self.unauthorized)
        parts = base64.b64decode(code).decode().split(":")
        if len(parts) != 2 or self.keys.get(parts[0]) != parts[1]:
            raise RefusedError(DENIED, self.unauthorized)
        if parts[0] in self.cold:
            # It is done with starting once a console has noticed: both of these are asked by its polling.
            if request.path.startswith(("/restapi/chats", "/restapi/getuser")):
                self.cold.discard(parts[0])
            raise RefusedError("starting", 503)
        return self.users[parts[0]]

    async def _route(self, request: Request, user: Row) -> object:
        if not request.path.startswith("/restapi/"):
            raise self._complain(f"{request.path} is no path of the interface", 404)
        word, *rest = request.path.removeprefix("/restapi/").split("/")
        if (request.method, word) == ("PUT", "chat"):
            return await self._change(int(rest[0]), json.loads(request.body))
        gets: dict[str, Callable[..., object]] = {
            "chats": self._chats,
            "fetchchat": self._fetchchat,
            "fetchchatmessages": self._fetchchatmessages,
            "getuser": self._getuser,
            "departments": self._departments,
            "onlineusers": self._onlineusers,
            "updatelastactivity": self._updatelastactivity,
            "setonlinestatus": self._setonlinestatus,
        }
        posts: dict[str, Endpoint] = {"addmsgadmin": self._addmsgadmin, "setchatstatus": self._setchatstatus}
        if word in ("fetchchat", "fetchchatmessages") and not self._readable(request.query, user):
            raise RefusedError("You do not have permission to read this chat!")
        if request.method == "GET" and word in gets:
            return gets[word](*rest, **request.query)
        if request.method == "POST" and word in posts:
            assert request.headers["content-type"] == "application/x-www-form-urlencoded"
            form = dict(parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=True))
            return await posts[word](user, form)
        raise self._complain(f"there is no {request.method} {word}", 404)

    def _readable(self, query: Mapping[str, str], user: Row) -> bool:
        owner = self._row(query["chat_id"])["user_id"]
        return user["username"] not in self.limited or owner in (0, user["id"])

    def _complain(self, words: str, status: int = 400) -> RefusedError:
        self.complaints.append(words)
        return RefusedError(words, status)

    def _row(self, chat: str | int, status: int = 200) -> Row:
        row = self.chats.get(int(chat))
        if row is None:
            raise RefusedError("Chat could not be found!", status)
        return row

    def _chats(
        self,
        status_ids: str,
        limit: str = "20",
        offset: str = "0",
        email: str = "",
        include_messages: str = "",
    ) -> object:
        statuses = [int(one) for one in status_ids.split(",")]
        found = [row for row in self.chats.values() if row["status"] in statuses]
        found = [row for row in found if not email or row["email"] == email]
        found.sort(key=lambda row: row["id"], reverse=True)
        most = min(int(limit), self.most_listed)
        page = [dict(row) for row in found[int(offset) : int(offset) + most]]
        if include_messages == "true":
            for row in page:
                row["messages"] = self.said(row["id"])
        told: Row = {"limit": int(limit), "offset": int(offset), "smart_select": True}
        told["filterin"] = {"status": statuses}
        return {"filter": told, "list": page, "list_count": len(found), "error": False}

    def _fetchchat(self, chat_id: str) -> object:
        row = dict(self._row(chat_id))
        owner = next((user for user in self.users.values() if user["id"] == row["user_id"]), None)
        row["archive"] = None
        if owner is not None:
            row |= {"user": dict(owner), "plain_user_name": owner["name"]}
        return {"error": False, "chat": row}

    def _fetchchatmessages(self, chat_id: str, last_message_id: str = "0") -> object:
        row = self._row(chat_id)
        wanted = [one for one in self.said(row["id"]) if one["id"] > int(last_message_id)]
        messages = [one | self.spoilt.get(one["id"], {}) for one in wanted]
        result = {"messages": messages, "ot": "", "closed": row["status"] == CLOSED, "check_status": False}
        return {"error": False, "result": {**result, "lmid": int(last_message_id)}}

    def _getuser(self, username: str) -> object:
        user = self.users.get(username)
        if user is None:
            raise RefusedError("User could not be found!")
        return {"error": False, "result": {name: user[name] for name in user if name != "password"}}

    def _departments(self) -> object:
        return {"error": False, "result": list(self.departments.values())}

    def _onlineusers(self, include_user: str = "", include_offline: str = "") -> object:
        told = []
        for user in self.users.values():
            there = time.time() < self.active_at.get(user["id"], 0) + self.online_seconds
            line: Row = {
                "id": user["id"] * 10,
                "user_id": user["id"],
                "dep_id": 0,
                "hide_online": user["hide_online"],
                "last_activity": int(self.active_at.get(user["id"], 0)),
                "active_chats": str(sum(self._has(user["id"], row) for row in self.chats.values())),
            }
            if self.lists_offline:
                line["is_online"] = there and not user["hide_online"]
            if include_user == "true":
                line["user"] = {name: user[name] for name in user if name != "password"}
            if there or (self.lists_offline and include_offline == "true"):
                told.append(line)
        return told

    def _has(self, user: int, row: Row) -> bool:
        return bool(row["status"] == ACTIVE and row["user_id"] == user)

    def _updatelastactivity(self, user: str) -> object:
        self.active_at[int(user)] = time.time()
        return {"error": False, "result": {"update": True, "ts": self.now()}}

    def _setonlinestatus(self, user: str, online: str) -> object:
        row = next(one for one in self.users.values() if one["id"] == int(user))
        row["hide_online"] = int(online != "1")
        return {"error": False, "result": {"msg": "Status changed", "online": online == "1"}}

    async def _addmsgadmin(self, user: Row, form: Mapping[str, str]) -> object:
        if set(form) - {"chat_id", "msg", "sender", "operator_name", "meta_msg"}:
            raise self._complain(f"addmsgadmin does not know all of {sorted(form)}")
        self.posts += 1
        text = form["msg"].strip(TRIMMED)
        if not text:
            raise RefusedError("Please enter a message!", 400)
        row = self._row(form["chat_id"], 400)
        if self.storing_late:
            # What has been asked for is done, whether or not somebody waits for the answer.
            await asyncio.shield(asyncio.create_task(asyncio.sleep(self.storing_late)))
        message = self.write(row["id"], user["id"], text, user["name"])
        row["has_unread_op_messages"] = 1
        if row["status"] == PENDING:
            row |= {"status": ACTIVE, "user_id": user["id"]}
        if self.losing_answers:
            self.losing_answers -= 1
            raise HangUpError
        return {"error": False, "r": "", "msg": message}

    async def _setchatstatus(self, user: Row, form: Mapping[str, str]) -> object:
        status = int(form["status"])
        if status not in STATUSES or set(form) != {"chat_id", "status"}:
            raise self._complain("Unknown status!")
        row = self._row(form["chat_id"], 400)
        copy = await self._racing(row)
        if status == ACTIVE:
            self.told_yes += copy["user_id"] == 0
            if copy["status"] != ACTIVE:
                copy |= {"status": ACTIVE, "wait_time": self.now() - copy["time"]}
            copy["user_id"] = copy["user_id"] or user["id"]
        elif status == PENDING:
            copy |= {"status": PENDING, "has_unread_messages": 1}
        elif status == CLOSED and copy["user_id"] == user["id"] and copy["status"] != CLOSED:
            copy |= {"status": CLOSED, "cls_time": self.now()}
            row |= copy
            self.write(row["id"], -1, f"{user['name']} has closed the chat!")
            copy["last_msg_id"] = row["last_msg_id"]
        row |= copy
        return {"error": False, "result": "Status changed!"}

    async def _change(self, chat: int, columns: Mapping[str, Any]) -> object:
        row = self._row(chat, 400)
        if unknown := set(columns) - set(row):
            raise self._complain(f"a chat has no {sorted(unknown)}")
        copy = await self._racing(row)
        copy |= {name: value for name, value in columns.items() if name != "id"}
        row |= copy
        return {"error": False, "result": dict(row)}

    async def _racing(self, row: Row) -> Row:
        """Return a row as it is read; by the time it is written back whole, others may have written it."""
        copy = dict(row)
        await asyncio.sleep(random.uniform(0, self.race_seconds))
        return copy


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode(), {"Set-Cookie": "lhc_vid=abc; path=/"})
