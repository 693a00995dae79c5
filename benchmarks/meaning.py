"""What an agent means: every letter that is typed says for whom, and whether it is for a reply or a note."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import Author, ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft_shelf import Slot

MOST_CUSTOMERS = 26
ASTRAY = "§"
"""What is typed while no pane has the keys: it must land nowhere."""

Book = Mapping[Slot, Counter[str]]
"""How often each letter stands in each conversation's replies and notes, sent ones and drafts."""


@dataclass
class Meaning:
    """Capital letters are for replies, small ones for notes; each customer has one."""

    letters: dict[ConversationId, str] = field(default_factory=dict)
    granted: Counter[tuple[Slot, str]] = field(default_factory=Counter)
    """Letters that the agent has moved to another customer, or taken from the customer's own record."""

    def next_letter(self) -> str:
        """Return the letter of the next customer."""
        return chr(ord("A") + len(self.letters))

    def letter(self, conversation: ConversationId, mode: Mode) -> str:
        """Return what to type for a customer."""
        letter = self.letters[conversation]
        return letter.lower() if mode is Mode.NOTE else letter

    def misplaced(self, book: Book) -> Iterator[str]:
        """Yield each letter that stands where nobody meant it to, as often as it does, with its place.

        A canned reply gives the customer's own name, in capitals, to notes as well.
        """
        for slot, found in book.items():
            conversation, mode = slot
            own = {self.letters.get(conversation, ""), self.letter(conversation, mode)}
            for letter, times in found.items():
                astray = times - self.granted[slot, letter] if letter not in own else 0
                where = f"in a {mode.value} to {self.letters[conversation]}"
                yield from [f"{letter} {where}"] * astray

    def is_misplaced(self, conversation: ConversationId, mode: Mode, text: str) -> bool:
        """Whether a message has a letter that nobody meant to be there."""
        slot = conversation, mode
        own = {self.letters.get(conversation, ""), self.letter(conversation, mode)}
        return any(one not in own and not self.granted[slot, one] for one in _letters(text))

    def grant(self, before: Book, after: Book) -> None:
        """Take for meant what has gone from one draft to another, because the agent has moved it."""
        changes = {slot: Counter(after.get(slot, {})) for slot in {*before, *after}}
        for slot, found in before.items():
            changes[slot].subtract(found)
        lost = Counter[tuple[Mode, str]]()
        for (_, mode), change in changes.items():
            lost.update({(mode, letter): -times for letter, times in change.items() if times < 0})
        for (conversation, mode), change in changes.items():
            for letter, times in change.items():
                if times > 0 and lost[mode, letter] >= times:
                    self.granted[(conversation, mode), letter] += times

    def insert(self, slot: Slot, before: Book, after: Book) -> None:
        """Take for meant what has come into this draft, and into no other, out of the customer's record."""
        for letter, times in (Counter(after.get(slot, {})) - Counter(before.get(slot, {}))).items():
            self.granted[slot, letter] += times


def drafted(desk: Desk) -> Book:
    """Return the letters of what is being written."""
    return {slot: _letters(draft.text) for slot, draft in desk.drafts.items()}


def written(desk: Desk, world: MemoryWorld, agent: str) -> Book:
    """Return the letters of everything that an agent wrote: drafts, replies under way, and what arrived."""
    book = {slot: Counter(letters) for slot, letters in drafted(desk).items()}
    for held in desk.conversations.values():
        for echo in held.echoes:
            book.setdefault((held.id, echo.mode), Counter()).update(_letters(echo.text))
    for conversation, mode, text in arrived(world, agent):
        book.setdefault((conversation, mode), Counter()).update(_letters(text))
    return book


def arrived(world: MemoryWorld, agent: str) -> Iterator[tuple[ConversationId, Mode, str]]:
    """Yield every message of an agent that the chat system has, an edited one in its last words."""
    for chat in world.chats.values():
        edited = {message.amends: message.text for message, _at in chat.arrivals if message.amends}
        for message, _at in chat.arrivals:
            if message.author is Author.AGENT and message.name == agent and not message.amends:
                yield chat.id, message.mode, edited.get(message.sequence, message.text)


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalpha() or letter == ASTRAY)
