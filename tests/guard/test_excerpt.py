"""Of a long text beginning and end are read, and what is found there is marked where it stands."""

from agent_console.guard.text.excerpt import BEGINNING, END, Excerpt


def test_a_text_of_usual_length_is_read_whole() -> None:
    text = "x" * (BEGINNING + END)
    assert Excerpt(text).text == text
    assert Excerpt(text).span((3, len(text))) == (3, len(text))


def test_what_is_found_is_marked_where_it_stands() -> None:
    text = f"first {'word ' * BEGINNING}last"
    excerpt = Excerpt(text)
    assert len(excerpt.text) <= BEGINNING + END + 1
    for word in ("first", "last"):
        place = excerpt.text.index(word)
        start, end = excerpt.span((place, place + len(word)))
        assert text[start:end] == word
        assert start == text.index(word)
    assert excerpt.span((0, len(excerpt.text))) == (0, len(text))


def test_no_word_is_cut_in_two() -> None:
    text = "48213 " * BEGINNING
    assert set(Excerpt(f" {text}").text.split()) == {"48213"}
