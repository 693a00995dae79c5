"""Listings come page by page: how large a page is, and where the next one begins."""

from typing import Annotated

from pydantic import Field

from agent_console.hub.rest.operation import Part

MOST = 200


class Paging(Part):
    """Which page of a listing."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    """How many at most."""
    cursor: Annotated[str, Field(max_length=400)] = ""
    """The `next` of the page before; without it, the first page."""
