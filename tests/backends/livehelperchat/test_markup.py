"""LiveHelperChat's marks as words."""

import pytest

from agent_console.backends.livehelperchat.markup import readable

URL = "https://chat.example.com"
VISITOR, OPERATOR, SYSTEM, BOT = 0, 5, -1, -2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("see [file=12_0a1B2c]", f"see file: {URL}/file/downloadfile/12/0a1B2c"),
        (
            '[file="12_0a1B2c"] [file=12_0a1B2c_img]',
            " ".join([f"file: {URL}/file/downloadfile/12/0a1B2c"] * 2),
        ),
        ("[img]https://example.com/a.png[/img]", "https://example.com/a.png"),
        ("[url]https://example.com/a[/url]", "https://example.com/a"),
        ("[url=https://example.com/a]our terms[/url]", "our terms (https://example.com/a)"),
        ("[url=https://example.com/a]https://example.com/a[/url]", "https://example.com/a"),
        ("[url=https://example.com/a][/url]", "https://example.com/a"),
    ],
)
@pytest.mark.parametrize("writer", [VISITOR, OPERATOR, SYSTEM, BOT])
def test_files_and_links_are_addresses(text: str, words: str, writer: int) -> None:
    assert readable(text, writer, URL) == words


@pytest.mark.parametrize(
    "text",
    [
        "a [/x] [b]c[/b] {{ d }} [INFO] [100%]",
        "5 &lt; 6 &amp;amp; &#91;img&#93;",
        "[file=x] [file=1_../../etc] [url=javascript alert]x[/url] [img] [url=] [/url]",
        "[b",
        "",
    ],
)
@pytest.mark.parametrize("writer", [VISITOR, OPERATOR])
def test_what_people_typed_stays(text: str, writer: int) -> None:
    assert readable(text, writer, URL) == text


@pytest.mark.parametrize("writer", [SYSTEM, BOT])
def test_the_system_speaks_without_styles_and_entities(writer: int) -> None:
    assert readable("[b]Ann[/b] &amp; [color=#ff0000]Ben[/color] &quot;here&quot;", writer, URL) == (
        'Ann & Ben "here"'
    )


@pytest.mark.parametrize(
    "piece", ["[url=", "[url=x]", "[img]", "[url]", "[file=", "[color=", "[url=a]b[/ur", "[[", "]["]
)
def test_half_a_mark_again_and_again_is_what_it_is(piece: str) -> None:
    text = piece * 50_000
    assert readable(text, VISITOR, URL) == text
