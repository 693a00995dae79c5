"""A line that a person typed, read."""

from pathlib import Path

import pytest

from agent_console.customer.order import Attach, Copy, Judge, Mistake, Order, Quit, Words, read


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("hello", Words("hello")),
        ("  half / half ", Words("  half / half ")),
        ("/rate 5 quick and kind", Judge(5, "quick and kind")),
        (" /rate 1", Judge(1, "")),
        ("/leave", Quit()),
        ("/file my parcel.png", Attach(Path("my parcel.png"))),
        ("/mail karen@example.com", Copy("karen@example.com")),
    ],
)
def test_what_a_line_asks_for(line: str, order: Order) -> None:
    assert read(line) == order


@pytest.mark.parametrize(
    "line", ["/rate", "/rate 6", "/rate 12", "/rate five", "/file", "/leave now", "/help"]
)
def test_what_no_line_can_ask_for_is_told(line: str) -> None:
    assert isinstance(read(line), Mistake)


def test_a_file_may_be_in_the_home_folder() -> None:
    assert read("/file ~/parcel.png") == Attach(Path.home() / "parcel.png")
