"""A second press counts only for the same thing, and only soon."""

from agent_console.ui.second_press import SecondPress


def test_second_press_confirms_once() -> None:
    second = SecondPress()
    assert not second.confirmed("close a", 10.0)
    assert second.confirmed("close a", 13.0)
    assert not second.confirmed("close a", 13.1)


def test_late_press_and_another_subject_begin_anew() -> None:
    second = SecondPress()
    assert not second.confirmed("close a", 10.0)
    assert not second.confirmed("close a", 13.1)
    assert not second.confirmed("close b", 13.2)
    assert second.confirmed("close b", 13.3)
