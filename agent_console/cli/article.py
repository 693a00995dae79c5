"""Help articles: listed, searched, and what is missing among them."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from agent_console.cli.outcome import FAILED, OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.domain.article import Passage
    from agent_console.storage.article_stock import ArticleStock

Answer = TypeVar("Answer")
Row: TypeAlias = Mapping[str, object]


def listing(options: argparse.Namespace) -> int:
    """Print one line for each article that can be searched, and what is wrong with them."""
    articles, problems = asyncio.run(_asked(options, lambda stock: stock.listing()))
    if options.json:
        return _print_json([asdict(one) for one in articles], problems)
    for one in articles:
        passages = "1 passage" if one.passages == 1 else f"{one.passages} passages"
        _say(f"{one.language or '?':3} {one.title} · {passages} · {one.url or one.id}")
    return _complain(problems)


def search(options: argparse.Namespace) -> int:
    """Print the passages that answer a question, the best first."""
    wanted = (options.question, options.language, options.most)
    passages, problems = asyncio.run(_asked(options, lambda stock: stock.search(*wanted)))
    if options.json:
        return _print_json([_row(one) for one in passages], problems)
    for one in passages:
        _say(f"{one.title}{f' › {one.heading}' if one.heading else ''} · {one.url or one.article}")
        for line in one.text.splitlines():
            _say(f"    {line}")
    if not passages:
        _say("no article answers that")
    return _complain(problems)


def missing(options: argparse.Namespace) -> int:
    """Print the questions that agents noted because no article answers them, the newest first."""
    from agent_console.bootstrap import guard
    from agent_console.ports import JournalError
    from agent_console.storage.article_gap import ArticleGaps

    try:
        profile = guard.profile_of(settings(options), options.profile)
        noted = ArticleGaps(profile.missing_articles).noted()
    except (ValueError, JournalError) as error:
        raise UserError(str(error)) from error
    if options.json:
        rows = [{**asdict(one), "at": one.at.isoformat()} for one in noted]
        sys.stdout.write(f"{json.dumps({'missing': rows})}\n")
        return OK
    for one in noted:
        _say(f"{one.at:%Y-%m-%d}  {one.question}{f'  ({one.agent})' if one.agent else ''}")
    if not noted:
        _say("nothing was noted as missing")
    return OK


async def _asked(
    options: argparse.Namespace, question: "Callable[[ArticleStock], Awaitable[Answer]]"
) -> "tuple[Answer, Sequence[str]]":
    """Return what the articles answer once they are up to date, and what is wrong with them."""
    from agent_console.bootstrap import articles

    async with articles.stock(settings(options).articles, Path(), False, options.fetch) as stock:
        if stock is None:
            raise UserError("the settings name no help articles: config.example.yaml shows `articles`")
        await stock.tend()
        return await question(stock), stock.problems


def _row(passage: "Passage") -> Row:
    return {**asdict(passage), "updated_at": passage.updated_at and passage.updated_at.isoformat()}


def _print_json(rows: Sequence[Row], problems: Iterable[str]) -> int:
    told = list(problems)
    sys.stdout.write(f"{json.dumps({'articles': rows, 'problems': told})}\n")
    return FAILED if told else OK


def _complain(problems: Sequence[str]) -> int:
    for problem in problems:
        _say(problem)
    return FAILED if problems else OK


def _say(text: str) -> None:
    """Print a line; articles are not trusted, so nothing of them may steer the terminal."""
    from agent_console.domain.text import one_line

    sys.stdout.write(f"{text[: len(text) - len(text.lstrip())]}{one_line(text, 1000)}\n")
