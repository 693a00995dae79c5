"""Which language a text is in, and when a reply is in another customer's."""

from dataclasses import replace

import pytest

from agent_console.domain.chat import Author, ConversationId
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.guard.check import Guard
from agent_console.guard.language.common_word import COMMON_WORDS
from agent_console.guard.language.recognition import alike, called, language_of
from agent_console.guard.subject import Subject
from agent_console.snippets.language import language_name
from agent_console.texts import catalogue
from tests.guard.desk_of_subjects import after, customer, message, subject

SENTENCES = {
    "en": (
        "Your order left our warehouse",
        "where is my refund",
        "I will check that for you",
        "The red one is broken",
    ),
    "de": (
        "Ihr Paket ist unterwegs zu Ihnen",
        "wo bleibt denn mein Geld",
        "Starten Sie den Router zweimal neu",
    ),
    "no": ("Pakken er på vei til deg", "hvor blir det av pengene mine", "Jeg skal sjekke det for deg"),
    "sv": ("Paketet är på väg till dig", "Kan du skicka länken till mig?", "Jag ska kolla det åt dig"),
    "da": ("Pakken er på vej til dig", "hvor bliver mine penge af", "Jeg tjekker det lige for dig"),
    "nl": ("Uw pakket is onderweg naar u", "waar blijft mijn geld nou", "Kunt u mij de factuur sturen?"),
    "fr": ("Votre colis est en route", "où est mon remboursement svp", "Pouvez-vous m'envoyer la facture ?"),
    "es": ("Su paquete está en camino", "dónde está mi reembolso", "¿Me puede enviar la factura?"),
    "pt": ("A sua encomenda está a caminho", "onde está o meu reembolso", "Vou verificar isso para si"),
    "it": ("Il suo pacco è in viaggio", "dove è il mio rimborso", "Può inviarmi la fattura per favore?"),
    "pl": ("Pana paczka jest w drodze", "gdzie są moje pieniądze", "Zaraz to dla pana sprawdzę"),
    "tr": ("Paketiniz yola çıktı ve geliyor", "Sizin için hemen kontrol ediyorum"),
    "fi": ("Pakettisi on matkalla sinulle nyt", "Tarkistan asian heti teille"),
    "ru": ("Ваша посылка уже в пути", "где мои деньги наконец", "Сейчас я всё для вас проверю"),
    "uk": ("Ваша посилка вже в дорозі", "Зараз я все для вас перевірю"),
    "bg": ("Вашата пратка пътува към вас", "кога ще пристигне моята поръчка"),
    "zh": ("您的包裹已经寄出了", "请问我的退款在哪里"),
    "ja": ("お荷物は発送されました", "返金はどこですか教えてください"),
    "ko": ("소포가 발송되었습니다 감사합니다",),
    "ar": ("تم شحن الطرد الخاص بك اليوم",),
    "hi": ("आपका पैकेट भेज दिया गया है",),
    "el": ("Το δέμα σας είναι καθ' οδόν",),
    "he": ("החבילה שלך בדרך אליך",),
    "th": ("พัสดุของคุณถูกส่งแล้ว",),
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in SENTENCES.items() for text in texts]
)
def test_the_language_of_a_sentence_is_told(language: str, text: str) -> None:
    assert language_of(text) == language
    assert called(language).istitle()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "Thanks",
        "iPhone 15 Pro Max",
        "TRK700200 DHL 51007 48213 1Z555",
        "Port Example Mira Holm",
        "hm hm hm hm hm",
        "👍👍👍👍",
        "您的 parcel is on its way to you now 包裹包裹包裹包裹包裹",
        "https://example.com/the/order/of/the/day mira@example.com",
        "好的",
    ],
)
def test_nothing_is_told_of_too_little_or_a_mixture(text: str) -> None:
    assert language_of(text) == ""


def test_a_name_that_comes_again_and_again_tells_nothing() -> None:
    assert language_of("Ben Ben Ben Ben Ben is my name") in ("", "en")


def test_every_language_of_the_profile_has_a_name() -> None:
    assert all(called(language) for language in COMMON_WORDS)


def test_near_languages_are_alike() -> None:
    assert alike("no", "da")
    assert alike("de", "de")
    assert not alike("de", "en")


KLARA = subject("Klara Muster", said=("Hallo, mein Paket ist leider noch nicht angekommen.",))
JONAS = subject("Jonas Weber", said=("Hello, my tent has not arrived yet.",))
GERMAN = "Das sehe ich mir gleich für Sie an."


def checked(text: str, target: Subject, *others: Subject) -> Verdict:
    return Guard().check(text, target, others)


def test_a_reply_in_another_customers_language_is_delayed() -> None:
    verdict = checked(GERMAN, JONAS, KLARA)
    assert (verdict.ruling, verdict.rule, verdict.suggestion) == (
        Ruling.DELAY,
        Rule.LANGUAGE,
        KLARA.conversation,
    )
    assert verdict.reason == "This is German, as Klara Muster writes; here it is English"
    assert verdict.delay.total_seconds() > 0
    assert verdict.span == (0, len(GERMAN))


def test_nobody_is_singled_out_where_several_speak_it() -> None:
    verdict = checked(GERMAN, JONAS, KLARA, replace(KLARA, conversation=ConversationId("second")))
    assert verdict.suggestion is None
    assert verdict.reason == "This is German, as other customers write; here it is English"


def test_a_name_stops_what_the_language_would_delay() -> None:
    assert checked(f"Hallo Klara! {GERMAN}", JONAS, KLARA).ruling is Ruling.ASK


def test_a_reply_in_the_customers_own_language_goes() -> None:
    assert checked(GERMAN, KLARA, JONAS).ruling is Ruling.ALLOW
    assert checked("I will check that for you.", JONAS, KLARA).ruling is Ruling.ALLOW


def test_nobody_is_suspected_who_does_not_speak_it() -> None:
    assert checked("Je vérifie cela pour vous.", JONAS, KLARA).ruling is Ruling.ALLOW


def test_who_has_not_said_enough_speaks_any_language() -> None:
    assert checked(GERMAN, subject("Jonas Weber"), KLARA).ruling is Ruling.ALLOW
    assert checked(GERMAN, subject("Jonas Weber", said=("ok", "hi")), KLARA).ruling is Ruling.ALLOW


def test_short_messages_tell_together() -> None:
    target = subject("Jonas Weber", said=("hello there", "where is", "my order?"))
    assert checked(GERMAN, target, KLARA).rule is Rule.LANGUAGE


def test_a_customer_who_mixes_languages_can_be_answered_in_each() -> None:
    mixed = after(KLARA, message("Sorry, I meant my other order, can you check it?"))
    assert checked("I will check that for you.", mixed, JONAS).ruling is Ruling.ALLOW
    assert checked(GERMAN, mixed, KLARA).ruling is Ruling.ALLOW


def test_what_the_agent_has_begun_to_write_in_is_understood() -> None:
    answered = after(KLARA, message("I will check that for you right away.", Author.AGENT))
    assert checked("It will arrive tomorrow.", answered, JONAS).ruling is Ruling.ALLOW


def test_what_a_bot_writes_says_nothing() -> None:
    greeted = after(KLARA, message("Welcome, how can we help you today?", Author.BOT))
    assert checked("It will arrive with you tomorrow.", greeted, JONAS).rule is Rule.LANGUAGE


def test_the_language_of_the_profile_is_understood() -> None:
    klara = subject(customer("Klara Muster", language="en-GB"), said=("Mein Paket ist noch nicht da.",))
    assert checked("I will check that for you.", klara, JONAS).ruling is Ruling.ALLOW


def test_near_languages_are_not_told_apart() -> None:
    dane = subject("Mette Dahl", said=("Hvor bliver min pakke af? Jeg har ikke fået den endnu.",))
    norwegian = subject("Kari Moe", said=("Hvor blir det av pakken min? Jeg har ikke fått den ennå.",))
    assert checked("Jeg skal sjekke det for deg nå.", dane, norwegian).ruling is Ruling.ALLOW


def test_a_language_is_called_as_the_agent_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert called("no") == "Norwegian"
    monkeypatch.setattr(catalogue._speech, "language", "de")
    assert (called("no"), language_name("ru")) == ("Norwegisch", "Russisch, русский")
