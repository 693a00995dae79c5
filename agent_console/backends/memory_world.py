"""A chat system in this process: the hub's rules without a network, and customers played by the caller."""

from dataclasses import replace
from typing import TypedDict, Unpack

from agent_console.backends.memory_chat import Chat
from agent_console.backends.memory_server import MemoryServer
from agent_console.domain import events
from agent_console.domain.chat import (
    AgentId,
    Author,
    Conversation,
    ConversationId,
    Message,
    Presence,
    Status,
)
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.history import Move


class Known(TypedDict, total=False):
    """What may be known of a customer from the start, beside the name."""

    email: str
    phone: str
    language: str
    account: str
    order_number: str
    timezone: str
    company: str
    custom: tuple[tuple[str, str], ...]


class Introduced(Known, total=False):
    """What a customer says before the chat, the concern included."""

    concern: str


class MemoryWorld(MemoryServer):
    """The server and its customers; every backend of one world sees the same conversations."""

    # What customers do

    def join(self, name: str, concern: str = "", **known: Unpack[Known]) -> ConversationId:
        """Let a customer come to the queue."""
        customer = Customer(CustomerId(self.new_id("customer")), name, **known)
        conversation = ConversationId(self.new_id("chat"))
        facts = Conversation(conversation, customer, concern=concern, status=Status.WAITING)
        chat = self.chats[conversation] = Chat(facts, self.clock.monotonic())
        self.log(chat, Move.QUEUED)
        self.publish_queue()
        return conversation

    def say(self, conversation: ConversationId, text: str) -> Message:
        """Let the customer write; in a closed conversation that brings them back to the queue.

        Raises `PermissionError` when the customer is blocked.
        """
        chat = self.chats[conversation]
        if chat.facts.blocked:
            raise PermissionError(f"{chat.facts.customer.name} is blocked")
        if chat.facts.status is Status.CLOSED:
            self.queue_again(chat)
        return self.write(chat, Author.CUSTOMER, chat.facts.customer.name, text)

    def change(self, conversation: ConversationId, customer: Customer) -> None:
        """Learn something about a conversation's customer."""
        chat = self.chats[conversation]
        chat.facts = replace(chat.facts, customer=customer)
        self.tell(chat.owner, events.CustomerChanged(conversation, customer))

    def type(self, conversation: ConversationId, preview: str = "") -> None:
        """Let the customer write without sending yet."""
        self.tell(self.chats[conversation].owner, events.CustomerTyping(conversation, preview))

    def read(self, conversation: ConversationId) -> None:
        """Let the customer read everything there is for them."""
        chat = self.chats[conversation]
        head = max((message.sequence for message in chat.heard()), default=0)
        chat.facts = replace(chat.facts, read=head)
        self.tell(chat.owner, events.CustomerRead(conversation, head))

    def appear(self, conversation: ConversationId, presence: Presence) -> None:
        """Let the customer come or go."""
        chat = self.chats[conversation]
        chat.facts = replace(chat.facts, presence=presence)
        self.log(chat, Move.LEFT if presence is Presence.LEFT else Move.RETURNED)
        self.tell(chat.owner, events.PresenceChanged(conversation, presence))

    def transcript(self, conversation: ConversationId) -> tuple[Message, ...]:
        """Return what the customer sees."""
        return self.chats[conversation].heard()

    # What colleagues do

    def hand_over(self, conversation: ConversationId, agent: str) -> None:
        """Give a conversation to an agent, whoever has it."""
        self.give(self.chats[conversation], AgentId(agent))

    def colleague_says(self, conversation: ConversationId, name: str, text: str) -> Message:
        """Let another agent write into a conversation."""
        return self.write(self.chats[conversation], Author.AGENT, name, text)

    # What happens to the network

    def cut(self) -> None:
        """Break every connection until `restore`."""
        self.online = False
        for console in self.consoles:
            console.tell(events.LinkChanged(events.Link.OFFLINE, "the connection was cut"))

    def restore(self) -> None:
        """Let every agent connect again."""
        self.online = True
        for console in self.consoles:
            self.greet(console)

    def refuse(self, reason: str) -> None:
        """Refuse every agent for good; their events end."""
        for console in list(self.consoles):
            console.tell(events.LinkChanged(events.Link.REFUSED, reason))
            console.finish()
