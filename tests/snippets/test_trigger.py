"""Triggers: the longest one left of the cursor, what must stand beside it, never in code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.snippets.trigger.index import Boundary, Hit, Index, Trigger, in_code


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


class TestBegun:
    """Triggers of which some characters stand left of the cursor."""

    INDEX = index(
        Trigger(";eta", "a"),
        Trigger(";et", "b"),
        Trigger("Thanks", "c", any_case=True),
        Trigger("THX", "d"),
        Trigger(":hand over:", "e", Boundary.ESPANSO),
        Trigger("over", "f", Boundary.ESPANSO),
        Trigger(" lead", "g", Boundary.ESPANSO),
    )

    def begun(self, typed: str, limit: int = 20) -> list[str]:
        """Return the rest of each trigger that is begun at `|`."""
        text, cursor = typed.replace("|", ""), typed.index("|")
        return [one.rest for one in self.INDEX.begun(text, cursor, limit)]

    @pytest.mark.parametrize(
        ("typed", "rests"),
        [
            (";|", ["et", "eta"]),
            ("hi ;e|", ["t", "ta"]),
            ("hi ;et| there", ["a"]),
            (";eta|", []),
            ("x;e|", []),
            ("x:ha|", ["nd over:"]),
            ("tha|", ["nks"]),
            ("th|", ["anks"]),
            ("TH|", ["anks", "X"]),
            ("atha|", []),
            ("see :hand ov|", ["er:", "er"]),
            ("hando|", []),
            ("`x ;e|", []),
            ("hi |", []),
            (" |", []),
            ("|", []),
        ],
    )
    def test_the_longest_part_comes_first(self, typed: str, rests: list[str]) -> None:
        assert self.begun(typed) == rests

    def test_no_more_come_than_are_wanted(self) -> None:
        assert len(self.begun(";|", limit=1)) == 1

    def test_each_says_where_it_began_and_for_what(self) -> None:
        [beginning] = self.INDEX.begun("hi tha", 6)

        assert (beginning.start, beginning.trigger.snippet, beginning.rest) == (3, "c", "nks")


class TestPatterns:
    """Patterns behind which Tab is pressed."""

    INDEX = Index(
        [Trigger("o12", "plain")],
        [(r"o(?P<id>\d+)", "order"), (r"(?P<any>\w*\d)", "any"), (r"#(?P<tag>\d+)", "tag"), ("(", "broken")],
    )

    def test_the_longest_match_at_the_cursor_counts_with_its_groups(self) -> None:
        assert self.INDEX.before("see #123!", 8) == Hit(4, 8, "#123", ("tag",), {"tag": {"tag": "123"}})

    def test_those_that_match_the_same_are_all_meant(self) -> None:
        hit = self.INDEX.before("o345", 4)

        assert hit is not None
        assert hit.snippets == ("order", "any")
        assert hit.captures == {"order": {"id": "345"}, "any": {"any": "o345"}}

    def test_a_trigger_comes_before_patterns(self) -> None:
        hit = self.INDEX.before("o12", 3)

        assert hit is not None
        assert hit.snippets == ("plain",)

    @pytest.mark.parametrize("typed", ["o12x", "`#12", "", "o"])
    def test_elsewhere_nothing_is_found(self, typed: str) -> None:
        assert self.INDEX.before(typed, len(typed)) is None


TEXTS = st.text("abB. ", min_size=1, max_size=4)


@given(
    st.lists(st.builds(Trigger, TEXTS, TEXTS, any_case=st.booleans()), max_size=8),
    st.text("abB. ", max_size=9),
)
def test_the_longest_that_fits_is_found_among_all(triggers: list[Trigger], text: str) -> None:
    def fits(trigger: Trigger) -> bool:
        start = len(text) - len(trigger.text)
        before = text[start - 1] if start > 0 else ""
        typed = text[max(start, 0) :]
        return typed.lower() == trigger.text.lower() and trigger.fits(typed, before, "")

    wanted = max((len(trigger.text) for trigger in triggers if fits(trigger)), default=0)
    hit = Index(triggers).before(text, len(text))

    assert (len(hit.trigger) if hit else 0) == wanted


def test_an_empty_trigger_is_none() -> None:
    empty = index(Trigger("", "a"), Trigger("", "b", Boundary.ESPANSO))

    assert empty.before("x ", 2) is None
    assert empty.begun("x ", 2) == ()
