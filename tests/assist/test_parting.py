"""Thanks and goodbyes, which owe no reply; and everything that only looks like them."""

import pytest

from agent_console.assist.parting import owes_no_reply, pure
from tests.assist.chat import chat

PURE = [
    "Thanks, bye!",
    "Thank you so much for your help!",
    "Perfect, thanks a lot. Have a nice day!",
    "That's all, thank you.",
    "👍 thanks",
    "Danke!",
    "Vielen Dank für die schnelle Hilfe, schönen Tag noch!",
    "Super, danke. Ihnen auch einen schönen Abend! Tschüss",
    "Tusen takk for hjelpen!",
    "Takk, ha en fin dag videre :)",
    "Спасибо большое!",
    "Хорошо, спасибо. Всего доброго!",
]

MORE = [
    "Thanks for nothing",
    "Thanks, but where is my parcel",
    "ok",
    "Thanks! And the lamp?",
    "Thanks, I still wait",
    "No thanks, I want my money back",
    "thanks, my order number is 48213",
    "Thanks for your time, I will sue you",
    "Danke, und wann kommt es",
    "Takk, men når kommer den",
    "Спасибо, а когда доставка",
    "Thanks " * 100,
]


@pytest.mark.parametrize("text", PURE)
def test_pure_thanks_are_recognised(text: str) -> None:
    assert pure([text])


@pytest.mark.parametrize("text", MORE)
def test_whatever_says_more_is_not(text: str) -> None:
    assert not pure([text])


def test_one_message_that_says_more_spoils_the_rest() -> None:
    assert pure(["Great", "thank you, Sam"], agent="Sam Rivera")
    assert not pure(["Thank you", "one more thing"])


def test_thanks_for_an_answer_owe_no_reply() -> None:
    assert owes_no_reply(chat("a: The parcel comes tomorrow.", "c: Great, thanks!"))
    assert owes_no_reply(chat("a: Can I help with anything else?", "c: No, thanks, bye"))


def test_thanks_may_be_a_yes_where_the_agent_asked() -> None:
    assert not owes_no_reply(chat("a: Shall I send a new one?", "c: Great, thanks!"))


def test_a_chat_that_begins_with_thanks_owes_a_reply() -> None:
    assert not owes_no_reply(chat("c: Thanks!"))
    assert not owes_no_reply(chat("c: Where is it?", "c: Thanks!"))
    assert not owes_no_reply(chat("c: Thanks!", "a: You are welcome."))
