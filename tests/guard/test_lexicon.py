"""How much terms tell."""

from agent_console.guard.model.lexicon import Lexicon, rarities

SIZE = 4096


def test_the_rarer_tells_more() -> None:
    texts = [frozenset({"the", "train"} if place % 10 == 0 else {"the"}) for place in range(100)]
    lexicon = Lexicon(rarities(texts, SIZE))
    assert lexicon("the") == 0 < lexicon("train") < lexicon("norwich") == 1


def test_what_was_met_once_tells_as_much_as_what_never_was() -> None:
    lexicon = Lexicon(rarities([frozenset({"the"}), frozenset({"the", "norwich"}), frozenset({"the"})], SIZE))
    assert lexicon("norwich") == 1


def test_what_was_met_twice_does_so_too() -> None:
    texts = [frozenset({"the", "norwich"} if place < 2 else {"the"}) for place in range(100)]
    assert Lexicon(rarities(texts, SIZE))("norwich") == 1


def test_nothing_met_is_no_error() -> None:
    assert Lexicon(rarities([], SIZE))("train") == 1
