"""What ships as an example works: the configuration names every setting, the canned responses pass."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from agent_console import config
from agent_console.snippets import report, residue
from agent_console.snippets.book import Book, expand
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.snippet import Snippet
from agent_console.storage import snippet_files, snippet_folder
from agent_console.ui.keys import KeyMap
from agent_console.yaml_source import MappingNode, Node, ScalarNode, Source, parse, validate

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "config.example.yaml"
SOURCES = snippet_files.read([snippet_folder.shipped()]).sources
BOOK, _ = Book.load(SOURCES)
LANGUAGES = ("en", "de", "nb", "ru")
FULL = Context(
    now=datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC),
    customer={"first_name": "Ana", "email": "ana@example.com", "phone": "555-0134"},
    agent={"first_name": "Sam"},
    order={
        "number": "48213",
        "currency": "EUR",
        "total": Decimal("1049.90"),
        "items": [{"name": "Tent"}, {"name": "Lamp"}],
        "placed_at": "2026-03-02",
        "shipping": {"eta": "2026-03-12", "carrier": "Postline", "tracking_number": "PL555"},
        "refund": {"amount": Decimal("49.90"), "partial": True},
    },
    brand={"hours": "8–18"},
)
SEVERAL = 2
MOST_CHARACTERS = 450


def models(annotation: object) -> list[type[BaseModel]]:
    """Return the groups of settings that a field's type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models(inner)]


def missing(model: type[BaseModel], node: Node | None, path: str = "") -> Iterator[str]:
    """Yield the settings of a model that a file does not name; a group that it sets to null has none."""
    if not isinstance(node, MappingNode):
        return
    for name, field in model.model_fields.items():
        if node.key(name) is None:
            yield f"{path}{name}"
        for inner in models(field.annotation):
            if _fits(inner, node.get(name)):
                yield from missing(inner, node.get(name), f"{path}{name}.")


def _fits(model: type[BaseModel], node: Node | None) -> bool:
    """Whether a group may be of that model: kinds of one thing are told apart by their `kind`."""
    kind = model.model_fields.get("kind")
    if kind is None or not isinstance(node, MappingNode):
        return True
    written = node.get("kind")
    return isinstance(written, ScalarNode) and written.text in get_args(kind.annotation)


def test_the_example_is_a_good_configuration() -> None:
    assert config.load(EXAMPLE).backend is not None


def test_the_keys_of_the_example_are_for_what_can_be_done() -> None:
    keys = config.load(EXAMPLE).keys
    assert keys
    assert KeyMap(keys).problems == ()


def test_the_example_names_every_setting() -> None:
    node = parse(EXAMPLE.read_text(encoding="utf-8"), "config.example.yaml")
    unnamed = set(missing(config.Config, node))

    # A connector proves who it is in one of four ways, and the two examples show two of them.
    assert unnamed <= {
        "records.cases.auth.bearer_env",
        "records.cases.auth.bearer_file",
        "records.cases.auth.header",
        "records.cases.auth.scheme",
        # Instead of the one chat system; an example of its own, in comments.
        "backends",
        # Instead of a request; an example of its own, in comments.
        "records.orders.sql",
        "records.cases.sql",
    }


def test_the_example_of_a_database_works_and_names_every_setting() -> None:
    (commented,) = re.findall(r"^#records:\n(?:#.*\n)+", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    text = re.sub("^#", "", commented, flags=re.MULTILINE)
    tree = parse(text, "config.example.yaml")
    validate(tree, config.Config, Source("config.example.yaml", text))

    assert isinstance(tree, MappingNode)
    records = tree.get("records")
    assert isinstance(records, MappingNode)
    assert set(missing(config.SqlConnector, records.get("orders"))) == set()


def test_the_example_of_several_systems_works_and_names_every_setting_of_each_kind() -> None:
    (commented,) = re.findall(r"^#backends:\n(?:#.*\n)+", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    text = re.sub("^#", "", commented, flags=re.MULTILINE)
    tree = parse(text, "config.example.yaml")
    loaded = validate(tree, config.Config, Source("config.example.yaml", text))

    assert isinstance(tree, MappingNode)
    systems = tree.get("backends")
    assert isinstance(systems, MappingNode)
    assert [type(system) for system in loaded.systems.values()] == list(get_args(config.ChatSystem))
    for name, system in loaded.systems.items():
        assert set(missing(type(system), systems.get(name))) == set()


def settings(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    for name, field in model.model_fields.items():
        yield model, name
        for inner in models(field.annotation):
            yield from settings(inner)


@cache
def described(model: type[BaseModel]) -> frozenset[str]:
    """Return the settings of a group, and of those it extends, that have a docstring."""
    names = set[str]()
    for part in model.__mro__:
        if issubclass(part, BaseModel) and part is not BaseModel:
            (written,) = ast.parse(textwrap.dedent(inspect.getsource(part))).body
            assert isinstance(written, ast.ClassDef)
            names.update(_documented(written))
    return frozenset(names)


def _documented(written: ast.ClassDef) -> Iterator[str]:
    for line, below in pairwise(written.body):
        match line, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant()):
                yield name


def test_every_setting_says_what_it_does() -> None:
    undescribed = {
        f"{model.__name__}.{name}" for model, name in settings(config.Config) if name not in described(model)
    }
    assert undescribed == set()


def test_the_canned_responses_have_no_problems_and_pass_their_tests() -> None:
    result = report.check(SOURCES)

    assert result.lines[:-1] == ()
    assert result.exit_code == 0


def test_there_is_enough_to_start_with() -> None:
    assert len(BOOK.snippets) >= 60


def test_each_is_typed_by_a_word_of_its_own() -> None:
    triggers = [trigger.text for snippet in BOOK.snippets for trigger in snippet.triggers]

    assert [trigger for trigger in triggers if not re.fullmatch(";[a-z]+[0-9]*", trigger)] == []
    assert len(set(triggers)) == len(triggers)


def written(snippet: Snippet, language: str) -> Expansion:
    expansion = expand(snippet, replace(FULL, conversation={"language": language}))
    assert isinstance(expansion, Expansion)
    return expansion


def fields(expansion: Expansion) -> list[tuple[int, int]]:
    """Return the index of each stop with how many choices it has."""
    return sorted((stop.index, len(stop.choices)) for stop in expansion.stops)


@pytest.mark.parametrize("snippet", BOOK.snippets, ids=lambda snippet: snippet.id)
def test_a_canned_response_is_whole_in_every_language(snippet: Snippet) -> None:
    for expansion in (written(snippet, language) for language in LANGUAGES):
        assert set(expansion.missing) == set(snippet.match.form_fields)
        assert [found.text for found in residue.find(expansion.text) if found.text[0] != "⟦"] == []
        assert not re.search(r"  | $|^ |\n|\.\.", expansion.text)
        assert len(expansion.text) <= MOST_CHARACTERS


@pytest.mark.parametrize("snippet", BOOK.snippets, ids=lambda snippet: snippet.id)
def test_a_canned_response_offers_the_same_in_every_language(snippet: Snippet) -> None:
    expansions = [written(snippet, language) for language in LANGUAGES]

    assert len({expansion.text for expansion in expansions}) == len(LANGUAGES)
    assert {language: fields(written(snippet, language)) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, fields(expansions[0])
    )


@pytest.mark.parametrize("snippet", BOOK.snippets, ids=lambda snippet: snippet.id)
def test_a_canned_response_reads_well_without_a_name(snippet: Snippet) -> None:
    nameless = replace(FULL, customer={"email": "ana@example.com", "phone": "555-0134"})
    for language in LANGUAGES:
        expansion = expand(snippet, replace(nameless, conversation={"language": language}))
        assert isinstance(expansion, Expansion)
        assert not re.search(r"  | [,.!?;]|,,|^[a-zа-яøåæ]", expansion.text)


@pytest.mark.parametrize("snippet", BOOK.snippets, ids=lambda snippet: snippet.id)
def test_a_canned_response_is_found_and_proven_in_several_languages(snippet: Snippet) -> None:
    assert snippet.label
    assert snippet.tags
    assert len(snippet.search_terms) >= len(LANGUAGES)
    assert len({example.locale or "en" for example in snippet.tests}) >= SEVERAL
