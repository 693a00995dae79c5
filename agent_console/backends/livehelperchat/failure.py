"""How a request to LiveHelperChat can fail; each reason is for a person, and holds no secret."""

from agent_console.texts import _

MOST_QUOTED = 200
"""Characters of the system's own words that a reason repeats."""


class ExchangeError(Exception):
    """A request that brought nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnansweredError(ExchangeError):
    """No answer that counts; trying again may bring one."""

    def __init__(self, reason: str, *, left: bool) -> None:
        """`left`: the request may have been carried out all the same."""
        super().__init__(reason)
        self.left = left


class MalformedError(UnansweredError):
    """An answer that is not what the REST interface documents."""

    def __init__(self, what: str) -> None:
        super().__init__(_("LiveHelperChat's answer is not understood: {what}").format(what=what), left=True)


class TooLargeError(MalformedError):
    """An answer that is longer than is read."""


class ShutOutError(ExchangeError):
    """The system does not know the agent; trying again does not cure it."""


class DeniedError(ExchangeError):
    """The system understood the request, and said no."""

    def __init__(self, words: str) -> None:
        said = quoted(words)
        super().__init__(_("LiveHelperChat says: {words}").format(words=said or _("no, without a reason")))


def quoted(words: str) -> str:
    """Return the beginning of what the system said, in one line that a log can hold."""
    line = " ".join(words[:MOST_QUOTED].split())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
