"""How the cast talks when nothing special is to be said, by language and temper."""

from agent_console.demo.person import Courtesy, Manner

_HOLD_WORDS = (
    "moment",
    "look into",
    "looking into",
    "have a look",
    "check",
    "second",
    "minute",
    "takes me",
    "bear with",
    "forgotten",
)
_GREETINGS = ("can i do for you", "can i help", "may i help")

ENGLISH = Manner(
    nudges=(
        "Hello?",
        "Are you still there?",
        "I've been waiting for a while now…",
        "Is anybody going to answer me?",
    ),
    asks_again=(
        "Sorry, but that doesn't answer my question.",
        "Hmm. And what does that mean for my order?",
        "I'm not sure I follow. Could you look at my order, please?",
    ),
    courtesies=(
        Courtesy(("order number",), "It's {order}."),
        Courtesy(_HOLD_WORDS, "Okay, I'll wait.", patient=True),
        Courtesy(_GREETINGS, "As I wrote: {question}"),
    ),
    goodbye="That was all, bye!",
    gives_up="Never mind, I'll try again another day.",
)

FURIOUS = Manner(
    nudges=(
        "Hello???",
        "This is ridiculous. Is anyone there?",
        "I want to speak to your manager.",
        "I am going to post this EVERYWHERE.",
        "Unbelievable.",
    ),
    asks_again=(
        "That is NOT what I asked.",
        "Are you even reading what I write?",
        "Don't give me a script. WHERE is my order?",
    ),
    courtesies=(
        Courtesy(("order number",), "{order}. It is in front of you, isn't it?"),
        Courtesy(_HOLD_WORDS, "Fine. But I don't have all day.", patient=True),
        Courtesy(_GREETINGS, "READ what I wrote. {question}"),
    ),
    goodbye="Well. That's all I wanted to hear. Goodbye.",
    gives_up="That's it. I am cancelling EVERYTHING.",
)

GERMAN = Manner(
    nudges=(
        "Hallo?",
        "Sind Sie noch da?",
        "Ich warte jetzt schon eine ganze Weile …",
        "Kümmert sich noch jemand darum?",
    ),
    asks_again=(
        "Das beantwortet meine Frage leider nicht.",
        "Und was heißt das jetzt für meine Bestellung?",
        "Könnten Sie bitte in meiner Bestellung nachsehen?",
    ),
    courtesies=(
        Courtesy(("bestellnummer", "auftragsnummer"), "Die Nummer ist {order}."),
        Courtesy(
            (
                "moment",
                "augenblick",
                "sehe nach",
                "sehe es mir",
                "schaue",
                "prüfe",
                "kläre",
                "sekunde",
                "minute",
                "das dauert noch",
                "nicht vergessen",
            ),
            "Gut, ich warte.",
            patient=True,
        ),
        Courtesy(
            ("kann ich für sie tun", "kann ich ihnen helfen", "kann ich helfen"), "Wie gesagt: {question}"
        ),
    ),
    goodbye="Das war alles. Auf Wiedersehen!",
    gives_up="Dann versuche ich es ein andermal.",
)

NORWEGIAN = Manner(
    nudges=(
        "Hallo?",
        "Er du der fortsatt?",
        "Nå har jeg ventet ganske lenge …",
        "Er det noen som kan svare?",
    ),
    asks_again=(
        "Det var ikke helt svar på det jeg spurte om.",
        "Hva betyr det for bestillingen min?",
        "Kan du sjekke bestillingen min?",
    ),
    courtesies=(
        Courtesy(("ordrenummer", "bestillingsnummer"), "Det er {order}."),
        Courtesy(
            ("øyeblikk", "sjekke", "ser på", "se på", "undersøke", "vent", "sekund", "minutt", "ikke glemt"),
            "Greit, jeg venter.",
            patient=True,
        ),
        Courtesy(("kan jeg hjelpe", "kan jeg gjøre for deg"), "Som jeg skrev: {question}"),
    ),
    goodbye="Det var alt. Ha det!",
    gives_up="Jeg prøver igjen en annen dag.",
)

RUSSIAN = Manner(
    nudges=(
        "Алло?",
        "Вы ещё здесь?",
        "Я уже довольно долго жду…",
        "Мне кто-нибудь ответит?",
    ),
    asks_again=(
        "К сожалению, это не ответ на мой вопрос.",
        "И что это значит для моего заказа?",
        "Посмотрите, пожалуйста, мой заказ.",
    ),
    courtesies=(
        Courtesy(("номер заказа", "номер вашего заказа"), "Номер заказа {order}."),
        Courtesy(
            (
                "минут",
                "секунд",
                "проверю",
                "проверя",
                "уточн",
                "посмотрю",
                "подожд",
                "о вас помню",
                "занимаюсь",
            ),
            "Хорошо, подожду.",
            patient=True,
        ),
        Courtesy(("чем могу помочь", "чем я могу помочь", "могу вам помочь"), "Я ведь пишу: {question}"),
    ),
    goodbye="Это всё. До свидания!",
    gives_up="Ладно, напишу в другой раз.",
)
