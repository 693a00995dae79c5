"""The OpenAPI document, made of the operations and of the models that check what they take."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from agent_console import __version__
from agent_console.hub.rest.intake import KEY
from agent_console.hub.rest.operation import Nothing, Operation
from agent_console.hub.rest.problem import MEDIA_TYPE, Problem
from agent_console.hub.rest.webhook.event import Event

Json = dict[str, Any]

ABOUT = (
    "Conversations, customers and what agents do with them, for programs. Ids are strings; times are whole"
    " milliseconds since 1970 (UTC). An agent's token acts as that agent; a service's token, made by"
    " `agent-console serve --add-service NAME`, acts on every conversation as it stands."
)
SIGNED = (
    "Signed as Standard Webhooks says: the headers `Webhook-Id`, `Webhook-Timestamp` (seconds) and"
    " `Webhook-Signature` (`v1,` and the Base64 of an HMAC-SHA256 of id, timestamp and body, joined by dots)."
)
ALWAYS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
WITH_BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


def document(operations: Sequence[Operation]) -> str:
    """Return the OpenAPI 3.1 document of the operations, as JSON."""
    schemas = _schemas(operations)
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "agent_console hub", "version": __version__, "description": ABOUT},
            "security": [{"token": []}],
            "paths": paths,
            "webhooks": {"event": {"post": _event()}},
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "schemas": schemas,
            },
        }
    )


def _schemas(operations: Iterable[Operation]) -> dict[str, Json]:
    models: dict[type[BaseModel], None] = {Problem: None, Event: None}
    for operation in operations:
        answers = [answer for answer in operation.answers.values() if answer is not None]
        models |= dict.fromkeys((operation.query, operation.body, *answers))
    _, found = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    definitions: dict[str, Json] = found["$defs"]
    return definitions


def _event() -> Json:
    """Return how a receiver is told of an event."""
    return {
        "operationId": "event",
        "summary": "What a webhook is told, at least once and in order",
        "description": SIGNED,
        "security": [],
        "requestBody": {"required": True, "content": _json(Event)},
        "responses": {"2XX": {"description": "Taken; with any other answer the same event comes again"}},
    }


def _operation(operation: Operation, schemas: Mapping[str, Json]) -> Json:
    described: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*_in_path(operation), *_in_query(operation, schemas), *_key(operation)],
        "responses": _responses(operation),
    }
    if operation.body is not Nothing:
        described["requestBody"] = {"required": True, "content": _json(operation.body)}
    return described


def _in_path(operation: Operation) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]


def _in_query(operation: Operation, schemas: Mapping[str, Json]) -> list[Json]:
    schema = schemas[operation.query.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": form.get("description", ""),
            "schema": {key: value for key, value in form.items() if key != "description"},
        }
        for name, form in schema.get("properties", {}).items()
    ]


def _key(operation: Operation) -> list[Json]:
    if not operation.keyed:
        return []
    about = "New for each message, such as a UUID; the same again is answered as it was the first time."
    schema = {"type": "string", "pattern": f"^{KEY.pattern}$"}
    header = {"name": "Idempotency-Key", "in": "header", "required": True}
    return [{**header, "description": about, "schema": schema}]


def _responses(operation: Operation) -> Json:
    found: Json = {}
    for status, answer in operation.answers.items():
        content = {} if answer is None else _json(answer)
        if operation.plain:
            content["text/plain"] = {"schema": {"type": "string"}}
        found[str(status.value)] = {"description": status.phrase, "content": content}
    for status in _refusals(operation):
        found[str(status.value)] = {
            "description": status.phrase,
            "content": {MEDIA_TYPE: {"schema": _reference(Problem)}},
        }
    return found


def _refusals(operation: Operation) -> Iterable[HTTPStatus]:
    yield from ALWAYS
    yield from operation.refusals
    if "{" in operation.path:
        yield HTTPStatus.NOT_FOUND
    if operation.body is not Nothing:
        yield from WITH_BODY


def _json(model: type[BaseModel]) -> Json:
    return {"application/json": {"schema": _reference(model)}}


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
