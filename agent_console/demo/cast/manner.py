"""How the cast talks when nothing special is to be said, by language and temper."""

from agent_console.demo.person import Manner

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
    hold_words=("moment", "look into", "looking into", "check", "second", "minute", "bear with"),
    waits="Okay, I'll wait.",
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
    hold_words=("moment", "look into", "looking into", "check", "second", "minute", "bear with"),
    waits="Fine. But I don't have all day.",
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
    hold_words=("moment", "augenblick", "sehe nach", "schaue nach", "prüfe", "kläre", "sekunde"),
    waits="Gut, ich warte.",
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
    hold_words=("øyeblikk", "sjekke", "ser på", "undersøke", "vent", "sekund", "minutt"),
    waits="Greit, jeg venter.",
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
    hold_words=("минут", "секунд", "проверю", "проверя", "уточн", "посмотрю", "подожд"),
    waits="Хорошо, подожду.",
    goodbye="Это всё. До свидания!",
    gives_up="Ладно, напишу в другой раз.",
)
