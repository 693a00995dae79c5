"""Zendesk: macros as JSON, a text in Liquid and what is done to the ticket; `dc.…` in several languages.

`items` and `locales` of the dynamic content stand in the same JSON, beside `macros`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agent_console.snippets.importer.collection import Collection, OmittedError
from agent_console.snippets.importer.dynamic_content import DynamicContent
from agent_console.snippets.importer.jsonc import Item, items, mapping, text_of
from agent_console.snippets.importer.liquid_body import liquid_body
from agent_console.snippets.importer.literal import literal
from agent_console.snippets.importer.markup import is_markup, words
from agent_console.snippets.importer.name import Names
from agent_console.snippets.importer.remark import Remark, changed, left_out, undecided
from agent_console.snippets.importer.reply import Reply, Step
from agent_console.yaml_source import Source

NAMES = Names(
    paths={
        "ticket.id": "conversation.id",
        "ticket.link": "conversation.url",
        "ticket.url": "conversation.url",
        "ticket.title": "conversation.subject",
        "ticket.status": "conversation.status",
        "ticket.priority": "conversation.priority",
        "ticket.via": "conversation.channel",
        "ticket.created_at": "conversation.created_at",
        "ticket.group.name": "conversation.queue",
        "ticket.brand.name": "brand.name",
        "ticket.account": "brand.name",
        "ticket.organization.name": "customer.company",
        "ticket.requester.language": "customer.locale",
        "ticket.requester.time_zone": "customer.timezone",
        "current_user.signature": "agent.signature",
    },
    spaces={
        "ticket.requester.": "customer.",
        "ticket.requester.custom_fields.": "customer.custom.",
        "ticket.assignee.": "agent.",
        "current_user.": "agent.",
    },
)
PRIORITIES = frozenset({"low", "normal", "high", "urgent"})
ENDED = frozenset({"solved", "closed"})
TEXTS = ("comment_value", "comment_value_html")
CATEGORY = "::"
"""What separates the categories in a macro's title."""


def read(source: Source) -> Collection:
    """Return the replies of an export; raise SourceError when it is not JSON."""
    content = DynamicContent.of(items(source))
    return Collection.of(items(source, "macros"), lambda item: _Macro(item, content).reply())


@dataclass(slots=True)
class _Macro:
    """One macro on its way."""

    item: Item
    content: DynamicContent
    remarks: list[Remark] = field(default_factory=list)

    def reply(self) -> Reply:
        fields = mapping(self.item.value)
        title = text_of(fields.get("title"))
        if fields.get("active") is False:
            raise OmittedError(left_out("it is not active").at(self.item.line, title))
        self._tell_of_restriction(fields.get("restriction"))
        *categories, label = title.split(CATEGORY)
        bare = Reply(
            name=title,
            line=self.item.line,
            label=label,
            description=text_of(fields.get("description")),
            tags=tuple(category.strip() for category in categories if category.strip()),
        )
        reply = self._acting(bare, tuple(_actions(fields.get("actions"))))
        if not reply.body and not reply.steps:
            raise OmittedError(
                left_out("it has neither a text nor an action that we know").at(reply.line, title)
            )
        return replace(reply, remarks=tuple(dict.fromkeys(self.remarks)))

    def _acting(self, reply: Reply, actions: Sequence[tuple[str, object]]) -> Reply:
        """Return the reply with what the actions say and do; closing comes last."""
        text = self._plain(next((_comment(value) for name, value in actions if name in TEXTS), ""))
        steps = [step for action in actions for step in self._steps(*action)]
        if text and ("comment_mode_is_public", "false") in (
            (name, str(value).lower()) for name, value in actions
        ):
            steps.insert(0, {"note": self._body(text, self.content.language(text))})
        elif text:
            reply = self._saying(reply, text)
        return replace(reply, steps=tuple(sorted(steps, key=lambda step: "close" in step)))

    def _saying(self, reply: Reply, text: str) -> Reply:
        """Return the reply with a text, and its variants in other languages."""
        own, others = self.content.language(text), self._others(text)
        for tag in self.content.lacking(text):
            self.remarks.append(left_out(f"its text in `{tag}`: not every `dc.` in it has one"))
        return replace(
            reply,
            body=self._body(text, own),
            language=own if others else "",
            locales={tag: self._body(text, tag) for tag in others},
        )

    def _others(self, text: str) -> tuple[str, ...]:
        base = self.content.language(text)
        return tuple(tag for tag in self.content.languages(text) if tag != base)

    def _plain(self, text: str) -> str:
        if not is_markup(text):
            return text
        self.remarks.append(changed("its HTML became plain text"))
        return words(text)

    def _body(self, text: str, language: str) -> str:
        body = liquid_body(self.content.filled(text, language), NAMES)
        self.remarks += body.remarks
        return body.text

    def _steps(self, name: str, value: object) -> Iterator[Step]:
        text = _comment(value)
        match name:
            case "current_tags" | "add_tags" | "set_tags":
                yield from ({"add_tag": literal(tag)} for tag in text.split())
            case "remove_tags":
                yield from ({"remove_tag": literal(tag)} for tag in text.split())
            case "priority" if text in PRIORITIES:
                yield {"set_priority": text}
            case "status" if text in ENDED:
                yield {"close": {"outcome": text}}
            case "comment_value" | "comment_value_html" | "comment_mode_is_public":
                return
            case _:
                self.remarks.append(
                    undecided(f"`{name}: {text or value}` is nothing that a reply can do here")
                )
        if name == "set_tags":
            self.remarks.append(changed("`set_tags` adds its tags, and leaves the others on"))

    def _tell_of_restriction(self, restriction: object) -> None:
        if restriction:
            kind = mapping(restriction).get("type", "some")
            message = f"it was for a {kind} only; add a `scope`, or put it into a folder of that layer"
            self.remarks.append(undecided(message))


def _actions(value: object) -> Iterator[tuple[str, object]]:
    for action in value if isinstance(value, list) else []:
        fields: Mapping[str, object] = mapping(action)
        yield text_of(fields.get("field")), fields.get("value")


def _comment(value: object) -> str:
    """Return a comment's text; with a channel before it, it is the second of two."""
    parts = value if isinstance(value, list) else [value]
    return next((part for part in reversed(parts) if isinstance(part, str)), "")
