"""A message's content as an agent reads it: cards, forms and mails in plain lines."""

from collections.abc import Iterator

from agent_console.backends.chatwoot.field import Fields
from agent_console.texts import _

PLAIN = frozenset({"", "text"})


def words(message: Fields) -> str:
    """Return what a message says, with what its kind of content adds; raw."""
    attributes = message.inner("content_attributes")
    content = message.text("content")
    kind = message.text("content_type")
    if kind == "incoming_email":
        return _mail(content, attributes.inner("email"))
    added = [] if kind in PLAIN else list(_added(kind, attributes))
    added += [line for file in list(message.objects("attachments")) for line in _place(file)]
    if attributes.flag("is_unsupported"):
        added.append(_("[the customer sent something that Chatwoot cannot show]"))
    told = "\n".join(filter(None, (content, *added)))
    return told or ("" if kind in PLAIN else f"[{kind[:40]}]")


def _added(kind: str, attributes: Fields) -> Iterator[str]:
    match kind:
        case "input_select":
            yield from (f"· {item.text('title')}" for item in attributes.objects("items"))
        case "cards" | "article":
            for item in attributes.objects("items"):
                yield from _card(item)
        case "form":
            yield from (
                f"· {item.text('label') or item.text('name')}" for item in attributes.objects("items")
            )
        case "input_csat":
            yield from _rating(attributes)
        case _:
            pass
    if mail := attributes.text("submitted_email"):
        yield _("Answer: {answer}").format(answer=mail)
    for value in attributes.objects("submitted_values"):
        answer = value.text("title") or value.text("value")
        name = value.text("name")
        yield f"{name}: {answer}" if name and name != answer else _("Answer: {answer}").format(answer=answer)


def _card(item: Fields) -> Iterator[str]:
    yield f"· {item.text('title')}"
    for part in ("description", "link", "media_url"):
        if text := item.text(part):
            yield f"  {text}"
    for action in item.objects("actions"):
        yield "  " + " ".join(filter(None, (f"[{action.text('text')}]", action.text("uri"))))


def _rating(attributes: Fields) -> Iterator[str]:
    response = attributes.inner("submitted_values").inner("csat_survey_response")
    rating = response.number("rating")
    if rating is None:
        yield _("[asked for a rating]")
        return
    yield _("Rating: {rating} of 5").format(rating=rating)
    if feedback := response.text("feedback_message"):
        yield feedback


def _mail(content: str, mail: Fields) -> str:
    body = content or mail.inner("text_content").text("reply") or mail.inner("text_content").text("full")
    subject = mail.text("subject")
    head = _("Subject: {subject}").format(subject=subject) if subject else ""
    return "\n".join(filter(None, (head, body)))


def _place(file: Fields) -> Iterator[str]:
    """Yield what takes the place of a file in a message: a position, a contact, a link."""
    kind = file.text("file_type")
    if kind == "location":
        latitude, longitude = (dict(file.pairs()).get(f"coordinates_{way}", "?") for way in ("lat", "long"))
        yield f"[{file.text('fallback_title') or _('location')}: {latitude}, {longitude}]"
    elif kind in ("fallback", "contact") and (title := file.text("fallback_title")):
        yield " ".join(filter(None, (f"[{title}]", file.text("data_url"))))
