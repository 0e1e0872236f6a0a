"""What is said of a device, how names are told to strangers, and what tokens are."""

import pytest

from plenary.accounts.rules import (
    TOKEN_HOLDS,
    device_of,
    name_in_mails,
    names_a_page,
    new_token,
    nobodys_address,
    one_line,
    token_digest,
)


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Rules count nothing, and ask for no database."""


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", ("Safari", "iPhone")),
        ("curl/8.0", ("", "")),
        ("", ""),
    ],
)
def test_device_of(user_agent: str, expected: tuple[str, str]) -> None:
    assert device_of(user_agent) == (expected or ("", ""))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("  Amina\r\nDiallo ", "Amina Diallo"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 99 + "…"),
        ("", ""),
    ],
)
def test_a_name_is_told_to_strangers_on_one_line_of_a_hundred_signs(name: str, told: str) -> None:
    assert name_in_mails(name) == told
    assert one_line(name) == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "is_page"),
    [("https://a.example", True), ("Read WWW.a.example", True), ("Amina: www", False), ("a/b", False), ("", False)],
)
def test_a_name_that_mails_would_make_a_link_of(name: str, is_page: bool) -> None:
    assert names_a_page(name) is is_page


def test_a_barred_account_has_an_address_that_nobody_can_have() -> None:
    assert nobodys_address("a1") == "a1@nobody.invalid"


def test_a_token_says_what_it_is_is_long_and_is_kept_as_its_hash() -> None:
    one, other = new_token(), new_token()
    assert one != other
    assert (one.startswith("plenary_"), len(one)) == (True, len("plenary_") + 43)  # 32 bytes in base 64
    assert token_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert max(TOKEN_HOLDS) <= 366
