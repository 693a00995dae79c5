"""By what the terminal at hand calls the agent."""

from agent_console.bootstrap.attention import means
from agent_console.config.attention import AttentionSettings
from agent_console.ui.beacon import Means
from agent_console.ui.terminal_notice import Protocol

KITTY = {"TERM": "xterm-kitty"}
KITTY_IN_TMUX = {"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "KITTY_WINDOW_ID": "1"}
UNKNOWN = {"TERM": "xterm-256color"}


def test_a_known_terminal_is_used_as_it_wants_and_an_unknown_one_only_when_told() -> None:
    assert means(AttentionSettings(), KITTY) == Means(protocol=Protocol.OSC99, title=True)
    assert means(AttentionSettings(), UNKNOWN) == Means(title=True)
    assert means(AttentionSettings(notification="osc9"), UNKNOWN).protocol is Protocol.OSC9
    assert means(AttentionSettings(notification="off"), KITTY).protocol is Protocol.NONE


def test_nothing_is_sent_through_tmux_unless_that_is_allowed() -> None:
    assert means(AttentionSettings(), KITTY_IN_TMUX).protocol is Protocol.NONE
    allowed = means(AttentionSettings(tmux_passthrough=True), KITTY_IN_TMUX)
    assert (allowed.protocol, allowed.through_tmux) == (Protocol.OSC99, True)


def test_tmux_on_the_other_side_of_ssh_is_known_by_its_term() -> None:
    over_ssh = {"TERM": "tmux-256color", "SSH_TTY": "/dev/pts/1"}
    assert means(AttentionSettings(notification="osc9"), over_ssh).protocol is Protocol.NONE
    allowed = means(AttentionSettings(notification="osc9", tmux_passthrough=True), over_ssh)
    assert (allowed.protocol, allowed.through_tmux) == (Protocol.OSC9, True)


def test_the_title_is_left_alone_where_there_is_none_or_none_is_wanted() -> None:
    assert not means(AttentionSettings(), {"TERM": "linux"}).title
    assert not means(AttentionSettings(title=False), KITTY).title
