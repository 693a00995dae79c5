"""Values that are replies themselves: variables of the type `match`."""

from dataclasses import replace

from agent_console.snippets.failure import BodyError
from agent_console.snippets.rendering import rendered
from agent_console.snippets.variable.scope import Params, Scope, text

DEEPEST = 16


def match(scope: Scope, params: Params) -> str:
    """Return the text of the first snippet with exactly that `trigger`, in the case of this one."""
    filling = scope.canvas.filling
    trigger = text(scope, params, "trigger")
    recipe = filling.find(trigger)
    if recipe is None:
        raise BodyError(f"no reply has the trigger `{trigger}`")
    chain = (*filling.nested, trigger)
    if trigger in filling.nested:
        raise BodyError(f"the replies {' -> '.join(chain)} go in a circle")
    if len(chain) > DEEPEST:
        raise BodyError(f"more than {DEEPEST} replies stand in each other: {' -> '.join(chain)}")
    occasion = replace(filling.occasion, right="", captures={})
    # A reply reaches nothing through another one that the config does not let it reach itself.
    inner = replace(filling, occasion=occasion, nested=chain, allowed=scope.allowed)
    return scope.canvas.nested(rendered(recipe, inner))
