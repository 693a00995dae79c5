"""The real servers, each started once for a session, with everything in it that the tests look for."""

from collections.abc import Iterator

import pytest

from tests.conftest import absent
from tests.real_servers import django_site, person, request_tracker, vendure_shop
from tests.real_servers.installation import NotInstalledError
from tests.real_servers.server import SECRET, Server, help_desk, shop

PATIENCE = "60s"
"""A busy machine must not fail a test for the time that a server took."""


@pytest.fixture(scope="session")
def django_oscar() -> Iterator[Server]:
    try:
        with django_site.site("shop", person.as_json(person.orders())) as address:
            auth = {"basic": {"user": django_site.USER, "password_env": SECRET}}
            yield shop(
                "django-oscar", address, django_site.PASSWORD, auth, query={"limit": "4"}, timeout=PATIENCE
            )
    except NotInstalledError as error:
        absent(str(error))


@pytest.fixture(scope="session")
def django_helpdesk() -> Iterator[Server]:
    try:
        with django_site.site("desk", person.as_json(person.cases())) as address:
            auth = {"basic": {"user": django_site.USER, "password_env": SECRET}}
            place = f"{address}/helpdesk"
            yield help_desk(
                "django-helpdesk",
                place,
                django_site.PASSWORD,
                auth,
                query={"page_size": "4"},
                timeout=PATIENCE,
            )
    except NotInstalledError as error:
        absent(str(error))


@pytest.fixture(scope="session")
def tracker() -> Iterator[Server]:
    try:
        with request_tracker.request_tracker(person.cases()) as address:
            auth = {"basic": {"user": request_tracker.USER, "password_env": SECRET}}
            pages = {"query": {"per_page": "4"}, "pages": {"size": "4"}, "timeout": PATIENCE}
            yield help_desk("request-tracker-5", address, request_tracker.PASSWORD, auth, **pages)
    except NotInstalledError as error:
        absent(str(error))


@pytest.fixture(scope="session")
def vendure() -> Iterator[Server]:
    try:
        with vendure_shop.vendure_shop(person.orders()) as address:
            auth = {"login": {"user": vendure_shop.USER, "password_env": SECRET}}
            pages = {
                "graphql": {"variables": {"take": 4}},
                "pages": {"step": 4, "size": 4},
                "timeout": PATIENCE,
            }
            yield shop("vendure", address, vendure_shop.PASSWORD, auth, **pages)
    except NotInstalledError as error:
        absent(str(error))


SLOW = pytest.param("vendure", marks=pytest.mark.slow)


@pytest.fixture(scope="session", params=["django_oscar", "django_helpdesk", "tracker", SLOW])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the servers in turn; all tests of one follow each other, so that few processes start it."""
    server: Server = request.getfixturevalue(request.param)
    return server
