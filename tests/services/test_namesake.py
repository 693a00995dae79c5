"""Names that could be taken for each other, in several scripts."""

import pytest

from agent_console.services.namesake import namesakes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jonas Berg", "Jonas Berg"),
        ("Jonas Berg", "jonas Lind"),
        ("Jonas Berg", "Eva Berg"),
        ("Berg, Jonas", "Jonas Lind"),
        ("Jonas Berg", "Jones Lind"),
        ("Sara Vik", "Sarah Moe"),
        ("Jan Moe", "Jon Vik"),
        ("Brian Vik", "Brain Moe"),
        ("Müller", "Eva Mueller"),
        ("José", "Jose Lind"),
        ("Christopher Vik", "Kristopher Moe"),
        ("Анна Соколова", "Анна Орлова"),
        ("王伟", "王芳"),
        ("", "  "),
        ("555 0100", ""),
    ],
)
def test_these_could_be_taken_for_each_other(one: str, other: str) -> None:
    assert namesakes(one, other)
    assert namesakes(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Holm", "Jonas Berg"),
        ("Dr. Mira Holm", "Dr. Jonas Berg"),
        ("Bo Moe", "Jo Vik"),
        ("Mira Holm", ""),
        ("Herr", "Frau"),
        ("Анна Соколова", "Пётр Ильин"),
        ("王伟", "李娜"),
    ],
)
def test_these_could_not(one: str, other: str) -> None:
    assert not namesakes(one, other)
    assert not namesakes(other, one)
