"""Whatever happens, nothing that is typed reaches a customer, or a reader, whom it was not meant for."""

import random
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from textual import events
from textual.widget import Widget

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.services.drafts import Drafts
from agent_console.ui import app
from agent_console.ui.screens.layout import PaneLayout
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.composer import Composer
from benchmarks.circumstances import Event
from benchmarks.meddler import KINDS, LAYING, OFTEN, story
from benchmarks.stage import RESTART, Stage

ROUNDS, STEPS = 10, 50
CHOICE = [*KINDS, RESTART, *(kind for kind, times in OFTEN.items() for _ in range(times - 1))]


class AgentAtWork(RuleBasedStateMachine):
    """A console, and everything that can happen to it, in an order that is looked for."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.stage = self._open.enter_context(Stage())

    @initialize()
    def a_busy_morning(self) -> None:
        """Let three customers come."""
        for _ in range(3):
            self.stage.play(Event("arrive", much=1))

    @rule(kind=st.sampled_from(CHOICE), whom=st.integers(0, 99), much=st.integers(0, 99))
    def happen(self, kind: str, whom: int, much: int) -> None:
        """Let one thing happen; every letter is where it was meant to be, and the focus where it was left."""
        self.stage.play(Event(kind, whom, much))
        self._nothing_is_astray()

    def teardown(self) -> None:
        """Let everything arrive, and look once more."""
        self._open.close()
        self._nothing_is_astray()

    def _nothing_is_astray(self) -> None:
        assert not self.stage.misplaced
        assert not self.stage.messages_misplaced
        assert not self.stage.moved_focus


def test_nothing_reaches_a_pane_that_it_was_not_meant_for() -> None:
    run_state_machine_as_test(
        AgentAtWork,
        settings=settings(
            max_examples=ROUNDS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )


def test_messages_do_arrive() -> None:
    with Stage() as stage:
        for event in story(random.Random("a day's work"), 40):
            stage.play(event)
    assert stage.characters > 20
    assert stage.messages


# What the machine must find


def _focus_goes_to_who_comes(patch: pytest.MonkeyPatch) -> None:
    seat = PaneScreen._seat

    def seat_and_go(screen: PaneScreen) -> None:
        before = set(screen.query(Composer))
        seat(screen)
        new = [pane for pane in screen._grid.panes if pane.composer not in before]
        if new:
            screen.call_later(screen.set_focus, new[-1].composer)

    patch.setattr(PaneScreen, "_seat", seat_and_go)


def _text_goes_along_with_the_focus(patch: pytest.MonkeyPatch) -> None:
    watch = PaneScreen.watch_focused
    last: list[Composer] = []

    def carry(screen: PaneScreen, focused: Widget | None) -> None:
        watch(screen, focused)
        if isinstance(focused, Composer):
            if last and last[0].text and not focused.text and last[0].mode is focused.mode:
                focused.insert(last[0].text)
            last[:] = [focused]

    patch.setattr(PaneScreen, "watch_focused", carry)


def _a_paste_goes_to_who_has_the_focus_when_it_is_handled(patch: pytest.MonkeyPatch) -> None:
    def late(composer: Composer, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        composer.set_timer(0.01, lambda: _insert(composer.screen.focused, event.text))

    def _insert(focused: Widget | None, text: str) -> None:
        if isinstance(focused, Composer):
            focused.insert(text)

    patch.setattr(Composer, "on_paste", late)


def _an_arrival_makes_the_neighbour_be_written_to(patch: pytest.MonkeyPatch) -> None:
    edited = Drafts.edited

    def to_the_newest(
        drafts: Drafts, conversation: ConversationId, text: str, cursor: int, mode: Mode | None = None
    ) -> Draft:
        newest = list(drafts._desk.conversations)[-1]
        wrong = newest if len(drafts._desk.conversations) > 3 else conversation
        return edited(drafts, wrong, text, cursor, mode)

    patch.setattr(Drafts, "edited", to_the_newest)


def _a_key_does_not_wait_for_what_the_one_before_it_does(patch: pytest.MonkeyPatch) -> None:
    async def at_once(*_widgets: Widget) -> None:
        """Wait for nothing."""

    patch.setattr(app, "worked_off", at_once)


def _the_reply_or_note_is_that_of_the_moment(patch: pytest.MonkeyPatch) -> None:
    edited = Drafts.edited

    def in_the_mode_of_now(
        drafts: Drafts, conversation: ConversationId, text: str, cursor: int, _mode: Mode | None = None
    ) -> Draft:
        return edited(drafts, conversation, text, cursor, Mode.REPLY)

    patch.setattr(Drafts, "edited", in_the_mode_of_now)


def _a_pane_that_moves_leaves_the_keys_in_its_place(patch: pytest.MonkeyPatch) -> None:
    move = PaneLayout.move_pane

    def move_and_stay(layout: PaneLayout, towards: str) -> None:
        screen = layout._screen
        before = {pane.conversation for pane in screen._grid.panes}
        move(layout, towards)
        neighbour = next((one for one in before if one != screen.attended), None)
        pane = screen.pane_of(neighbour)
        if pane is not None:
            screen.set_focus(pane.composer)

    patch.setattr(PaneLayout, "move_pane", move_and_stay)


def test_a_picker_over_a_pane_that_left_and_came_back_at_once_keeps_the_keys() -> None:
    doing = [Event("record", 50, 15), Event("rush", 95, 11), Event("rush", 28, 91)]
    for _ in range(3):
        with Stage() as stage:
            for event in (
                *[Event("arrive", much=1)] * 3,
                Event(RESTART),
                Event("enter"),
                Event("arrive", 58, 26),
            ):
                stage.play(event)
            for event in doing:
                stage.play(event)
                assert (stage.misplaced, stage.moved_focus) == ([], [])


@pytest.mark.parametrize(
    "mistake",
    [
        _a_pane_that_moves_leaves_the_keys_in_its_place,
        _focus_goes_to_who_comes,
        _text_goes_along_with_the_focus,
        _a_paste_goes_to_who_has_the_focus_when_it_is_handled,
        _an_arrival_makes_the_neighbour_be_written_to,
        _a_key_does_not_wait_for_what_the_one_before_it_does,
        _the_reply_or_note_is_that_of_the_moment,
    ],
)
def test_a_mistake_is_found(
    mistake: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake(monkeypatch)
    with Stage() as stage:
        for event in _provoking():
            stage.play(event)
            if stage.misplaced or stage.moved_focus:
                break
    assert stage.misplaced or stage.moved_focus


def _provoking() -> list[Event]:
    """Return what brings out mistakes about focus, pastes, modes and the order of things."""
    busy = [Event("arrive", much=1)] * 3
    turn = [
        *(Event("jump", 0, 1), Event("type", much=2), Event("jump", 1, 1), Event("type", much=2)),
        *(Event("paste", 0, 1), Event("jump", 0, 1), Event("question", 1, 1), Event("jump", 2, 1)),
        *(Event("note or reply"), Event("type", much=1), Event("arrive", much=1), Event("type", much=1)),
        *(Event("lay out", LAYING.index("right")), Event("type", much=1)),
    ]
    return [*busy, *turn, *turn]
