"""What is printed: tagged, titled, in its language and direction, in the shipped fonts alone; no text can break it."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from plenary.core import printing

WORDS = "Members act together."


def made(text: str = WORDS, language: str = "en", title: str = "A paper", **around: str) -> PdfReader:
    """A paper of one clause, by the template of the charter."""
    chapter = {"number": 1, "title": "A chapter", "clauses": [{"number": "1.1", "text": text}]}
    data = {"lines": ["A line."], "contents": "Contents", "chapters": [chapter]}
    content = printing.pdf(
        "charter/charter", data, language=language, title=title, author="Clear Fields", around=printing.Around(**around)
    )
    return PdfReader(BytesIO(content))


def text_of(paper: PdfReader) -> str:
    """What stands on the pages, with single blanks, without the marks that steer direction and breaking."""
    words = " ".join(page.extract_text() for page in paper.pages)
    return re.sub(r"\s+", " ", re.sub("[\u200b\u2066-\u2069]", "", words))


def root_of(paper: PdfReader) -> Any:
    return paper.trailer["/Root"]


def is_for_all(paper: PdfReader) -> bool:
    """True when the file says of itself that it keeps PDF/UA-1."""
    metadata = root_of(paper)["/Metadata"].get_object().get_data().decode()
    return "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [("en", "en", "/L2R"), ("ar", "ar", "/R2L"), ("pt-br", "pt-BR", "/L2R"), ("fa", "fa", "/R2L")],
)
def test_a_paper_is_tagged_and_says_what_it_is(language: str, tag: str, direction: str) -> None:
    paper = made(language=language, title="A title of its own")
    root = root_of(paper)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a value of the file, no Python bool
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/Lang"] == tag
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # a value of the file, no Python bool
    assert root["/ViewerPreferences"]["/Direction"] == direction
    assert (paper.metadata.title, paper.metadata.author) == ("A title of its own", "Clear Fields")
    assert is_for_all(paper)


def test_every_page_has_its_head_and_foot() -> None:
    paper = made(f"{WORDS}\n" * 200, over="Clear Fields", day="24 November 2026", mark="Draft", foot="Head 12:ab")
    assert 4 <= len(paper.pages) <= 8
    for number, page in enumerate(paper.pages, 1):
        text = re.sub(r"\s+", " ", page.extract_text())
        for words in (
            "Clear Fields",
            "24 November 2026",
            "Draft",
            "Head 12:ab",
            f"Page {number} of {len(paper.pages)}",
        ):
            assert (number, words in text) == (number, True), text


@pytest.mark.parametrize("lines", [10, 400])
def test_contents_stand_on_long_papers_alone(lines: int) -> None:
    assert ("Contents" in text_of(made(f"{WORDS}\n" * lines))) == (lines == 400)


def test_only_shipped_fonts_are_in_it() -> None:
    paper = made("Latin, Кириллица, Ελληνικά, عربية → ≥")
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in paper.pages for font in page["/Resources"]["/Font"].values()
    }
    families = {name.split("+")[-1].split("-")[0] for name in fonts}
    assert families == {"NotoSerif", "NotoSans", "NotoNaskhArabic", "NotoSansMath"}
    assert is_for_all(paper)


@pytest.mark.parametrize("text", ["会員は共に行動する。", "We act 🙂 together.", "हम साथ हैं", "private \ue000 use"])
def test_letters_without_a_font_are_printed_without_the_promise(text: str) -> None:
    paper = made(f"{text} {WORDS}")
    assert not is_for_all(paper)
    assert root_of(paper)["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a value of the file, no Python bool
    assert WORDS in text_of(paper)


def test_what_people_wrote_is_never_markup() -> None:
    text = '#panic("read as markup") #include "/etc/passwd" $x$ *bold* _it_ `raw` @ref <label> // remark \\ = heading #{1+1}'
    assert text in text_of(made(text, title=text))


def start_of(text: str, language: str) -> float:
    """Where the first word of a clause stands on the page, from the left, in points."""
    first, found = text.split(maxsplit=1)[0], list[float]()

    def seen(words: str, around: list[float], within: list[float], _font: object, _size: float) -> None:
        if first in words:
            found.append(around[0] * within[4] + around[2] * within[5] + around[4])

    made(text, language=language).pages[0].extract_text(visitor_text=seen)
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "from_the_left"),
    [
        ("Zwei", "en", True),
        ("Zwei", "ar", True),
        ("Zwei كلمات عربية كثيرة", "ar", False),
        ("Zwei English words, كلمة", "ar", True),
    ],
)
def test_a_text_runs_in_its_own_direction(text: str, language: str, *, from_the_left: bool) -> None:
    assert (start_of(text, language) < 200) == from_the_left


def test_a_word_longer_than_the_page_is_broken() -> None:
    paper = made("x" * 2000)
    assert text_of(paper).count("x") == 2000
    lines = [line for page in paper.pages for line in page.extract_text().split("\n")]
    assert 50 < max(line.count("x") for line in lines) < 80  # what stands on one line of this measure


@given(st.text(max_size=200), st.sampled_from(["en", "ar", "fr"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_printing(text: str, language: str) -> None:
    assert len(made(text, language=language, title=text, over=text, mark=text, foot=text).pages) >= 1


@pytest.mark.parametrize(
    "template", ["charter", "../charter/charter", "charter/../../x", "charter/charter.typ", "/x/y", ""]
)
def test_what_is_no_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="no template"):
        printing.pdf(template, {}, language="en", title="T")


def test_a_mistake_in_a_template_is_no_missing_letter() -> None:
    with pytest.raises(printing.PrintingError, match="contents"):
        printing.pdf("charter/charter", {"lines": []}, language="en", title="T")


def test_a_day_on_paper_has_its_year() -> None:
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    zone = printing.times.zone_of("Africa/Nairobi")
    assert printing.day_on_paper(moment, zone=zone, language="en") == "25 November 2026"
    assert json.dumps(printing.day_on_paper(moment, zone=zone, language="ar"), ensure_ascii=False) == '"25 نوفمبر 2026"'
