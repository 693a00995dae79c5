"""The open conversations of an account, read page by page until none is left."""

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.record import Chat, Listing

MOST_PAGES = 40
"""Of the account's open conversations, longest waiting first; a page has 25. The agent's own come whole."""
TRIES = 3
"""A list that shrinks while it is read may pass one by; then it is read again."""


async def everything(api: Api) -> list[Chat]:
    """Return the agent's open conversations, and the account's; raises `ChatwootError`."""
    found = {chat.id: chat for chat in await _whole(api, "all", MOST_PAGES)}
    found |= {chat.id: chat for chat in await _whole(api, "me", MOST_PAGES * 10)}
    return list(found.values())


async def unassigned(api: Api) -> tuple[Chat, ...]:
    """Return the open conversations that nobody has, as many as fit on one page; raises `ChatwootError`."""
    return (await _page(api, "unassigned", 1)).chats


async def _whole(api: Api, whose: str, most: int) -> list[Chat]:
    found: dict[int, Chat] = {}
    for _try in range(TRIES):
        page = Listing((), 0, 0)
        for number in range(1, most + 1):
            page = await _page(api, whose, number)
            found |= {chat.id: chat for chat in page.chats}
            if not page.chats or 0 < _count(page, whose) <= len(found):
                break
        if page.chats or len(found) >= _count(page, whose):
            break
    return list(found.values())


async def _page(api: Api, whose: str, number: int) -> Listing:
    query: dict[str, str | int] = {
        "assignee_type": whose,
        "status": "open",
        "page": number,
        "sort_by": "waiting_since_asc",
    }
    return reading.listing(await api.get("conversations", **query))


def _count(page: Listing, whose: str) -> int:
    return page.mine if whose == "me" else page.total
