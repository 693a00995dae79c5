"""What the benchmark of phrases counts: keys, offers, and what is somebody else's."""

import pytest

from benchmarks.desks import Recording, Turn
from benchmarks.phrase_identity import Identifiers
from benchmarks.phrases import company, report

NAMES = ("Mira Holm", "Jonas Berg", "Tove Lie", "Ida Vik")


def recording(name: str, reply: str, question: str = "Where is it?") -> Recording:
    profile = {
        "name": name,
        "email": f"{name.split()[0].lower()}@example.com",
        "phone": f"555 {len(name)}142",
        "username": f"{name.split()[0].lower()}77",
        "account_id": f"K-{name}",
        "address": "3 Elm Lane, Dover",
        "zip": "12345",
        "orders": [{"order_id": f"SO-{name.split()[1]}-1"}],
    }
    turns = (Turn(by_agent=False, text=question), Turn(by_agent=True, text=reply))
    return Recording(name, "", profile, turns, "made up")


def test_one_key_writes_an_answer_that_is_always_the_same() -> None:
    answer = "It is on its way to you."
    train = [recording(name, answer) for name in NAMES[:3]]
    figures = company(train, [recording(NAMES[3], answer)]).figures()
    assert (figures["keys"], figures["characters"]) == (1, len(answer))
    assert figures["keystrokes_saved"] == pytest.approx(1 - 1 / len(answer), abs=1e-4)
    assert (figures["offers"], figures["offers_wrong"]) == (1, 0)


def test_a_wrong_offer_costs_no_key_but_is_counted_once() -> None:
    train = [recording(name, "It is on its way to you.") for name in NAMES[:3]]
    figures = company(train, [recording(NAMES[3], "We lost it.")]).figures()
    assert figures["keys"] == len("We lost it.")
    assert (figures["offers_wrong"], figures["offers_of_no_use"]) == (1, 1)
    # It stood there from the empty draft until the first letter that was another.
    assert figures["offers"] == 1


def test_a_narrow_line_takes_more_keys() -> None:
    answer = "It is on its way to you."
    train = [recording(name, answer) for name in NAMES[:3]]
    assert company(train, [recording(NAMES[3], answer)], cells=12).figures()["keys"] > 1


def test_nothing_learnt_is_nothing_saved() -> None:
    figures = company([], [recording(NAMES[0], "It is on its way.")]).figures()
    assert (figures["keystrokes_saved"], figures["offers"]) == (0, 0)


@pytest.mark.parametrize(
    ("offer", "found"),
    [
        ("Dear Jonas,", ["jonas"]),
        ("write to jonas@example.com.", ["jonas", "jonas@example.com"]),
        ("order SO-Berg-1", ["berg", "so-berg-1"]),
        ("Dear Mira,", []),
        ("Dear Tove,", []),
        ("Where is it", []),
    ],
)
def test_identifiers_of_others_are_found(offer: str, found: list[str]) -> None:
    here, *others = (recording(name, "Hello.") for name in NAMES)
    assert Identifiers([here, *others]).foreign(offer, here, known="I am with Tove") == found


def test_all_replies_together_are_a_source_of_their_own() -> None:
    tallies = {
        "a": company([], [recording(NAMES[0], "Hello.")]),
        "b": company([], [recording(NAMES[1], "Bye.")]),
    }
    assert report(tallies)["all"]["characters"] == len("Hello.Bye.")
