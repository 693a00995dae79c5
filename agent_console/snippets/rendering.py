"""A body of any kind filled in as it was called for: its case, and the separator behind it."""

from dataclasses import replace

from agent_console.snippets.limit import OverdueError, check_length, check_stops
from agent_console.snippets.recipe import Filling, Recipe, Rendered
from agent_console.snippets.stop.mark import StopSpec, places, unmarked
from agent_console.snippets.trigger.casing import Casing, cased


def rendered(recipe: Recipe, filling: Filling) -> Rendered:
    """Fill a body in; raise BodyError, WantedError or UnfilledError as `Recipe.render` does."""
    plain = _filled(recipe, filling)
    occasion = filling.occasion
    marked = cased(plain.marked, occasion.casing) + filling.disguise.put_on(occasion.right)
    check_length(unmarked(marked))
    check_stops(places(marked))
    return replace(
        plain, marked=marked, specs=tuple(_cased_choices(spec, occasion.casing) for spec in plain.specs)
    )


def _filled(recipe: Recipe, filling: Filling) -> Rendered:
    try:
        return recipe.render(filling)
    except OverdueError:
        if filling.nested:
            raise
        # A pause of the interpreter's own, such as to collect garbage, does not come twice.
        return recipe.render(replace(filling, deadline=filling.deadline.anew()))


def _cased_choices(spec: StopSpec, casing: Casing) -> StopSpec:
    """Return a stop whose choices are in capitals where the text around it is."""
    if not spec.choices or casing is not Casing.UPPERCASE:
        return spec
    return replace(spec, choices=tuple(cased(choice, casing) for choice in spec.choices))
