"""Webhooks: made, listed, revived, removed; for programs only, since all that is said goes to them."""

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from agent_console.hub.command import Command, Subscribe, Unsubscribe, UpdateWebhook
from agent_console.hub.outcome import Rejected
from agent_console.hub.rest import model
from agent_console.hub.rest.operation import Call, Nothing, Operation, Part, Reply
from agent_console.hub.rest.problem import Fault, ProblemError, missing, rejected
from agent_console.hub.rest.webhook import signature, target
from agent_console.hub.rest.webhook.dispatch import Dispatch
from agent_console.hub.rest.webhook.event import Kind
from agent_console.hub.store import Account, Role, Store
from agent_console.hub.webhook import Webhook

ALL = "/v1/webhooks"
ONE = "/v1/webhooks/{webhook}"
FOR_PROGRAMS = (HTTPStatus.FORBIDDEN,)


class Subscription(Part):
    """Who shall be told, and of what."""

    url: Annotated[str, Field(max_length=2000)]
    """Where events are posted: `https://`, or `http://` on this machine."""
    events: tuple[Kind, ...] = ()
    """The types that are wanted; without any, all."""


class Subscriptions:
    """The operations on webhooks."""

    def __init__(self, store: Store, dispatch: Dispatch) -> None:
        self._store = store
        self._dispatch = dispatch

    def operations(self) -> Sequence[Operation]:
        """Return them."""
        ok, created, gone = HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT
        return (
            Operation(
                "GET", ALL, "listWebhooks", "The webhooks", self.list, {ok: model.Webhooks}, FOR_PROGRAMS
            ),
            Operation(
                *("POST", ALL, "addWebhook", "Be told of what happens from now on; the secret is shown once"),
                *(self.add, {created: model.NewWebhook}, (*FOR_PROGRAMS, HTTPStatus.CONFLICT)),
            ),
            Operation(
                *("GET", ONE, "readWebhook", "One webhook, and how sending to it goes"),
                *(self.read, {ok: model.Webhook}, FOR_PROGRAMS),
            ),
            Operation(
                *("POST", f"{ONE}/revive", "reviveWebhook", "Send to a dead one again, from where it died"),
                *(self.revive, {ok: model.Webhook}, FOR_PROGRAMS),
            ),
            Operation(
                *("DELETE", ONE, "removeWebhook", "Send nothing more to it"),
                *(self.remove, {gone: None}, FOR_PROGRAMS),
            ),
        )

    async def list(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return every webhook."""
        _program(call.caller)
        return Reply(model.Webhooks(items=tuple(map(_shown, await self._store.webhooks()))))

    async def add(self, call: Call[Nothing, Subscription]) -> Reply:
        """Make a webhook."""
        _program(call.caller)
        try:
            target.check(call.body.url)
        except target.TargetError as error:
            fault = Fault(field="body.url", message=str(error))
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "url", str(error), [fault]) from None
        made = Webhook(
            id=uuid.uuid4().hex,
            url=call.body.url,
            secret=signature.new_secret(),
            events=call.body.events,
            maker=call.caller.id,
            made_ms=0,
        )
        await self._commit(Subscribe(made))
        shown = _shown(await self._found(made.id))
        return Reply(model.NewWebhook(**shown.model_dump(), secret=made.secret), HTTPStatus.CREATED)

    async def read(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return one webhook."""
        _program(call.caller)
        return Reply(_shown(await self._found(call.path["webhook"])))

    async def revive(self, call: Call[Nothing, Nothing]) -> Reply:
        """Send to a dead webhook again."""
        _program(call.caller)
        await self._commit(UpdateWebhook(call.path["webhook"], 0, "", dead=False))
        return Reply(_shown(await self._found(call.path["webhook"])))

    async def remove(self, call: Call[Nothing, Nothing]) -> Reply:
        """Send nothing more to a webhook."""
        _program(call.caller)
        await self._commit(Unsubscribe(call.path["webhook"]))
        return Reply(status=HTTPStatus.NO_CONTENT)

    async def _commit(self, command: Command) -> None:
        match await self._store.commit(command):
            case Rejected() as rejection:
                raise rejected(rejection)
        self._dispatch.changed()

    async def _found(self, webhook: str) -> Webhook:
        for known in await self._store.webhooks():
            if known.id == webhook:
                return known
        raise missing("webhook")


def _program(caller: Account) -> None:
    if caller.role is not Role.SERVICE:
        detail = "webhooks are for programs; `agent-console serve --add-service NAME` makes a token"
        raise ProblemError(HTTPStatus.FORBIDDEN, "role", detail)


def _shown(webhook: Webhook) -> model.Webhook:
    """Return a webhook without its secret."""
    return model.Webhook(
        id=webhook.id,
        url=webhook.url,
        events=webhook.events,
        made_ms=webhook.made_ms,
        failures=webhook.failures,
        failure=webhook.failure,
        dead=webhook.dead,
    )
