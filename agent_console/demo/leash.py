"""Runs a module as a program that ends with its parent: `python -m agent_console.demo.leash MODULE ...`.

The parent holds the other end of standard input. However the parent ends, kill -9 included, that end
closes, and this process ends too.
"""

import os
import runpy
import signal
import sys
import time
from threading import Thread

_SECONDS_TO_TIDY_UP = 3.0
_STANDARD_INPUT = 0


def hold() -> None:
    """Watch standard input from now on; once it ends, so does this process."""
    Thread(target=_end_with_parent, name="leash", daemon=True).start()


def _end_with_parent() -> None:
    while os.read(_STANDARD_INPUT, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_SECONDS_TO_TIDY_UP)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    hold()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
