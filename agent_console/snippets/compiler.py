"""From a match as it was read to a snippet that can be expanded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.snippets import editor, replacement, stops, template
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.locale import chain
from agent_console.snippets.mark import CLOSE, OPEN
from agent_console.snippets.place import place_in
from agent_console.snippets.recipe import BodyError, Recipe
from agent_console.snippets.schema import Expand, Head, Match, PlainMatch, Variable, bodies_of
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import Boundary, Trigger
from agent_console.snippets.vocabulary import unknown
from agent_console.yaml_source import (
    MappingNode,
    Node,
    Problem,
    SequenceNode,
    Source,
    SourceError,
    raw,
)
from agent_console.yaml_source.validation import nearest

NO_TEXT = ("replace", "")
"""The body of a match that only does something."""
NOT_TEXT = {
    "html": "`html` cannot be sent as a chat message; write `replace` or `template`",
    "image_path": "images cannot be inserted into a chat message",
}


@dataclass(frozen=True, slots=True)
class _Variant:
    """A body in one language, and the mapping that it is written in."""

    tag: str
    kind: str
    text: str
    node: MappingNode
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles the matches of one file."""

    source: Source
    file: SnippetFile
    head: Head
    native: bool
    """Whether the file is of dialect `support/1`."""

    def compile(self, match: PlainMatch, node: MappingNode) -> Snippet:
        """Return the snippet; raise SourceError when a body or condition is not well formed."""
        settings = match if isinstance(match, Match) else Match.model_construct(**dict(match))
        name = self._id(settings, node)
        base, *others = self._variants(settings, node)
        return Snippet(
            id=name,
            file=self.source.name,
            line=node.line,
            version=hashlib.sha256(repr(raw(node)).encode()).hexdigest()[:12],
            layer=self.file.layer,
            shadows=(),
            triggers=tuple(self._triggers(settings, name)),
            regex="" if _typed(settings) else settings.regex or "",
            expand=self._expand(settings),
            propagate_case=settings.propagate_case,
            uppercase_style=settings.uppercase_style,
            label=settings.label or settings.description or _first_line(base.text),
            description=settings.description,
            tags=settings.tags,
            search_terms=settings.search_terms,
            shortcut=settings.shortcut,
            scope=settings.scope or self.head.defaults.scope,
            when=self._condition(settings, node),
            requires=settings.requires,
            language=base.tag,
            body=base.recipe,
            locales={variant.tag: variant.recipe for variant in others},
            locale_fallback=settings.locale_fallback or self.head.defaults.locale_fallback,
            attach=settings.attach,
            actions=settings.actions,
            disabled=self._obstacle(settings, base.kind),
            tests=settings.tests,
            warnings=tuple(self._warnings(settings, node, [base, *others])),
        )

    def _id(self, match: Match, node: MappingNode) -> str:
        stem = self.source.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
        space = self.head.namespace or stem
        if match.id:
            return f"{space}.{match.id}"
        return f"{space}:{next(iter(_typed(match)), node.line)}"

    def _expand(self, match: Match) -> Expand:
        return match.expand or (self.head.defaults.expand if self.native else self.file.expand or "immediate")

    def _triggers(self, match: Match, name: str) -> Iterator[Trigger]:
        if self._expand(match) == "picker":
            return
        own = self.head.defaults.boundary if self.native else self.file.boundary or "espanso"
        chosen = match.boundary or own
        left = match.word if match.left_word is None else match.left_word
        right = match.word if match.right_word is None else match.right_word
        for text in _typed(match):
            yield Trigger(text, name, Boundary(chosen), left, right, match.propagate_case)

    def _obstacle(self, match: Match, kind: str) -> str:
        types = {variable.type for variable in (*match.vars, *self.head.global_vars)}
        if unsafe := sorted(types & replacement.UNSAFE - self.file.allowed):
            return (
                f"uses `{unsafe[0]}`, which reaches out of the program and is off; "
                f"`allow: [{unsafe[0]}]` for its folder under `snippets.folders` in your config turns it on"
            )
        return NOT_TEXT.get(kind, "")

    def _condition(self, match: Match, node: MappingNode) -> template.Condition | None:
        if match.when is None:
            return None
        try:
            return template.condition(match.when)
        except BodyError as error:
            raise SourceError([self._body_problem(node, "when", error)]) from None

    def _variants(self, match: Match, node: MappingNode) -> Iterator[_Variant]:
        own = self.head.language or ("en" if match.locales else "")
        kind, text = next(iter(bodies_of(match)), NO_TEXT)
        yield _Variant(own, kind, text, node, self._recipe(kind, text, match, node))
        places = _mapping(node.get("locales"))
        for tag, localized in match.locales.items():
            kind, text = bodies_of(localized)[0]
            place = _mapping(places.get(tag))
            yield _Variant(chain(tag)[0], kind, text, place, self._recipe(kind, text, match, place))

    def _recipe(self, kind: str, text: str, match: Match, node: MappingNode) -> Recipe:
        try:
            _check_characters(text)
            if kind == "template":
                return self._liquid(text.rstrip("\n"))
            if kind == "snippet":
                return editor.compiled(text.rstrip("\n"))
            return self._replacement(kind, text, match)
        except (BodyError, stops.StopError) as error:
            raise SourceError([self._body_problem(node, kind, error)]) from None

    def _liquid(self, text: str) -> Recipe:
        recipe = template.compiled(text)
        known = template.filter_names()
        for use in recipe.analysis.filters:
            if use.name not in known:
                hint = nearest(use.name, sorted(known))
                raise BodyError(f"there is no filter `{use.name}`; {hint}", text.find(use.name, use.offset))
        return recipe

    def _replacement(self, kind: str, text: str, match: Match) -> Recipe:
        globals_: tuple[Variable, ...] = self.head.global_vars
        return replacement.ReplaceRecipe(text, match.vars, globals_, match.form_fields, kind == "form")

    def _warnings(self, match: Match, node: MappingNode, variants: list[_Variant]) -> Iterator[Problem]:
        for path, place in zip(match.requires, _items(node.get("requires")), strict=False):
            if (hint := unknown(path)) is not None:
                yield self.source.problem(place.line, place.column, f"nothing is called `{path}`", hint)
        for variant in variants:
            if isinstance(variant.recipe, template.LiquidRecipe):
                yield from self._template_warnings(variant, variant.recipe)

    def _template_warnings(self, variant: _Variant, recipe: template.LiquidRecipe) -> Iterator[Problem]:
        written = variant.node.get(variant.kind) or variant.node
        for path, offset in recipe.analysis.paths:
            if (hint := unknown(path)) is not None:
                place = place_in(self.source, written, offset)
                yield self.source.problem(*place, f"nothing is called `{path}`", hint)
        indexes = {0, *(spec.index for spec in recipe.specs)}
        for index in sorted(indexes - {0}):
            if index - 1 not in indexes:
                place = place_in(self.source, written, variant.text.find(f"${index}"))
                message = f"stop {index} comes without stop {index - 1}"
                yield self.source.problem(*place, message, f"an amount is written \\${index}")

    def _body_problem(self, node: MappingNode, key: str, error: Exception) -> Problem:
        offset = error.offset if isinstance(error, BodyError) else 0
        line, column = place_in(self.source, node.get(key) or node, offset)
        return self.source.problem(line, column, f"`{key}`: {error}")


def _check_characters(text: str) -> None:
    for mark in (OPEN, CLOSE):
        if mark in text:
            raise BodyError(f"holds U+{ord(mark):X}, a private character of this program", text.find(mark))


def _typed(match: Match) -> tuple[str, ...]:
    return (match.trigger,) if match.trigger else match.triggers


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, SequenceNode) else (node,) if node else ()


def _mapping(node: Node | None) -> MappingNode:
    return node if isinstance(node, MappingNode) else MappingNode((), 0, 0)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")[:60]
