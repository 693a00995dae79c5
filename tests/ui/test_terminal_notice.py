"""What a terminal gets besides the screen, byte by byte; nothing of a hostile text is an order to it."""

import pytest

from agent_console.ui import terminal_notice
from agent_console.ui.terminal_notice import LONGEST, Protocol

HOSTILE = "Mira\x1b]52;c;ZXZpbA==\x07 \x9b31m\x9d2;owned\x9c\r\nHolm\u202e\u200b\x00"
DISARMED = "Mira]52;c;ZXZpbA== 31m2;owned  Holm"


@pytest.mark.parametrize(
    ("protocol", "sequence"),
    [
        (Protocol.OSC9, "\x1b]9;desk: 2 wait\x07"),
        (Protocol.OSC777, "\x1b]777;notify;desk;2 wait\x07"),
        (
            Protocol.OSC99,
            "\x1b]99;i=agent-console:d=0;desk\x1b\\\x1b]99;i=agent-console:p=body;2 wait\x1b\\",
        ),
        (Protocol.NONE, ""),
    ],
)
def test_each_terminal_is_told_in_its_own_way(protocol: Protocol, sequence: str) -> None:
    assert terminal_notice.notification(protocol, "desk", "2 wait") == sequence


@pytest.mark.parametrize("protocol", [Protocol.OSC9, Protocol.OSC777, Protocol.OSC99])
def test_nothing_of_a_text_is_an_order_to_the_terminal(protocol: Protocol) -> None:
    harmless = terminal_notice.notification(protocol, "desk", "x")
    hostile = terminal_notice.notification(protocol, "desk", HOSTILE)
    assert hostile == harmless.replace("x", DISARMED, 1)
    assert [one for one in hostile if not one.isprintable()] == [
        one for one in harmless if not one.isprintable()
    ]


def test_the_title_is_plain_and_not_too_long() -> None:
    assert terminal_notice.title(HOSTILE) == f"\x1b]2;{DISARMED}\x1b\\"
    assert terminal_notice.title("x" * 1000) == f"\x1b]2;{'x' * LONGEST}\x1b\\"


def test_a_heading_does_not_end_before_its_time() -> None:
    sequence = terminal_notice.notification(Protocol.OSC777, "a;b", "c;d")
    assert sequence == "\x1b]777;notify;a,b;c;d\x07"


def test_tmux_passes_on_what_is_wrapped() -> None:
    wrapped = terminal_notice.through_tmux("\x1b]9;hello\x07")
    assert wrapped == "\x1bPtmux;\x1b\x1b]9;hello\x07\x1b\\"
    assert terminal_notice.through_tmux("") == ""


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, Protocol.OSC99),
        ({"TERM": "foot-extra"}, Protocol.OSC777),
        ({"TERM": "rxvt-unicode-256color"}, Protocol.OSC777),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Protocol.OSC9),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, Protocol.OSC9),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Protocol.OSC777),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "KITTY_WINDOW_ID": "1"}, Protocol.OSC99),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, Protocol.NONE),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, Protocol.NONE),
        ({"TERM": "linux"}, Protocol.NONE),
        ({}, Protocol.NONE),
    ],
)
def test_only_terminals_that_are_known_to_take_one_get_a_notification(
    environment: dict[str, str], protocol: Protocol
) -> None:
    assert terminal_notice.known(environment) is protocol


def test_a_terminal_without_a_title_gets_none() -> None:
    assert terminal_notice.titled({"TERM": "xterm-256color"})
    assert not terminal_notice.titled({"TERM": "linux"})
    assert not terminal_notice.titled({})
