"""What is said in one language, as fragments of RE2 patterns in lower case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's ways of saying things.

    Each fragment stands between word boundaries, except where the language writes no spaces
    (`spaced` is false). A straight apostrophe stands for every kind.
    """

    question: tuple[str, ...]
    """What opens a question, also where no question mark follows: at the beginning of a clause."""
    inquiry: tuple[str, ...]
    """What makes a question of a sentence wherever it stands."""
    wish: tuple[str, ...]
    """What says that something is wanted."""
    command: tuple[str, ...]
    """Verbs that tell somebody to do something, at the beginning of a clause."""
    empty: tuple[str, ...]
    """Words that say nothing of what a question is about, as in `can you help me with that?`."""
    farewell: tuple[str, ...]
    """What says that nothing more is wanted."""
    thanks: tuple[str, ...]
    anger: tuple[str, ...]
    impatience: tuple[str, ...]
    promise: tuple[str, ...]
    """What the agent will do, or what will happen for the customer."""
    search: tuple[str, ...]
    """What the agent does right now, and will tell the outcome of."""
    unbinding: tuple[str, ...]
    """What makes an offer, a condition or a courtesy of a promise."""
    outcome: tuple[str, ...]
    """What tells the outcome of a search."""
    fulfilment: tuple[str, ...]
    """What says that something promised is done."""
    return_question: tuple[str, ...]
    """With what an agent asks the customer for something, also without a question mark."""
    anything_else: tuple[str, ...]
    """Questions of an agent that need no answer."""
    deadline: tuple[str, ...]
    """A time, or how long it will be until then."""
    soon: tuple[str, ...]
    """A time that nobody can hold somebody to."""
    number_noun: tuple[str, ...]
    """What stands before a number that identifies something."""
    secret_noun: tuple[str, ...]
    """What stands before a number that must not be shown."""
    introduction: tuple[str, ...]
    """What stands before a person's name."""
    spaced: bool = True
