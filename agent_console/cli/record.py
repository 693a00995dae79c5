"""`agent-console doctor --record`: what each system tells of one customer, and where it was found."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from agent_console.cli.outcome import FAILED, OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.bootstrap.examination import Examined
    from agent_console.connectors.inspection import Trace

MOST_RECORDS = 3
"""What fits on a screen; programs get all."""
_WIDTH = 60


def examine(options: argparse.Namespace) -> int:
    """Print what is told of a customer; 1 when a system could not be read."""
    from agent_console.bootstrap.examination import examined, somebody

    configured = settings(options).records
    if not (configured.order_sources or configured.case_sources):
        raise UserError("the settings name no system with records; config.example.yaml shows how")
    found = asyncio.run(examined(configured, somebody(options.record)))
    if options.json:
        sys.stdout.write(f"{json.dumps({'systems': [document(one) for one in found]})}\n")
    else:
        sys.stdout.write("\n".join(line for one in found for line in lines(one)) + "\n")
    return FAILED if any(one.failure for one in found) else OK


def document(examined: "Examined") -> dict[str, Any]:
    """Return all that a system told as an object that JSON can hold."""
    return {
        "name": examined.name,
        "preset": examined.standing,
        "failure": examined.failure,
        "note": examined.note,
        "others": examined.others,
        "records": [[_object(trace) for trace in record] for record in examined.records],
    }


def lines(examined: "Examined") -> Iterator[str]:
    """Yield what a system told for a terminal, the newest records only."""
    told = f"{len(examined.records)} of this customer, {examined.others} of others left out"
    yield _cleaned(f"{examined.name}: {f'FAIL {examined.failure}' if examined.failure else told}")
    if examined.standing:
        yield f"  preset for {examined.standing}"
    if examined.note:
        yield f"  note: {_cleaned(examined.note)}"
    for number, record in enumerate(examined.records[:MOST_RECORDS], start=1):
        yield f"  record {number}"
        yield from _table(record)
    if (left := len(examined.records) - MOST_RECORDS) > 0:
        yield f"  and {left} more; --json tells all"


def _table(record: "Sequence[Trace]") -> Iterator[str]:
    width = max(len(trace.field) for trace in record)
    for trace in record:
        shown = _cleaned(trace.shown, _WIDTH) or "(nothing)"
        raw = json.dumps(trace.raw, ensure_ascii=False, default=str)
        yield f"    {trace.field:{width}}  {shown}  <- {_cleaned(trace.expression)} = {_cleaned(raw, _WIDTH)}"


def _cleaned(text: str, width: int = 1000) -> str:
    from agent_console.domain.text import one_line

    return one_line(text, width)


def _object(trace: "Trace") -> dict[str, Any]:
    return {"field": trace.field, "shown": trace.shown, "expression": trace.expression, "raw": trace.raw}
