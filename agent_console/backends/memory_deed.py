"""How a chat system in this process carries out what agents do besides writing."""

from dataclasses import replace

from agent_console.backends.memory_chat import Chat
from agent_console.backends.memory_server import Console, MemoryServer
from agent_console.domain import action, events
from agent_console.domain.action import Action
from agent_console.domain.chat import AgentId, Author, Delivery, Message, Mode, Promise
from agent_console.domain.history import Move
from agent_console.domain.team import Question
from agent_console.ports import Declined

MOST_BYTES = 16 * 1024
MOST_TAGS = 20

NOT_YOURS = Declined("This chat is not yours any more.", "fence")
AWAY = Declined("This colleague takes no chats at the moment.", "away")

Owned = action.HoldUntil | action.EndHold | action.HandOver | action.Block | action.MarkRead
"""What only the owner can do."""


class MemoryDeeds:
    """Carries out one agent's actions on one conversation."""

    def __init__(self, server: MemoryServer, console: Console, chat: Chat) -> None:
        self._server = server
        self._console = console
        self._chat = chat

    def perform(self, what: Action, fence: int) -> Declined | None:
        """Carry an action out, or say why not."""
        if isinstance(what, action.EditMessage | action.DeleteMessage):
            text = what.text if isinstance(what, action.EditMessage) else ""
            return self._amend(what.sequence, text, fence)
        if not isinstance(what, Owned):
            return self._anyone(what)
        return self._owned(what) if self._owns(fence) else NOT_YOURS

    def _anyone(
        self,
        what: action.AddTag
        | action.RemoveTag
        | action.SetPriority
        | action.Ask
        | action.Answer
        | action.Unblock,
    ) -> Declined | None:
        match what:
            case action.AddTag():
                return self._tag(what.tag.strip())
            case action.RemoveTag():
                return self._untag(what.tag.strip())
            case action.SetPriority():
                return self._prioritise(what)
            case action.Ask():
                return self._ask(what)
            case action.Answer():
                return self._answer(what)
            case action.Unblock():
                self._chat.facts = replace(self._chat.facts, blocked=False)
                return self._done(Move.UNBLOCKED)

    def _owned(self, what: Owned) -> Declined | None:
        match what:
            case action.HoldUntil():
                return self._hold(what)
            case action.EndHold():
                self._chat.facts = replace(self._chat.facts, promise=None)
                return self._done(Move.HOLD_ENDED)
            case action.HandOver():
                return self._hand_over(what)
            case action.Block():
                return self._block(what)
            case action.MarkRead():
                self._chat.seen = max(self._chat.seen, min(what.sequence, self._chat.head))
                return None

    def _tag(self, tag: str) -> Declined | None:
        tags = self._chat.facts.tags
        if not 1 <= len(tag) <= action.LONGEST_TAG or not tag.isprintable():
            return Declined(f"A tag has 1 to {action.LONGEST_TAG} printable characters.", "tag")
        if tag in tags:
            return None
        if len(tags) >= MOST_TAGS:
            return Declined(f"A chat has at most {MOST_TAGS} tags.", "too_many")
        self._chat.facts = replace(self._chat.facts, tags=(*tags, tag))
        return self._done(Move.TAGGED, tag)

    def _untag(self, tag: str) -> Declined | None:
        if tag not in self._chat.facts.tags:
            return None
        self._chat.facts = replace(
            self._chat.facts, tags=tuple(other for other in self._chat.facts.tags if other != tag)
        )
        return self._done(Move.UNTAGGED, tag)

    def _prioritise(self, what: action.SetPriority) -> Declined | None:
        self._chat.facts = replace(self._chat.facts, priority=what.priority)
        self._server.publish_queue()
        return self._done(Move.PRIORITY, what.priority)

    def _hold(self, what: action.HoldUntil) -> Declined | None:
        if what.until <= self._server.clock.now():
            return Declined("That time is over already.", "past")
        self._chat.facts = replace(self._chat.facts, promise=Promise(what.until, what.promise))
        return self._done(Move.HELD, what.promise)

    def _hand_over(self, what: action.HandOver) -> Declined | None:
        colleague = self._server.colleague(what.agent)
        if bool(what.agent) == bool(what.queue):
            return Declined("Say either a colleague or a queue.", "target")
        if what.agent and (colleague is None or not colleague.accepting or colleague is self._console):
            return AWAY
        self._log(Move.HANDED_OVER, f"{what.agent or what.queue}: {what.comment}".removesuffix(": "))
        if what.comment:
            self._note(what.comment, handed_over=True)
        if what.queue:
            self._leave(f"handed over to {what.queue}")
            self._chat.facts = replace(self._chat.facts, queue=what.queue)
            self._server.queue_again(self._chat, afresh=False)
        else:
            self._server.give(self._chat, what.agent)
        return None

    def _ask(self, what: action.Ask) -> Declined | None:
        if self._server.colleague(what.colleague) is None:
            return Declined("This colleague is not there.", "away")
        self._note(f"@{what.colleague} {what.question}")
        self._log(Move.ASKED, what.question)
        question = Question(
            id=action.QuestionId(self._server.new_id("question")),
            asker=self._console.name,
            text=what.question,
            conversation=self._chat.folded(),
        )
        self._server.questions[question.id] = (what.colleague, question)
        self._server.tell(what.colleague, events.QuestionAsked(question))
        return None

    def _answer(self, what: action.Answer) -> Declined | None:
        asked, question = self._server.questions.get(what.question, (AgentId(""), None))
        if question is None or asked != self._console.agent:
            return Declined("This question needs no answer any more.", "settled")
        del self._server.questions[what.question]
        self._note(what.answer)
        self._log(Move.ANSWERED, what.answer)
        self._server.tell(asked, events.QuestionSettled(what.question))
        return None

    def _block(self, what: action.Block) -> Declined | None:
        self._chat.facts = replace(self._chat.facts, blocked=True)
        self._log(Move.BLOCKED, what.reason)
        self._server.end(self._chat, self._console.name, "blocked")
        return None

    def _owns(self, fence: int) -> bool:
        return (self._chat.owner, self._chat.facts.fence) == (self._console.agent, fence)

    def _amend(self, sequence: int, text: str, fence: int) -> Declined | None:
        message = self._chat.at(sequence)
        if message is None or (message.author, message.name) != (Author.AGENT, self._console.name):
            return Declined("You did not write this message.", "writer")
        if message.mode is Mode.REPLY and not self._owns(fence):
            return NOT_YOURS
        if message.delivery is Delivery.RECALLED or (text and message.text == text):
            return None
        if len(text.encode()) > MOST_BYTES:
            return Declined(f"A message may have {MOST_BYTES:,} bytes.", "too_long")
        self._server.write(
            self._chat, Author.AGENT, self._console.name, text, mode=message.mode, amends=sequence
        )
        self._log(Move.EDITED if text else Move.DELETED, str(sequence))
        return None

    def _note(self, text: str, handed_over: bool = False) -> Message:
        return self._server.write(
            self._chat, Author.AGENT, self._console.name, text, mode=Mode.NOTE, handed_over=handed_over
        )

    def _leave(self, reason: str) -> None:
        self._server.tell(self._chat.owner, events.ConversationEnded(self._chat.id, reason))

    def _log(self, move: Move, detail: str = "") -> None:
        self._server.log(self._chat, move, self._console.name, detail)

    def _done(self, move: Move, detail: str = "") -> Declined | None:
        """Tell what changed; nothing stands in the way of it any more."""
        self._log(move, detail)
        self._server.publish_facts(self._chat)
        return None
