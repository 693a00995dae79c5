"""The events of one chat system among several: the same, with ids that say whose they are."""

from dataclasses import replace

from agent_console.domain import events
from agent_console.domain.chat import Conversation
from agent_console.domain.events import Event
from agent_console.domain.fold import HeldEvent
from agent_console.domain.system import SystemName, qualified
from agent_console.domain.team import Colleague, Question


def named(system: SystemName, event: Event) -> Event:
    """Return an event of a chat system as the desk is told it."""
    match event:
        case events.LinkChanged() | events.AvailabilityChanged():
            return replace(event, system=system)
        case events.SignedIn():
            held = frozenset(qualified(system, one) for one in event.held)
            return replace(event, agent=qualified(system, event.agent), held=held, system=system)
        case events.QueueChanged():
            waiting = (replace(w, conversation=qualified(system, w.conversation)) for w in event.waiting)
            return replace(event, waiting=tuple(waiting), system=system)
        case events.TeamChanged():
            colleagues = tuple(_colleague(system, one) for one in event.colleagues)
            return replace(event, colleagues=colleagues, system=system)
        case events.QuestionAsked():
            return replace(event, question=_question(system, event.question))
        case events.QuestionSettled():
            return replace(event, question=qualified(system, event.question))
        case _:
            return _of_a_chat(system, event)


_OfAChat = (
    HeldEvent
    | events.ConversationOpened
    | events.ConversationEnded
    | events.FactsChanged
    | events.CustomerTyping
)


def _of_a_chat(system: SystemName, event: _OfAChat) -> Event:
    match event:
        case events.ConversationOpened() | events.FactsChanged():
            return replace(event, conversation=_conversation(system, event.conversation))
        case events.CustomerChanged():
            customer = replace(event.customer, id=qualified(system, event.customer.id))
            return replace(event, conversation=qualified(system, event.conversation), customer=customer)
        case _:
            return replace(event, conversation=qualified(system, event.conversation))


def _conversation(system: SystemName, facts: Conversation) -> Conversation:
    customer = replace(facts.customer, id=qualified(system, facts.customer.id))
    return replace(facts, id=qualified(system, facts.id), customer=customer)


def _colleague(system: SystemName, colleague: Colleague) -> Colleague:
    return replace(colleague, id=qualified(system, colleague.id))


def _question(system: SystemName, question: Question) -> Question:
    conversation = _conversation(system, question.conversation)
    return replace(question, id=qualified(system, question.id), conversation=conversation)
