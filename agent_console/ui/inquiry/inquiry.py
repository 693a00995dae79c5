"""One step of a question to the agent: what to choose from or to write, and what an answer leads to."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from agent_console.ports import Declined
from agent_console.texts import N_, _

NOTHING = Content()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    label: Content
    page: Content = NOTHING
    """What is shown below while it is highlighted."""
    blocked: str = ""
    """Why it cannot be chosen, raw; it is listed all the same."""


@dataclass(frozen=True, slots=True)
class Next:
    """The answer leads to another step."""

    inquiry: "Inquiry"


@dataclass(frozen=True, slots=True)
class Fill:
    """The answer is not complete: this is to stand in the field."""

    text: str


@dataclass(frozen=True, slots=True)
class Amiss:
    """The answer will not do; the step stays open."""

    words: Content


@dataclass(frozen=True, slots=True)
class Order:
    """The answer is complete: the chat system is to do something."""

    work: Callable[[], Awaitable[Declined | None]]
    done: Content
    """What is said once it is done."""
    patient: bool = False
    """Whether the question stays open until it is done, so that the words survive a refusal."""


Outcome = Next | Fill | Amiss | Order | None
"""None means that nothing is to be done."""


def _unheard() -> None:
    """Let the agent go."""


class Inquiry(ABC):
    """A step of a question; pure, so that it can be drawn by anything."""

    hint = ""
    """What may be typed; here and in `keys` an id such as `{list.choose}` stands for that command's key.

    A class has both in English, its instances have them in the agent's language.
    """
    keys = N_("{list.choose} goes on · {list.leave} closes")
    """What ends the step."""
    initial = ""
    """What stands in the field from the start."""
    multiline = False
    """Whether an answer may have several lines."""
    reading = False
    """Whether the page matters more than the list, and is read from its end."""
    wide_page = False
    """Whether the page has the room that the list leaves, although it is read from its beginning."""
    from_end = False
    """Whether the list begins at its end."""

    def __init__(self, title: Content) -> None:
        self.hint, self.keys = _(self.hint), _(self.keys)
        self.title = title
        """What is asked, and about whom."""
        self.page = NOTHING
        """What is shown below while no choice brings a page of its own."""
        self.left: Callable[[], None] = _unheard
        """Called when the agent leaves the question with Esc."""

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what can be chosen, given what is typed; nothing where the answer is the text itself."""
        return ()

    def decided(self, typed: str) -> bool:
        """Whether what is typed chooses by itself, without Enter, as the number of a choice may."""
        return False

    def highlighted(self, typed: str, choices: Sequence[Choice]) -> int | None:
        """Return which of the choices is highlighted at first."""
        if not choices:
            return None
        return len(choices) - 1 if self.from_end and not typed else 0

    def completed(self, typed: str, choice: Choice | None) -> str:
        """Return what Tab makes of what is typed, given the choice that is highlighted."""
        return typed

    def page_of(self, choice: Choice | None) -> Content:
        """Return what there is to read while a choice is highlighted; None where nothing is."""
        return choice.page if choice is not None and choice.page else self.page

    def copied(self, choice: Choice | None) -> str:
        """Return what the key that copies takes, given the choice that is highlighted; empty for nothing."""
        return ""

    def declined(self, typed: str, declined: Declined) -> "Inquiry | None":
        """Return what to ask next when an order was refused; None leaves the question as it is."""
        return None

    @abstractmethod
    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Take an answer: what is typed, and the choice that is highlighted, if there is any."""


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices whose labels contain every word that is typed."""
    words = typed.casefold().split()
    return [choice for choice in choices if all(word in choice.label.plain.casefold() for word in words)]
