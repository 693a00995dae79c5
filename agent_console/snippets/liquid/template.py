"""Bodies in Liquid with tab stops: compiled once, rendered within limits, errors never in the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TextIO

from liquid import BoundTemplate, Environment, RenderContext
from liquid.builtin.output import Output, OutputNode
from liquid.exceptions import LiquidError
from liquid.output import LimitedStringIO

from agent_console.snippets.limit import LONGEST_OUTPUT
from agent_console.snippets.liquid import filter as filters
from agent_console.snippets.liquid.hole import Recording
from agent_console.snippets.moment import written
from agent_console.snippets.recipe import BodyError, Filling, Recipe, Rendered
from agent_console.snippets.stop.mark import StopSpec, begin, end
from agent_console.snippets.stop.syntax import LIQUID, StopError, Unfolding, parse

TAGS = frozenset(
    {"if", "unless", "case", "for", "break", "continue", "assign", "capture", "comment", "raw", "echo", "#"}
)
"""The tags that templates have; none reads another file or keeps state."""
_PARTS = frozenset({"content", "output", "illegal"})
"""What Liquid's parser itself is made of."""
_IF = "{% if "
_RANGE = re.compile(r"\([^()'\"]*\.\.[^()'\"]*\)")
_FAILURES = (LiquidError, ArithmeticError, ValueError, TypeError, LookupError, RecursionError)
"""What Liquid's own filters raise on values that they were not made for."""


class _DatedOutputNode(OutputNode):
    """Writes a bare date as a person would."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the value, between marks when it is a default."""
        recording = Recording.of(context)
        before = len(recording.defaulted)
        value = self.expression.evaluate(context)
        if buffer is not recording.page or len(recording.defaulted) == before:
            return self._write(value, context, buffer)
        number = recording.default_mark()
        return buffer.write(begin(number)) + self._write(value, context, buffer) + buffer.write(end(number))

    def _write(self, value: object, context: RenderContext, buffer: TextIO) -> int:
        if isinstance(value, (date, datetime)):
            recording = Recording.of(context)
            with recording.deadline.paused():
                return buffer.write(written(value, "long", recording.locale))
        return super().render_to_output(context, buffer)


class _DatedOutput(Output):
    node_class = _DatedOutputNode


class _Environment(Environment):
    """Liquid within limits."""

    loop_iteration_limit = 1_000
    output_stream_limit = LONGEST_OUTPUT
    local_namespace_limit = 50_000

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Add the tags and filters that replies need, and no others."""
        super().setup_tags_and_filters(extra=extra)
        self.add_tag(_DatedOutput)
        for name in self.tags.keys() - TAGS - _PARTS:
            del self.tags[name]
        filters.register(self)


_ENVIRONMENT = _Environment()


class Use(NamedTuple):
    """A variable or filter named in a template, and where."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a template asks for."""

    paths: tuple[Use, ...]
    """Values from outside, such as `order.number`."""
    filters: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class LiquidRecipe:
    """A compiled template."""

    template: BoundTemplate
    specs: tuple[StopSpec, ...]
    analysis: Analysis

    def render(self, filling: Filling) -> Rendered:
        """Fill the template in; raise BodyError when a filter or a limit stops it."""
        context = Recording(self.template, filling.names, filling.locale, filling.deadline, {}, ())
        context.places = list(self.specs)
        return self._rendered(context, marking=True)

    def render_with(
        self, filling: Filling, variables: Mapping[str, object], holes: Sequence[str] = ()
    ) -> Rendered:
        """Do the same with variables, which may have marks; `holes` are the paths of the missing values in
        them.
        """
        context = Recording(self.template, filling.names, filling.locale, filling.deadline, variables, holes)
        context.places = list(self.specs)
        return self._rendered(context, marking=False)

    def _rendered(self, context: Recording, marking: bool) -> Rendered:
        buffer = LimitedStringIO(limit=LONGEST_OUTPUT, newline="")
        context.page = buffer if marking else None
        try:
            self.template.render_with_context(context, buffer)
        except _FAILURES as error:
            raise _body_error(error) from None
        return Rendered(
            buffer.getvalue(),
            tuple(context.places),
            tuple(context.holes),
            tuple(context.used.items()),
            tuple(dict.fromkeys(context.defaulted)),
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """A Liquid condition."""

    text: str
    recipe: Recipe

    def holds(self, filling: Filling) -> bool:
        """Return whether it is true; raise BodyError when it compares what cannot be compared."""
        return bool(self.recipe.render(filling).marked)


def compiled(text: str) -> LiquidRecipe:
    """Return a template ready to be rendered; raise BodyError when it is not well formed."""
    _check_ranges(text)
    try:
        # Parsed as it is written first, so that errors have their place in the writer's own text.
        plain = _ENVIRONMENT.from_string(text)
        analysis = _analysed(plain)
        marked, specs = Unfolding.of(parse(text, liquid=True))
        return LiquidRecipe(_ENVIRONMENT.from_string(marked) if marked != text else plain, specs, analysis)
    except StopError as error:
        raise BodyError(str(error)) from None
    except LiquidError as error:
        raise _body_error(error, len(text)) from None


@lru_cache(maxsize=1024)
def condition(text: str) -> Condition:
    """Return a Liquid condition ready to be asked; raise BodyError when it is none."""
    if "%}" in text or "\n" in text.strip():
        raise BodyError("must be one Liquid condition, such as `order.status == 'sent'`")
    try:
        return Condition(text.strip(), compiled(f"{_IF}{text} %}}1{{% endif %}}"))
    except BodyError as error:
        place = min(max(error.offset - len(_IF), 0), len(text))
        raise BodyError(str(error), place) from None


def _analysed(template: BoundTemplate) -> Analysis:
    found = template.analyze(include_partials=False)
    paths = [
        Use(".".join(map(str, variable.segments)), variable.span.index)
        for variables in found.globals.values()
        for variable in variables
        if all(isinstance(segment, (str, int)) for segment in variable.segments)
    ]
    names = [Use(name, span.index) for name, spans in found.filters.items() for span in spans]
    return Analysis(tuple(paths), tuple(names))


def filter_names() -> frozenset[str]:
    """Return the filters that templates may use."""
    return frozenset(_ENVIRONMENT.filters)


def _check_ranges(text: str) -> None:
    for tag in LIQUID.finditer(text):
        if found := _RANGE.search(tag[0]):
            message = "ranges such as (1..5) are not allowed; loop over a list"
            raise BodyError(message, tag.start() + found.start())


def _body_error(error: Exception, length: int = 0) -> BodyError:
    if not isinstance(error, LiquidError):
        return BodyError(f"a filter cannot take this value: {error}")
    offset = error.token.start_index if error.token else 0
    # Liquid says -1 for what is missing at the end.
    return BodyError(str(error.message), offset if 0 <= offset <= length else length)
