"""A company for stories: a hub and a shop as programs, customers and consoles in terminals."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from agent_console.hub.database.enrolment import add_agent
from tests.story.screen import PATIENCE, ScreenReader
from tests.story.terminal import Terminal

SHOP_TOKEN = "shop-token-for-tests"
FIRST_AGENT = "Sam Rivera"
ROOT = Path(__file__).parent.parent.parent
PEOPLE = {
    # Three of the demo's cast, whom the sample shop knows.
    "Karen Whitfield": ("karen.whitfield@example.com", "48190", "Late delivery"),
    "Jonas Lindqvist": ("jonas.lindqvist@example.com", "48127", "Where is my parcel?"),
    "Mira Holm": ("mira.holm@example.com", "48213", "Return"),
}
CONFIG = """
backend: {{kind: hub, url: "{hub}", token_file: token}}
wait: {{amber: {amber}, red: {red}, critical: {critical}}}
panes: {{fill: {fill}}}
agent: {{name: {agent}}}
brand: {{name: Example Outdoor}}
snippets: {snippets}
records:
  orders:
    url: {shop}/api/orders
    query: {{email: "{{email}}"}}
    auth: {{bearer_env: SHOP_TOKEN}}
    rows: data.results
    owner: customer.email
    scale: 0.01
    fields:
      number: reference
      status: state
      placed_at: created_at
      total: total_cents
      currency: currency
      carrier: delivery.carrier
      tracking_number: delivery.tracking.number
      tracking_url: delivery.tracking.url
      eta: delivery.expected_at
"""

MakeTerminal = Callable[[Sequence[str], dict[str, str], int, int], ScreenReader]


class World:
    """Use as a context manager: everything it started is ended, in the reverse order."""

    def __init__(
        self, folder: Path, make_terminal: MakeTerminal = Terminal, customer_rate: float = 10
    ) -> None:
        """`make_terminal` is where the agent's console runs: a plain pty, or tmux."""
        self._customer_rate = str(customer_rate)
        self._folder = folder
        self._make_terminal = make_terminal
        self._stack = ExitStack()
        self._hub: subprocess.Popen[bytes] | None = None
        self._port = 0

    def __enter__(self) -> Self:
        """Start the hub and the shop, and write the agent's settings."""
        (self._folder / "home").mkdir(exist_ok=True)
        self.start_hub()
        self._shop = f"http://127.0.0.1:{self._start_shop()}"
        self.configure()
        return self

    def __exit__(self, *failure: object) -> None:
        """End everything."""
        self._stack.close()
        self.kill_hub()

    def configure(
        self,
        amber: str = "40s",
        red: str = "2m",
        critical: str = "3m",
        agent: str = FIRST_AGENT,
        snippets: str = "{}",
    ) -> None:
        """Write an agent's settings; a new agent is let into the hub first.

        The first three are thresholds of waiting, `snippets` is the section of that name.
        """
        folder = self._desk_of(agent)
        folder.mkdir(exist_ok=True)
        if not (folder / "token").exists():
            (folder / "token").write_text(add_agent(self._database, agent), encoding="utf-8")
        fill = "true" if agent == FIRST_AGENT else "false"
        text = CONFIG.format(
            hub=self.hub_url,
            shop=self._shop,
            amber=amber,
            red=red,
            critical=critical,
            agent=agent,
            fill=fill,
            snippets=snippets,
        )
        (folder / "config.yaml").write_text(text, encoding="utf-8")

    @property
    def hub_url(self) -> str:
        """Where the hub listens."""
        return f"ws://127.0.0.1:{self._port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every program here: an empty home, and nothing of this machine's settings."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder / "home"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "SHOP_TOKEN": SHOP_TOKEN,
            "PYTHONPATH": str(ROOT),
        }

    def start_hub(self) -> None:
        """Start the hub; after the first time on the same port."""
        port_file = self._folder / "hub.port"
        port_file.unlink(missing_ok=True)
        arguments = ["--port", str(self._port), "--database", str(self._database)]
        arguments += ["--customer-rate", self._customer_rate]
        with (self._folder / "hub.log").open("ab") as log:
            self._hub = subprocess.Popen(
                self._command("serve", *arguments, "--port-file", str(port_file)),
                env=self.env,
                stdin=subprocess.DEVNULL,
                stderr=log,
            )
        self._port = _port(port_file)

    def kill_hub(self) -> None:
        """End the hub as a power switch does."""
        if self._hub is not None:
            self._hub.kill()
            self._hub.wait()
            self._hub = None

    def console(self, columns: int = 120, rows: int = 40, agent: str = FIRST_AGENT) -> ScreenReader:
        """Open a console for an agent; only the first one's takes customers by itself."""
        config = self._desk_of(agent) / "config.yaml"
        if not config.exists():
            self.configure(agent=agent)
        profile = [] if agent == FIRST_AGENT else ["--profile", config.parent.name]
        command = self._command("--config", str(config), *profile)
        return self._stack.enter_context(self._make_terminal(command, self.env, columns, rows))

    def customer(self, name: str) -> Terminal:
        """Let somebody come in with `agent-console customer`; nothing is known of one not in PEOPLE."""
        who = ["--name", name, "--language", "en"]
        if name in PEOPLE:
            email, order, concern = PEOPLE[name]
            who += ["--email", email, "--order", order, "--concern", concern]
        command = self._command("customer", "--url", self.hub_url, *who)
        return self._stack.enter_context(Terminal(command, self.env, 80, 24))

    def _desk_of(self, agent: str) -> Path:
        """Return the folder with an agent's settings."""
        return self._folder if agent == FIRST_AGENT else self._folder / agent.split()[0].lower()

    @property
    def _database(self) -> Path:
        return self._folder / "hub.db"

    def _start_shop(self) -> int:
        port_file = self._folder / "shop.port"
        shop = subprocess.Popen(
            [sys.executable, "-m", "tests.story.shop_program", str(port_file), SHOP_TOKEN],
            env=self.env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
        )
        self._stack.callback(shop.wait)
        self._stack.callback(shop.kill)
        return _port(port_file)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "agent_console", *arguments]


def _port(port_file: Path) -> int:
    """Return the port that a program writes once it listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if port_file.exists():
            return int(port_file.read_text(encoding="ascii"))
        time.sleep(0.02)
    raise AssertionError(f"{port_file.name} was not written in {PATIENCE:g} s")
