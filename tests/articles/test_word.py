"""What a question looks for, and that nothing in it is an operator of the search."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from agent_console.articles.word import MOST_WORDS, expression, indexed, question_words, typed_words


def test_words_that_say_nothing_are_left_out() -> None:
    assert question_words("Hallo, wie kann ich meine Rücksendung bezahlen?") == ("rücksendung", "bezahlen")
    assert question_words("How do I return it?") == ("return",)


def test_a_question_of_empty_words_alone_is_looked_for_as_it_is() -> None:
    assert question_words("What is it?") == ("what", "is", "it")


def test_the_end_of_a_long_question_counts() -> None:
    words = question_words(" ".join(f"word{n}" for n in range(100)))
    assert words == tuple(f"word{n}" for n in range(100 - MOST_WORDS, 100))


def test_letters_without_spaces_are_looked_for_in_pairs() -> None:
    assert question_words("我的订单退货") == ("订单", "单退", "退货")
    assert expression(["退货"]) == '"退  货"'


def matches(text: str, query: str) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            'CREATE VIRTUAL TABLE word USING fts5 (body, tokenize = "unicode61 remove_diacritics 2")'
        )
        connection.execute("INSERT INTO word VALUES (?)", (indexed(text),))
        return bool(connection.execute("SELECT 1 FROM word WHERE word MATCH ?", (query,)).fetchall())
    finally:
        connection.close()


def test_other_endings_are_found() -> None:
    for text, question in (
        ("Returns are free", "return"),
        ("Возврат посылки", "посылку"),
        ("Die Lieferung", "Lieferungen"),
        ("Une étiquette", "etiquette"),
        ("三十天内可以退货", "怎么退货"),
        ("返品できます", "返品"),
    ):
        assert matches(text, expression(question_words(question))), (text, question)


def test_typed_words_must_all_be_there_as_beginnings() -> None:
    assert matches("free returns", expression((), typed_words("ret fre")))
    assert not matches("free returns", expression((), typed_words("ret cost")))


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_asked_is_a_valid_search(question: str, typed: str) -> None:
    query = expression(question_words(question), typed_words(typed))
    if query:
        matches("some text", query)


def test_operators_are_words() -> None:
    assert not matches("lamp", expression(question_words('zzz" OR lamp* NEAR(a) body:"x')[:1]))
