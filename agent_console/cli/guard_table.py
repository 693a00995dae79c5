"""What the guard did, as tables for a terminal of 80 columns, and as an object for programs."""

from collections.abc import Iterator
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from agent_console.domain.verdict import ELSEWHERE, Rule, Ruling
from agent_console.guard.learning.balance import Balance, Fate, Share
from agent_console.guard.learning.quantile import ENOUGH_TO_DELAY, ENOUGH_TO_STOP, Budget

WIDTH: Final = 80
TIERS: Final = {Ruling.ASK: "stops", Ruling.DELAY: "delays"}
REASONS: Final = {
    Rule.NAME: "another's name",
    Rule.IDENTIFIER: "another's number",
    Rule.INSERTION: "another's reply",
    Rule.FIT: "reads oddly here",
    Rule.LANGUAGE: "another language",
    Rule.HASTE: "just came to the pane",
}
FATES: Final = {
    Fate.SAVED: "saved",
    Fate.FALSE: "sent anyway",
    Fate.CHANGED: "changed",
    Fate.ESCAPED: "regretted",
}
LEGEND: Final = (
    "saved: it went to another chat. sent anyway: a false alarm, as far as anybody knows."
    " changed: the agent went back to the text. regretted: sent anyway, then taken back."
)


def document(balance: Balance, budget: Budget) -> dict[str, Any]:
    """Return all figures, rates per 1,000, as an object that JSON can hold."""
    return {
        "sends": balance.sends,
        "models": dict(balance.models),
        "saves": balance.saves,
        "recalled": _figures(balance.recalled),
        "resent_elsewhere": _figures(balance.resent),
        "delayed_or_stopped_by_score": _figures(balance.delayed, budget.delay),
        "stopped_by_score": _figures(balance.stopped, budget.stop),
        "alarms": [
            {"rule": rule.value, "tier": TIERS[tier], **{fate.value: fates.get(fate, 0) for fate in Fate}}
            for rule, tier, fates in _alarms(balance)
        ],
    }


def show(balance: Balance, budget: Budget, days: int) -> None:
    """Print all figures for a person."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH)
    console.print(f"The guard in the last {days} days: {balance.sends:,} replies left.\n")
    if not balance.sends:
        console.print("There is nothing to report yet.")
        return
    console.print(_rates(balance, budget))
    if any(_alarms(balance)):
        console.print("", _turned_out(balance), LEGEND, "", sep="\n")
    else:
        console.print("It gave no alarm.")
    for remark in _remarks(balance):
        console.print(remark)


def _rates(balance: Balance, budget: Budget) -> Table:
    table = _table("", "replies", "of", "per 1,000", "95 % interval", "budget")
    table.add_row("kept from the wrong customer", f"{balance.saves:,}", f"{balance.sends:,}")
    table.add_row("recalled after sending", *_cells(balance.recalled))
    table.add_row("taken back, sent elsewhere", *_cells(balance.resent))
    table.add_row("delayed or stopped by score", *_cells(balance.delayed, budget.delay))
    table.add_row("  stopped by score", *_cells(balance.stopped, budget.stop))
    return table


def _table(first: str, *headings: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, no_wrap=True)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _cells(share: Share, allowed: float | None = None) -> Iterator[str]:
    yield f"{share.count:,}"
    yield f"{share.of:,}"
    low, high = (1000 * bound for bound in share.interval)
    yield f"{1000 * share.rate:.1f}" if share.of else "-"
    yield f"{low:.1f} to {high:.1f}" if share.of else "-"
    if allowed is not None:
        yield f"{1000 * allowed:g}{_standing(share, allowed)}"


def _standing(share: Share, allowed: float) -> str:
    """Return a word only where the figures are enough for one."""
    low, high = share.interval
    if low > allowed:
        return ", over"
    return ", under" if high < allowed else ""


def _alarms(balance: Balance) -> Iterator[tuple[Rule, Ruling, dict[Fate, int]]]:
    for rule in ELSEWHERE:
        for tier in TIERS:
            if fates := balance.alarms(rule, tier):
                yield rule, tier, dict(fates)


def _turned_out(balance: Balance) -> Table:
    table = _table("alarm", "tier", *FATES.values())
    for rule, tier, fates in _alarms(balance):
        table.add_row(REASONS[rule], TIERS[tier], *(str(fates.get(fate, 0)) for fate in FATES))
    return table


def _remarks(balance: Balance) -> Iterator[str]:
    if not balance.models:
        yield "No reply has a score yet: names and numbers are all that the guard goes by."
        return
    *_, (model, scored) = balance.models.items()
    yield f"Model {model}: {scored:,} replies with a score."
    if scored < ENOUGH_TO_DELAY:
        yield f"By score it delays none before {ENOUGH_TO_DELAY:,}, and stops none before {ENOUGH_TO_STOP:,}."
    elif scored < ENOUGH_TO_STOP:
        yield f"By score it delays replies now, and stops none before {ENOUGH_TO_STOP:,}."


def _figures(share: Share, allowed: float | None = None) -> dict[str, Any]:
    figures = {
        "count": share.count,
        "of": share.of,
        "per_thousand": 1000 * share.rate,
        "interval_per_thousand": [1000 * bound for bound in share.interval],
    }
    return figures if allowed is None else {**figures, "budget_per_thousand": 1000 * allowed}
