"""The words of a notification: what happened, the most pressing first, of each customer only that."""

from collections.abc import Iterable, Sequence
from typing import Final

from agent_console.domain.action import QuestionId
from agent_console.domain.alert import Alert, Occasion
from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.text import one_line
from agent_console.texts import _, ngettext

NAME_WIDTH: Final = 30


def summons(desk: Desk, alerts: Sequence[Alert], names: bool) -> str:
    """Return what alerts are about in one raw line; customers are counted, or named with `names`."""
    said: set[ConversationId] = set()
    parts: list[str] = []
    for occasion in Occasion:
        about = [alert for alert in alerts if alert.occasion is occasion and alert.conversation not in said]
        said |= {alert.conversation for alert in about if alert.conversation is not None}
        if about:
            parts.append(_part(desk, occasion, about, names))
    return "; ".join(parts)


def _part(desk: Desk, occasion: Occasion, about: Sequence[Alert], names: bool) -> str:
    if occasion is Occasion.CONNECTION:
        return _lost([alert.subject for alert in about] if desk.several else [])
    of_colleague = occasion is Occasion.QUESTION
    if names:
        who = _named(_colleagues(desk, about) if of_colleague else _customers(desk, about))
    else:
        who = _counted(len(about), of_colleague)
    return _sentence(occasion, len(about)).format(who=who)


def _lost(systems: Sequence[str]) -> str:
    """Return that chat systems cannot be reached; the only one has no name."""
    if not systems:
        return _("the chat system cannot be reached")
    # Translators: chat systems by the names that they have in the settings
    return _("cannot be reached: {systems}").format(systems=", ".join(systems))


def _sentence(occasion: Occasion, count: int) -> str:
    """Return what happened to so many people; `{who}` is the subject."""
    return {
        # Translators: {who} stands for a name, for "2 customers", or for "Ana Sol and 2 others"
        Occasion.CRITICAL: ngettext("{who} is about to leave", "{who} are about to leave", count),
        Occasion.RED: ngettext("{who} waits too long", "{who} wait too long", count),
        Occasion.FAILED: ngettext("{who} did not get your reply", "{who} did not get your replies", count),
        Occasion.PROMISE: ngettext(
            "{who} was promised to hear from you now", "{who} were promised to hear from you now", count
        ),
        Occasion.QUESTION: ngettext("{who} asks you something", "{who} ask you something", count),
        Occasion.MESSAGE: ngettext("{who} wrote", "{who} wrote", count),
        Occasion.CUSTOMER: ngettext("{who} is new on your desk", "{who} are new on your desk", count),
    }[occasion]


def _counted(count: int, colleagues: bool) -> str:
    words = (
        ngettext("{count} colleague", "{count} colleagues", count)
        if colleagues
        else ngettext("{count} customer", "{count} customers", count)
    )
    return words.format(count=count)


def _named(who: Sequence[str]) -> str:
    """Return the first of several, and how many others there are."""
    others = len(who) - 1
    if not others:
        return who[0]
    words = ngettext("{name} and {count} other", "{name} and {count} others", others)
    return words.format(name=who[0], count=others)


def _customers(desk: Desk, about: Iterable[Alert]) -> list[str]:
    return [
        one_line(desk[alert.conversation].customer.name, NAME_WIDTH) or _("a customer")
        for alert in about
        if alert.conversation is not None and alert.conversation in desk
    ]


def _colleagues(desk: Desk, about: Iterable[Alert]) -> list[str]:
    askers = {question.id: question.asker for question in desk.questions}
    return [
        one_line(askers.get(QuestionId(alert.subject), ""), NAME_WIDTH) or _("a colleague") for alert in about
    ]
