"""Which words a conversation knows as names."""

import pytest

from agent_console.assist.spelling.name import Names, mentioned, parts


def test_the_parts_of_a_name_are_names() -> None:
    assert parts("Mira Holm-O’Neil") == {"mira", "holm", "o'neil"}


def test_a_capital_inside_a_sentence_is_a_name_and_at_its_beginning_it_is_not() -> None:
    text = "Lmap is broken. It came with Fjordpost! “Teh box” from Åse\n- Adn Kjell"
    assert mentioned(text) == {"fjordpost", "åse", "kjell"}


@pytest.mark.parametrize(
    "form", ["Mira", "mira", "Mira's", "Miras", "Holms", "Анна", "Анны", "Анне", "Анной", "Белых", "Заречной"]
)
def test_forms_of_a_name_are_known(form: str) -> None:
    assert form in Names(parts("Mira Holm") | parts("Анна Заречная Белых"))


@pytest.mark.parametrize("other", ["Mirage", "Holmgren", "Андрей", "Анахорет", "", "А"])
def test_other_words_are_not(other: str) -> None:
    assert other not in Names(parts("Mira Holm") | parts("Анна"))
