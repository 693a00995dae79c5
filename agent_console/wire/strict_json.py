"""JSON as the wire accepts it: what the format leaves open is refused."""

import json
from collections.abc import Iterable
from typing import NoReturn

from agent_console.wire.error import FrameError


def parse(text: str) -> object:
    """Return the parsed value.

    Raises `FrameError` on a syntax error, NaN or infinity, a repeated key, nesting deeper than the
    interpreter takes, and numbers of thousands of digits.
    """
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise FrameError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise FrameError("not acceptable JSON: nested too deep") from None
    except ValueError:
        raise FrameError("not acceptable JSON: a number has too many digits") from None
    return value


def _no_constant(name: str) -> NoReturn:
    raise FrameError(f"not JSON: {name} is no JSON number")


def _unique(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise FrameError(f"not acceptable JSON: key {key[:40]!r} is there twice")
        result[key] = value
    return result
