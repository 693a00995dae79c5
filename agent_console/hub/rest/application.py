"""The interface as an application: routes to operations, and every failure as a problem."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.rest import intake
from agent_console.hub.rest.door import Door
from agent_console.hub.rest.operation import Nothing, Operation, Reply
from agent_console.hub.rest.problem import MEDIA_TYPE, ProblemError, rejected
from agent_console.hub.store import UnreadableError

logger = logging.getLogger(__name__)

HEADERS: Mapping[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""On every answer: customers' words are kept by nobody on the way, and are never taken for a page."""


def application(operations: Sequence[Operation], door: Door, document: Callable[[], str]) -> Starlette:
    """Return the application of these operations, and of the document that describes them.

    `document` may take its time: it is called in a thread.
    """
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in operations:
        by_path[operation.path][operation.method] = operation
    routes = [
        Route(path, partial(_answer, door, methods), methods=list(methods))
        for path, methods in by_path.items()
    ]

    async def describe(request: Request) -> Response:
        door.check_host(request)
        text = await asyncio.to_thread(document)
        return Response(text, media_type="application/json", headers=HEADERS)

    return Starlette(
        routes=[Route("/v1/openapi.json", describe), *routes],
        exception_handlers={
            ProblemError: _refuse,
            UnreadableError: _unreadable,
            HTTPException: _misplaced,
            Exception: _broken,
        },
    )


async def _answer(door: Door, methods: Mapping[str, Operation], request: Request) -> Response:
    operation = methods["GET" if request.method == "HEAD" else request.method]
    door.check_host(request)
    caller = await door.caller(request)
    call = await intake.call(operation, request, caller)
    if operation.body is not Nothing:
        await door.confirm(request)  # the body may have taken its time, and the token be revoked by now
    return _response(await operation.handle(call))


def _response(reply: Reply) -> Response:
    match reply.body:
        case None:
            return Response(status_code=reply.status, headers=HEADERS)
        case str() as text:
            return PlainTextResponse(text, reply.status, headers=HEADERS)
        case model:
            return Response(model.model_dump_json(), reply.status, HEADERS, "application/json")


def _problem(error: ProblemError) -> Response:
    headers = {**HEADERS, **error.headers}
    return Response(error.problem.model_dump_json(), error.status, headers, MEDIA_TYPE)


async def _refuse(_: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return _problem(error)


async def _unreadable(_: Request, error: Exception) -> Response:
    """Answer while the database cannot be read; the same request may be taken later."""
    logger.warning("a request was not answered: %s", error)
    return _problem(rejected(Rejected(BUSY, "the hub cannot read at the moment; try again later")))


async def _misplaced(request: Request, error: Exception) -> Response:
    """Answer for a path or a method that is not there."""
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    detail = f"{request.method} {request.url.path[:80]}: {status.phrase.lower()}; see /v1/openapi.json"
    return _problem(ProblemError(status, "path", detail, headers=error.headers or {}))


async def _broken(_: Request, error: Exception) -> Response:
    """Tell of a bug without showing it; the server logs it."""
    detail = "the hub has made a mistake; its log says which"
    return _problem(ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "bug", detail))
