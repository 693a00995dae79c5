"""Texts that should not be sent as they are: they give a secret away, or are too long for their channel."""

import re
from collections.abc import Iterator

from agent_console.snippets.lint.body import texts
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import mappings, scalars
from agent_console.snippets.lint.rule import SECRET, TOO_LONG
from agent_console.snippets.lint.survey import Entry, Survey
from agent_console.yaml_source import ScalarNode

LONGEST = {
    "chat": 16_384,
    "sms": 1_600,
    "whatsapp": 4_096,
    "telegram": 4_096,
    "messenger": 2_000,
    "instagram": 1_000,
}
"""Bytes that a channel takes in one message; those of a chat are the hub's own limit."""
USUAL = "chat"
SHORTEST_SECRET = 13
CARD_NETWORKS = frozenset({3, 4, 5, 6})
"""The first digits of payment cards."""
_SECRETS = {
    "an access key": re.compile(
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
        r"|\b(?:sk|pk|rk)_(?:live|test)_[0-9A-Za-z]{16,}"
        r"|\bsk-[0-9A-Za-z_-]{20,}"
        r"|\bgh[pousr]_[0-9A-Za-z]{30,}"
        r"|\bxox[abprs]-[0-9A-Za-z-]{10,}"
        r"|\bAIza[0-9A-Za-z_-]{35}"
    ),
    "a signed token": re.compile(r"\beyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a password": re.compile(r"(?i)\b(?:password|passwd|api[_-]?key|secret)\s*[:=]\s*(?![{\[<$])\S{8,}"),
}
_CARD = re.compile(r"(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-])")


def secret(survey: Survey) -> Iterator[Finding]:
    """Yield the texts of bodies and variables in which something stands that nobody should read."""
    for entry in survey.entries:
        for scalar in _texts(entry):
            if len(scalar.text) >= SHORTEST_SECRET and (found := _secret(scalar.text)):
                kind, offset = found
                hint = "take it out: everyone who has the file, and every customer, can read it"
                yield entry.finding(SECRET, scalar, f"this looks like {kind}", hint, offset)


def too_long(survey: Survey) -> Iterator[Finding]:
    """Yield the bodies that no message of their channel can hold."""
    for entry in survey.entries:
        channel, limit = _limit(entry)
        for scalar in texts(entry.node):
            if len(scalar.text) * 4 > limit and (size := len(scalar.text.encode(errors="replace"))) > limit:
                message = f"the text has {size:,} bytes; a message by {channel} takes at most {limit:,}"
                yield entry.finding(TOO_LONG, scalar, message, "split it into several replies")


def _texts(entry: Entry) -> Iterator[ScalarNode]:
    yield from texts(entry.node)
    for variable in mappings(entry.node.get("vars")):
        yield from scalars(variable.get("params"))


def _secret(text: str) -> tuple[str, int] | None:
    """Return what kind of secret a text holds, and where."""
    for kind, pattern in _SECRETS.items():
        if match := pattern.search(text):
            return kind, match.start()
    cards = (match for match in _CARD.finditer(text) if _is_card(match[0]))
    return next((("the number of a payment card", match.start()) for match in cards), None)


def _is_card(text: str) -> bool:
    """Return whether digits are like a card's number: a payment network's first digit, and Luhn's sum."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = (sum(divmod(digit * 2, 10)) for digit in digits[-2::-2])
    return digits[0] in CARD_NETWORKS and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def _limit(entry: Entry) -> tuple[str, int]:
    """Return the channel with the least room among those that a reply is for, and its limit in bytes."""
    channels = [channel.casefold() for channel in entry.snippet.scope.channels] or [USUAL]
    return min(((one, LONGEST.get(one, LONGEST[USUAL])) for one in channels), key=lambda pair: pair[1])
