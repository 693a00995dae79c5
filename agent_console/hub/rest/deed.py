"""The body of an action, as models made from the actions themselves."""

import dataclasses
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, NewType, get_type_hints

from pydantic import Field, RootModel, create_model

from agent_console.domain.action import KINDS, Action, Deed
from agent_console.hub.rest.operation import Part
from agent_console.wire.codec import LARGEST, action

Number = Annotated[int, Field(ge=0, le=LARGEST)]
Moment = Annotated[int, Field(ge=0, le=LARGEST, description="Milliseconds since 1970 (UTC).")]


def _model(deed: Deed, kind: type[Action]) -> type[Part]:
    """Return the model of one action: its fields, and its name as `type`."""
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {"type": (Literal[deed.value], ...)}
    for field in dataclasses.fields(kind):
        default = ... if field.default is dataclasses.MISSING else field.default
        fields[field.name] = (_form(hints[field.name]), default)
    return create_model(kind.__name__, __base__=Part, __doc__=kind.__doc__, **fields)


def _form(kind: object) -> object:
    """Return how a field's type is written in JSON."""
    if isinstance(kind, NewType):
        return _form(kind.__supertype__)
    if kind is int:
        return Number
    return Moment if kind is datetime else kind


ACTIONS = tuple(_model(deed, kind) for deed, kind in KINDS.items())
_Any: Any = reduce(or_, ACTIONS)


class ActionBody(RootModel[Annotated[_Any, Field(discriminator="type")]]):
    """One action; `type` says which."""

    def action(self) -> Action:
        """Return it as the hub carries it out; raises `FrameError` for half a character."""
        return action(self.root.model_dump(mode="json"), "body")
