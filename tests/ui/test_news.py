"""The lines that came while the agent was writing: not the agent's own, and not what a program says."""

from datetime import UTC, datetime

from agent_console.domain.chat import AgentId, Author, ClientId, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened, SignedIn
from agent_console.ui.news import news

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ANA = ConversationId("ana")
TOLD = (
    (Author.CUSTOMER, "Ana", "hello"),
    (Author.AGENT, "Kim", "one moment"),
    (Author.CUSTOMER, "Ana", "it is 48213"),
    (Author.SYSTEM, "", "Lee has joined"),
    (Author.AGENT, "Lee", "I have it"),
)


def test_news_are_of_the_customer_and_of_colleagues() -> None:
    desk = Desk()
    desk.apply(SignedIn(AgentId("kim"), "Kim", frozenset({ANA})), 0)
    messages = tuple(
        Message(ClientId(f"m{place}"), author, name, text, AT, sequence=place)
        for place, (author, name, text) in enumerate(TOLD, 1)
    )
    desk.apply(ConversationOpened(Conversation(ANA, Customer(CustomerId("u"), "Ana"), messages=messages)), 0)
    assert [message.text for message in news(desk, ANA, since=1)] == ["it is 48213", "I have it"]
    assert [message.text for message in news(desk, ANA, since=3)] == ["I have it"]
