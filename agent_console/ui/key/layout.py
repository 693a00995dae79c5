"""The keys that lay the panes out, and those that go round them by the way the agent came."""

from functools import partial
from typing import Final

from agent_console.texts import N_
from agent_console.ui.key.command import Command, Group

_layout = partial(Command, Group.LAYOUT)
_desk = partial(Command, Group.DESK)

LAYOUT_COMMANDS: Final = (
    _desk(
        "desk.back",
        "alt+left,leader+minus",
        "walk(-1)",
        N_("Go back to where you were before"),
        # Translators: in the menu of keys: to where the agent was before
        N_("back"),
    ),
    _desk(
        "desk.forth",
        "alt+right,leader+equals_sign",
        "walk(1)",
        N_("Go forth again"),
        # Translators: in the menu of keys: where the agent was before going back
        N_("forth"),
    ),
    _desk(
        "desk.peek",
        "leader+apostrophe",
        "peek",
        N_("Look at another customer, and go on writing"),
        N_("peek at one"),
    ),
    _layout("layout.zoom", "leader+Z", "zoom", N_("Give one pane all the room, or show all"), N_("zoom")),
    _layout(
        "layout.pin",
        "leader+number_sign",
        "pin",
        N_("Pin it to the screen, or take the pin off"),
        N_("pin here"),
    ),
    _layout(
        "layout.left",
        "leader+left",
        "move_pane('left')",
        # Translators: it is the pane of a conversation, here and in the next ones
        N_("Move it to the left"),
        N_("move left"),
    ),
    _layout(
        "layout.right", "leader+right", "move_pane('right')", N_("Move it to the right"), N_("move right")
    ),
    _layout("layout.up", "leader+up", "move_pane('up')", N_("Move it up"), N_("move up")),
    _layout("layout.down", "leader+down", "move_pane('down')", N_("Move it down"), N_("move down")),
    _layout(
        "layout.narrower",
        "leader+left_square_bracket",
        "resize_pane('column', -1)",
        N_("Make its column narrower"),
        N_("narrower"),
    ),
    _layout(
        "layout.wider",
        "leader+right_square_bracket",
        "resize_pane('column', 1)",
        N_("Make its column wider"),
        N_("wider"),
    ),
    _layout(
        "layout.lower",
        "leader+left_curly_bracket",
        "resize_pane('row', -1)",
        N_("Make its row lower"),
        # Translators: in the menu of keys: make the pane's row less high
        N_("lower"),
    ),
    _layout(
        "layout.higher",
        "leader+right_curly_bracket",
        "resize_pane('row', 1)",
        N_("Make its row higher"),
        # Translators: in the menu of keys: make the pane's row higher
        N_("higher"),
    ),
    _layout(
        "layout.fewer-columns",
        "leader+shift+left",
        "divide('column', -1)",
        N_("Have one column fewer"),
        # Translators: in the menu of keys: one column of panes fewer; at most 5 characters
        N_("-col"),
    ),
    _layout(
        "layout.more-columns",
        "leader+shift+right",
        "divide('column', 1)",
        N_("Have one column more"),
        # Translators: in the menu of keys: one column of panes more; at most 5 characters
        N_("+col"),
    ),
    _layout(
        "layout.fewer-rows",
        "leader+shift+up",
        "divide('row', -1)",
        N_("Have one row fewer"),
        # Translators: in the menu of keys: one row of panes fewer; at most 5 characters
        N_("-row"),
    ),
    _layout(
        "layout.more-rows",
        "leader+shift+down",
        "divide('row', 1)",
        N_("Have one row more"),
        # Translators: in the menu of keys: one row of panes more; at most 5 characters
        N_("+row"),
    ),
    _layout(
        "layout.restore",
        "leader+vertical_line",
        "even_out",
        N_("Lay the panes out as they fit best"),
        N_("as fits best"),
    ),
)
