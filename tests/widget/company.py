"""A company with a hub, a shop that shows its widget, and agents who answer."""

import uuid
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.async_api import Browser, BrowserContext

from agent_console.backends.hub import HubBackend
from agent_console.config.widget import WidgetSettings
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import QueueChanged
from agent_console.domain.outbox import Acknowledged
from agent_console.hub.widget.description import Capabilities
from agent_console.hub.widget.page import widget_page
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.hub.host import HubHost
from tests.widget.shop import Shop
from tests.widget.visitor import WIDE, Visitor, device

CAPABILITIES = Capabilities(
    transcripts=True, file_bytes=1_000_000, file_kinds=("image/png", "application/pdf", "text/plain")
)
SETTINGS = WidgetSettings.model_validate(
    {
        "name": "Example Outdoor",
        "topics": [
            {"label": {"en": "Delivery", "de": "Lieferung"}, "queue": "parcels"},
            {"label": "Something else"},
        ],
        "other_ways": [
            {"kind": "phone", "value": "+1 555 0134"},
            {"kind": "email", "value": "help@example.com", "label": {"en": "Write an e-mail"}},
            {"kind": "page", "value": "https://www.example.com/help", "label": "Questions and answers"},
        ],
        "callback": True,
    }
)


class Agent:
    """An agent with a real console behind, but without a screen."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.conversation = ConversationId("")
        self._sent = 0

    async def take(self) -> None:
        """Take whoever has waited longest, once somebody waits."""
        await self.console.until(self._somebody_waits)
        taken = await self.console.backend.take()
        assert not isinstance(taken, Declined), taken
        self.conversation = taken
        await self.console.holds(taken)

    def _somebody_waits(self) -> bool:
        queues = [event for event in self.console.seen if isinstance(event, QueueChanged)]
        return bool(queues) and bool(queues[-1].waiting)

    async def say(self, text: str, file: str = "") -> None:
        """Answer the customer; `file` is the id of an upload that goes with it."""
        self._sent += 1
        intent = replace(self.console.intent(self.conversation, text, self._sent), attachment=file)
        assert isinstance(await self.console.backend.send(intent), Acknowledged)

    async def reads(self, *texts: str) -> None:
        """Wait until the conversation is exactly these messages."""
        await self.console.reads(self.conversation, len(texts))
        assert self.console.texts(self.conversation) == list(texts)

    async def close(self) -> None:
        """Close the conversation."""
        fence = self.console.desk[self.conversation].fence
        assert await self.console.backend.close(self.conversation, fence) is None


class Company:
    """Use as a context manager; everything it started is ended, in the reverse order."""

    def __init__(
        self,
        folder: Path,
        browser: Browser,
        widget: WidgetSettings = SETTINGS,
        capabilities: Capabilities = CAPABILITIES,
        language: str = "",
    ) -> None:
        """`browser` is what its visitors use; `language` is what the shop's pages ask for."""
        self.host = HubHost(folder)
        self.shop = Shop(language=language)
        self._widget = widget
        self._capabilities = capabilities
        self._stack = AsyncExitStack()
        self._browser = browser
        self._visitors: list[Visitor] = []

    async def __aenter__(self) -> Self:
        """Open the shop and the hub."""
        await self.shop.open()
        self._stack.push_async_callback(self.shop.close)
        origins = (self.shop.url,)
        self.host.settings = replace(
            self.host.settings,
            origins=origins,
            mail=True,
            details=tuple(field.custom for field in self._widget.form.fields),
            typing_preview=self._widget.typing_preview,
        )
        self.host.pages = [widget_page(self._widget, self._capabilities, origins)]
        await self.host.start()
        self._stack.push_async_callback(self.host.close)
        self.shop.hub = self.hub
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everything; what went wrong in a browser surfaces here."""
        await self._stack.__aexit__(kind, error, trace)
        assert [trouble for someone in self._visitors for trouble in someone.troubles] == []

    @property
    def hub(self) -> str:
        """The hub's address for browsers, through a cable that can be cut."""
        return f"http://127.0.0.1:{self.host.cable.port}"

    async def device(self, size: tuple[int, int] = WIDE, scheme: str = "light") -> BrowserContext:
        """Return a customer's device: a browser that has seen nothing yet."""
        return await self._stack.enter_async_context(device(self._browser, size, scheme))

    async def visitor(self, size: tuple[int, int] = WIDE, scheme: str = "light", path: str = "/") -> Visitor:
        """Let somebody come to the shop."""
        return await self.tab(await self.device(size, scheme), path)

    async def tab(self, device: BrowserContext, path: str = "/") -> Visitor:
        """Open the shop in a new tab of a device."""
        someone = Visitor(await device.new_page())
        self._visitors.append(someone)
        await someone.visit(self.shop.url + path)
        return someone

    async def agent(self, name: str = "Sam Rivera") -> Agent:
        """Let an agent sign in."""
        backend = HubBackend(self.host.url, self.host.token(name), uuid.uuid4().hex)
        console = Console(backend)
        self._stack.push_async_callback(console.close)
        await console.online()
        return Agent(console)
