"""What a request says, read within limits and checked against its operation's models."""

import asyncio
import re
from collections import Counter
from http import HTTPStatus

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request

from agent_console.hub.rest.operation import Call, Nothing, Operation
from agent_console.hub.rest.problem import Fault, ProblemError, invalid
from agent_console.hub.store import Account
from agent_console.wire import strict_json
from agent_console.wire.error import FrameError

BODY_BYTES = 64 * 1024
BODY_SECONDS = 10
KEY = re.compile(r"[\x21-\x7e]{1,64}")
"""An Idempotency-Key: up to 64 visible ASCII characters, such as a UUID."""


async def call(operation: Operation, request: Request, caller: Account) -> "Call[BaseModel, BaseModel]":
    """Return what is asked for; raises `ProblemError` for what the operation does not take."""
    return Call(
        caller=caller,
        path=request.path_params,
        query=_query(operation, request),
        body=await _body(operation, request),
        key=_key(request) if operation.keyed else "",
    )


def _query(operation: Operation, request: Request) -> BaseModel:
    given = request.query_params.multi_items()
    twice = [name for name, count in Counter(name for name, _ in given).items() if count > 1]
    if twice:
        fault = Fault(field=f"query.{twice[0][:40]}", message="is there more than once")
        detail = f"{fault.field} {fault.message}"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, [fault])
    try:
        found: BaseModel = operation.query.model_validate_strings(dict(given))
    except ValidationError as error:
        raise invalid(error, "query") from None
    return found


async def _body(operation: Operation, request: Request) -> BaseModel:
    if operation.body is Nothing:
        return Nothing()
    content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content != "application/json":
        advice = "send a body of JSON, with `Content-Type: application/json`"
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media_type", advice)
    data = await _read(request)
    try:
        strict_json.parse(data.decode())  # what this refuses, the models' own parser would let pass
        found: BaseModel = operation.body.model_validate_json(data, strict=True)
    except UnicodeDecodeError:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "json", "the body is not UTF-8") from None
    except FrameError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "json", f"the body is {error}") from None
    except ValidationError as error:
        raise invalid(error, "body") from None
    return found


async def _read(request: Request) -> bytes:
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                data += piece
                if len(data) > BODY_BYTES:
                    raise ProblemError(
                        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                        "too_large",
                        f"the body is larger than {BODY_BYTES:,} bytes",
                        headers={"Connection": "close"},
                    )
    except TimeoutError:
        late = f"the body did not come within {BODY_SECONDS} seconds"
        raise ProblemError(HTTPStatus.REQUEST_TIMEOUT, "late", late) from None
    except ClientDisconnect:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "gone", "the client went") from None
    return bytes(data)


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        fault = Fault(field="header.Idempotency-Key", message="must have 1 to 64 visible ASCII characters")
        detail = f"{fault.field} {fault.message}, and be new for each message, such as a UUID"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, [fault])
    return key
