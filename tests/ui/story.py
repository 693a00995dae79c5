"""A morning at the desk, the same in every picture: who comes, what they say, and how long they wait."""

from agent_console.backends.memory_world import Introduced
from agent_console.domain.chat import ConversationId
from tests.ui.console import Console

CAST: tuple[tuple[str, str, int, Introduced], ...] = (
    ("Mira Holm", "Hi, where is my order 48213? It should have been here on Thursday.", 55,
     {"order_number": "48213", "email": "mira.holm@example.com", "phone": "+47 555 0132", "language": "en",
      "account": "A-1201", "concern": "Late parcel"}),
    ("Jonas Lindqvist", "Good morning! The lamp arrived broken. Can I send it back?", 30,
     {"order_number": "50718", "email": "jonas@example.com", "concern": "Broken lamp"}),
    ("Karen Whitfield", "I have been waiting since LAST WEEK. I want to speak to a manager.", 70,
     {"order_number": "47002", "concern": "Refund"}),
    ("Анна Соколова", "Здравствуйте, можно изменить адрес доставки?", 31, {"order_number": "49911"}),
    ("Jonas Berg", "Do you ship to Iceland?", 20, {"account": "A-77"}),
    ("Ingrid Vik", "Kan jeg bytte farge på skjermen?", 5, {"order_number": "51220"}),
    ("Noor Haddad", "Is the linen shade back in stock?", 3, {}),
)  # fmt: skip


async def morning(console: Console, customers: int = 6) -> list[ConversationId]:
    """Let the first customers come and wait, answer the first, and begin a second reply to her."""
    conversations = []
    for name, opening, seconds, known in CAST[:customers]:
        conversations.append(await console.welcome(name, opening, **known))
        console.clock.advance(seconds)
    console.world.join("Rosa Lind", "Gift card")
    console.world.join("Pat Omar", "Delivery")
    mira = conversations[0]
    await console.press("alt+1")
    await console.type("Hello Mira, I look it up now.")
    await console.press("enter")
    await console.until(lambda: console.workspace.desk[mira].head == 2)
    console.world.say(mira, "Thank you! It is a birthday present, so I am a little nervous about it.")
    console.world.say(mira, "Are you there?")
    await console.type("It is on the van ")
    await console.until(lambda: console.workspace.desk[mira].head == 4)
    return conversations
