"""What a customer's sentence asks for, in five languages, also where no question mark follows."""

import pytest

from agent_console.assist.enquiry import Weight, read

ASKS = [
    "Where is my order?",
    "I'd like to know when the lamp will be here",
    "can you send me a new one",
    "what time does the shop open",
    "Please cancel the second parcel.",
    "I still need an invoice for March.",
    "cancel the subscription, today.",
    "How about the blue one",
    "Hello, is the table available in oak",
    "Wo bleibt mein Paket?",
    "Ich möchte die Lampe zurückgeben.",
    "können Sie mir sagen, wann das Paket ankommt",
    "Bitte ändern Sie die Adresse.",
    "wann kommt die Lieferung",
    "Hvor er pakken min?",
    "kan du sjekke bestillingen min",
    "Jeg vil gjerne bytte fargen.",
    "når kommer pakken",
    "Где мой заказ?",
    "Хочу вернуть лампу",
    "подскажите, когда придёт посылка",
    "можно ли изменить адрес доставки",
    "我的订单什么时候到",
    "请帮我取消订单",
    "我想退货",
    "能不能改地址",
]

ASKS_NOTHING = [
    "The lamp arrived on Monday.",
    "My name is Mira Holm.",
    "It is brass, with a linen shade.",
    "Das Paket kam am Montag an.",
    "Pakken kom på mandag.",
    "Посылка пришла в понедельник.",
    "灯泡昨天到了。",
]


@pytest.mark.parametrize("sentence", ASKS)
def test_questions_and_wishes_ask(sentence: str) -> None:
    assert read(sentence).weight is Weight.ASKS


@pytest.mark.parametrize("sentence", ASKS_NOTHING)
def test_statements_ask_nothing(sentence: str) -> None:
    assert read(sentence).weight is Weight.NOTHING


@pytest.mark.parametrize(
    "sentence",
    [
        "Can you help me with that?",
        "Seriously?",
        "please hurry!",
        "Können Sie mir dabei helfen?",
        "Помогите, пожалуйста",
    ],
)
def test_what_could_be_said_of_anything_is_hollow(sentence: str) -> None:
    assert read(sentence).weight is Weight.HOLLOW


@pytest.mark.parametrize(
    "sentence",
    [
        "No, that's all I need today.",
        "Thanks anyway, bye!",
        "Das war alles, tschüss.",
        "Nei takk, det var alt.",
        "Это всё, до свидания",
        "没有了，再见",
    ],
)
def test_farewells_end_it_and_ask_nothing(sentence: str) -> None:
    reading = read(sentence)
    assert (reading.weight, reading.ends) == (Weight.NOTHING, True)


def test_the_key_is_where_the_question_begins() -> None:
    sentence = "I have been waiting for two weeks now and nothing came, can you tell me where it is"
    reading = read(sentence)
    assert sentence[reading.key :].lstrip(" ,").startswith("can you tell me")
