"""The process that looks words up: a question a line on its input, an answer a line on its output.

It is a process because the engine keeps Python's lock while it reads dictionaries and makes suggestions,
and would keep the screen waiting for a second. It ends with its input, so with the console, however that
ends.
"""

import sys
from pathlib import Path

from agent_console.storage.spelling.lexicon import Lexicon
from agent_console.storage.spelling.question import ENCODER, QUESTIONS, Answer, Question


def main() -> None:
    """Answer until nobody asks any more."""
    lexica: dict[tuple[str, ...], Lexicon] = {}
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(ENCODER.encode(_answer(QUESTIONS.decode(line), lexica)) + b"\n")
        sys.stdout.buffer.flush()


def _answer(question: Question, lexica: dict[tuple[str, ...], Lexicon]) -> Answer:
    lexicon = lexica.get(question.dictionaries)
    if lexicon is None:
        paths = [Path(name) for name in question.dictionaries]
        lexicon = lexica[question.dictionaries] = Lexicon(question.language, paths)
    if not question.correct:
        return Answer(right=tuple(map(lexicon.right, question.words)))
    found = (lexicon.candidates(word) for word in question.words)
    return Answer(candidates=tuple(tuple((one.text, one.cost) for one in each) for each in found))


if __name__ == "__main__":
    main()
