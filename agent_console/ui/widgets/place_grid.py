"""The grid of fixed places that the panes stand in."""

from collections.abc import Callable, Iterator, Sequence

from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.place import Place

MakePane = Callable[[ConversationId], ChatPane]


class PlaceGrid(Widget):
    """Seats conversations; a pane stays in its place until another conversation gets that place."""

    def __init__(self, keys: KeyMap, make: MakePane) -> None:
        super().__init__()
        self._keys = keys
        self._make = make
        self._places: list[Place] = []

    @property
    def panes(self) -> Iterator[ChatPane]:
        """The panes on screen, place by place."""
        return (place.pane for place in self._places if place.pane is not None)

    def pane_of(self, conversation: ConversationId | None) -> ChatPane | None:
        """Return the pane of a conversation that is on screen."""
        return next((pane for pane in self.panes if pane.conversation == conversation), None)

    def fit(self, columns: int, capacity: int) -> None:
        """Have so many places, in so many columns; removed places must not have the focus."""
        self.styles.grid_size_columns = columns
        for place in self._places[capacity:]:
            place.seat(None)
            place.remove()
        kept = self._places[:capacity]
        added = [Place(self._keys) for _ in range(capacity - len(kept))]
        self._places = [*kept, *added]
        self.mount_all(added)

    def seat(self, slots: Sequence[ConversationId | None]) -> None:
        """Show the conversations of the slots; one that leaves its place must not have the focus."""
        for place, conversation in zip(self._places, slots, strict=True):
            seated = None if place.pane is None else place.pane.conversation
            if seated != conversation:
                place.seat(None if conversation is None else self._make(conversation))

    def leaving(self, slots: Sequence[ConversationId | None]) -> Iterator[ChatPane]:
        """Yield the panes that `seat` would remove."""
        for index, place in enumerate(self._places):
            stays = index < len(slots) and place.pane is not None and place.pane.conversation == slots[index]
            if place.pane is not None and not stays:
                yield place.pane
