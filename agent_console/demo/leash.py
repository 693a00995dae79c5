"""Runs a module as a program that ends with its parent: `python -m agent_console.demo.leash MODULE ...`.

The parent holds the other end of standard input. However the parent ends, kill -9 included, that end
closes, and this process ends too. With `--remove FOLDER` before the module, it removes that folder then:
the parent can no longer do it.
"""

import os
import runpy
import shutil
import signal
import sys
import time
from threading import Thread

_SECONDS_TO_TIDY_UP = 3.0
_STANDARD_INPUT = 0


def hold(folder: str = "") -> None:
    """Watch standard input from now on; once it ends, so does this process, and the folder with it."""
    Thread(target=_end_with_parent, args=(folder,), name="leash", daemon=True).start()


def _end_with_parent(folder: str) -> None:
    while os.read(_STANDARD_INPUT, 4096):
        pass
    if folder:
        # Others on a leash do the same at the same time, so what is gone already is no error.
        shutil.rmtree(folder, ignore_errors=True)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_SECONDS_TO_TIDY_UP)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    del sys.argv[0]
    if sys.argv[0] == "--remove":
        hold(sys.argv[1])
        del sys.argv[:2]
    else:
        hold()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
