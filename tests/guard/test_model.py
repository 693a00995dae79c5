"""The model that ships: which conversation a draft fits, and what speaks against the one it is in."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from random import Random

import numpy as np
import pytest

from agent_console.domain.chat import Author
from agent_console.guard.encoder import weights as encoder_weights
from agent_console.guard.encoder.encoder import Encoder
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.judgement import Judgement, table
from agent_console.guard.model.model import Model
from agent_console.guard.model.sign import SIGNS
from agent_console.guard.model.weights import WeightsError, read, shipped
from agent_console.guard.subject import Subject
from tests.guard.desk_of_subjects import after, message, subject

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def traveller() -> Subject:
    known = subject("Mira Holm", said=("Hi, I need a train to Norwich on Friday.",))
    return after(
        known,
        message("What time do you want to leave?", Author.AGENT),
        message("I'd like to arrive by 12:45, please."),
    )


def diner() -> Subject:
    known = subject("Jonas Weber", said=("I am looking for a cheap Italian restaurant.",))
    return after(
        known,
        message("There are five of them. Which part of town?", Author.AGENT),
        message("In the centre. Can you book a table for four?"),
    )


ANSWER = "The 11:35 train to Norwich arrives at 12:40 on Friday. Shall I book it?"


def test_a_draft_is_more_suspicious_where_it_does_not_belong(model: Model) -> None:
    mira, jonas = traveller(), diner()
    right, wrong = model.opinion(ANSWER, mira, [jonas]), model.opinion(ANSWER, jonas, [mira])
    assert right.score < 0 < wrong.score
    assert right.best == wrong.best == mira.conversation
    assert (right.rival, wrong.rival) == (jonas.conversation, mira.conversation)


def test_the_rival_is_the_one_of_several_that_the_draft_fits_best(model: Model) -> None:
    mira, jonas = traveller(), diner()
    silent = subject("Karen Lund", conversation="karen")
    opinion = model.opinion(ANSWER, jonas, [silent, mira])
    assert opinion.rival == mira.conversation
    assert "Mira Holm" in opinion.reason


def test_the_features_of_its_own_conversation_come_first(model: Model) -> None:
    mira, jonas = traveller(), diner()
    right, wrong = model.opinion(ANSWER, mira, [jonas]), model.opinion(ANSWER, jonas, [mira])
    assert np.allclose(table(right.features), table(wrong.features)[::-1])
    assert not np.allclose(right.features, wrong.features)


def test_features_tell_how_it_would_have_looked_elsewhere(model: Model) -> None:
    mira, jonas = traveller(), diner()
    right, wrong = model.opinion(ANSWER, mira, [jonas]), model.opinion(ANSWER, jonas, [mira])
    assert model.judgement.score(table(right.features), 1) == pytest.approx(wrong.score)


def test_what_another_encoder_has_made_of_a_dialogue_is_made_anew(model: Model) -> None:
    learnt, encoder = read(shipped()), encoder_weights.read(encoder_weights.shipped())
    other = Model(learnt, Encoder(replace(encoder, table=-encoder.table)))
    fresh = other.opinion(ANSWER, traveller(), [diner()]).features
    mira, jonas = traveller(), diner()
    model.prepare(mira)
    model.prepare(jonas)
    assert other.opinion(ANSWER, mira, [jonas]).features == pytest.approx(fresh)


def test_what_is_prepared_ends_with_the_next_turn(model: Model) -> None:
    prepared, fresh, jonas = traveller(), traveller(), diner()
    model.prepare(prepared)
    for known in (prepared, fresh):
        known.hear(message("Thanks, that is all. Bye!"))
    one, other = (model.opinion("You are welcome!", known, [jonas]) for known in (prepared, fresh))
    assert one.features == pytest.approx(other.features)


def test_the_reason_can_be_checked_by_looking(model: Model) -> None:
    mira, jonas = traveller(), diner()
    reason = model.opinion(ANSWER, jonas, [mira]).reason
    assert "“Norwich”" in reason
    assert "Mira Holm, not here" in reason


def test_the_target_among_the_others_is_no_rival(model: Model) -> None:
    mira, jonas = traveller(), diner()
    one, other = model.opinion(ANSWER, mira, [jonas]), model.opinion(ANSWER, mira, [mira, jonas])
    assert one.score == pytest.approx(other.score)


def test_a_conversation_alone_is_never_the_wrong_one(model: Model) -> None:
    mira = traveller()
    opinion = model.opinion(ANSWER, mira, [mira])
    assert (opinion.score, opinion.best) == (0, mira.conversation)


def test_features_are_named_and_make_the_score(model: Model) -> None:
    opinion = model.opinion(ANSWER, traveller(), [diner()])
    assert len(opinion.features) == 2 * len(FEATURES)
    assert model.score(opinion.features) == pytest.approx(opinion.score)


def test_a_turn_that_was_heard_since_counts(model: Model) -> None:
    mira, jonas = traveller(), diner()
    before = model.opinion("Bye, have a nice day!", mira, [jonas]).score
    thanked = after(mira, message("It is booked.", Author.AGENT), message("Thanks, that is all. Bye!"))
    assert model.opinion("Bye, have a nice day!", thanked, [jonas]).score < before


def test_a_refitted_model_says_so_and_keeps_what_features_mean(model: Model) -> None:
    judgement = replace(model.judgement, suspicion=Line(np.zeros(len(SIGNS)), 1.5))
    other = model.refitted(judgement, [0.5], AT)
    assert (other.past.scores, other.past.until) == ((0.5,), AT)
    assert other.opinion(ANSWER, traveller(), [diner()]).score == 1.5
    assert other.version != model.version
    assert other.version.partition("-")[0] == model.version.partition("-")[0]
    assert Model.load(other.content).version == other.version


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(WeightsError, match=r"damaged.*train them anew"):
        Model.load(shipped()[:-200])


@pytest.mark.parametrize("seed", range(20))
def test_a_file_with_wrong_bytes_is_refused_or_means_the_same(seed: int) -> None:
    chance, content = Random(seed), bytearray(shipped())
    for _ in range(20):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    with suppress(WeightsError):
        assert Model.load(bytes(content)).version == Model.load().version


def altered(choice: Choice | None = None, suspicion: Line | None = None) -> bytes:
    """Return the shipped weights with another part of the judgement."""
    found = read(shipped())
    judgement = Judgement(choice or found.judgement.choice, suspicion or found.judgement.suspicion)
    return replace(found, judgement=judgement).dump()


@pytest.mark.parametrize("features", [(), (0.5,) * len(FEATURES), (0.5,) * (2 * len(FEATURES) - 1)])
def test_what_is_no_table_of_features_has_no_score(model: Model, features: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"reshape|no other conversation"):
        model.score(features)


@pytest.mark.parametrize("damage", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(damage: float) -> None:
    found = read(shipped())
    choice = found.judgement.choice
    with pytest.raises(WeightsError, match="no numbers"):
        Model.load(altered(suspicion=Line(found.judgement.suspicion.slope, damage)))
    with pytest.raises(WeightsError, match="no numbers"):
        Model.load(altered(choice=replace(choice, bias=choice.bias * damage)))


def test_code_in_a_file_of_weights_is_never_run() -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return pytest.fail, ("code of the file was run",)

    content = BytesIO()
    np.savez(content, names=np.array([Trap()], object))
    with pytest.raises(WeightsError, match="damaged"):
        read(content.getvalue())


def test_weights_of_another_size_are_refused() -> None:
    found = read(shipped())
    with pytest.raises(WeightsError, match="another size"):
        Model.load(altered(suspicion=Line(found.judgement.suspicion.slope[1:], 0.0)))


def test_weights_for_other_figures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_console.guard.model.weights.SIGNS", ("moon_phase", *SIGNS[1:]))
    with pytest.raises(WeightsError, match=r"other figures.*moon_phase"):
        Model.load(shipped())
