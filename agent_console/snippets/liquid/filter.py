"""The filters that templates have beyond Liquid's own: money, dates, and what a missing value does."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, TypeAlias

from babel.numbers import format_currency, is_currency
from liquid import Environment, RenderContext
from liquid.exceptions import FilterArgumentError
from liquid.filter import with_context

from agent_console.snippets.liquid.hole import Hole, Recording
from agent_console.snippets.moment import moment_of, stepped, written

Filter: TypeAlias = Callable[..., Any]
REMOVED = ("safe", "escapejs", "newline_to_br", "base64_decode", "base64_url_safe_decode")
"""Filters of Liquid that have no use in a chat message."""
TWO_TEXTS = 2
LARGEST_PRODUCT = 1_000_000
"""Characters; `replace` with an empty first text multiplies the lengths of the other two."""
LARGEST_AMOUNT = Decimal(10) ** 15


def register(environment: Environment) -> None:
    """Give an environment its filters; all but `default` pass a missing value on."""
    for name in REMOVED:
        del environment.filters[name]
    environment.filters |= {"money": money, "date": date_text, "add": add}
    for name, function in environment.filters.items():
        environment.filters[name] = passing_holes(function)
    environment.filters["default"] = default


def passing_holes(function: Filter) -> Filter:
    """Return the filter that gives a missing value back when one is its input or argument."""

    @wraps(function)
    def passing(value: object, *arguments: object, **named: object) -> object:
        for candidate in (value, *arguments):
            if isinstance(candidate, Hole):
                return candidate
        if len(arguments) == TWO_TEXTS and len(str(value)) * len(str(arguments[1])) > LARGEST_PRODUCT:
            raise FilterArgumentError("the text would become too long", token=None)
        return function(value, *arguments, **named)

    return passing


@with_context
def default(
    value: object, fallback: object = "", *, allow_false: bool = False, context: RenderContext
) -> object:
    """Return the value, or `fallback` when it is missing, empty or false; remembers that it did so."""
    if isinstance(value, Hole):
        Recording.of(context).defaulted.append(value.path)
        return fallback
    if value is None or value == "" or (value is False and not allow_false):
        return fallback
    return value


@with_context
def money(value: object, currency: object = "", *, context: RenderContext) -> str:
    """Return an amount in major units with its currency, as the reader's language writes it."""
    code, recording = str(currency).upper(), Recording.of(context)
    with recording.deadline.paused():
        if not is_currency(code):
            raise FilterArgumentError(f"'{str(currency)[:10]}' is not a currency such as EUR", token=None)
        return format_currency(_amount(value), code, locale=recording.locale)


@with_context
def date_text(value: object, style: object = "long", *, context: RenderContext) -> str:
    """Return a date in a CLDR style (short, medium, long, full), as `time`, or in a `%d.%m.%Y` format."""
    recording = Recording.of(context)
    try:
        with recording.deadline.paused():
            return written(moment_of(value), str(style), recording.locale)
    except ValueError as error:
        raise FilterArgumentError(str(error), token=None) from None


def add(value: object, step: object) -> datetime | date:
    """Return a date some steps on, such as `now | add: "5 business days"`."""
    try:
        return stepped(moment_of(value), str(step))
    except (ValueError, OverflowError) as error:
        raise FilterArgumentError(str(error), token=None) from None


def _amount(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise FilterArgumentError(f"'{str(value)[:40]}' is not an amount", token=None) from None
    if not amount.is_finite() or abs(amount) > LARGEST_AMOUNT:
        raise FilterArgumentError("the amount is too large", token=None)
    return amount
