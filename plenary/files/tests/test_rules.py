"""Names of files and what senders say of them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.files.rules import CSV, JPEG, KINDS, MOST_OF_A_NAME, PDF, TEXT, named_as, plain_name, says_another


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\amina\\Minutes of May.pdf", "Minutes of May.pdf"),
        ("..", ""),
        (" . ", ""),
        (".htaccess", "htaccess"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("محضر الاجتماع.pdf", "محضر الاجتماع.pdf"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
        ('a"b|c?.txt', "abc.txt"),
        ("one\ntwo\u2028 \u00a0three\u0378.txt", "one two three.txt"),
        ("x" * 400 + ".docx", "x" * 145 + ".docx"),
    ],
)
def test_names_are_made_plain(given_name: str, kept: str) -> None:
    assert plain_name(given_name) == kept


@given(st.text(max_size=300))
def test_a_plain_name_leads_nowhere_and_stays_as_it_is(name: str) -> None:
    kept = plain_name(name)
    assert (set(kept) & set('/\\:\0\r\n"'), kept[:1] == ".") == (set(), False)
    assert len(kept) <= MOST_OF_A_NAME
    assert plain_name(kept) == kept or unicodedata.normalize("NFC", kept) != kept


@given(st.text(max_size=300), st.sampled_from(KINDS))
def test_a_name_for_a_kind_ends_as_one_of_it(name: str, kind: object) -> None:
    kept = named_as(name, kind)
    assert kept is None or (kept.rpartition(".")[2].lower() in kind.endings and len(kept) <= MOST_OF_A_NAME)


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("scan.PDF", PDF, "scan.PDF"),
        ("scan", PDF, "scan.pdf"),
        ("draft 2.1", PDF, "draft 2.1.pdf"),
        ("x" * 200, PDF, "x" * 146 + ".pdf"),
        ("", PDF, None),
        ("scan.exe", PDF, None),
        ("scan.png", JPEG, None),
        ("page.html", TEXT, None),
        ("table.csv", CSV, "table.csv"),
    ],
)
def test_the_ending_has_to_fit(name: str, kind: object, kept: str | None) -> None:
    assert named_as(name, kind) == kept


@pytest.mark.parametrize(
    ("said", "kind", "another"),
    [
        ("", PDF, False),
        ("application/pdf", PDF, False),
        ("image/png", PDF, True),
        ("text/plain; charset=utf-8", CSV, False),
        ("application/vnd.ms-excel", CSV, False),  # what some systems call a table of text
        ("text/html", TEXT, False),
    ],
)
def test_what_a_sender_says_is_believed_in_nothing(said: str, kind: object, another: bool) -> None:
    assert says_another(said, kind) == another
