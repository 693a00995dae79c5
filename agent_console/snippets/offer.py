"""Whether a snippet may be used in a conversation, and in which language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.locale import chain, pick
from agent_console.snippets.moment import locale_of
from agent_console.snippets.recipe import BodyError, Filling, Recipe
from agent_console.snippets.snippet import Snippet
from agent_console.texts import N_, _


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
        words = _("cannot be used: `{condition}` cannot be asked here ({error})")
        return words.format(condition=snippet.when.text, error=error)
    # Translators: follows the id of a canned reply.
    return "" if holds else _("is only for when `{condition}`").format(condition=snippet.when.text)


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
        words = _("has no text in `{language}`, only in {known}")
        return Trouble(words.format(language=wanted, known=known))
    words = _("has no text in `{language}`; choose one of {known}")
    return Trouble(words.format(language=wanted, known=known), locales=snippet.languages)


def _out_of_scope(snippet: Snippet, context: Context) -> str:
    scope = snippet.scope
    here = (
        (N_("is for channel {allowed} only"), scope.channels, context.conversation.get("channel")),
        (N_("is for queue {allowed} only"), scope.queues, context.conversation.get("queue")),
        (N_("is for brand {allowed} only"), scope.brands, context.brand.get("name")),
        (N_("is for team {allowed} only"), scope.teams, context.team),
    )
    for words, allowed, value in here:
        if allowed and str(value or "").casefold() not in {one.casefold() for one in allowed}:
            return _(words).format(allowed=_either(allowed))
    if scope.languages and not pick(context.language, [chain(one)[0] for one in scope.languages]):
        return _("is for {allowed} only").format(allowed=_either(scope.languages))
    return ""


def _either(names: Iterable[str]) -> str:
    # Translators: stands between the names of channels, queues, brands, teams or languages.
    return _(" or ").join(names)
