"""A help article as a Markdown file: front matter between two lines of `---`, and the text; pure."""

import re
from datetime import datetime
from functools import cache
from pathlib import PurePath
from typing import Annotated

from markdown_it import MarkdownIt
from pydantic import BaseModel, BeforeValidator, ConfigDict

from agent_console.articles.address import web_address
from agent_console.articles.page import page
from agent_console.articles.passage import pieces
from agent_console.domain.article import Article
from agent_console.domain.text import without_controls
from agent_console.texts import _
from agent_console.yaml_source import Limits, Problem, Source, SourceError, parse, validate

LIMITS = Limits(size=16 * 1024, depth=8, values=500)
"""What the front matter may hold."""
LARGEST = 128 * 1024
"""Bytes of a file; a page of help has a few thousand, and hostile Markdown takes quadratic time."""
LONGEST_TITLE = 200
MOST_TAGS = 20

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<matter>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def _listed(value: object) -> object:
    return [one.strip() for one in value.split(",")] if isinstance(value, str) else value


class FrontMatter(BaseModel):
    """What an article says of itself; keys of other programs are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str | None = None
    url: str | None = None
    language: str | None = None
    tags: Annotated[tuple[str, ...] | None, BeforeValidator(_listed)] = None


def article(name: str, text: str, changed: datetime | None = None) -> tuple[Article, tuple[Problem, ...]]:
    """Return the article in a file, and what is wrong in its front matter; `name` is its path."""
    text = without_controls(text)
    front = _FRONT.match(text)
    matter, problems = _matter(name, front["matter"]) if front else (FrontMatter(), ())
    body = text[front.end() :] if front else text
    said = page(_renderer().render(body))
    title = matter.title or said.title or PurePath(name).stem.replace("-", " ").replace("_", " ")
    found = Article(
        id=name,
        title=title[:LONGEST_TITLE],
        pieces=pieces(said.sections),
        url=web_address(matter.url or ""),
        language=(matter.language or "")[:35],
        tags=(matter.tags or ())[:MOST_TAGS],
        updated_at=changed,
    )
    return found, problems


def _matter(name: str, text: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    # The line break stands for the line of dashes, so that problems name the file's own lines.
    source = Source(name, f"\n{text}")
    if not text.strip():
        return FrontMatter(), ()
    try:
        matter = validate(parse(source.text, name, LIMITS), FrontMatter, source, whole="the front matter")
    except SourceError as error:
        return FrontMatter(), tuple(error.problems)
    if matter.url and not web_address(matter.url):
        return matter, (Problem(name, _("`url` is no address of the web, so customers are not sent there")),)
    return matter, ()


@cache
def _renderer() -> MarkdownIt:
    # HTML inside of Markdown is read as any other page is: without what could run.
    return MarkdownIt("commonmark", {"html": True}).enable("table")
