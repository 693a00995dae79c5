"""The place of a character of a scalar, in every style that YAML has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.snippets.source.place import place_in
from agent_console.yaml_source import MappingNode, ScalarNode, Source, parse

STYLES = {
    "plain": "body: one two three X end\n",
    "plain over lines": "body: one\n  two\n\n  three X\n  end\n",
    "anchored": "body: &name one X\n",
    "anchored on its own line": "body: &name\n  one X\n",
    "tagged": "body: !!str one X\n",
    "single": "body: 'it''s X'\n",
    "single over lines": "body: 'it''s   \n\n\n   one\n   X'\n",
    "double": 'body: "a \\"b\\" \\u00e9 \\x41 \\U0001F600 \\n X"\n',
    "double over lines": 'body: "a\n   b \\\n     c\n\n   X"\n',
    "literal": "body: |\n  one\n   two\n\n  three X\n",
    "literal with a header": "body: |2-  # why\n   one\n  X\n",
    "literal behind empty lines": "body: |\n\n\n    one\n    X\n",
    "literal with other breaks": "body: |\r\n  one\r\n  two X\r\n",
    "folded": "body: >\n  one\n  two\n\n  three\n  X\n",
    "folded with deeper lines": "body: >-\n  one\n    deeper\n      still\n\n  back X\n",
    "folded that begins deeper": "body: >2\n     one\n  X\n",
    "in a flow": "{a: b, body: 'one X'}\n",
}


def scalar(source: Source) -> ScalarNode:
    tree = parse(source.text, source.name)
    assert isinstance(tree, MappingNode)
    node = tree.get("body")
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_a_character_is_found_where_it_is_written(text: str) -> None:
    source = Source("a.yaml", text)
    node = scalar(source)

    line, column = place_in(source, node, node.text.index("X"))

    assert source.lines[line - 1][column - 1] == "X"
    assert text.count("X") == 1


def test_a_place_behind_the_end_is_behind_the_last_character() -> None:
    source = Source("a.yaml", "body: abc\n")

    assert place_in(source, scalar(source), 99) == (1, 10)


def test_an_empty_scalar_and_a_mapping_are_where_they_begin() -> None:
    source = Source("a.yaml", "other:\n  body:\n")
    tree = parse(source.text, source.name)
    assert isinstance(tree, MappingNode)
    inner = tree.get("other")
    assert isinstance(inner, MappingNode)

    assert place_in(source, inner, 3) == (2, 3)
    assert place_in(source, inner.entries[0][1], 3)[0] == 2


WORDS = st.lists(
    st.lists(st.sampled_from(["a", "bc", "d'e", 'f"g', "  h", "é"]), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=5,
)


@given(lines=WORDS, header=st.sampled_from(["|", ">", "|-", ">+"]))
def test_every_letter_of_a_block_is_found(lines: list[str], header: str) -> None:
    text = f"body: {header}\n" + "".join(f"  {line}\n" for line in ["x", *lines])
    source = Source("a.yaml", text)
    node = scalar(source)

    for offset, character in enumerate(node.text):
        line, column = place_in(source, node, offset)
        if not character.isspace():
            assert source.lines[line - 1][column - 1] == character
