"""However a document is made, little is done with it: what would take long is refused before it is read."""

import re

import pytest

from plenary.files.formats import FileError, authors, packages, read
from plenary.files.formats.authors import Left, without_authors
from plenary.files.tests.factories import office

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refused(content: bytes) -> str:
    with pytest.raises(FileError) as error:
        without_authors(content, Left())
    return error.value.verdict.reason


def test_what_says_its_letters_beyond_all_measure_is_refused_without_being_searched() -> None:
    blanks = "<?xml" + " " * 20_000
    for content in (blanks.encode("utf-16"), b"\xfe\xff" + blanks.encode("utf-16-be")):
        assert refused(content) == "files.broken"


@pytest.mark.parametrize("letters", ["utf-16", "utf-16-le", "utf-16-be"])
def test_letters_of_two_bytes_are_read_with_or_without_a_mark_before_them(letters: str) -> None:
    told = "<?xml version='1.0' encoding='UTF-16' standalone='yes'?><a author='Amina'>\u00e9 encoding='x'</a>"
    kept = without_authors(told.encode(letters), Left())
    assert kept.decode() == "<?xml version='1.0' standalone='yes'?><a author=\"Author\">\u00e9 encoding='x'</a>"


def test_a_tag_with_many_names_of_authors_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_tags = 0

    class Counting:
        def match(self, content: bytes, at: int = 0) -> re.Match[bytes] | None:
            nonlocal read_tags
            read_tags += 1
            return TAG.match(content, at)

    TAG = authors._TAG  # noqa: N806  # the pattern itself
    monkeypatch.setattr(authors, "_TAG", Counting())
    named = " ".join(f'xmlns:n{each}="u{each}" n{each}:author="Amina"' for each in range(100))
    kept = without_authors(f"<a {named}/>".encode(), Left())
    assert (kept.count(b'"Author"'), kept.count(b"Amina"), read_tags) == (100, 0, 1)


def test_what_stands_within_the_words_of_an_attribute_is_none_itself() -> None:
    kept = without_authors(b"""<a title=" author='x' > y" w:author = 'Amina' xmlns:w="u"/>""", Left())
    assert kept == b"""<a title=" author='x' > y" w:author = "Author" xmlns:w="u"/>"""


@pytest.mark.parametrize(
    "content",
    [
        "<a " + " ".join(f'xmlns:n{each}="u{each}" n{each}:author="x"' for each in range(1_001)) + "/>",
        "<a author='x' " + " ".join(f"xmlns:n{each}='u{each}'" for each in range(1_500)) + "/>",
        "<a author='x' " + " ".join(f"a{each}='>'" for each in range(1_200)) + "/>",
        f"<a author='x' xmlns:n='{'u' * 301}'><n:b/></a>",
        f"<a author='x'>{'<b>' * 2_000}{'</b>' * 2_000}</a>",
        "<a author='x'>" + "".join(f"<b{each}/>" for each in range(20_001)) + "</a>",
        f"<a xmlns='{SHEETS}'>{'<author></author>' * 100_001}</a>",
    ],
    ids=["attributes", "namespaces", "long", "namespace", "deep", "names", "replaced"],
)
def test_what_no_program_writes_is_refused(content: str) -> None:
    assert refused(content.encode()) == "files.too_much_within"


def test_no_more_of_a_document_is_read_for_names_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authors, "MOST_READ", 10_000)
    long, told = f"<a>{'b' * 9_000}</a>", f"<a author='x'>{'b' * 6_000}</a>"
    assert read("a.docx", office("docx", **{"a__1.xml": long, "a__2.xml": long, "a__3.xml": told}))
    with pytest.raises(FileError) as error:
        read("a.docx", office("docx", **{"a__1.xml": told, "a__2.xml": told}))
    assert error.value.verdict.reason == "files.too_much_within"


def test_the_name_of_an_author_is_compared_by_its_beginning_alone() -> None:
    names = authors._Names(f"<author xmlns='{SHEETS}'>{'Amina ' * 1_000}</author>".encode())
    names.read()
    assert [len(each) for each in names._authors] == [authors._MOST_OF_A_NAME]


def test_a_folder_of_very_many_parts_is_taken_out_without_keeping_each_in_mind() -> None:
    assert packages._FOLDER.pattern.endswith(b"++")
    assert packages._FOLDER.sub(rb"\1", b'="file:///' + b"a/" * 100_000 + b'b"') == b'="file:///b"'
