"""Runs a Django site of this folder: `serve.py shop|desk DATABASE`, with its records on standard input.

Without records it only makes the database. It prints its port once it listens, on 127.0.0.1 alone. It runs
on the servers' own Python, which has Django; see `install`.
"""

import importlib
import json
import sys

import django
from django.conf import settings

ADDRESS = "127.0.0.1"


class Unmigrated:
    """Says of every application that it has no migrations: tables are made at once as they are now."""

    def __contains__(self, application: str) -> bool:
        return True

    def __getitem__(self, application: str) -> None:
        return None


def configure(site: str, database: str) -> None:
    """Set Django up for one site."""
    module = importlib.import_module(site)
    settings.configure(
        SECRET_KEY="for-tests-only",
        ALLOWED_HOSTS=[ADDRESS],
        USE_TZ=True,
        TIME_ZONE="UTC",
        ROOT_URLCONF=f"{site}_urls",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        # Hashing well takes a while for each request, and these passwords protect nothing.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database, "ATOMIC_REQUESTS": True}
        },
        MIGRATION_MODULES=Unmigrated(),
        LOGGING_CONFIG=None,
        **module.settings(),
    )
    django.setup()


def make() -> None:
    """Make the database's tables, and the account that the console signs in with."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    get_user_model().objects.create_superuser("console", "console@example.com", "wonderland")


def serve() -> None:
    """Answer requests until the process ends."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer((ADDRESS, 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    print(server.server_port, flush=True)  # noqa: T201  # what the test reads
    server.serve_forever()


def main(site: str, database: str) -> None:
    """Make the database, or fill it and serve."""
    configure(site, database)
    if not (line := sys.stdin.readline()):
        make()
        return
    importlib.import_module(f"{site}_filling").fill(json.loads(line))
    serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
