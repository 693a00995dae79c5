"""The arguments of every command."""

import argparse
from pathlib import Path
from typing import Any

from agent_console import __version__
from agent_console.cli import (
    article,
    console,
    guard,
    hub,
    key,
    phrase,
    practice,
    snippet,
    snippet_import,
    value,
)

Subparsers = Any  # argparse does not name the type that add_subparsers returns


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments; each command is set as `command`, a function of the options."""
    top = argparse.ArgumentParser(
        prog="agent-console", description="A terminal console for live-chat support agents."
    )
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--config", type=Path, metavar="FILE", help="settings; by default the user's own")
    top.add_argument("--profile", metavar="NAME", help="whose drafts and outbox; by default the hub's name")
    top.set_defaults(command=console.start)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_demo(commands)
    _add_practice(commands)
    _add_serve(commands)
    _add_customer(commands)
    _add_snippets(commands)
    _add_guard(commands)
    _add_phrases(commands)
    _add_articles(commands)
    _add_keys(commands)
    doctor = commands.add_parser("doctor", help="check config, backend, snippets; one line a check")
    doctor.add_argument(
        "--record",
        metavar="WHO",
        help="ask for a customer's records: an e-mail address, id, phone or account",
    )
    doctor.add_argument("--json", action="store_true", help="with --record: everything, for a program")
    doctor.set_defaults(command=console.doctor)
    return top


def _add_keys(commands: Subparsers) -> None:
    keys = commands.add_parser("keys", help="print every key, with your own changes")
    form = keys.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="as a page that prints on one sheet")
    form.add_argument("--json", action="store_true", help="as one JSON object, for a program")
    keys.set_defaults(command=key.card)


def _add_demo(commands: Subparsers) -> None:
    demo = commands.add_parser("demo", help="try it: a hub, customers and a shop on this machine")
    demo.add_argument(
        "--pace", type=value.pace, default=1.0, help="how fast the customers live (default 1.0)"
    )
    demo.set_defaults(command=console.demo)


def _add_practice(commands: Subparsers) -> None:
    about = "serve more and more scripted customers at once, and see how well"
    course = commands.add_parser("practice", help=about)
    course.add_argument(
        "--customers",
        type=value.crowd,
        nargs="+",
        metavar="N",
        help="how many at once, stage by stage (default 2 3 4 6 8)",
    )
    course.add_argument(
        "--minutes", type=value.minutes, default=3.0, metavar="N", help="of each stage (default 3)"
    )
    course.add_argument(
        "--pace", type=value.pace, default=1.0, help="how fast the customers live (default 1.0)"
    )
    course.add_argument("--history", action="store_true", help="show the practices so far, and begin none")
    course.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    course.set_defaults(command=practice.practise)


def _add_serve(commands: Subparsers) -> None:
    serve = commands.add_parser("serve", help="run the hub for a team")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=value.port, help="port to listen on; 0 picks a free one (default 8765)")
    place = serve.add_mutually_exclusive_group()
    place.add_argument("--database", type=Path, metavar="FILE", help="where conversations are kept")
    place.add_argument(
        "--store",
        type=value.store,
        metavar="ADDRESS",
        help="the same: sqlite:FILE or postgresql://USER@HOST/NAME",
    )
    serve.add_argument("--files", type=Path, metavar="FOLDER", help="where files are kept that people send")
    serve.add_argument("--port-file", type=Path, metavar="FILE", help="write the port here once listening")
    serve.add_argument(
        "--customer-rate", type=value.rate, metavar="N", help="messages a second from one customer"
    )
    serve.add_argument(
        "--move-to",
        type=value.store,
        metavar="ADDRESS",
        help="copy a hub that is stopped from SQLite to an empty PostgreSQL, compare every row, and end",
    )
    _add_roster(serve)
    serve.set_defaults(command=hub.serve)


def _add_roster(serve: argparse.ArgumentParser) -> None:
    about = "each of these ends at once, and works while a hub runs"
    roster = serve.add_argument_group("who may use the hub", about)
    one = roster.add_mutually_exclusive_group()
    one.add_argument(
        "--add-agent", type=value.name, metavar="NAME", help="give an agent a new token, and print it once"
    )
    one.add_argument(
        "--add-service", type=value.name, metavar="NAME", help="the same for a program that uses REST"
    )
    one.add_argument("--revoke", type=value.name, metavar="NAME", help="have a token count no more, at once")
    one.add_argument("--agents", action="store_true", help="list everybody who has, or had, a token")
    roster.add_argument(
        "--queue",
        action="append",
        default=[],
        type=value.name,
        metavar="NAME",
        help="with --add-agent: serve this queue; again for more; without any, all",
    )


def _add_customer(commands: Subparsers) -> None:
    customer = commands.add_parser(
        "customer",
        help="be a customer, in the terminal",
        epilog="At a terminal: /rate 1-5 WORDS, /leave, /file PATH, /mail ADDRESS; everything else is said.",
    )
    customer.add_argument(
        "--url", type=value.hub_address, default="ws://127.0.0.1:8765", help="the hub (default %(default)s)"
    )
    customer.add_argument("--name", type=value.name, required=True)
    for field in ("email", "phone", "order", "concern", "language"):
        customer.add_argument(f"--{field}", default="")
    customer.add_argument(
        "--wait-reply", type=int, default=0, metavar="N", help="end after N replies once the input has ended"
    )
    customer.set_defaults(command=hub.customer)


def _add_snippets(commands: Subparsers) -> None:
    snippets = commands.add_parser("snippets", help="check, list, try and import canned responses")
    actions = snippets.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="lint them and run their tests")
    check.add_argument(
        "--ignore",
        action="append",
        default=[],
        type=value.lint_code,
        metavar="CODE",
        help="leave out what is found under that code, such as mid-word; can be given again",
    )
    check.set_defaults(command=snippet.check)
    listing = actions.add_parser("list", help="one line each")
    listing.set_defaults(command=snippet.listing)
    expand = actions.add_parser("expand", help="show one as a customer would get it")
    expand.add_argument("id", help="its id, such as order.on-its-way, or its trigger")
    expand.add_argument("--customer", type=Path, metavar="FILE", help="YAML with customer, order, ...")
    expand.add_argument("--locale", default="", metavar="TAG", help="such as de; by default the customer's")
    expand.set_defaults(command=snippet.expand)
    _add_import(actions)
    for action in (check, listing, expand):
        action.add_argument("--json", action="store_true", help="one JSON object instead of lines")
        action.add_argument(
            "folder", type=Path, nargs="*", metavar="FOLDER", help="by default those of the settings"
        )


def _add_import(actions: Subparsers) -> None:
    command = actions.add_parser(
        "import",
        help="bring them from another tool",
        epilog="Without --to nothing is written: the report says what would become of each.",
    )
    command.add_argument(
        "format", choices=snippet_import.NAMES, metavar="FORMAT", help=", ".join(snippet_import.NAMES)
    )
    command.add_argument(
        "source", type=Path, metavar="SOURCE", help="its export: a file, or a folder of them"
    )
    command.add_argument("--to", type=Path, metavar="FOLDER", help="write the replies there")
    command.add_argument("--force", action="store_true", help="write over files that are there")
    command.add_argument(
        "--boundary", choices=("token", "word"), help="for espanso: where triggers may fire, unlike there"
    )
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    command.set_defaults(command=snippet_import.run)


def _add_guard(commands: Subparsers) -> None:
    about = "the check against replies to the wrong customer"
    actions = commands.add_parser("guard", help=about).add_subparsers(
        title="actions", metavar="ACTION", required=True
    )
    report = actions.add_parser("report", help="what it did: saves, false alarms, recalls")
    report.add_argument(
        "--days", type=value.days, default=30, metavar="N", help="how far back (default %(default)s)"
    )
    report.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    report.set_defaults(command=guard.report)
    train = actions.add_parser("train", help="have it learn from your own sends, on this machine")
    train.add_argument("--back", action="store_true", help="return to the weights that came with the program")
    train.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    train.set_defaults(command=guard.train)


def _add_phrases(commands: Subparsers) -> None:
    about = "what was learnt of the replies that you often send"
    actions = commands.add_parser("phrases", help=about).add_subparsers(
        title="actions", metavar="ACTION", required=True
    )
    show = actions.add_parser("show", help="how much was learnt, and the words that are kept")
    show.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    show.set_defaults(command=phrase.show)
    erase = actions.add_parser("erase", help="erase all of it")
    erase.set_defaults(command=phrase.erase)


def _add_articles(commands: Subparsers) -> None:
    actions = commands.add_parser("articles", help="list and search help articles").add_subparsers(
        title="actions", metavar="ACTION", required=True
    )
    listing = actions.add_parser("list", help="one line each")
    listing.set_defaults(command=article.listing)
    search = actions.add_parser("search", help="show what answers a question")
    search.add_argument("question", type=value.name, metavar="QUESTION", help="in the customer's words")
    search.add_argument("--language", default="", metavar="TAG", help="what comes first, such as de")
    search.add_argument(
        "--most", type=value.count, default=5, metavar="N", help="passages (default %(default)s)"
    )
    search.set_defaults(command=article.search)
    missing = actions.add_parser("missing", help="what agents noted because nothing answers it")
    missing.set_defaults(command=article.missing)
    for action in (listing, search):
        action.add_argument(
            "--fetch", action="store_true", help="fetch the feeds first, which can take a while"
        )
    for action in (listing, search, missing):
        action.add_argument("--json", action="store_true", help="one JSON object instead of lines")
