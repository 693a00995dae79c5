"""HTML mails as plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.hub.mail.plain import plain


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div>Two <b>bold</b></div>", "One\nTwo bold"),
        ("  spread \n over   <i>lines</i> ", "spread over lines"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<table><tr><td>Order</td><td>48213</td></tr><tr><td>State</td></tr></table>", "Order 48213\nState"),
        ("Fish &amp; chips &lt;b&gt; &#x41;", "Fish & chips <b> A"),
        ("<blockquote>One<blockquote>Two</blockquote></blockquote>Now", "> One\n> > Two\nNow"),
        ('<a href="https://shop.example.com/x">Your order</a>', "Your order <https://shop.example.com/x>"),
        ('<a href="https://shop.example.com/">https://shop.example.com</a>', "https://shop.example.com"),
        (
            '<a href="https://evil.example.net">https://bank.example.com</a>',
            "https://bank.example.com <https://evil.example.net>",
        ),
        ('<a href="mailto:help@example.com">help@example.com</a>', "help@example.com"),
        ('<a href="javascript:alert(1)">Click</a>', "Click"),
        ('<img src="https://track.example.net/x.gif" alt="A cat">', "A cat"),
        ('<img src="https://track.example.net/x.gif">Words', "Words"),
        ("<style>p {color: red}</style><script>alert(1)</script>Words<script>more()", "Words"),
        ("<head><title>Title</title></head><body>Words</body>", "Words"),
        ("<svg><text>drawn</text></svg><template>unused</template>Words", "Words"),
        ("Words<!-- comment -->, <o:p>more</o:p>", "Words, more"),
        ("<p>Never closed <b>bold <td>cell", "Never closed bold cell"),
        ("</p></div></blockquote>Words", "Words"),
        ("", ""),
    ],
)
def test_the_words_are_kept_and_nothing_else(html: str, expected: str) -> None:
    assert plain(html) == expected


def test_nesting_beyond_all_sense_is_read() -> None:
    assert plain("<blockquote>" * 5000 + "deep").strip("> ") == "deep"
    assert plain("<b><i>" * 5000 + "deep") == "deep"


@pytest.mark.parametrize("tags", ["".join(f"<b x={number}>" for number in range(60)), "<div>" * 30_000])
def test_a_mail_made_to_take_gigabytes_and_minutes_is_read(tags: str) -> None:
    """The parser opens each formatting tag again in each of thousands of paragraphs."""
    words = plain(tags + "<p>a" * 20_000)
    assert set(words.split()) == {"a"}


SOUP = [
    "<p>",
    "</p>",
    "<a href=x>",
    "</a>",
    "<blockquote>",
    "<td>",
    "<",
    "word",
    "&",
    "<br/>",
    "<svg>",
    "<b>",
]


@given(st.lists(st.sampled_from(SOUP)))
def test_any_soup_has_words(soup: list[str]) -> None:
    plain("".join(soup)).encode()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    plain(text)
