"""Marks: no two customers on a desk look alike, or are confirmed by the same key."""

from agent_console.domain.identity import GLYPHS, RESERVED, Mark, assign


def assign_all(names: list[str]) -> list[Mark]:
    marks: list[Mark] = []
    for name in names:
        marks.append(assign(name, marks))
    return marks


def test_the_letter_comes_from_the_name() -> None:
    assert assign("Jonas", []).mnemonic == "j"


def test_a_taken_letter_gives_way_to_the_next_of_the_name() -> None:
    assert [mark.mnemonic for mark in assign_all(["Jonas", "Jo"])] == ["j", "o"]


def test_accents_are_removed() -> None:
    assert assign("Émile", []).mnemonic == "e"


def test_reserved_letters_are_never_given() -> None:
    assert assign("Mmm", []).mnemonic not in RESERVED
    assert assign("Mira", []).mnemonic == "i"


def test_a_name_without_latin_letters_gets_a_free_letter() -> None:
    marks = assign_all(["Анна", "李娜", ""])
    assert len({mark.mnemonic for mark in marks}) == 3
    assert all(mark.mnemonic.isascii() for mark in marks)


def test_twelve_customers_differ_in_glyph_and_letter() -> None:
    marks = assign_all(["Anna"] * 12)
    assert len({mark.glyph for mark in marks}) == 12
    assert len({mark.mnemonic for mark in marks}) == 12


def test_more_customers_than_marks_still_get_one() -> None:
    marks = assign_all(["Anna"] * 30)
    assert all(mark.glyph in GLYPHS and mark.mnemonic not in RESERVED for mark in marks)


def test_a_freed_glyph_is_given_again() -> None:
    first, second, third = assign_all(["A", "B", "C"])
    assert assign("D", [first, third]).glyph == second.glyph
