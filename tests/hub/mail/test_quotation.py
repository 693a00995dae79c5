"""A mail's own words, without what is repeated below them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.hub.mail.quotation import fresh

WROTE = "On Mon, 9 Mar 2026 at 14:05, Sam <help@example.com> wrote:"
BROKEN = "On Mon, 9 Mar 2026 at 14:05, Sam Rivera of Example Outdoor\n<help@example.com> wrote:"
OUTLOOK = "Hello\n-----Original Message-----\nFrom: Sam\nNew words below"
BETWEEN = "> Which one?\n\nThe red one.\n\n> And where to?\n\nHome."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you!", "Thank you!"),
        ("Thank you!\n\n> Your parcel\n> is on its way.\n", "Thank you!"),
        (f"Thank you!\n\n{WROTE}\n> Gone out.", "Thank you!"),
        (f"Thank you!\n\n{BROKEN}\n\n> Gone.", "Thank you!"),
        ("Danke!\n\nAm 09.03.26 um 14:05 schrieb Sam Rivera:\n> Unterwegs.", "Danke!"),
        ("Takk!\n\nDen 09.03.2026 14:05, skrev Sam:\n> Sendt.", "Takk!"),
        ("Спасибо!\n\n09.03.2026 14:05, Sam пишет:\n> В пути.", "Спасибо!"),
        ("Merci\n\nLe 9 mars 2026 à 14:05, Sam a écrit :\n> En route.", "Merci"),
        (BETWEEN, BETWEEN),
        ("> Which one?\n\nThe red one.\n\n> And where to?", "> Which one?\n\nThe red one."),
        (f"{WROTE}\nSee:\n> Gone out.", f"{WROTE}\nSee:"),
        ("My order of 2026 <mira@example.com>:\n> Gone out.", "My order of 2026 <mira@example.com>:"),
        ("Takk!\n\nman. 9. mar. 2026 kl. 14:05 skrev Sam <a@example.com>:\n\n> Sendt.", "Takk!"),
        ("The sign said:\n> No entry", "The sign said:"),
        ("I wrote at 10:30:\n> Nothing came", "I wrote at 10:30:"),
        ("Hello\n-- \nMira Holm\n555-0134", "Hello"),
        (f"Hello\n\n-- \nMira\n\n{WROTE}\n> Gone out.\n> -- \n> Sam", "Hello"),
        (f"{WROTE}\n> Gone.\n\nThank you!\n-- \nMira", f"{WROTE}\n> Gone.\n\nThank you!"),
        ("Hello\n--\nNot a signature by the rules", "Hello\n--\nNot a signature by the rules"),
        ("> Only a quotation", "> Only a quotation"),
        ("-- \nOnly a signature", "-- \nOnly a signature"),
        (OUTLOOK, OUTLOOK),
        ("", ""),
    ],
)
def test_a_mail_keeps_its_own_words(text: str, expected: str) -> None:
    assert fresh(text) == expected


def test_a_long_end_is_no_signature() -> None:
    text = "Hello\n-- \n" + "\n".join(f"line {number}" for number in range(30))
    assert fresh(text) == text


LINE = st.one_of(
    st.text(alphabet="ab >:-", max_size=12),
    st.sampled_from(["> quoted", "", "-- ", "On 9 Mar 2026 at 14:05, Sam <a@example.com> wrote:"]),
)


@given(st.lists(LINE, max_size=30))
def test_what_goes_is_marked_as_quoted_or_stands_at_the_very_end(lines: list[str]) -> None:
    kept = fresh("\n".join(lines)).split("\n")
    assert "\n".join(kept) in "\n".join(lines)
    own = [line for line in lines if line.strip() and not line.lstrip().startswith(">")]
    gone = own[len([line for line in kept if line.strip() and not line.lstrip().startswith(">")]) :]
    signed = gone[gone.index("-- ") :] if "-- " in gone else []
    assert all(line.endswith("wrote:") for line in gone[: len(gone) - len(signed)])
