"""A book that is loaded again keeps what has not changed, with all that was worked out, and only that."""

from collections.abc import Sequence

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.renewal import renewed
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet

REPLIES = """
dialect: support/1
namespace: {name}
global_vars:
  - {{name: us, type: echo, params: {{echo: "{us}"}}}}
matches:
  - {{id: hello, trigger: ";h", replace: "Hello from {{{{us}}}}"}}
  - {{id: bye, trigger: ";b", replace: "{bye}"}}
"""


def sheet(name: str = "shop", us: str = "Example Outdoor", bye: str = "Bye") -> Sheet:
    return reader.read(SnippetFile(f"{name}.yaml", REPLIES.format(name=name, us=us, bye=bye)))


def book(sheets: Sequence[Sheet]) -> Book:
    found, problems = Book.of(sheets)
    assert not problems
    return found


def test_what_is_in_another_file_stays() -> None:
    other = sheet("other")
    before = book([sheet(), other])
    after = renewed(book([sheet(bye="Goodbye"), other]), before)

    assert after.get("other.hello") is before.get("other.hello")
    assert [one.entry.text("replace") for one in after.snippets if one.id == "shop.bye"] == ["Goodbye"]


def test_a_variable_of_the_file_that_changed_changes_all_of_it() -> None:
    before = book([sheet()])
    after = renewed(book([sheet(us="Example Indoor")]), before)

    assert after.get("shop.hello") is not before.get("shop.hello")


def test_what_shadows_another_reply_now_is_not_what_it_was() -> None:
    own = sheet()
    before = book([own])
    below = reader.read(SnippetFile("below.yaml", REPLIES.format(name="shop", us="", bye="")))
    after = renewed(book([below, own]), before)

    assert [one.shadows for one in after.snippets] == [("below.yaml:7",), ("below.yaml:8",)]


def test_what_is_gone_is_gone() -> None:
    other = sheet("other")

    assert len(renewed(book([other]), book([sheet(), other])).snippets) == 2
