"""Results of practices, as tables and plots for a terminal of 80 columns, and as objects for programs."""

from collections.abc import Sequence
from typing import Any, Final

import plotext
from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent_console.demo.practice.score import Score
from agent_console.demo.practice.session import Session

WIDTH: Final = 80
PLOT_HEIGHT: Final = 12
_COLUMNS: Final = (
    "at once",
    "came",
    "replies",
    "usual wait",
    "slow wait",
    "left",
    "astray",
    "kept",
    "rating",
)
_LEGEND: Final = (
    "usual wait: the median. slow wait: nine of ten are shorter. left: customers who were left waiting."
    " astray: replies meant for somebody else. kept: promises to be back by a time."
)


def document(session: Session, limit: float) -> dict[str, Any]:
    """Return a session's figures, waits in seconds, as an object that JSON can hold."""
    return {
        "at": session.at.isoformat(),
        "whole": session.whole,
        "well_served_at_once": session.span(limit),
        "guard_saves": session.saves,
        "crowds": [_figures(score) for score in session.scores],
    }


def show(so_far: Sequence[Session], limit: float) -> None:
    """Print the last session, with how its waits grew and how it compares with the one before."""
    session = so_far[-1]
    console = _console()
    console.print(_table(session.scores))
    console.print(_LEGEND, style="dim")
    console.print(f"\n{_verdict(session, limit)}")
    before = so_far[-2].span(limit) if len(so_far) > 1 else None
    if before is not None:
        console.print(f"The time before: {before} at once.")
    if len(session.scores) > 1:
        _plot(
            console,
            [float(score.crowd) for score in session.scores],
            {"usual": [s.usual for s in session.scores], "slow": [s.slow for s in session.scores]},
            "seconds of waiting, by customers at once",
        )


def show_history(so_far: Sequence[Session], limit: float) -> None:
    """Print one line for each session, and a plot over time."""
    console = _console()
    if not so_far:
        console.print("There has been no practice yet: agent-console practice")
        return
    console.print(_history(so_far, limit))
    if len(so_far) > 1:
        numbers = [float(number) for number in range(1, len(so_far) + 1)]
        spans = {"well served at once": [float(session.span(limit)) for session in so_far]}
        _plot(console, numbers, spans, "customers at once that were served well, by practice")
        slow = {"slow": [session.together.slow for session in so_far]}
        _plot(console, numbers, slow, "seconds of the slow waits, by practice")


def _console() -> Console:
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH)
    return console


def _verdict(session: Session, limit: float) -> str:
    span = session.span(limit)
    early = "" if session.whole else " (ended early)"
    guarded = f" The guard kept {session.saves} from going astray." if session.saves else ""
    if not span:
        return f"No crowd was served well{early}: see the columns slow wait, left and astray.{guarded}"
    return f"You served {span} at once well{early}: slow waits under {limit:g} s, nobody left.{guarded}"


def _table(scores: Sequence[Score]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for score in scores:
        figures = (score.crowd, score.customers, score.replies, _time(score.usual), _time(score.slow))
        outcome = (score.unanswered, score.astray, f"{score.kept}/{score.promises}", _rating(score))
        table.add_row(*map(str, (*figures, *outcome)))
    return table


def _history(so_far: Sequence[Session], limit: float) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("practice", "well served", "replies", "usual wait", "slow wait", "astray", "rating"):
        table.add_column(column, justify="left" if column == "practice" else "right")
    for session in so_far:
        score = session.together
        at = f"{session.at.astimezone():%Y-%m-%d %H:%M}{'' if session.whole else ' (ended early)'}"
        waits = (_time(score.usual), _time(score.slow))
        table.add_row(
            *map(str, (at, session.span(limit), score.replies, *waits, score.astray, _rating(score)))
        )
    return table


def _figures(score: Score) -> dict[str, Any]:
    return {
        "at_once": score.crowd,
        "customers": score.customers,
        "replies": score.replies,
        "wait_median_seconds": round(score.usual, 1),
        "wait_p90_seconds": round(score.slow, 1),
        "left_waiting": score.unanswered,
        "astray": score.astray,
        "promises": score.promises,
        "promises_kept": score.kept,
        "rating": score.rating,
    }


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _rating(score: Score) -> str:
    return "–" if score.rating is None else f"{score.rating:.1f}"


def _plot(console: Console, places: Sequence[float], lines: dict[str, list[float]], title: str) -> None:
    """Draw lines of points; without colours, which mean waiting time in the console."""
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(console.width, PLOT_HEIGHT)
    plotext.title(title)
    plotext.xticks(list(places), [f"{place:g}" for place in places])
    plotext.ylim(0, max(1.0, *(max(values) for values in lines.values())))
    for marker, (name, values) in zip(("dot", "braille"), lines.items(), strict=False):
        plotext.plot(list(places), values, marker=marker, label=name)
    console.print(Text.from_ansi(plotext.build()))
