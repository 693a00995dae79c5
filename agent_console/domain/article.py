"""Help articles: passages of the company's own help pages that may answer a customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of an article that was found for a question."""

    article: str
    """The article's id: its path in the folder, or its address."""
    title: str
    text: str
    """The passage as it can stand in a reply, without markup."""
    heading: str = ""
    """The heading above it, where it is not the article's first."""
    url: str = ""
    """Where customers can read the article; empty when they cannot."""
    language: str = ""
    """BCP 47 tag; empty when unknown."""
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MissingArticle:
    """A question that no article answered, noted by an agent."""

    question: str
    at: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an article that is short enough to be shown, and sent, in one go."""

    text: str
    heading: str = ""
    """The heading above it, where it is not the article's title."""


@dataclass(frozen=True, slots=True)
class Article:
    """One help page, without markup."""

    id: str
    """Its path in the folder, or its address."""
    title: str
    pieces: tuple[Piece, ...]
    url: str = ""
    """Where customers can read it: `http` or `https`; empty when they cannot."""
    language: str = ""
    """BCP 47 tag; empty when the article does not say it."""
    tags: tuple[str, ...] = ()
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as its source had it at some moment."""

    stamp: str
    """What tells this state from an earlier or later one; only its source understands it."""
    article: Article | None
    """None when nothing can be searched in it."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a source of articles has told since the last time."""

    present: frozenset[str] | None = None
    """The ids of all articles that there are; those of others are to be forgotten. None: not known."""
    changed: Mapping[str, Edition] = field(default_factory=dict)
    """New and changed articles by id."""
    problems: tuple[str, ...] = ()
    """What is wrong at the source now, each one raw line for a person."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One line about an article that can be searched."""

    id: str
    title: str
    url: str
    language: str
    passages: int
