"""What is kept of a web page: no secret of the customer's, and nothing that is no address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.hub import web_page

SHOP = "https://shop.example.com"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"{SHOP}/", f"{SHOP}/"),
        (f"{SHOP}/orders?page=2&sort=new", f"{SHOP}/orders?page=2&sort=new"),
        (f"{SHOP}/orders?q=a%20b+c&q=d", f"{SHOP}/orders?q=a%20b+c&q=d"),
        (
            f"{SHOP}/?keyword=kettle&author=me&monkey=1&code",
            f"{SHOP}/?keyword=kettle&author=me&monkey=1&code",
        ),
        (f"{SHOP}/größe?farbe=grün", f"{SHOP}/größe?farbe=grün"),
        ("/orders/48213", "/orders/48213"),
        ("", ""),
        ("https://karen:secret@shop.example.com/a@b", f"{SHOP}/a@b"),
        (f"{SHOP}/orders#access_token=abc", f"{SHOP}/orders"),
        (f"{SHOP}/?token=a&x=1&access_token=b&csrfToken=c", f"{SHOP}/?x=1"),
        (f"{SHOP}/?PHPSESSID=a&sessionid=b&sid=c&JSESSIONID=d", f"{SHOP}/"),
        (f"{SHOP}/?apiKey=a&api-key=b&key=c&X-Amz-Signature=d&sig=e", f"{SHOP}/"),
        (f"{SHOP}/?password=a&user_pwd=b&secret=c&otp=d&auth=e&code=f", f"{SHOP}/"),
        (f"{SHOP}/?%74oken=a&se%73sion=b&x=1", f"{SHOP}/?x=1"),
        (f"{SHOP}/cart;jsessionid=a/items;color=red?x=1", f"{SHOP}/cart/items;color=red?x=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hello", ""),
        ("file:///etc/passwd", ""),
        ("https:///nowhere", ""),
        ("http://[::1", ""),
        (f" {SHOP}/a\n\tb\x00c\x9b ", f"{SHOP}/abc"),
        (f"{SHOP}/\ud800x", f"{SHOP}/x"),
    ],
)
def test_an_address_is_kept_without_what_opens_doors(said: str, kept: str) -> None:
    assert web_page.address(said) == kept


def test_long_ones_are_cut() -> None:
    assert len(web_page.address(f"{SHOP}/{'x' * 9000}")) == 2000
    assert len(web_page.title("x" * 9000)) == 200


def test_a_title_is_one_line() -> None:
    assert web_page.title(" Your\norders \t\x1b[31m(2)\x00 ") == "Your orders [31m(2)"


@given(st.text(max_size=300))
def test_whatever_is_said_is_kept_the_same_the_second_time(said: str) -> None:
    kept = web_page.address(said)
    assert web_page.address(kept) == kept
    kept.encode()
    assert web_page.title(web_page.title(said)) == web_page.title(said)


@given(st.sampled_from(["token", "sid", "apiKey", "password"]), st.text("ab=c&;/?%", max_size=60))
def test_no_secret_stays_wherever_it_stands(name: str, around: str) -> None:
    kept = web_page.address(f"{SHOP}/?{around}&{name}=hunter2&{around}#x")
    assert "hunter2" not in kept
