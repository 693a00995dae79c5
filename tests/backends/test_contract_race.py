"""The contract of ports.ChatBackend, for every backend: a chat that several agents want is one agent's."""

from tests.backends.race import race
from tests.backends.world import Desks, World

AGENTS, CHATS = 4, 8
"""Few, for a test; `python -m benchmarks.claims` has eight agents race for 200."""


async def test_of_many_agents_one_gets_each_chat_and_no_others_pane_opens(world: World, desks: Desks) -> None:
    outcome = await race(world, desks, AGENTS, CHATS)
    assert (outcome.owners_of_none, outcome.several_owners) == (0, 0), outcome
    assert (outcome.opened_for_losers, outcome.unopened_for_winners) == (0, 0), outcome
    assert outcome.reasons == {"taken": CHATS * (AGENTS - 1)}
