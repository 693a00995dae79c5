"""Triggers: the longest one left of the cursor, what must stand beside it, never in code."""

import pytest

from agent_console.snippets.trigger import Boundary, Hit, Index, Trigger, in_code


def index(*triggers: Trigger) -> Index:
    return Index(triggers)


def fired(triggers: Index, typed: str) -> str:
    """Return the trigger that fires at `|`, or "" for none."""
    hit = triggers.before(typed.replace("|", ""), typed.index("|"))
    return hit.trigger if hit else ""


ETA = index(Trigger(";eta", "a"), Trigger(";et", "b"), Trigger("eta", "c"))


@pytest.mark.parametrize(
    ("typed", "trigger"),
    [
        (";eta|", ";eta"),
        ("hello ;eta| there", ";eta"),
        ("(;eta|)", ";eta"),
        ("„;eta|", ";eta"),
        ("x;eta|", "eta"),
        ("beta|", ""),
        (";et|a", ";et"),
        (";ETA|", ""),
        (";eta |", ""),
        ("|;eta", ""),
        ("", ""),
    ],
)
def test_the_longest_trigger_at_the_cursor_fires(typed: str, trigger: str) -> None:
    assert fired(ETA, typed or "|") == trigger


def test_a_hit_says_what_it_would_replace() -> None:
    assert ETA.before("hi ;eta", 7) == Hit(3, 7, ";eta", ("a",))


def test_a_trigger_of_two_snippets_names_both() -> None:
    hit = index(Trigger(";x", "a"), Trigger(";x", "b"), Trigger(";x", "a")).before(";x", 2)

    assert hit is not None
    assert hit.snippets == ("a", "b")


@pytest.mark.parametrize(
    ("boundary", "left", "right", "typed", "fires"),
    [
        (Boundary.BOTH, False, False, "hi| there", True),
        (Boundary.BOTH, False, False, "hi|there", False),
        (Boundary.LEFT, False, False, "hi|there", True),
        (Boundary.LEFT, False, False, "ohi|", False),
        (Boundary.ESPANSO, False, False, "ohi|there", True),
        (Boundary.ESPANSO, True, False, "ohi|there", False),
        (Boundary.ESPANSO, True, False, "o hi|there", True),
        (Boundary.ESPANSO, False, True, "ohi|there", False),
        (Boundary.ESPANSO, False, True, "ohi|.", True),
        (Boundary.ESPANSO, True, True, "-hi|", False),
    ],
)
def test_the_boundary_decides_what_may_stand_beside(
    boundary: Boundary, left: bool, right: bool, typed: str, fires: bool
) -> None:
    triggers = index(Trigger("hi", "a", boundary, left, right))

    assert bool(fired(triggers, typed)) is fires


def test_case_counts_unless_it_is_said_not_to() -> None:
    triggers = index(Trigger("hi", "a"), Trigger("Ärger", "b", any_case=True))

    assert fired(triggers, "HI|") == ""
    assert fired(triggers, "ÄRGER|") == "ÄRGER"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("`;eta", True),
        ("`a` ;eta", False),
        ("`a\n;eta", False),
        ("```\n;eta", True),
        ("```\nx\n```\n;eta", False),
        ("a ```b``` `;eta", True),
    ],
)
def test_code_is_left_alone(text: str, inside: bool) -> None:
    assert in_code(text, text.index(";")) is inside
    assert (ETA.before(text, len(text)) is None) is inside


def test_looking_up_takes_no_more_steps_than_the_longest_trigger_has_characters() -> None:
    """A text of any length costs the same, because the walk ends where no trigger goes on."""

    class Counted(str):
        read = 0

        def __getitem__(self, key: object) -> str:
            Counted.read += 1
            return super().__getitem__(key)  # type: ignore[index]  # whatever str takes

    ETA.before(Counted("z" * 10_000 + " hello"), 10_006)

    assert Counted.read < 20
