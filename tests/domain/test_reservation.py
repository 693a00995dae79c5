"""Seats that wait for conversations of an earlier run: whoever comes first, everybody gets their own."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.panes import Panes
from agent_console.domain.reservation import Seat

ANA, BEN, CLEO, DORA = (ConversationId(name) for name in ("ana", "ben", "cleo", "dora"))


def _panes(capacity: int) -> Panes:
    panes = Panes()
    panes.resize(capacity, None)
    return panes


def test_everybody_gets_their_own_number_and_place_in_any_order() -> None:
    panes = _panes(4)
    panes.reserve({ANA: Seat(3, 0), BEN: Seat(1, 2), CLEO: Seat(7)}, ())
    for who in (CLEO, BEN, ANA):
        panes.admit(who)
    assert panes.slots == (ANA, None, BEN, None)
    assert [panes.number(who) for who in (ANA, BEN, CLEO)] == [3, 1, 7]


def test_a_stranger_takes_neither_the_number_nor_the_place_that_waits() -> None:
    panes = _panes(3)
    panes.reserve({ANA: Seat(1, 0), BEN: Seat(2, 2)}, ())
    panes.admit(DORA)
    assert (panes.number(DORA), panes.slots) == (3, (None, DORA, None))
    assert panes.free == 0
    panes.refill([DORA])
    assert panes.slots == (None, DORA, None)


def test_the_seats_of_those_who_are_not_held_any_more_are_free() -> None:
    panes = _panes(2)
    panes.reserve({ANA: Seat(1, 0), BEN: Seat(2, 1)}, ())
    panes.expect_only({BEN})
    panes.admit(DORA)
    panes.admit(BEN)
    assert panes.slots == (DORA, BEN)
    assert (panes.number(DORA), panes.number(BEN)) == (1, 2)


def test_who_comes_before_the_terminal_has_told_its_size_is_seated_then() -> None:
    panes = Panes()
    panes.reserve({ANA: Seat(1, 0), BEN: Seat(2, 3)}, ())
    panes.admit(BEN)
    panes.admit(ANA)
    panes.resize(4, None)
    panes.refill([BEN])
    assert panes.slots == (ANA, None, None, BEN)


def test_who_came_while_somebody_typed_takes_the_kept_place_later() -> None:
    panes = _panes(2)
    panes.reserve({ANA: Seat(1, 1)}, ())
    panes.admit(ANA, placed=False)
    assert panes.free == 2
    panes.refill([ANA])
    assert panes.slots == (None, ANA)


def test_the_agent_may_use_a_place_that_waits() -> None:
    panes = _panes(1)
    panes.reserve({ANA: Seat(1, 0)}, ())
    panes.admit(BEN)
    panes.bring(BEN, None)
    assert panes.slots == (BEN,)
    panes.admit(ANA)
    assert (panes.slots, panes.number(ANA)) == ((BEN,), 1)
    assert panes.seats == {BEN: Seat(2, 0), ANA: Seat(1)}


def test_the_seats_name_those_on_screen_on_the_strip_and_still_to_come() -> None:
    panes = _panes(1)
    panes.reserve({ANA: Seat(4, 0)}, ())
    panes.expect_only({ANA})
    panes.admit(BEN)
    assert panes.seats == {ANA: Seat(4, 0), BEN: Seat(1)}
    panes.admit(ANA)
    assert panes.seats == {ANA: Seat(4, 0), BEN: Seat(1)}
    panes.release(ANA)
    assert panes.seats == {BEN: Seat(1)}
