"""Templates that name variables: those are evaluated first, and their stops stand among the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from agent_console.domain.outside import Reach
from agent_console.snippets.liquid.template import Analysis, LiquidRecipe
from agent_console.snippets.recipe import Filling, Rendered
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.variable.canvas import Canvas
from agent_console.snippets.variable.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class VariedTemplate(LiquidRecipe):
    """A compiled template beside the variables of its match and file."""

    named: frozenset[str]
    """Which of the variables the template names."""
    variables: tuple[Variable, ...]
    global_variables: tuple[Variable, ...]
    allowed: frozenset[Reach]

    @classmethod
    def of(
        cls,
        recipe: LiquidRecipe,
        variables: Sequence[Variable],
        global_variables: Sequence[Variable],
        captures: frozenset[str],
        allowed: frozenset[Reach],
    ) -> Self | LiquidRecipe:
        """Return the template with what it names; itself when that is nothing of all this."""
        declared = captures | {variable.name for variable in (*variables, *global_variables)}
        named = {use.name.split(".")[0] for use in recipe.analysis.paths} & declared
        if not named:
            return recipe
        paths = tuple(use for use in recipe.analysis.paths if use.name.split(".")[0] not in declared)
        analysis = Analysis(paths, recipe.analysis.filters)
        shared = tuple(global_variables)
        return cls(
            recipe.template, recipe.specs, analysis, frozenset(named), tuple(variables), shared, allowed
        )

    def render(self, filling: Filling) -> Rendered:
        """Fill variables and template in; raise BodyError, WantedError or UnfilledError."""
        canvas = Canvas(filling, self.specs)
        values = Evaluation(canvas, self.variables, self.global_variables, True, self.allowed)
        if self.named & {variable.name for variable in self.variables}:
            values.run()
        for name in sorted(self.named):
            values.call(name)
        named = {name: value for name, value in values.values.items() if name in self.named}
        return canvas.around(self.render_with(filling, named, canvas.holes))
