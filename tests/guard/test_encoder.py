"""The encoder tells which dialogue a reply belongs to, and says clearly when its weights are unusable."""

import numpy as np
import pytest
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.encoder.encoder import SIMILARITIES, Context, Encoder, Reply
from agent_console.guard.encoder.token import BUCKETS
from agent_console.guard.encoder.view import STATES, VIEWS
from agent_console.guard.encoder.weights import Attention, EncoderError, Layer, Weights, read, write

C, A = Author.CUSTOMER, Author.AGENT

TAXI = (
    (C, "hello, I need a taxi to the airport"),
    (A, "What time do you want to leave?"),
    (C, "At half past nine"),
)
BANK = (
    (C, "There is money missing from my account"),
    (A, "Can I get your full name, please?"),
    (C, "Ann Lee"),
)
PARCEL = ((C, "My package came damaged, the screen is broken. I want my money back!"),)
GOODBYE = ((C, "Is breakfast included?"), (A, "Yes, it is."), (C, "Great, thank you, that is all. Bye"))

REPLIES = {
    "Your taxi is booked for 09:30, the driver's contact number is 07700 900123.": TAXI,
    "Thank you. And your account number, please?": BANK,
    "We are sorry that your order arrived damaged. Could you send us a photo of the product?": PARCEL,
    "You're welcome! Have a nice day, goodbye.": GOODBYE,
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def context(encoder: Encoder, turns: tuple[tuple[Author, str], ...]) -> Context:
    return encoder.context([encoder.turn(author, text) for author, text in turns])


def fit(encoder: Encoder, reply: Reply, turns: tuple[tuple[Author, str], ...]) -> float:
    return float(encoder.similarities(reply, [context(encoder, turns)])[0, 0])


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_continues_its_own_dialogue_best(encoder: Encoder, reply: str) -> None:
    draft = encoder.reply(reply)
    fits = {turns: fit(encoder, draft, turns) for turns in REPLIES.values()}
    assert max(fits, key=fits.__getitem__) == REPLIES[reply]


def test_an_answer_fits_while_the_question_stands_and_no_longer(encoder: Encoder) -> None:
    answer = encoder.reply("The taxi is booked.")
    asked = fit(encoder, answer, TAXI)
    thanked = (*TAXI, (A, "The taxi is booked."), (C, "Thank you, goodbye."))
    assert fit(encoder, answer, thanked) < asked


def test_each_figure_has_a_name(encoder: Encoder) -> None:
    figures = encoder.similarities(encoder.reply("Good morning"), [context(encoder, TAXI)])
    assert figures.shape == (1, len(SIMILARITIES))


def test_dialogues_are_compared_together_as_they_are_alone(encoder: Encoder) -> None:
    draft = encoder.reply("The taxi is booked.")
    contexts = [context(encoder, turns) for turns in ((), TAXI, (), BANK, PARCEL, ())]
    alone = np.vstack([encoder.similarities(draft, [one]) for one in contexts])
    assert encoder.similarities(draft, contexts) == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "\x00", "x" * 100_000, "餐馆在哪里", "👍", "a" * 3 + " 1" * 5_000]
)
def test_any_text_and_any_dialogue_can_be_compared(encoder: Encoder, text: str) -> None:
    for turns in ((), ((C, text),), ((A, text),), ((A, text), (C, text)) * 40):
        figures = encoder.similarities(encoder.reply(text), [context(encoder, turns)])
        assert np.isfinite(figures).all()


def test_what_the_system_says_is_no_turn_of_the_dialogue(encoder: Encoder) -> None:
    told = (*TAXI[:2], (Author.SYSTEM, "Ann has joined the chat"), TAXI[2])
    assert np.array_equal(context(encoder, told).views[0], context(encoder, TAXI).views[0])


def test_where_the_dialogue_stands_counts_not_only_its_words(encoder: Encoder) -> None:
    turned = tuple(reversed(TAXI))
    assert not np.allclose(context(encoder, turned).views[0], context(encoder, TAXI).views[0])


def test_a_turn_also_offers_what_the_one_before_it_asked_for() -> None:
    encoder = Encoder(_weights())
    turns = [encoder.turn(author, text) for author, text in TAXI]
    keys = encoder.context(turns).keys
    offered = [turns[0].key, turns[1].key + turns[0].next_key, turns[2].key + turns[1].next_key]
    assert keys == pytest.approx(np.array([one / np.linalg.norm(one) for one in offered]), abs=1e-5)


def test_long_numbers_are_alike_so_that_none_is_learnt_by_heart(encoder: Encoder) -> None:
    one, other = (encoder.reply(f"Your order {number} is on its way") for number in ("48213077", "99120345"))
    assert np.array_equal(one.whole, other.whole)


def test_a_damaged_file_is_refused_wherever_it_is_damaged() -> None:
    content = write(_weights())
    for at in (*range(60), *range(60, len(content), len(content) // 100)):
        with pytest.raises(EncoderError, match="damaged"):
            Encoder.load(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])


@pytest.mark.parametrize("share", [0, 0.2, 0.7, 0.99])
def test_half_a_file_is_refused(share: float) -> None:
    content = write(_weights())
    with pytest.raises(EncoderError, match="damaged"):
        Encoder.load(content[: int(len(content) * share)])


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(EncoderError, match="another version"):
        Encoder.load(write(_weights(buckets=BUCKETS + 1)))


def test_weights_are_written_and_read_back() -> None:
    weights = _weights()
    other = read(write(weights))
    assert np.array_equal(weights.table, other.table)
    assert np.array_equal(weights.steps, other.steps)
    for part in ("reply", "context", "attention"):
        first, second = getattr(weights, part), getattr(other, part)
        assert all(np.array_equal(getattr(first, field), getattr(second, field)) for field in first.__slots__)
    assert weights.scale == other.scale


def _weights(width: int = 4, buckets: int = BUCKETS) -> Weights:
    random = np.random.default_rng(1)

    def halves(*shapes: tuple[int, ...]) -> list[NDArray[np.float32]]:
        return [random.standard_normal(shape).astype(np.float16).astype(np.float32) for shape in shapes]

    def layer(inputs: int) -> Layer:
        return Layer(*halves((width, inputs), (3, inputs), (3,), (width, 3), (width,)))

    table = random.integers(-127, 128, (buckets, width)).astype(np.int8)
    square = (width, width)
    attention = Attention(*halves(square, square, square, square, (2, 5), (2,)))
    steps = np.ones(buckets, np.float32)
    return Weights(table, steps, layer(width), layer(VIEWS * width + STATES), attention, 8.0)
