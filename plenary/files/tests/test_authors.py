"""Who commented, changed or took a picture within a document is not told any more; what they wrote, and all else, stays."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from plenary.files.formats import FileError, read, within
from plenary.files.formats.authors import Left, without_authors
from plenary.files.tests.factories import SECRET, office, paper, picture

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(name: str, data: bytes) -> dict[str, bytes]:
    """The members of a document as it is kept, by name."""
    with ZipFile(BytesIO(read(name, data).data)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


@pytest.mark.parametrize("kind", ["odt", "ods", "docx", "xlsx"])
def test_what_was_written_in_a_document_stays_and_is_read_as_before(kind: str) -> None:
    kept = parts(f"a.{kind}", office(kind))
    assert any(b"Too early?" in each for each in kept.values())
    for name, content in kept.items():
        assert SECRET.encode() not in content
        if name.endswith(".xml") and name != "[Content_Types].xml" and b"<" in content:
            ET.fromstring(content)  # noqa: S314  # what the test itself made


def test_tracked_changes_and_comments_of_a_docx_name_the_same_author_and_nothing_else_of_it_differs() -> None:
    kept = parts("a.docx", office("docx"))
    document, comments = (ET.fromstring(kept[f"word/{name}.xml"]) for name in ("document", "comments"))  # noqa: S314  # ours
    told = [(each.tag, each.get(f"{WORD}author"), each.get(f"{WORD}date")) for each in document[0]]
    assert told == [(f"{WORD}ins", "Author", "2026-03-02T10:00:00Z"), (f"{WORD}del", "Author", None)]
    assert (comments[0].get(f"{WORD}author"), comments[0].get(f"{WORD}initials")) == ("Author", "A")
    assert "".join(document.itertext()) == "réno"
    assert kept["word/comments.xml"].count(b'mc:Ignorable="w14" xmlns:w14="urn:w14"') == 1  # byte for byte


def test_a_linked_file_keeps_its_name_without_the_folder_in_which_it_lay() -> None:
    held = parts("a.docx", office("docx"))["word/_rels/settings.xml.rels"]
    assert [each.get("Target") for each in ET.fromstring(held)] == ["file:///Letter.dotx", "file:///b.docx"]  # noqa: S314  # ours


def test_a_comment_of_a_sheet_keeps_its_words_without_the_name_before_them() -> None:
    comments = ET.fromstring(parts("a.xlsx", office("xlsx"))["xl/comments1.xml"])  # noqa: S314  # ours
    assert "".join(comments.itertext()) == "AuthorToo early?"


def test_what_names_nobody_stays_byte_for_byte_and_is_not_read_at_all() -> None:
    for content in (b"<a>1 &lt; 2</a>", b"not XML", b"<a b='&x;'>"):
        assert without_authors(content, Left()) is content
    other = "<a xmlns='urn:x' title=\"'>\" ><t>the author</t><author>hers</author>\u00e9</a>".encode()
    assert without_authors(other, Left()) == other


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY n "Amina">]><w:ins w:author="&n;"/>',
        "<a author='x'>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a author="x"/>',
        "\ufeff<a author='x'>".encode("utf-16")[:-1],
    ],
)
def test_a_part_that_hides_what_it_says_is_refused(content: Any) -> None:
    with pytest.raises(FileError) as error:
        read("a.docx", office("docx", **{"word__document.xml": content}))
    assert error.value.verdict.reason == "files.broken"


def test_a_paper_keeps_its_comments_and_its_form_without_who_commented() -> None:
    kept = read("a.pdf", paper()).data
    noted, named = (each.get_object() for each in PdfReader(BytesIO(kept)).pages[0]["/Annots"])
    assert (noted["/Contents"], "/T" in noted, named["/T"]) == ("Too early?", False, "family")
    assert SECRET.encode() not in kept


def test_a_picture_within_stays_dot_for_dot_and_turned_as_it_was() -> None:
    for form in ("JPEG", "PNG"):
        whole = picture(form)
        bare = within.bare(whole)
        assert SECRET.encode() not in bare
        with Image.open(BytesIO(whole)) as before, Image.open(BytesIO(bare)) as after:
            assert before.tobytes() == after.tobytes()
            assert dict(after.getexif()) == ({0x0112: 6} if form == "JPEG" else {})
        assert within.bare(bare) == bare
    for broken in (picture("JPEG")[:30], b"\x89PNG\r\n\x1a\n" + b"\xff" * 9, b"GIF89a", b""):
        assert within.bare(broken) == broken
