"""Values on the command line; argparse shows the words of an ArgumentTypeError, and hides a ValueError's."""

import argparse
import math
from pathlib import Path


def port(text: str) -> int:
    """Return a port's number; 0 stands for a free one."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to 65535 (got '{text}')")
    return int(text)


def store(text: str) -> Path | str:
    """Return the file of `sqlite:FILE`, or the address of a database of PostgreSQL's."""
    from agent_console.config.store import postgres_address

    kind, _, file = text.partition(":")
    if kind == "sqlite" and file:
        return Path(file)
    try:
        return postgres_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; a file is sqlite:FILE") from None


def rate(text: str) -> float:
    """Return messages a second."""
    return _number(text, 0.01, 10_000)


def pace(text: str) -> float:
    """Return how many times faster than in life the demo goes."""
    return _number(text, 0.01, 1000)


def minutes(text: str) -> float:
    """Return how many minutes something lasts, up to an hour."""
    return _number(text, 0.05, 60)


def crowd(text: str) -> int:
    """Return how many customers come at once; more than twelve have no pane each."""
    return int(_number(text, 1, 12))


def days(text: str) -> int:
    """Return a number of days, up to ten years."""
    return int(_number(text, 1, 3653))


def count(text: str) -> int:
    """Return how many there may be, up to a thousand."""
    return int(_number(text, 1, 1000))


def _number(text: str, least: float, most: float) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not least <= found <= most:
        raise argparse.ArgumentTypeError(f"must be from {least:g} to {most:g} (got '{text}')")
    return found


def name(text: str) -> str:
    """Return what somebody is called."""
    if not text.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def hub_address(text: str) -> str:
    """Return the address of a hub, which a customer may reach unencrypted."""
    from agent_console.config.address import checked

    try:
        checked(text, "wss", "ws", insecure=True)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def lint_code(text: str) -> str:
    """Return the code of something that canned responses are checked for."""
    from agent_console.snippets.lint.rule import CODES
    from agent_console.yaml_source.validation import nearest

    if text not in CODES:
        raise argparse.ArgumentTypeError(f"there is no finding `{text}`; {nearest(text, sorted(CODES))}")
    return text
