"""What a LiveHelperChat has in its tables, in the state that a test puts it in."""

import time
from itertools import count

from tests.backends.livehelperchat.columns import CHAT, DEPARTMENT, USER, Row
from tests.backends.livehelperchat.listener import Answer

PENDING, ACTIVE, CLOSED = 0, 1, 2


class Manners:
    """How the system behaves at the moment, its faults included, and what it has noticed."""

    def __init__(self) -> None:
        self.online_seconds = 3.0
        """How long an operator without a sign of life counts as there."""
        self.lists_offline = False
        """Whether the list of operators is a newer system's, which marks those who are there."""
        self.race_seconds = 0.02
        """How long, at most, lies between reading a row and writing it back."""
        self.ahead = 0.0
        """Seconds by which its clock is before this machine's."""
        self.most_listed = 1_000
        """The most chats that it lists at once, however many are asked for."""
        self.limited: set[str] = set()
        """Operators who may read no chat of a colleague's."""
        self.losing_answers = 0
        """How many of the next replies are stored without an answer."""
        self.storing_late = 0.0
        """Seconds before a reply is stored."""
        self.garbled: dict[str, Answer] = {}
        """What endpoints answer in place of the truth, by the first word of their path."""
        self.spoilt: dict[int, Row] = {}
        """Columns of messages that are told otherwise, by the messages' ids."""
        self.cold: set[str] = set()
        """Operators whose next request finds the system starting."""
        self.unauthorized = 200
        """The status of the answer to a wrong key."""
        self.complaints: list[str] = []
        self.told_yes = 0
        """How many claims of waiting chats were told that it was done."""
        self.posts = 0
        """How many replies were posted."""
        self.asked: list[str] = []
        """The first word of each path that was asked for."""

    def now(self) -> int:
        """Return the system's time in whole seconds."""
        return int(time.time() + self.ahead)


class Books(Manners):
    """Chats, messages and operators, and what is wrong with the system at the moment."""

    def __init__(self) -> None:
        super().__init__()
        self.users: dict[str, Row] = {}
        self.keys: dict[str, str] = {}
        self.departments = {
            number: {"id": number, "name": name, **DEPARTMENT}
            for number, name in enumerate(("support", "billing", "sales"), 1)
        }
        self.chats: dict[int, Row] = {}
        self.messages: dict[int, Row] = {}
        self.active_at: dict[int, float] = {}
        self._ids = count(1)

    def operator(self, name: str) -> Row:
        """Return an operator, who comes new when the name is."""
        username = name.lower()
        if username not in self.users:
            number = len(self.users) + 1
            self.users[username] = {
                "id": number,
                "username": username,
                "password": "$2y$10$plainly.not.a.hash",
                "name": name,
                "name_official": name,
                **USER,
            }
            self.keys[username] = f"key of {username}"
        return self.users[username]

    def join(self, nick: str, department: int = 1, **columns: object) -> Row:
        """Let a visitor begin a chat, with nothing said yet."""
        now = self.now()
        number = len(self.chats) + 1
        row = {"id": number, "nick": nick, "status": PENDING, "time": now, "hash": f"hash{number}"}
        row |= CHAT | {"dep_id": department, "pnd_time": now, "lsync": now} | columns
        self.chats[number] = row
        return row

    def write(self, chat: int, user: int, text: str, name: str = "", at: int | None = None) -> Row:
        """Store a message."""
        message: Row = {
            "id": next(self._ids),
            "msg": text,
            "meta_msg": "",
            "time": self.now() if at is None else at,
            "chat_id": chat,
            "user_id": user,
            "name_support": name,
            "del_st": 0 if user == 0 else 1,
        }
        self.messages[message["id"]] = message
        row = self.chats[chat]
        row["last_msg_id"] = max(row["last_msg_id"], message["id"])
        row["last_user_msg_time" if user == 0 else "last_op_msg_time"] = message["time"]
        return message

    def said(self, chat: int) -> list[Row]:
        """Return a chat's messages."""
        return [one for one in self.messages.values() if one["chat_id"] == chat]
