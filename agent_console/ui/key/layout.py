"""The keys that lay the panes out, and those that go round them by the way the agent came."""

from functools import partial
from typing import Final

from agent_console.ui.key.command import Command, Group

_layout = partial(Command, Group.LAYOUT)
_desk = partial(Command, Group.DESK)

LAYOUT_COMMANDS: Final = (
    _desk("desk.back", "alt+left,leader+minus", "walk(-1)", "Go back to where you were before", "back"),
    _desk("desk.forth", "alt+right,leader+equals_sign", "walk(1)", "Go forth again", "forth"),
    _desk(
        "desk.peek", "leader+apostrophe", "peek", "Look at another customer, and go on writing", "peek at one"
    ),
    _layout("layout.zoom", "leader+Z", "zoom", "Give one pane all the room, or show all", "zoom"),
    _layout(
        "layout.pin", "leader+number_sign", "pin", "Pin it to the screen, or take the pin off", "pin here"
    ),
    _layout("layout.left", "leader+left", "move_pane('left')", "Move it to the left", "move left"),
    _layout("layout.right", "leader+right", "move_pane('right')", "Move it to the right", "move right"),
    _layout("layout.up", "leader+up", "move_pane('up')", "Move it up", "move up"),
    _layout("layout.down", "leader+down", "move_pane('down')", "Move it down", "move down"),
    _layout(
        "layout.narrower",
        "leader+left_square_bracket",
        "resize_pane('column', -1)",
        "Make its column narrower",
        "narrower",
    ),
    _layout(
        "layout.wider",
        "leader+right_square_bracket",
        "resize_pane('column', 1)",
        "Make its column wider",
        "wider",
    ),
    _layout(
        "layout.lower", "leader+left_curly_bracket", "resize_pane('row', -1)", "Make its row lower", "lower"
    ),
    _layout(
        "layout.higher",
        "leader+right_curly_bracket",
        "resize_pane('row', 1)",
        "Make its row higher",
        "higher",
    ),
    _layout(
        "layout.fewer-columns",
        "leader+shift+left",
        "divide('column', -1)",
        "Have one column fewer",
        "-col",
    ),
    _layout(
        "layout.more-columns",
        "leader+shift+right",
        "divide('column', 1)",
        "Have one column more",
        "+col",
    ),
    _layout("layout.fewer-rows", "leader+shift+up", "divide('row', -1)", "Have one row fewer", "-row"),
    _layout("layout.more-rows", "leader+shift+down", "divide('row', 1)", "Have one row more", "+row"),
    _layout(
        "layout.restore",
        "leader+vertical_line",
        "even_out",
        "Lay the panes out as they fit best",
        "as fits best",
    ),
)
