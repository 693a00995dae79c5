"""What a draft was like at each of its texts, so that fields and holes come back when a text does."""

from collections import OrderedDict
from dataclasses import replace

from agent_console.domain.draft import Draft

_MOST = 400
"""Texts of one draft; an editor's undo goes back no further than a person remembers."""


class Recollection:
    """The latest states of one draft, by their texts."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    def note(self, draft: Draft) -> None:
        """Remember a draft as what it was last at its text."""
        self._drafts[draft.text] = draft
        self._drafts.move_to_end(draft.text)
        if len(self._drafts) > _MOST:
            self._drafts.popitem(last=False)

    def restored(self, draft: Draft, text: str, cursor: int) -> Draft:
        """Return a draft whose editor went back, or forward again, to an earlier text.

        A text that is not remembered is taken over as an edit. Raises ValueError when the cursor does
        not lie in the text.
        """
        then = self._drafts.get(text)
        if then is None:
            return draft.edited(text, cursor)
        return replace(
            draft, text=text, cursor=cursor, stops=then.stops, insertions=then.insertions, at=then.at
        )
