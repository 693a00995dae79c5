"""The quick reading of YAML: the values of the tree, or nothing at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.yaml_source import IrregularError, Limits, MappingNode, SequenceNode, outline, parse, raw
from agent_console.yaml_source.scalar import typed

LIMITS = Limits(size=2_000, depth=4, values=60)
ROOMY = Limits(size=100_000)
SCALARS = st.sampled_from(
    ["a", "true", "false", "null", "~", "7", "-1.5", "0x1F", "yes", "'true'", '"7"', "''", "1e3", "été"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["matches", "a", "b"]), VALUES), unique_by=lambda one: one[0]))
def test_it_gives_the_values_of_the_tree_and_the_lines_of_the_list(pairs: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    tree = parse(text, "x", ROOMY)

    try:
        found = outline(text, "matches", ROOMY)
    except IrregularError:
        pytest.fail("this is a sound file")

    assert found.root == raw(tree)
    assert typed(found.root) == typed(raw(tree))
    matches = tree.get("matches") if isinstance(tree, MappingNode) else None
    expected = [item.line for item in matches.items] if isinstance(matches, SequenceNode) else []
    assert found.lines == expected


def test_items_on_lines_of_their_own_have_their_lines() -> None:
    text = "# a\nmatches:\n  - x\n\n  - {a: 1}\n  -\n    - y\nb: [z]\n"

    assert outline(text, "matches", LIMITS).lines == [3, 5, 7]
    assert outline(text, "b", LIMITS).lines == [8]


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    assert outline(text, "matches", LIMITS).root == {}


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "- a\n",
        "just text\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "[a]: b\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "a: !thing {}\n",
        "!thing a: 1\n",
        "!thing {a: 1}\n",
        "matches: !thing [a]\n",
        "a: 1\n---\nb: 2\n",
        "a: [[[[x]]]]\n",
        "a: {b: {c: {d: {}}}}\n",
        f"a: [{'x,' * 61}]\n",
        f"a: {'x' * 2_000}\n",
        f"a: {'é' * 1_100}\n",
        "a: \ud800\n",
        "a: \x07\n",
    ],
)
def test_whatever_is_wrong_or_unusual_is_left_to_the_other_reader(text: str) -> None:
    with pytest.raises(IrregularError):
        outline(text, "matches", LIMITS)
