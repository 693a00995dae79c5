"""Terms are found in every dialogue that has them, wherever their hashes fall."""

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue, Trace
from agent_console.guard.model.index import Index, looked_up


def found(terms: list[str], *dialogues: Dialogue) -> list[dict[str, Trace]]:
    cells, there = looked_up(terms, [Index.of(dialogue.traces) for dialogue in dialogues])
    return [
        {term: Trace(*map(int, cell)) for term, cell, has in zip(terms, row, known, strict=True) if has}
        for row, known in zip(cells, there, strict=True)
    ]


def test_every_term_and_pair_is_found_with_its_trace_and_no_other() -> None:
    dialogue, other = Dialogue(), Dialogue()
    words = [f"word{number}" for number in range(200)]
    for number, word in enumerate(words):
        dialogue.hear(Author.CUSTOMER if number % 3 else Author.AGENT, f"{word} {words[number // 2]}")
    dialogue.know("brass lamp")
    other.hear(Author.AGENT, "word7 lamp")
    asked = [*dialogue.traces.rows, *(f"absent{number}" for number in range(500))]
    here, there = found(asked, dialogue, other)
    assert here == {term: dialogue.traces[term] for term in dialogue.traces.rows}
    assert there == {term: other.traces[term] for term in ("word7", "lamp")}


def test_nothing_is_found_where_nothing_was_said_or_asked() -> None:
    said = Dialogue()
    said.hear(Author.CUSTOMER, "my lamp")
    assert found(["lamp", "my lamp"], Dialogue(), said) == [
        {},
        {term: said.traces[term] for term in ("lamp", "my lamp")},
    ]
    assert found([], Dialogue(), said) == [{}, {}]
