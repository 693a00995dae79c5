"""A line that was found is listed with its match in view, wherever in a text that is."""

import pytest

from agent_console.ui.found_line import MARK, excerpt


def _marked(raw: str, *words: str, width: int = 20) -> list[str]:
    shown = excerpt(raw, words, width)
    assert len(shown.plain) <= width
    return [shown.plain[span.start : span.end] for span in shown.spans if span.style == MARK]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("my lamp hums", "lamp"),
        ("and so on " * 300 + "my LÄMP hums", "LÄMP"),
        ("\x1b[31m\n\n" * 50 + "my lamp hums", "lamp"),
        ("我的灯坏了请帮忙谢谢您 lamp 我的灯", "lamp"),
    ],
)
def test_the_match_is_in_view(raw: str, found: str) -> None:
    assert _marked(raw, "lamp") == [found]
    assert excerpt(raw, ("lamp",), 20).plain.isprintable()


def test_a_match_behind_wide_letters_is_not_cut_off_by_their_width() -> None:
    shown = excerpt("我的灯坏了请帮忙谢谢您我 lamp", ("lamp",), 20)
    assert shown.plain.startswith("…")


def test_what_has_no_match_is_shown_from_its_beginning() -> None:
    assert excerpt("my lamp hums all day long", ("chair",), 12).plain == "my lamp hum…"
