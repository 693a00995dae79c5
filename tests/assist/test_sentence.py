"""Sentences by their places in the text."""

import pytest

from agent_console.assist.sentence import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi! Where is it? Thanks.", ["Hi!", "Where is it?", "Thanks."]),
        ("Dr. Berg lives at Main St. 4. Send it there.", ["Dr. Berg lives at Main St. 4. Send it there."]),
        ("Am 5. März. Danke.", ["Am 5. März.", "Danke."]),
        ("z.B. heute. Gut.", ["z.B. heute.", "Gut."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("你好。订单在哪里？谢谢！", ["你好。", "订单在哪里？", "谢谢！"]),
        ("Где заказ?! Жду…", ["Где заказ?!", "Жду…"]),
        ("see 3.14 and example.com now", ["see 3.14 and example.com now"]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = list(sentences(text))
    assert [sentence.words for sentence in found] == expected
    assert [text[sentence.start : sentence.end] for sentence in found] == expected
