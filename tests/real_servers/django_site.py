"""A django-oscar shop and a django-helpdesk, each on a copy of its empty database."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.real_servers.installation import installed
from tests.real_servers.process import folder_of_its_own, running

USER, PASSWORD = "console", "wonderland"
_SERVERS = {"shop": "django-oscar", "desk": "django-helpdesk"}
_SITE = Path(__file__).parent / "site"


@contextmanager
def site(name: str, records: list[dict[str, Any]]) -> Iterator[str]:
    """Run `shop` or `desk` with the records, and give its address."""
    server = _SERVERS[name]
    empty, python = installed(f"{name}.sqlite", server), installed("python/bin/python", server)
    with folder_of_its_own() as folder:
        database = folder / "site.sqlite"
        shutil.copy(empty, database)
        command = (str(python), "-B", str(_SITE / "serve.py"), name, str(database))
        with running(*command, folder=folder, told=json.dumps(records)) as port:
            yield f"http://127.0.0.1:{port}"
