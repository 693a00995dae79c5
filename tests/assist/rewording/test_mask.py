"""What identifies somebody is hidden from a machine, and comes back exactly once or is missed by name."""

import pytest

from agent_console.assist.rewording.mask import Mask


def over(text: str, *parts: str) -> Mask:
    """Hide parts of a text, each where it stands first."""
    return Mask.over(text, [(text.index(part), text.index(part) + len(part)) for part in parts])


def test_a_part_is_a_number_in_braces_while_it_is_away() -> None:
    mask = over("Order 48213 goes to a@example.com.", "48213", "a@example.com")
    assert mask.text == "Order {1} goes to {2}."
    restored = mask.restored("An {2} geht Bestellung {1}.")
    assert restored.text == "An a@example.com geht Bestellung 48213."
    assert restored.whole
    assert [restored.text[slice(*place)] for place in restored.places if place] == ["48213", "a@example.com"]


@pytest.mark.parametrize("stand_in", ["{1}", "{ 1 }", "｛１｝", "{1 }", "{٠١}"])
def test_spaces_and_other_signs_for_the_same_are_taken(stand_in: str) -> None:
    assert over("Order 48213", "48213").restored(f"Bestellung {stand_in}").text == "Bestellung 48213"


def test_what_did_not_come_back_once_is_told_by_name() -> None:
    restored = over("48213, 48214 and 48215", "48213", "48214", "48215").restored("{1} und {1} mit {3} {9}")
    assert restored.text == "48213 und 48213 mit 48215 {9}"
    assert (restored.missing, restored.repeated, restored.invented) == (("48214",), ("48213",), ("{9}",))
    assert restored.places[0] is None
    assert not restored.whole


def test_overlapping_places_are_one_and_an_empty_one_keeps_its_place() -> None:
    mask = Mask.over("to 48213 now", [(3, 6), (5, 8), (9, 9)])
    assert mask.text == "to {1} {2}now"
    restored = mask.restored("jetzt {2}an {1}")
    assert restored.text == "jetzt an 48213"
    assert restored.places == ((9, 14), (6, 6))
    assert mask.restored("jetzt {1}").missing == ("",)


def test_braces_of_the_text_itself_are_not_taken_for_a_hidden_part() -> None:
    mask = over("write {1} for 48213", "48213")
    assert mask.text == "write {1} for {2}"
    assert mask.restored("schreibe {1} für {2}").text == "schreibe {1} für 48213"


def test_a_text_of_nothing_but_numbers_says_nothing() -> None:
    assert not over("48213!", "48213").says_something
    assert over("it is 48213", "48213").says_something
