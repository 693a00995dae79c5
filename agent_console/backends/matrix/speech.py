"""What people write in a room, as messages of a transcript."""

from agent_console.backends.matrix.attachment import attached, caption
from agent_console.backends.matrix.event import CLIENT_ID, ENCRYPTED, RoomEvent, body
from agent_console.backends.matrix.room import Room
from agent_console.backends.matrix.team import Team
from agent_console.backends.matrix.transcript import Line, Transcript
from agent_console.backends.matrix.value import NOTHING, Content, mapping, name, text
from agent_console.domain.chat import Author, ClientId, Message, Mode
from agent_console.texts import _

_LONGEST_CLIENT_ID = 200


class Speech:
    """Reads events with the names and roles of the people in one room."""

    def __init__(self, team: Team, room: Room, transcript: Transcript, homeserver: str) -> None:
        """`homeserver` is its address; files are fetched there."""
        self._team = team
        self._room = room
        self._transcript = transcript
        self._homeserver = homeserver

    def author(self, user: str) -> Author:
        """Return what somebody is in this room."""
        if self._team.is_agent(user):
            return Author.AGENT
        bot = user == self._room.bridge_bot or self._team.is_bot(user)
        return Author.BOT if bot else Author.CUSTOMER

    def name(self, user: str) -> str:
        """Return what somebody is called."""
        return self._team.name(user) if self._team.is_agent(user) else self._room.name(user)

    def line(self, event: RoomEvent) -> Line:
        """Return what somebody wrote, or the other words that they put into an earlier message."""
        amended = self._transcript.at(self._transcript.sequence(event.replaces))
        if amended is None or amended.sender != event.sender or amended.message.amends:
            return self._line(event, event.content, self._words(event))
        content = mapping(event.content.get("m.new_content"))
        words = caption(content) if "url" in content else body(content)
        return self._line(event, NOTHING, words, amends=amended.message.sequence)

    def deletion(self, event: RoomEvent) -> Line | None:
        """Return that somebody took the words out of a message; None for what is no message."""
        deleted = self._transcript.at(self._transcript.sequence(event.redacts))
        if deleted is None or deleted.message.mode is Mode.NOTE:
            return None
        # An edit that was deleted keeps its place too: without its content it is a message like any other.
        return self._line(event, NOTHING, "", amends=deleted.message.sequence)

    def note(self, event: RoomEvent, aside: Content) -> Line:
        """Return a note, or what became of an earlier one."""
        amended = self._transcript.at(self._transcript.sequence(name(event.content.get("amends"), "$")))
        own = amended is not None and amended.sender == event.sender and amended.message.mode is Mode.NOTE
        amends = amended.message.sequence if amended is not None and own else 0
        file = mapping(aside.get("file"))
        return self._line(
            event,
            file,
            caption(file) if file else body(aside),
            amends=amends,
            mode=Mode.NOTE,
            handed_over=aside.get("handed_over") is True,
        )

    def _words(self, event: RoomEvent) -> str:
        if event.kind == ENCRYPTED:
            return "" if event.redacted else _("(encrypted end to end; it cannot be read here)")
        file = attached(event.content, self._homeserver)
        return body(event.content) if file is None else caption(event.content)

    def _line(
        self,
        event: RoomEvent,
        content: Content,
        words: str,
        *,
        amends: int = 0,
        mode: Mode = Mode.REPLY,
        handed_over: bool = False,
    ) -> Line:
        author = self.author(event.sender)
        own = text(event.content.get(CLIENT_ID)) if author is Author.AGENT else ""
        message = Message(
            client_id=ClientId(own if 0 < len(own) <= _LONGEST_CLIENT_ID else event.id),
            author=author,
            name=self.name(event.sender),
            text=words,
            sent_at=event.sent_at,
            sequence=self._transcript.head + 1,
            mode=mode,
            attachment=attached(content, self._homeserver),
            amends=amends,
            handed_over=handed_over,
        )
        file = content if message.attachment is not None else NOTHING
        return Line(
            message, event.id, event.sender, event.sent_ms, file, event.aside if mode is Mode.NOTE else ""
        )
