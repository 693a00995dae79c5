"""Whether a snippet may be used in a conversation, and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.locale import chain, pick
from agent_console.snippets.moment import locale_of
from agent_console.snippets.recipe import BodyError, Filling, Recipe
from agent_console.snippets.snippet import Snippet


@dataclass(frozen=True, slots=True)
class Choice:
    """A body in one language."""

    recipe: Recipe
    tag: str
    """The tag by which dates and money are written."""


def obstacle(snippet: Snippet, context: Context, names: Mapping[str, object]) -> str:
    """Return why a snippet is not offered in a conversation; "" when it is."""
    if snippet.disabled:
        return snippet.disabled
    if reason := _out_of_scope(snippet, context):
        return reason
    if snippet.when is None:
        return ""
    try:
        holds = snippet.when.holds(Filling(names, locale_of(""), context.now))
    except BodyError as error:
        return f"cannot be used: `{snippet.when.text}` cannot be asked here ({error})"
    return "" if holds else f"is only for when `{snippet.when.text}`"


def choice(snippet: Snippet, language: str, chosen: str = "") -> Choice | Trouble:
    """Return the body for a customer's language, or the one that the agent chose."""
    wanted = chosen or language
    if not wanted or not snippet.language:
        return Choice(snippet.body, wanted or snippet.language)
    tag = pick(wanted, snippet.languages)
    return _fallback(snippet, wanted) if tag is None else Choice(snippet.body_in(tag), wanted)


def _fallback(snippet: Snippet, wanted: str) -> Choice | Trouble:
    if snippet.locale_fallback == "default":
        return Choice(snippet.body, snippet.language)
    known = ", ".join(snippet.languages)
    if snippet.locale_fallback == "block":
        return Trouble(f"has no text in `{wanted}`, only in {known}")
    return Trouble(f"has no text in `{wanted}`; choose one of {known}", locales=snippet.languages)


def _out_of_scope(snippet: Snippet, context: Context) -> str:
    scope = snippet.scope
    here = (
        ("channel", scope.channels, context.conversation.get("channel")),
        ("queue", scope.queues, context.conversation.get("queue")),
        ("brand", scope.brands, context.brand.get("name")),
        ("team", scope.teams, context.team),
    )
    for name, allowed, value in here:
        if allowed and str(value or "").casefold() not in {one.casefold() for one in allowed}:
            return f"is for {name} {' or '.join(allowed)} only"
    if scope.languages and not pick(context.language, [chain(one)[0] for one in scope.languages]):
        return f"is for {' or '.join(scope.languages)} only"
    return ""
