"""A shop's agents who say the same to everybody, for tests of what is learnt from that."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent_console.assist.phrase.book import PhraseBook
from agent_console.assist.phrase.context import Turn
from agent_console.assist.phrase.moment import Moment
from agent_console.assist.phrase.person import Person
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.phrase import KeptPhrases, Lesson
from agent_console.domain.record import Order, Record

SALT = b"any salt"
NAMES = ("Mira Holm", "Jonas Berg", "Tove Lie", "Ann Fell", "Per Moe")


def person(name: str, *orders: str, said: Sequence[str] = ()) -> Person:
    """Return what identifies a customer with these orders, after these messages."""
    known = Customer(CustomerId(name), name)
    return Person.of(known, Record(known.id, orders=tuple(map(Order, orders))), said)


@dataclass
class School:
    """Teaches a book, message by message."""

    book: PhraseBook = field(default_factory=lambda: PhraseBook(KeptPhrases(SALT)))
    lessons: list[Lesson] = field(default_factory=list)

    def said(self, name: str, reply: str, question: str = "Hello?", language: str = "en") -> None:
        """Learn what was answered to a customer."""
        message = f"message {len(self.lessons)}"
        turns = [Turn(by_agent=False, text=question)]
        self.lessons.append(self.book.learn(message, name, language, person(name), turns, reply))

    def said_to_all(self, reply: str, question: str = "Hello?", names: Sequence[str] = NAMES) -> None:
        """Learn what was answered to several customers, each by their own name where `{}` stands."""
        for name in names:
            self.said(name, reply.replace("{}", name.split()[0]), question)

    def moment(self, who: Person, question: str = "Hello?", language: str = "en") -> Moment:
        """Return what is known for an answer to a customer."""
        return self.book.moment(language, who, [Turn(by_agent=False, text=question)])

    def rest(self, written: str, question: str = "Hello?", name: str = "Ida Vik") -> str:
        """Return how an answer to another customer may go on."""
        return self.moment(person(name), question).rest(written)

    @property
    def kept(self) -> KeptPhrases:
        """What a disk would have of it."""
        words = {key: text for lesson in self.lessons for key, text in lesson.words.items()}
        return KeptPhrases(SALT, tuple(lesson.reply for lesson in self.lessons), words)
