"""What a hub says is known to the console word for word, and heard with the values that it has."""

from gettext import NullTranslations
from pathlib import Path
from string import Formatter

import pytest

from agent_console.backends.hub_saying import SENTENCES, TEMPLATES, heard
from agent_console.texts import catalogue

HUB = Path(__file__).parent.parent.parent / "agent_console" / "hub"


class Loud(NullTranslations):
    """A language that is English in capitals, around names in braces."""

    def gettext(self, message: str) -> str:
        return "".join(
            words.upper() + (f"{{{name}}}" if name else "")
            for words, name, *_rest in Formatter().parse(message)
        )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("there is no such conversation", "THERE IS NO SUCH CONVERSATION"),
        ("Ana has it has taken it", "Ana has it HAS TAKEN IT"),
        (
            "a tag may have 50 characters, and this one has 61",
            "A TAG MAY HAVE 50 CHARACTERS, AND THIS ONE HAS 61",
        ),
        ("another hub's own words", "another hub's own words"),
    ],
)
def test_a_hub_is_heard_in_the_language_that_is_spoken(
    said: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heard(said) == said
    monkeypatch.setattr(catalogue._speech, "catalogue", Loud())
    assert heard(said) == shown


def test_hubs_say_it_in_these_words() -> None:
    said = "".join(file.read_text(encoding="utf-8") for file in HUB.rglob("*.py"))
    moves = (HUB.parent / "domain" / "history.py").read_text(encoding="utf-8")
    known = [words for text in (*SENTENCES, *TEMPLATES) for words, *_rest in Formatter().parse(text)]
    assert [
        words for words in known if words not in said and f'"{words}"' not in moves and "a tag" not in words
    ] == []
