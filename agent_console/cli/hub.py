"""The hub, who may use it, and a customer of it."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.cli.move import move
from agent_console.cli.outcome import OK, UserError
from agent_console.cli.place import settings
from agent_console.cli.store import folder_of, place_of

if TYPE_CHECKING:
    from agent_console import config
    from agent_console.hub.database.address import Place
    from agent_console.hub.settings import HubSettings


def serve(options: argparse.Namespace) -> int:
    """Run the hub, or change who may use it."""
    from agent_console.hub.store import StoreError

    configured = settings(options).hub
    if options.queue and not options.add_agent:
        raise UserError("--queue says what an agent serves; it goes with --add-agent")
    try:
        for wanted, command in _ROSTER.items():
            if getattr(options, wanted):
                return command(place_of(configured, options), options)
        if options.move_to:
            return move(configured, place_of(configured, options), options)
        return _run(configured, options)
    except StoreError as error:
        raise UserError(str(error)) from error


def _add_agent(database: "Place", options: argparse.Namespace) -> int:
    from agent_console.hub.database.enrolment import add_agent

    sys.stdout.write(f"{add_agent(database, options.add_agent, queues=options.queue)}\n")
    return OK


def _add_service(database: "Place", options: argparse.Namespace) -> int:
    from agent_console.hub.database.enrolment import add_agent
    from agent_console.hub.store import Role

    sys.stdout.write(f"{add_agent(database, options.add_service, Role.SERVICE)}\n")
    return OK


def _revoke(database: "Place", options: argparse.Namespace) -> int:
    from agent_console.hub.database.enrolment import revoke

    if not revoke(database, options.revoke):
        raise UserError(f"nobody called {options.revoke!r} has a token; --agents lists who does")
    return OK


def _agents(database: "Place", options: argparse.Namespace) -> int:
    from agent_console.domain.text import one_line
    from agent_console.hub.database.enrolment import agents

    del options
    for known in agents(database):
        serves = f", {', '.join(known.queues)}" if known.queues else ""
        state = ", revoked" if known.revoked else ""
        sys.stdout.write(f"{one_line(f'{known.name}: {known.role}{serves}{state}')}\n")
    return OK


_ROSTER: Mapping[str, Callable[["Place", argparse.Namespace], int]] = {
    "add_agent": _add_agent,
    "add_service": _add_service,
    "revoke": _revoke,
    "agents": _agents,
}
"""What changes or tells who may use the hub, by its option."""


def _run(configured: "config.HubSettings", options: argparse.Namespace) -> int:
    from agent_console.bootstrap.hub import run_hub
    from agent_console.config import MissingSecretError
    from agent_console.hub.premises import CompanionError
    from agent_console.hub.store import StoreError

    settled = _overridden(configured, options)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        asyncio.run(run_hub(configured, settled))
    except MissingSecretError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"cannot listen on {settled.host}:{settled.port}: {error.strerror}") from error
    except ExceptionGroup as group:
        foreseen, bugs = group.split((CompanionError, StoreError))
        if foreseen is None or bugs is not None:
            raise
        raise UserError("; ".join(map(str, _single(foreseen)))) from group
    return OK


def _single(group: ExceptionGroup[Exception]) -> Iterator[Exception]:
    """Yield the errors of a group and of the groups inside it."""
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _single(error)
        else:
            yield error


def _overridden(configured: "config.HubSettings", options: argparse.Namespace) -> "HubSettings":
    """Return the hub's settings, where the command line has the last word."""
    from agent_console.bootstrap.hub import hub_settings

    place = place_of(configured, options)
    found = hub_settings(configured, place, folder_of(configured, place, options))
    return replace(
        found,
        host=options.host or found.host,
        port=found.port if options.port is None else options.port,
        port_file=options.port_file,
        customer_rate=options.customer_rate or found.customer_rate,
        customer_burst=max(1, int(options.customer_rate * 10))
        if options.customer_rate
        else found.customer_burst,
    )


def customer(options: argparse.Namespace) -> int:
    """Be a customer, in the terminal."""
    from agent_console.customer.terminal import chat

    return asyncio.run(
        chat(
            options.url,
            name=options.name,
            email=options.email,
            phone=options.phone,
            language=options.language,
            order=options.order,
            concern=options.concern,
            wait_reply=options.wait_reply,
        )
    )
