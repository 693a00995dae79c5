"""The story of a practice: it is played, ends by itself, and its result is kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.story.terminal import Terminal

COMMAND = (sys.executable, "-m", "agent_console", "practice")


def test_a_practice_ends_by_itself_with_a_score_that_is_kept(tmp_path: Path) -> None:
    env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    course = ("--customers", "1", "2", "--minutes", "0.1", "--pace", "10")
    with Terminal([*COMMAND, *course], env, 120, 40) as console:
        console.wait_for("1, 2 customers at once, 0.1 min each")
        console.wait_for(r" 1  \S .* 0:\d\d", within=60)
        console.press("alt+1")
        console.type("Hi\r")
        console.wait_for("at once +came +replies", within=90)
        console.wait_for("served")
        while console.state == "running":
            console.rest(0.1)
        assert console.state == "ended with 0"
    done = subprocess.run(
        [*COMMAND, "--history", "--json"], env=env, check=True, capture_output=True, text=True, cwd=tmp_path
    )
    (session,) = json.loads(done.stdout)["sessions"]
    assert session["whole"]
    assert [crowd["at_once"] for crowd in session["crowds"]] == [1, 2]
    assert sum(crowd["replies"] for crowd in session["crowds"]) == 1
