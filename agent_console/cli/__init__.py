"""The command line: arguments in, exit code out; each command imports what it needs when it runs."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from agent_console.bootstrap.collector import starting
from agent_console.cli.argument import parser
from agent_console.cli.outcome import FAILED, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 misused."""
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        with starting():
            code = command(options)
        sys.stdout.flush()  # or the interpreter would find out at exit that nobody reads any more
    except UserError as error:
        sys.stderr.write(f"agent-console: {error}\n")
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    return code
