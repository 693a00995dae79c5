"""The YAML reader: positions, limits, YAML 1.2 scalars, and mistakes told in plain words."""

from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from agent_console.yaml_source import (
    Flag,
    Limits,
    MappingNode,
    Problem,
    ScalarNode,
    SequenceNode,
    Source,
    SourceError,
    Typed,
    parse,
    validate,
)


class Panes(BaseModel):
    model_config = ConfigDict(extra="forbid")

    most: Annotated[int, Field(ge=1, le=12)] = 12
    fill: Flag = False


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str
    panes: Panes = Panes()
    theme: Literal["dark", "light"] = "dark"
    names: tuple[str, ...] = ()
    extra: Typed = None
    ratio: Annotated[float, Field(gt=0)] = 1.0
    other: Panes | None = None

    @field_validator("url")
    @classmethod
    def _not_local(cls, url: str) -> str:
        if url == "local":
            raise ValueError("must be an address (got 'local')")
        return url


def settings(text: str) -> Settings:
    return validate(parse(text, "config.yaml"), Settings, Source("config.yaml", text))


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as caught:
        settings(text)
    return caught.value.problems


def summaries(text: str) -> list[str]:
    return [problem.summary for problem in problems(text)]


def test_a_tree_knows_where_everything_is_written() -> None:
    node = parse("a: 1\nb:\n  - x\n  - 'y'\n", "f")

    assert node == MappingNode(
        (
            (ScalarNode("a", True, 1, 1), ScalarNode("1", True, 1, 4)),
            (
                ScalarNode("b", True, 2, 1),
                SequenceNode((ScalarNode("x", True, 3, 5), ScalarNode("y", False, 4, 5)), 3, 3),
            ),
        ),
        1,
        1,
    )


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_a_file_without_anything_in_it_is_empty(text: str) -> None:
    node = parse(text, "f")

    assert isinstance(node, MappingNode) or (isinstance(node, ScalarNode) and node.null)


@pytest.mark.parametrize("text", ["yes", "0x1F", "007", "12:30", "2024-01-02", "1e3", "true", "=", "NO"])
def test_text_fields_take_what_is_typed(text: str) -> None:
    assert settings(f"url: {text}").url == text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("yes", "yes"),
        ("True", "True"),
        ("12", 12),
        ("-7", -7),
        ("0x1F", 31),
        ("0o17", 15),
        ("017", 17),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("2024-01-02", "2024-01-02"),
        ("12:30", "12:30"),
        ("~", None),
        ("null", None),
        ("[1, {a: true}]", [1, {"a": True}]),
        ("9" * 50, "9" * 50),
    ],
)
def test_free_values_are_typed_as_yaml_1_2_does(written: str, value: object) -> None:
    extra = settings(f"url: x\nextra: {written}").extra

    assert extra == value
    assert type(extra) is type(value)


@pytest.mark.parametrize("written", ["yes", "True", "'true'", "1", "on"])
def test_only_true_and_false_are_booleans(written: str) -> None:
    quoted = written.strip("'")

    assert summaries(f"url: x\npanes: {{fill: {written}}}") == [
        f"config.yaml:2:15: `panes.fill` must be true or false (got '{quoted}')"
    ]


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    text = "panes:\n  most: many\n  fil: true\ntheme: blue\nnames: x\nratio: 0\nurl: local\n"

    assert summaries(text) == [
        "config.yaml:2:9: `panes.most` must be a whole number from 1 to 12 (got 'many')",
        "config.yaml:3:3: unknown key `panes.fil` (did you mean `fill`?)",
        "config.yaml:4:8: `theme` must be dark or light (got 'blue')",
        "config.yaml:5:8: `names` must be a list (got 'x')",
        "config.yaml:6:8: `ratio` must be a number above 0 (got '0')",
        "config.yaml:7:6: `url` must be an address (got 'local')",
    ]


def test_a_missing_key_is_named_with_its_path() -> None:
    assert summaries("theme: dark") == ["config.yaml:1:1: `url` is missing"]


def test_an_unknown_key_like_no_other_lists_the_known_ones() -> None:
    assert summaries("url: x\npanes: {zzz: 1}") == [
        "config.yaml:2:9: unknown key `panes.zzz` (known: fill, most)"
    ]


def test_a_place_inside_a_list_and_inside_an_optional_part_is_found() -> None:
    assert summaries("url: x\nnames: [a, [b]]\nother: {most: 99}") == [
        "config.yaml:2:12: `names[1]` must be text (got a list)",
        "config.yaml:3:15: `other.most` must be a whole number from 1 to 12 (got '99')",
    ]


def test_a_duplicate_key_is_a_mistake_that_names_the_first_one() -> None:
    assert summaries("url: a\nurl: b\npanes: {most: 1, most: 2}") == [
        "config.yaml:2:1: `url` is written twice; the first is on line 1 (remove one of them)",
        "config.yaml:3:18: `most` is written twice; the first is on line 3 (remove one of them)",
    ]


def test_a_problem_shows_the_line_and_a_caret_under_the_place() -> None:
    assert str(problems("url: x\ntheme: blue")[0]) == (
        "config.yaml:2:8: `theme` must be dark or light (got 'blue')\n  theme: blue\n         ^"
    )


def test_a_long_line_is_cut_around_the_place_and_holds_no_control_characters() -> None:
    problem = problems(f'url: x\nextra: ["{"é" * 300}\\e[31m"]\nnames: {{x: "\\e\u200b{"a" * 300}"}}')[0]

    shown, caret = problem.excerpt.splitlines()
    assert len(shown) <= 102
    assert shown.isprintable()
    assert caret.endswith("^")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("a: b: c", "1:5", "mapping values are not allowed", "in quotes"),
        ("a: [1\nb: 2", "2:2", "did not find expected ',' or ']'", "closing bracket"),
        ("a:\n\tb: 1", "2:1", "cannot start any token", "spaces, not tabs"),
        ("a: 1\nb: 'x\nc: 2", "2:4", "end of stream", "closing quote"),
        ("a:\n  - b\n - c", "3:2", "did not find expected key", "indented"),
        ('a: "\\q"', "1:5", "unknown escape", "backslash twice"),
        ("a: *x", "1:4", "`*x` names nothing", "&x"),
        ("a: &a [*a]", "1:8", "`*a` stands inside what it names", ""),
        ("a: 1\n---\nb: 1", "2:1", "a second document", "one document"),
        ("? [a]\n: b", "1:3", "a key must be text", "quotes"),
        ("a: !!python/object:os.system x", "1:4", "is not supported", "remove"),
        ("é: \x01", "1:4", "control character", "remove it"),
        ("a: \ud800", "1:4", "surrogate", ""),
    ],
)
def test_what_is_not_yaml_is_told_with_place_and_remedy(
    text: str, place: str, message: str, hint: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text, "f.yaml")

    (problem,) = caught.value.problems
    assert problem.summary.startswith(f"f.yaml:{place}: ")
    assert message in problem.message
    assert hint in problem.hint


def test_an_anchor_serves_every_alias() -> None:
    assert settings("url: &x same\nnames: [*x, *x]").names == ("same", "same")


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{inner}'] * 10)}]\n"
    for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LAUGHS, "values, aliases written out"),
        ("[" * 41, "nested deeper than 40 levels"),
        ("x" * 300_000, "at most 262,144 are read"),
    ],
)
def test_bombs_are_refused_by_the_limit_that_they_break(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse(text, "f")


def test_exactly_the_limits_are_taken() -> None:
    limits = Limits(size=20, depth=3, values=4)

    assert parse("[[[a]]]" + " " * 13, "f", limits)


def test_one_value_more_than_the_limit_is_refused() -> None:
    with pytest.raises(SourceError, match="more than 4 values"):
        parse("[a, b, c, d]", "f", Limits(size=20, values=4))


def told(text: str) -> list[str]:
    """Return the summaries of what is wrong with a text; raises whatever is no SourceError."""
    try:
        settings(text)
    except SourceError as error:
        return [problem.summary for problem in error.problems]
    return []


@given(st.text(alphabet="ab:-[]{},&*'\"\n #|>?!%@\t1~\\é\x00\ud800", max_size=60))
def test_any_text_gives_settings_or_problems_with_places(text: str) -> None:
    assert all(summary.startswith("config.yaml:") for summary in told(text))


@given(st.dictionaries(st.sampled_from(["url", "panes", "theme", "most", "x"]), st.text(max_size=20)))
def test_any_mapping_gives_settings_or_problems_with_places(values: dict[str, str]) -> None:
    entries = ((ScalarNode(key, True, 1, 1), ScalarNode(value, True, 1, 1)) for key, value in values.items())
    try:
        validate(MappingNode(tuple(entries), 1, 1), Settings, Source("f", "x"))
    except SourceError as error:
        places = {problem.line for problem in error.problems}
    else:
        places = {1}

    assert places == {1}
