"""Names as they are written, shortened, bent and transliterated: who is meant, and who is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.verdict import ALLOWED, Rule
from agent_console.guard.check import Guard
from tests.guard.desk_of_subjects import subject

JONAS = subject("Jonas Weber", said=("Hello, my tent has not arrived.",))


def asked(name: str, text: str, target: str = "") -> bool:
    """Return whether a reply is stopped for speaking to the customer of that name."""
    verdict = Guard().check(
        text, subject(target) if target else JONAS, (subject(name, conversation="other"),)
    )
    assert verdict == ALLOWED or verdict.rule is Rule.NAME
    return verdict != ALLOWED


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Robert Example", "Hi Bob, it is packed"),
        ("Bob Example", "Dear Robert"),
        ("Elizabeth Example", "Does that suit you, Liz?"),
        ("Nathaniel Example", "Thanks Nate. It is packed."),
        ("Katharina Muster", "Hallo Kathi, danke"),
        ("Иван Петров", "Ваня, добрый день"),
        ("Ivan Petrov", "Ваня, добрый день"),
        ("Мария Котова", "Hi Masha, it is packed"),
        ("Benedetta Example", "Thanks Bene. It is packed."),
    ],
)
def test_short_forms_mean_the_name(name: str, text: str) -> None:
    assert asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gary Stone", "Thanks Gayr. It is packed."),
        ("Eric Stone", "Eirc, it is packed"),
        ("Ivan Stone", "Hi Ivvan, it is packed"),
        ("Ryan Stone", "Hi Ryn, it is packed"),
        ("Michael Stone", "Hi Micheal"),
    ],
)
def test_slips_of_the_fingers_mean_the_name(name: str, text: str) -> None:
    assert asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mary Stone", "Hi Marc"),
        ("Allison Stone", "Hi all, it is packed"),
        ("Theodore Stone", "The, well, parcel"),
        ("Andrew Stone", "And, yes, it is packed"),
    ],
)
def test_other_short_words_do_not(name: str, text: str) -> None:
    assert not asked(name, text)


@pytest.mark.parametrize(
    "text",
    [
        "Here you are Karen.",
        "I have packed it for you Karen",
        "Karen your stove is on its way",
        "Karen I have packed it",
        "Ok Karen.",
        "Sure Karen, I will pack it",
        "No problem Karen, it is packed",
        "Ja Karen!",
    ],
)
def test_a_name_counts_without_a_comma_where_one_speaks_to_it(text: str) -> None:
    assert asked("Karen Lund", text)


@pytest.mark.parametrize(
    "text",
    [
        "I will send it to Karen.",
        "This is Karen",
        "It was packed by Karen.",
        "Karen has packed it",
        "It is from the shop Berg Karen.",
        "Sure Karen packed it",
    ],
)
def test_a_name_that_is_spoken_of_does_not_count(text: str) -> None:
    assert not asked("Karen Lund", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna Green", "Yes green is in stock"),
        ("Jan Weiß", "Klar weiß ich das"),
        ("Will Stone", "Ok, will do"),
    ],
)
def test_a_word_behind_a_yes_that_is_a_name_too_does_not_count(name: str, text: str) -> None:
    assert not asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Müller", "Guten Tag Herr Mueller, Ihr Paket ist da"),
        ("Anna Weiß", "Sehr geehrte Frau Dr. Weiss, danke"),
        ("Anna Weiss", "Sehr geehrte Frau Dr. Weiß, danke"),
        ("Anna Weiß", "Annas Paket ist unterwegs"),
        ("Jörg Muster", "Ich habe mit Herrn Muster gesprochen"),
        ("Åse Lien", "Hei Aase, pakken er sendt"),
        ("Aase Lien", "Kjære Åse, takk"),
        ("Ingrid Lien", "Jeg ser på Ingrids ordre"),
        ("Astrid Öberg", "Hej Astrid, ditt paket"),
        ("Łukasz Wójcik", "Dzień dobry Panie Lukasz, paczka"),
        ("Ayşe Yılmaz", "Merhaba Ayse Hanım, kargonuz"),
        ("Mehmet Öz", "Mehmet Bey, siparişiniz hazır"),
        ("فاطمة علي", "مرحبا فاطمة، تم الشحن"),
        ("प्रिया शर्मा", "नमस्ते प्रिया, पैकेट"),
        ("José Muñoz", "Hola Jose, su pedido"),
        ("José Muñoz", "Estimado señor Munoz"),
        ("Zoe\u0308 Example", "Hi Zoë"),
    ],
)
def test_names_are_found_across_spellings(name: str, text: str) -> None:
    assert asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Анна Котова", "Заказ Анны Котовой отправлен"),
        ("Анна Котова", "Я написала Анне Котовой"),
        ("Анна Котова", "Здравствуйте, Анна!"),
        ("Анна Котова", "Аня, добрый день"),
        ("Марина Котова", "Марин, добрый день"),
        ("Иван Петров", "Уважаемый господин Петров"),
        ("Иван Петров", "Передам господину Петрову"),
        ("Сергей Белов", "Спасибо, Сергей!"),
        ("Сергей Белов", "Я вижу заказ Сергея Белова"),
        ("Сидоров Иван Петрович", "Иван Петрович, добрый день"),
        ("Иван Петрович", "Здравствуйте, Иван Петрович"),
        ("Дмитрий Орлов", "Уважаемый Дмитрий, заказ отправлен"),
    ],
)
def test_russian_names_are_found_in_their_cases(name: str, text: str) -> None:
    assert asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ivan Petrov", "Здравствуйте, Иван!"),
        ("Иван Петров", "Hi Ivan, it is packed"),
        ("Yulia Belova", "Юлия, добрый день"),
        ("Julija Belova", "Здравствуйте, Юлия"),
        ("Сергей Белов", "Dear Sergey"),
        ("Сергей Белов", "Dear Mr Belov"),
        ("Anna Kotova", "Я вижу заказ Анны Котовой"),
        ("Mikhail Orlov", "Михаил, добрый день"),
    ],
)
def test_a_name_is_the_same_in_latin_and_in_cyrillic_letters(name: str, text: str) -> None:
    assert asked(name, text)
    assert not asked("Karen Lund", text, target=name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王小明", "王先生，您好"),
        ("王小明", "您好，小王"),
        ("李娜", "李女士，您的订单已发货"),
        ("陈美丽", "谢谢陈经理"),
        ("王小明", "好的，小明，马上发货"),
        ("王 小明", "王小明的包裹"),
    ],
)
def test_chinese_names_are_found_with_titles_and_greetings(name: str, text: str) -> None:
    assert asked(name, text)
    assert not asked("张三", text, target=name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王小明", "小王子这本书有货"),
        ("高飞", "订单高总共三件"),
        ("Анна Котова", "Ваш заказ на складе, он готов"),
        ("Вера Белова", "Ваша вера в нас важна"),
        ("Hans Muster", "Das Paket ist da"),
        ("Mark Muster", "Zwei Marks Ideen"),
        ("Frauke Muster", "Hallo Frau Beispiel"),
        ("Theodore Stone", "Thanks The parcel left"),
    ],
)
def test_words_that_only_look_alike_are_no_names(name: str, text: str) -> None:
    assert not asked(name, text)


NAMES = (
    "Karen Lund",
    "Jürgen Müller",
    "Åse Lien",
    "Иван Петров",
    "Мария Котова",
    "王小明",
    "Chloé O'Brien",
    "Li Wei",
)
GREETINGS = (
    "Hi {given}, it is packed",
    "It is packed, {given}.",
    "Thanks {given}!",
    "{name}, yes",
    "I see the parcel of {name} here",
    "Hallo {given}, danke",
    "Hei {given}",
    "Здравствуйте, {given}!",
    "您好，{given}",
)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(GREETINGS), st.booleans())
def test_speaking_to_another_customer_is_always_asked_about(
    name: str, target: str, greeting: str, capitals: bool
) -> None:
    given_name = name.split()[0]
    text = greeting.format(given=given_name, name=name)
    assert asked(name, text.upper() if capitals else text, target=target) == (name != target)


def test_a_user_name_can_be_a_whole_name() -> None:
    assert asked("Karen Lund", "Your user name is karen_lund_77")
    assert not asked("Karen Lund", "Your user name is karen_moe_77")


def test_a_surname_that_begins_like_a_given_name_is_another() -> None:
    assert asked("William Moe", "Hi william, yes", target="Carol Williams")
    assert not asked("Carol Williams", "Hi William, yes", target="William Moe")


def test_the_targets_own_short_form_is_not_asked_about() -> None:
    assert not asked("Bob Example", "Hi Bob", target="Robert Moe")
    assert not asked("Ваня Белов", "Ваня, добрый день", target="Иван Петров")
