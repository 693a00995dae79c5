"""A canned reply that was called for: by which keys, in which draft, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent_console.domain.draft import Draft
from agent_console.domain.draft_shelf import Slot
from agent_console.domain.outside import Request
from agent_console.snippets.field import Field
from agent_console.snippets.occasion import USUAL, Occasion


@dataclass(frozen=True, slots=True)
class Wanted:
    """One canned reply, and the part of the draft that it takes the place of."""

    snippet: str
    """The snippet's id."""
    start: int
    """Where that part begins; it ends at the cursor."""
    occasion: Occasion = USUAL
    locale: str = ""
    """The language that the agent chose; empty for the customer's own."""

    def told(self, fields: Mapping[str, str]) -> "Wanted":
        """Return the same with what the agent has answered, by the names of the fields."""
        return replace(self, occasion=replace(self.occasion, fields={**self.occasion.fields, **fields}))

    def answered(self, request: Request, answer: str) -> "Wanted":
        """Return the same with one more answer from outside."""
        answers = {**self.occasion.answers, request: answer}
        return replace(self, occasion=replace(self.occasion, answers=answers))


@dataclass(frozen=True, slots=True)
class Call:
    """What was called for in a draft, as that was then; of several to choose from, the likeliest first."""

    draft: Draft
    wanted: tuple[Wanted, ...]

    @property
    def slot(self) -> Slot:
        """Which draft it is for."""
        return (self.draft.conversation, self.draft.mode)

    @property
    def snippets(self) -> tuple[str, ...]:
        """The ids of the replies to choose from."""
        return tuple(wanted.snippet for wanted in self.wanted)

    def still_fits(self, draft: Draft) -> bool:
        """Whether nobody has changed the draft since, nor moved in it."""
        return (draft.text, draft.cursor) == (self.draft.text, self.draft.cursor)

    def within(self, draft: Draft) -> "Call | None":
        """Return the call in the draft as it is now; None when that has been changed or moved in.

        A draft of the same text may be another one: deleted and typed again, it has another id.
        """
        return replace(self, draft=draft) if self.still_fits(draft) else None

    def settled_on(self, snippet: str, locale: str = "") -> "Call | None":
        """Return the call for one of its replies alone; None when that is none of them."""
        chosen = next((wanted for wanted in self.wanted if wanted.snippet == snippet), None)
        return None if chosen is None else replace(self, wanted=(replace(chosen, locale=locale),))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a call has put nothing into the draft; the trigger stays."""

    reason: str
    """One raw line for a person."""
    snippets: tuple[str, ...] = ()
    """The replies to choose from; with `locales` or `fields`, the one reply that those are of."""
    locales: tuple[str, ...] = ()
    """The languages to choose from."""
    fields: tuple[Field, ...] = ()
    """What the agent must answer before the one reply can be filled in."""
    macro: str = ""
    """The reply that has no text, so that there is only its steps to ask about; its trigger is gone."""

    @property
    def asks(self) -> bool:
        """Whether the agent is to be asked for something, rather than told the reason."""
        return bool(self.snippets or self.macro)
