"""The way back and forth through conversations."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.jump import JumpList

A, B, C, D = (ConversationId(name) for name in "ABCD")
ALL = {A, B, C, D}


def way(*visited: ConversationId) -> JumpList:
    jumps = JumpList()
    for conversation in visited:
        jumps.visit(conversation)
    return jumps


def test_the_way_goes_back_and_forth() -> None:
    jumps = way(A, B, C)
    assert [jumps.step(-1, ALL), jumps.step(-1, ALL), jumps.step(-1, ALL)] == [B, A, None]
    assert [jumps.step(1, ALL), jumps.step(1, ALL), jumps.step(1, ALL)] == [B, C, None]


def test_to_arrive_where_one_went_back_to_adds_nothing() -> None:
    jumps = way(A, B, C)
    arrived = jumps.step(-1, ALL)
    assert arrived is not None
    jumps.visit(arrived)
    assert jumps.step(1, ALL) == C


def test_who_goes_elsewhere_from_the_middle_forgets_the_rest() -> None:
    jumps = way(A, B, C)
    jumps.step(-1, ALL)
    jumps.visit(D)
    assert jumps.step(1, ALL) is None
    assert jumps.step(-1, ALL) == B


def test_who_has_left_is_passed_by() -> None:
    assert way(A, B, C).step(-1, {A, C}) == A


def test_where_one_is_already_is_passed_by() -> None:
    jumps = way(B, A, C, A)
    assert jumps.step(-1, {A, B}) == B


def test_an_empty_way_leads_nowhere() -> None:
    assert JumpList().step(-1, ALL) is None


def test_an_endless_day_is_forgotten_from_its_beginning() -> None:
    jumps = way(C, D, *[A, B] * 200)
    seen = []
    while (conversation := jumps.step(-1, ALL)) is not None:
        seen.append(conversation)
    assert len(seen) < 100
    assert C not in seen
