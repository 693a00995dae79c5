"""A Vendure shop on a new database."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.real_servers.installation import installed
from tests.real_servers.person import SoldOrder, as_json
from tests.real_servers.process import folder_of_its_own, running

USER, PASSWORD = "console", "wonderland"


@contextmanager
def vendure_shop(orders: list[SoldOrder]) -> Iterator[str]:
    """Run it with those orders, and give its address; raise NotInstalledError when it is not there."""
    program = installed("vendure/serve.js", "Vendure")
    installed("vendure/installed", "Vendure")
    with folder_of_its_own() as folder:
        command = ("node", str(program), str(folder / "shop.sqlite"))
        with running(*command, folder=folder, told=json.dumps(as_json(orders))) as port:
            yield f"http://127.0.0.1:{port}"
