"""What processes cost is read from the system, their children's part with them."""

import os
import subprocess
import sys

from benchmarks import expense

MEGABYTES = 64
BUSY = f"""
import time
held = b"x" * ({MEGABYTES} * 1024 * 1024)
while time.process_time() < 0.3:
    pass
print(flush=True)
input()
"""


def test_children_count_with_memory_and_time_and_the_dead_do_not() -> None:
    before = expense.of([os.getpid()])
    child = subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        alone, together = expense.of([child.pid]), expense.of([os.getpid()])
        assert alone.seconds >= 0.25
        assert alone.megabytes > MEGABYTES
        assert together.seconds - before.seconds >= 0.25
        assert together.megabytes - before.megabytes > MEGABYTES / 2
        child.kill()
    assert expense.of([child.pid]) == expense.Expense(0.0, 0.0)
