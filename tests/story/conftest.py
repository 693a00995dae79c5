"""Programs that stories drive: absent ones are reported loudly, and refused where all are wanted."""

import os
import shutil

import pytest

NEED_ALL = "AGENT_CONSOLE_TESTS_NEED_ALL"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a story whose program is not installed; fail it where nothing may be skipped."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if shutil.which(program) is None:
                message = f"{program} is not installed; this story was NOT told"
                if os.environ.get(NEED_ALL):
                    pytest.fail(f"{message} ({NEED_ALL} is set)", pytrace=False)
                pytest.skip(message)
