"""What an import writes: readable blocks, comments where a person must decide, ids of their own."""

from agent_console.snippets.importer.page import identifier, page
from agent_console.snippets.importer.remark import changed, undecided
from agent_console.snippets.importer.reply import Reply

WRITTEN = """\
# Imported from canned.csv
dialect: support/1
namespace: canned
language: en
matches:
  # To decide (canned.csv:7): is `x` right? trigger: no
  - id: grusse
    triggers:
    - /gr
    label: 'no'
    actions:
    - add_tag: hello
    - close: {}
    template: |-
      Grüße 😀
        and more
    locales:
      de:
        template: Hallo
  - id: grusse-2
    expand: picker
    snippet: '~'
"""


def test_a_page_is_for_reading() -> None:
    first = Reply(
        "Grüße",
        7,
        "Grüße 😀\n  and more",
        triggers=("/gr",),
        label="no",
        locales={"de": "Hallo"},
        steps=({"add_tag": "hello"}, {"close": {}}),
        remarks=(changed("a became b"), undecided("is `x` right?\ntrigger: no")),
    )

    assert page("canned", "en", [first, Reply("grusse", 9, "~", "snippet")], "canned.csv") == WRITTEN


def test_no_two_replies_have_one_id() -> None:
    names = ["a", "a", "a-2", "a", "a-2", "Привет", "reply-6"]
    text = page("x", "", [Reply(name, 1, "t") for name in names], "x.csv")

    ids = [line.removeprefix("  - id: ") for line in text.splitlines() if line.startswith("  - id: ")]
    assert ids == ["a", "a-2", "a-2-2", "a-3", "a-2-3", "reply-6", "reply-6-2"]


def test_an_identifier_is_made_of_letters_that_every_keyboard_has() -> None:
    assert identifier(" Où est-ce ? ", "x") == "ou-est-ce"
    assert identifier("☃", "x") == "x"
