"""Short ways to a reply that may reach everything, for the tests of variables."""

from agent_console.domain.outside import Reach
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.occasion import USUAL, Occasion
from tests.snippets.shelf import ANA

A = "{name: a, type: echo, params: {echo: A}}"


def book(text: str, native: bool = False) -> Book:
    """Return the book of a file that may reach everything."""
    head = "dialect: support/1\nnamespace: t\n" if native else ""
    shelf, problems = Book.load([SnippetFile("t.yaml", head + text, allowed=frozenset(Reach))])
    assert problems == ()
    return shelf


def reply(body: str, variables: str, more: str = "", native: bool = False) -> Book:
    """Return the book of one reply `;x`, given its body and variables as YAML in one line."""
    text = f"matches:\n  - trigger: ;x\n    replace: {body}\n    vars: [{variables}]\n{more}"
    return book(text, native)


def called(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> Expansion | Trouble:
    return shelf.expand(f"t:{trigger}", ANA, occasion=occasion)


def text(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> str:
    result = called(shelf, occasion, trigger)
    assert isinstance(result, Expansion), result
    return result.text


def reason(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> str:
    result = called(shelf, occasion, trigger)
    assert isinstance(result, Trouble), result
    return result.reason


def nesting(trigger: str) -> str:
    """Return the variable `m` that is the reply with that trigger."""
    return f"{{name: m, type: match, params: {{trigger: {trigger}}}}}"
