"""Help articles: passages of the company's own help pages that may answer a customer."""

from dataclasses import dataclass
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
