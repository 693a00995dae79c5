"""What is wrong or odd in the bodies of a match, each mistake at its place; found by compiling them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_console.snippets.compiler import Broken
from agent_console.snippets.liquid import template
from agent_console.snippets.macro import program
from agent_console.snippets.recipe import BodyError
from agent_console.snippets.source.place import place_in
from agent_console.snippets.source.schema import Match
from agent_console.snippets.source.sheet import Entry, Sheet, key_node
from agent_console.snippets.variant import Variant
from agent_console.snippets.vocabulary import unknown
from agent_console.yaml_source import Node, Problem, SequenceNode, SourceError


@dataclass(frozen=True, slots=True)
class Proof:
    """Reads one match for mistakes."""

    sheet: Sheet
    entry: Entry
    match: Match
    variants: Sequence[Variant]
    condition: template.Condition | None

    def mistakes(self) -> Iterator[Problem]:
        """Yield what keeps the match, or one of its languages, from being used."""
        if self.condition and isinstance(self.condition.recipe, Broken):
            yield self._mistake(self.condition.recipe.error, "when")
        for variant in self.variants:
            if isinstance(variant.recipe, Broken):
                wording = variant.wording
                yield self._mistake(variant.recipe.error, wording.kind, wording.path)
        if self.match.actions is not None:
            yield from self._wrong_actions()

    def oddities(self) -> Iterator[Problem]:
        """Yield what is probably a mistake although the match can be used."""
        for number, path in enumerate(self.match.requires):
            if (hint := unknown(path)) is not None:
                yield self._odd(self._required(number), 0, f"nothing is called `{path}`", hint)
        if self.condition and isinstance(self.condition.recipe, template.LiquidRecipe):
            yield from self._odd_condition(self.condition.recipe)
        for variant in self.variants:
            if isinstance(variant.recipe, template.LiquidRecipe):
                yield from self._odd_names(variant, variant.recipe)
                yield from self._odd_stops(variant, variant.recipe)

    def _wrong_actions(self) -> Iterator[Problem]:
        try:
            program.steps_of(self.match.actions)
        except SourceError:
            yield from self._located_actions()

    def _located_actions(self) -> Iterator[Problem]:
        node = self.sheet.node(self.entry).get("actions")
        if node is None:
            # They come from the match that this one builds on, and are told there.
            return
        try:
            program.compiled(node, self.sheet.source)
        except SourceError as error:
            yield from error.problems

    def _odd_condition(self, recipe: template.LiquidRecipe) -> Iterator[Problem]:
        for path, _ in recipe.analysis.paths:
            if (hint := unknown(path)) is not None:
                offset = max(self.match.when.find(path), 0) if self.match.when else 0
                yield self._odd(self._node("when"), offset, f"nothing is called `{path}`", hint)

    def _odd_names(self, variant: Variant, recipe: template.LiquidRecipe) -> Iterator[Problem]:
        for path, offset in recipe.analysis.paths:
            if (hint := unknown(path)) is not None:
                yield self._odd(self._written(variant), offset, f"nothing is called `{path}`", hint)

    def _odd_stops(self, variant: Variant, recipe: template.LiquidRecipe) -> Iterator[Problem]:
        indexes = {0, *(spec.index for spec in recipe.specs)}
        for index in sorted(indexes - {0}):
            if index - 1 not in indexes:
                offset = variant.wording.text.find(f"${index}")
                message = f"stop {index} comes without stop {index - 1}"
                yield self._odd(self._written(variant), offset, message, f"an amount is written \\${index}")

    def _required(self, number: int) -> Node:
        node = self._node("requires")
        return node.items[number] if isinstance(node, SequenceNode) and number < len(node.items) else node

    def _written(self, variant: Variant) -> Node:
        return self._node(*variant.wording.path, variant.wording.kind)

    def _mistake(self, error: BodyError, key: str, path: tuple[str, ...] = ()) -> Problem:
        source = self.sheet.source
        line, column = place_in(source, self._node(*path, key), error.offset)
        return source.problem(line, column, f"`{key}`: {error}", code="body")

    def _odd(self, node: Node, offset: int, message: str, hint: str) -> Problem:
        source = self.sheet.source
        return source.problem(*place_in(source, node, offset), message, hint)

    def _node(self, *path: str) -> Node:
        return key_node(self.sheet.node(self.entry), *path)
