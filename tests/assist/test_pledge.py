"""What an agent's sentence promises, and by when, in five languages."""

import pytest

from agent_console.assist.language.pattern import Speech
from agent_console.assist.pledge import Kind, read

DATED = [
    ("You will receive it within 3-5 days.", "within 3-5 days"),
    ("I'll call you back by 3 pm.", "by 3 pm"),
    ("The refund will be with you in 5 to 7 business days.", "in 5 to 7 business days"),
    ("We will send a new one on Friday.", "on friday"),
    ("Please allow up to 2 days for the money to arrive.", "2 days"),
    ("Ich melde mich bis 15 Uhr.", "bis 15 uhr"),
    ("Sie erhalten die Lampe innerhalb von 3 Tagen.", "innerhalb von 3 tagen"),
    ("Jeg ringer deg innen 2 timer.", "innen 2 timer"),
    ("Du får pakken i morgen.", "i morgen"),
    ("Мы пришлём новую лампу в течение 3 дней.", "в течение 3 дней"),
    ("Я перезвоню вам до 15:00.", "до 15:00"),
    ("我会在3天内给您退款。", "3天内"),
    ("我们明天给您发货，会在下午3点前通知您。", "下午3点前"),
]

DEEDS = [
    "I'll arrange a replacement.",
    "We will refund the shipping.",
    "A colleague will follow up.",
    "Ich kümmere mich darum.",
    "Jeg sender en ny lampe.",
    "Мы отправим новую лампу.",
    "我会帮您处理。",
]

SEARCHES = [
    "Let me check that for you.",
    "One moment please.",
    "I will look into this.",
    "Einen Moment bitte, ich prüfe das.",
    "Et øyeblikk, jeg sjekker.",
    "Минуту, сейчас проверю.",
    "请稍等，我查一下。",
]

NOTHING = [
    "Would you like me to call you?",
    "I'll be happy to help if you have more questions.",
    "I will need your order number.",
    "The lamp is brass.",
    "If you like, we will send another.",
    "Soll ich Sie anrufen?",
    "Die Lampe ist aus Messing.",
    "Lampen er av messing.",
    "Лампа из латуни.",
    "这个灯是铜的。",
]


@pytest.mark.parametrize(("sentence", "due"), DATED)
def test_a_promise_with_a_time_says_by_when(sentence: str, due: str) -> None:
    reading = read(Speech(sentence))
    assert reading is not None
    assert reading.kind is Kind.DATED
    assert reading.due is not None
    start, end = reading.due
    assert due in sentence[start:end].lower()


@pytest.mark.parametrize("sentence", DEEDS)
def test_a_promise_without_a_time_is_a_deed(sentence: str) -> None:
    reading = read(Speech(sentence))
    assert reading is not None
    assert (reading.kind, reading.due) == (Kind.DEED, None)


@pytest.mark.parametrize("sentence", SEARCHES)
def test_looking_something_up_is_a_search(sentence: str) -> None:
    reading = read(Speech(sentence))
    assert reading is not None
    assert reading.kind is Kind.SEARCH


@pytest.mark.parametrize("sentence", NOTHING)
def test_questions_offers_and_conditions_promise_nothing(sentence: str) -> None:
    assert read(Speech(sentence)) is None
