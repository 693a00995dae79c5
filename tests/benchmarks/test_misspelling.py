"""The misspellings that the benchmark makes."""

import random

import pytest
from rapidfuzz.distance import OSA

from benchmarks.misspelling import misspellings

WORDS: dict[str, dict[str, list[str]]] = {
    "en": {"replies": ["order", "parcel"], "customers": ["lamp"], "dictionary": []},
    "ru": {"replies": ["посылка", "лампа"], "customers": ["заказ"], "dictionary": []},
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_has_one_slip_and_the_same_seed_makes_the_same(language: str) -> None:
    made = list(misspellings(random.Random(7), language, WORDS[language], 40))
    assert made == list(misspellings(random.Random(7), language, WORDS[language], 40))
    assert all(OSA.distance(one.meant, one.written) == 1 for one in made if one.slip != "neighbour")
    assert {one.slip for one in made} == {"insert", "delete", "swap", "neighbour"}
    assert {one.source for one in made} == {"replies", "customers"}
