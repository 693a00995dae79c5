"""Articles cut into passages that a customer still reads."""

from hypothesis import given
from hypothesis import strategies as st

from agent_console.articles.page import Section
from agent_console.articles.passage import LONGEST, MOST, pieces


def test_paragraphs_go_together_as_far_as_they_fit() -> None:
    found = pieces([Section("Costs", ("a" * 300, "b" * 300, "c" * 300))])
    assert [(one.heading, len(one.text)) for one in found] == [("Costs", 602), ("Costs", 300)]


def test_sections_are_kept_apart() -> None:
    assert [one.text for one in pieces([Section("", ("a",)), Section("B", ("b",))])] == ["a", "b"]


def test_a_long_paragraph_ends_with_its_sentences() -> None:
    sentence = "This is a sentence of the help page. "
    found = pieces([Section("", (sentence * 40,))])
    assert all(one.text.endswith("page.") for one in found)
    assert "".join(f"{one.text} " for one in found) == sentence * 40


def test_sentences_without_spaces_end_too() -> None:
    found = pieces([Section("", ("三十天内可以退货。" * 200,))])
    assert all(one.text.endswith("。") for one in found)


def test_the_number_of_passages_is_bounded() -> None:
    assert len(pieces([Section("", ("word " * 100_000,))])) == MOST


@given(st.lists(st.text("ab .\n。", max_size=3_000), max_size=4))
def test_nothing_is_too_long_and_no_word_is_lost(paragraphs: list[str]) -> None:
    found = pieces([Section("", tuple(paragraphs))])
    assert all(0 < len(one.text) <= LONGEST for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(
        "".join(p.split()) for p in paragraphs
    )
