"""Labels of conversations, which are the console's tags: Chatwoot takes the whole list at once."""

from collections.abc import Callable

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.api import Api
from agent_console.domain.action import LONGEST_TAG
from agent_console.ports import Declined
from agent_console.texts import _

MOST_TAGS = 20
SEPARATORS = frozenset(",\"'")
"""Chatwoot takes a label with these apart into several."""
TRIES = 3

Labelling = tuple[str, ...]


class Labels:
    """Adds and removes single labels; every method raises `ChatwootError`.

    The list is read just before it is written, and again behind that: a colleague's label that came in
    between is lost for an instant, and ours too when they write last. Then it is done once more.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    async def add(self, conversation: int, label: str) -> Declined | None:
        """Put a label on; one that is there already changes nothing."""
        if not 1 <= len(label) <= LONGEST_TAG or not label.isprintable() or SEPARATORS & set(label):
            words = _("a tag has 1 to {most} characters that can be seen, without commas and quotation marks")
            return Declined(words.format(most=LONGEST_TAG), "tag")
        known = await self._read(conversation)
        if label not in known and len(known) >= MOST_TAGS:
            words = _("a conversation can have {most} tags; take another one off first")
            return Declined(words.format(most=MOST_TAGS), "too_many")
        return await self._write(conversation, known, lambda labels: tuple(dict.fromkeys((*labels, label))))

    async def remove(self, conversation: int, label: str) -> Declined | None:
        """Take a label off; one that is not there changes nothing."""
        known = await self._read(conversation)
        return await self._write(conversation, known, lambda labels: tuple(o for o in labels if o != label))

    async def _write(
        self, conversation: int, known: Labelling, changed: Callable[[Labelling], Labelling]
    ) -> Declined | None:
        for _try in range(TRIES):
            if changed(known) == known:
                return None
            await self._api.post(f"conversations/{conversation}/labels", {"labels": list(changed(known))})
            known = await self._read(conversation)
        if changed(known) == known:
            return None
        return Declined(_("a colleague changes the tags at the same time; try it again"), "race")

    async def _read(self, conversation: int) -> Labelling:
        return reading.labels(await self._api.get(f"conversations/{conversation}/labels"))
