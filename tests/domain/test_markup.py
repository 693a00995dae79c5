"""HTML that was made to keep a parser busy for minutes, or to take its memory, before it gets there."""

import pytest

from agent_console.domain.markup import DEEPEST, MOST_CHARACTERS, fit


def test_an_honest_page_is_kept_but_for_its_formatting() -> None:
    html = "<main><p class='x'>un<b>believ</b>able<br/><a href=x>terms</a></main>"
    assert fit(html) == "<main><p class='x'>un<wbr>believ<wbr>able<br/><a href=x>terms</a></main>"


def test_no_formatting_is_left_to_be_opened_again_in_each_paragraph() -> None:
    opened = "".join(f"<b x={number}>" for number in range(60))
    assert fit(f"{opened}<p>a") == f"{'<wbr>' * 60}<p>a"


def test_taking_a_tag_out_makes_no_other_one() -> None:
    assert "<b " not in fit("<<b x>b x>")


def test_what_only_looks_like_formatting_does_not_swallow_the_tag_behind_it() -> None:
    assert fit("<script>i<b </script><p>x") == "<script>i<wbr></script><p>x"


def test_elements_nested_too_deeply_go_and_their_words_stay() -> None:
    fitted = fit("<div>" * 100_000 + "deep")
    assert fitted.count("<div>") == DEEPEST
    assert fit("<div>" * (DEEPEST + 5) + "deep").endswith("deep")


def test_elements_side_by_side_are_not_deep() -> None:
    html = "<div>a</div>" * (DEEPEST * 2)
    assert fit(html) == html


@pytest.mark.parametrize("endless", ["<b ", "<a x", "</i ", "<", "<div><!--</div>-->"])
def test_tags_that_never_end_are_gone_through_once(endless: str) -> None:
    """To look for the end of each of them would take minutes."""
    html = endless * (MOST_CHARACTERS // len(endless))
    assert "<b " not in fit(html)
