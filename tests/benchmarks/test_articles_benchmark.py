"""The questions that were written for the help articles find them."""

from pathlib import Path

from benchmarks import articles


async def test_questions_find_their_articles(tmp_path: Path) -> None:
    found = await articles.quality(tmp_path)
    assert found["questions"] == 40
    assert float(str(found["found_first"])) >= articles.FIRST, found["not_first"]
    assert float(str(found["found_in_first_three"])) >= articles.FIRST_THREE, found["not_first"]
