"""A line that a person typed, read: something to say, or something to do."""

from dataclasses import dataclass
from pathlib import Path

HELP = "/rate 1-5 WORDS, /leave, /file PATH, /mail ADDRESS; everything else is said"


@dataclass(frozen=True, slots=True)
class Words:
    """To be said as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Attach:
    """A file to be sent."""

    path: Path


@dataclass(frozen=True, slots=True)
class Judge:
    """A rating."""

    score: int
    comment: str


@dataclass(frozen=True, slots=True)
class Quit:
    """The end of the chat."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The chat by e-mail."""

    email: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """Nothing that can be done."""

    reason: str


Order = Words | Attach | Judge | Quit | Copy | Mistake


def read(line: str) -> Order:
    """Return what a line asks for."""
    name, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    match name:
        case "/rate":
            return _judge(rest)
        case "/file" if rest:
            return Attach(Path(rest).expanduser())
        case "/mail" if rest:
            return Copy(rest)
        case "/leave" if not rest:
            return Quit()
        case _ if name.startswith("/"):
            return Mistake(f"{name} is none of {HELP}")
        case _:
            return Words(line)


def _judge(rest: str) -> Order:
    score, _, comment = rest.partition(" ")
    if score not in set("12345"):
        return Mistake("a rating is a number from 1, bad, to 5, good, such as /rate 5 quick and kind")
    return Judge(int(score), comment.strip())
