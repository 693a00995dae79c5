"""What a file is, how large its picture, and what it is called."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.hub.files import kind, picture
from agent_console.hub.files.kind import EXTENSIONS, PICTURES, Kind
from agent_console.hub.files.label import LONGEST, label
from tests.hub.file_case import GOOD, archive, gif, jpeg, png, webp

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
LIES = {
    "html": HTML,
    "html behind blanks": b"\n\n  \t" + HTML,
    "html behind a byte order mark": b"\xef\xbb\xbf" + HTML,
    "html behind many blanks": b" " * 100_000 + HTML,
    "a bare tag": b"<b>hello</b>",
    "svg": SVG,
    "svg behind an xml line": b"<?xml version='1.0'?>" + SVG,
    "xml": b"<?xml version='1.0'?><a/>",
    "a comment of html": b"<!-- -->" + HTML,
    "a program": b"\x7fELF\x02\x01\x01" + b"\0" * 100,
    "a windows program": b"MZ\x90\0" + b"\0" * 100,
    "blanks": b" \n\t",
    "text with an escape": b"hello \x1b[31mred",
    "text with a zero": b"hello \0",
    "text that turns into bytes": b"hello " * 20_000 + b"\xff\xfe",
    "text with a control behind the first piece": b"hello " * 20_000 + b"\x07",
    "text cut within a character": "Tromsø".encode()[:-1],
    "text in another encoding": "Grüße".encode("latin-1"),
    "sixteen-bit text": "hello".encode("utf-16"),
    "a bitmap": b"BM" + b"\0" * 60,
    "half a signature": b"\x89PNG",
    "another RIFF": b"RIFF\x10\0\0\0WAVEfmt ",
    "an archive that is no document": archive("a.exe"),
    "a document with macros": archive("[Content_Types].xml", "word/vbaProject.bin"),
    "an archive cut short": archive("[Content_Types].xml")[:-8],
}


@pytest.mark.parametrize("expected", Kind)
def test_each_kind_is_told_by_its_content(expected: Kind) -> None:
    content = GOOD[expected]
    assert kind.by_head(content[: kind.HEAD_BYTES]) is expected
    assert kind.by_content(io.BytesIO(content)) is expected


@pytest.mark.parametrize("content", LIES.values(), ids=LIES)
def test_everything_else_is_nothing_that_a_hub_takes(content: bytes) -> None:
    assert kind.by_content(io.BytesIO(content)) is None


def test_text_may_speak_of_tags_and_be_long() -> None:
    content = ("a < b and <i>words</i>, Tromsø " * 10_000).encode()
    assert kind.by_content(io.BytesIO(content)) is Kind.TEXT


@pytest.mark.parametrize(
    ("expected", "content"),
    [
        (Kind.PNG, png(1280, 720)),
        (Kind.GIF, gif(1280, 720)),
        (Kind.JPEG, jpeg(1280, 720)),
        (Kind.WEBP, webp(b"VP8 ", 1280, 720)),
        (Kind.WEBP, webp(b"VP8L", 1280, 720)),
        (Kind.WEBP, webp(b"VP8X", 1280, 720)),
    ],
)
def test_the_size_of_a_picture_stands_in_its_header(expected: Kind, content: bytes) -> None:
    assert picture.size(expected, io.BytesIO(content)) == (1280, 720)


@pytest.mark.parametrize("expected", sorted(PICTURES))
def test_a_picture_cut_short_anywhere_has_no_size_and_does_no_harm(expected: Kind) -> None:
    content = GOOD[expected]
    whole = picture.size(expected, io.BytesIO(content))
    found = {picture.size(expected, io.BytesIO(content[:length])) for length in range(len(content))}
    assert found <= {None, whole}
    assert None in found


@given(st.sampled_from(sorted(PICTURES)), st.binary(max_size=200), st.integers(0, 40))
def test_bytes_of_a_stranger_never_break_the_reading_of_sizes(of: Kind, noise: bytes, kept: int) -> None:
    size = picture.size(of, io.BytesIO(GOOD[of][:kept] + noise))
    assert size is None or (size.width > 0 and size.height > 0)


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_a_picture_without_extent_is_damaged(size: tuple[int, int]) -> None:
    assert picture.size(Kind.PNG, io.BytesIO(png(*size))) is None


NAMES = {
    "holiday.png": "holiday.png",
    "Holiday.PNG": "Holiday.PNG",
    "../../etc/passwd": "passwd.png",
    "..\\..\\boot.ini": "boot.ini.png",
    "/absolute/path.png": "path.png",
    "C:\\Users\\me\\a.png": "a.png",
    "invoice.html": "invoice.html.png",
    "a.png.exe": "a.png.exe.png",
    "evil\u202egnp.exe": "evilgnp.exe.png",
    "line\nbreak\t\x00\x1b[31m.png": "line break [31m.png",
    "zero\u200bwidth\ufeff.png": "zerowidth.png",
    "": "file.png",
    "...": "file.png",
    ".png": "png.png",
    "  .. ": "file.png",
    'quo"te<b>|?*:.png': "quo_te_b_____.png",
    "half \ud800 character.png": "half character.png",
    "фото ёлки 🎄.png": "фото ёлки 🎄.png",
    "con/": "file.png",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_a_label_is_no_path_and_shows_what_it_is(name: str, expected: str) -> None:
    assert label(name, Kind.PNG) == expected


def test_a_long_name_keeps_its_ending() -> None:
    shown = label("x" * 5000 + ".jpeg", Kind.JPEG)
    assert len(shown) == LONGEST
    assert shown.endswith("x.jpeg")


@given(st.text(), st.sampled_from(Kind))
def test_any_name_becomes_a_safe_label(name: str, of: Kind) -> None:
    shown = label(name, of)
    assert shown.isprintable()
    assert not set(shown) & set('/\\<>:"|?*\u202e')
    assert not shown.startswith((".", " "))
    assert shown.lower().endswith(tuple(EXTENSIONS[of]))
    assert len(shown) <= LONGEST
    assert label(shown, of) == shown
