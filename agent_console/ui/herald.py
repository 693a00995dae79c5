"""What the agent is told of by itself, once each: questions, arrivals off screen, promises due, farewells."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import Conversation, ConversationId, Message
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.texts import N_, _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import name_of

_CLOSED = N_("closed")
"""Why a conversation ends that the agent has closed, at this console or another."""


class Herald:
    """Compares the desk with what it was at the last look; says nothing twice."""

    def __init__(
        self,
        desk: Desk,
        keys: KeyMap,
        panes: Panes,
        fetched: set[ConversationId],
        dismissed: set[ConversationId],
    ) -> None:
        """What is in `fetched` is taken out as soon as it has come and the agent need not look for it.

        What is in `dismissed` is taken out when it has gone: the key that closed it has told of that.
        """
        self._desk = desk
        self._keys = keys
        self._panes = panes
        self._fetched = fetched
        self._dismissed = dismissed
        self._held: dict[ConversationId, Content] = {}
        """The names of those who are on the desk."""
        self._asked: set[QuestionId] = set()
        self._due: set[tuple[ConversationId, datetime]] = set()

    def news(self, now: datetime) -> Content:
        """Return what is new at the point in time `now` (aware) in one line, the most pressing first."""
        told = (
            *self._questions(),
            *self._promises(now),
            *self._arrivals(),
            *self._off_screen(),
            *self._farewells(),
        )
        return Content(" · ").join(told)

    def _farewells(self) -> Iterator[Content]:
        for conversation in [c for c in self._held if c not in self._desk]:
            name, reason = self._held.pop(conversation), self._desk.farewell(conversation)
            own = conversation in self._dismissed
            self._dismissed.discard(conversation)
            closed = reason in (_CLOSED, _(_CLOSED))  # a hub's reasons come in the language that is spoken
            if closed and not own:
                yield filled(_("{name} was closed, but not at this console"), name=name)
            elif reason and not closed:
                yield filled(_("{name} has left your desk: {reason}"), name=name, reason=line(reason, 80))

    def _arrivals(self) -> Iterator[Content]:
        for held in self._desk.conversations.values():
            if held.id in self._held:
                continue
            self._held[held.id] = name_of(held.customer, 30)
            comment = self._comment(held)
            if comment is not None:
                place = self._place(held.id)
                template = (
                    # Translators: a colleague hands a customer over to the agent; the key or number says
                    # where to find the customer
                    _("{name} hands over {customer} on the strip ({place})")
                    if place
                    else _("{name} hands over {customer}")
                )
                name, customer = line(comment.name, 30), self._held[held.id]
                news = filled(template, name=name, customer=customer, place=place)
                yield joined(news, *_added(comment.text))

    def _off_screen(self) -> Iterator[Content]:
        """Say where those are whom the agent has asked for and does not see."""
        for conversation in sorted(c for c in self._fetched if c in self._desk and self._panes.number(c)):
            self._fetched.discard(conversation)
            place = self._place(conversation)
            if place:
                name = name_of(self._desk[conversation].customer, 30)
                yield filled(_("{name} is on the strip: {place}"), name=name, place=place)

    def _place(self, conversation: ConversationId) -> str:
        """Return the key, or the number, of a conversation without a pane; empty when it is on screen."""
        number = self._panes.number(conversation)
        if not number or conversation in self._panes.slots:
            return ""
        return self._keys.label_of_pane(number) or _("number {number}").format(number=number)

    def _comment(self, held: Conversation) -> Message | None:
        """Return what came with a conversation, unless the agent has written there since."""
        for message in reversed(held.shown):
            if message.handed_over:
                return message
            if self._desk.own(held.id, message):
                return None
        return None

    def _promises(self, now: datetime) -> Iterator[Content]:
        for held in self._desk.conversations.values():
            promise = held.promise
            if promise is None or promise.until > now or (held.id, promise.until) in self._due:
                continue
            self._due.add((held.id, promise.until))
            told = filled(_("you promised to be back with {name} now"), name=name_of(held.customer, 30))
            yield joined(told, *_added(promise.text))

    def _questions(self) -> Iterator[Content]:
        for question in self._desk.questions:
            if question.id not in self._asked:
                self._asked.add(question.id)
                answers = _("{key} answers").format(key=self._keys.label("team.answer"))
                about = name_of(question.conversation.customer, 30)
                asker, words = line(question.asker, 30), line(question.text, 80)
                asked = filled(
                    _("{asker} asks about {customer}: {question}"),
                    asker=asker,
                    customer=about,
                    question=words,
                )
                yield joined(asked, f" · {answers}")


def _added(text: str) -> Iterator[Content]:
    """Yield what somebody said about it, if anything."""
    if text:
        yield joined(": ", line(text, 80))
