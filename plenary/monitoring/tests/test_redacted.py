"""Redaction, shown on what comes out: read by two readers, in raw bytes and unpacked, and dot by dot."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from plenary.monitoring.formats import pages, redacted
from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.rules.redacting import GONE, Box
from plenary.monitoring.tests import papers
from plenary.monitoring.tests.papers import FIRST, PLAIN, SECOND, SECRET

PARTS = (SECRET, "Amina", "Diallo")


def read_by_pdfium(data: bytes) -> list[str]:
    with pages.opened(data) as paper:
        return [pages.words_of(paper[number], number + 1).text for number in range(len(paper))]


def seen(data: bytes, number: int = 1) -> Image.Image:
    with pages.opened(data) as paper:
        return pages.drawn(paper[number - 1], dpi=72)


def refused(data: bytes, boxes: list[Box], words: tuple[str, ...] = ()) -> str:
    with pytest.raises(NotRedacted) as error:
        redacted.paper(data, boxes, words)
    return error.value.reason


def test_what_is_redacted_said_it_before() -> None:
    said = papers.says(papers.told_all_over(papers.paper(FIRST, SECOND)))
    assert said.count(SECRET) > 6


def test_words_are_gone_from_text_bytes_and_streams() -> None:
    made = redacted.paper(papers.told_all_over(papers.paper(FIRST, SECOND)), [], [SECRET])
    assert (made.drawn, made.silent) == ((1,), ())
    said = papers.says(made.data) + "".join(read_by_pdfium(made.data))
    assert not [part for part in PARTS if part in said]
    assert f"{PLAIN} again" in read_by_pdfium(made.data)[1]


def test_the_words_beside_stay_readable() -> None:
    made = redacted.paper(papers.paper(FIRST), [], [SECRET])
    by_pypdf = PdfReader(BytesIO(made.data)).pages[0].extract_text()
    for text in (by_pypdf, read_by_pdfium(made.data)[0]):
        assert " ".join(text.split()) == f"{PLAIN} Seen by a nurse"


def test_nothing_hangs_on_the_paper() -> None:
    reader = PdfReader(BytesIO(redacted.paper(papers.told_all_over(papers.paper(FIRST, SECOND)), [], [SECRET]).data))
    assert set(reader.root_object) == {"/Type", "/Pages"}
    assert not reader.metadata
    assert [set(page) & {"/Annots", "/Metadata", "/PieceInfo", "/AA"} for page in reader.pages] == [set(), set()]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_box_leaves_neither_text_nor_dots(rotate: int) -> None:
    before = papers.paper(FIRST, rotate=rotate)
    (box,), _silent = redacted.places_in(before, ["Diallo"])
    made = redacted.paper(before, [box]).data
    was, is_now = seen(before), seen(made)
    assert was.size == is_now.size
    area = tuple(
        round(part * side / 100)
        for part, side in zip((box.left, box.top, box.right, box.bottom), was.size * 2, strict=True)
    )
    assert max(was.crop(area).convert("L").tobytes()) > 200
    inner = (area[0] + 1, area[1] + 1, area[2] - 1, area[3] - 1)
    assert max(is_now.crop(inner).convert("L").tobytes()) < 20
    text = read_by_pdfium(made)[0]
    assert "Diallo" not in text + papers.says(made)
    assert "Amina" in text


def test_what_no_box_touches_looks_as_before() -> None:
    before = papers.paper(FIRST)
    made = redacted.paper(before, [Box(1, 0, 50, 100, 50)]).data
    was, is_now = (seen(each).crop((0, 0, 612, 390)).convert("L") for each in (before, made))
    differing = sum(abs(one - other) > 80 for one, other in zip(was.tobytes(), is_now.tobytes(), strict=True))
    assert differing < 30


def test_a_box_over_part_of_a_word_takes_all_of_it() -> None:
    before = papers.paper(FIRST)
    (box,), _silent = redacted.places_in(before, ["Diallo"])
    made = redacted.paper(before, [Box(1, box.left, box.top, 1, 1)]).data
    assert "Diallo" not in papers.says(made) + read_by_pdfium(made)[0]


def test_a_page_that_is_copied_brings_nothing_that_it_does_not_draw() -> None:
    hidden = f"BT /F1 20 Tf 50 300 Td ({SECRET}) Tj ET"
    used = "BT /F1 20 Tf 50 300 Td (A seal) Tj ET"
    data = papers.paper(f"{FIRST} /Fm0 Do", f"{SECOND} /Fm1 Do", Fm0=hidden, Fm1=used)
    made = redacted.paper(data, [], [SECRET])
    assert made.drawn == (1,)
    assert SECRET not in papers.says(made.data)
    assert "A seal" in read_by_pdfium(made.data)[1]


def test_other_words_for_what_is_drawn_go() -> None:
    told = f"/Span <</ActualText ({SECRET})>> BDC {SECOND} EMC"
    made = redacted.paper(papers.paper(FIRST, told), [Box(1, 1, 1, 98, 98)])
    assert SECRET not in papers.says(made.data)


def test_a_page_with_layers_is_drawn_as_it_is_seen() -> None:
    made = redacted.paper(papers.paper(FIRST, f"/OC /Hidden BDC {SECOND} EMC"), [Box(1, 1, 1, 98, 98)])
    assert made.drawn == (1, 2)


def test_words_for_which_no_place_is_known_are_told_and_nothing_is_made() -> None:
    """One page has them where they are drawn off the page; the other where they can be taken out."""
    off = f"{SECOND} BT /F1 20 Tf 50 5000 Td (Seen by {SECRET}) Tj ET"
    assert refused(papers.paper(FIRST, off), [], (SECRET,)) == "monitoring.not_located"


def test_a_scan_has_no_words_and_says_so() -> None:
    writer = PdfWriter()
    for data in (papers.paper(FIRST), papers.scanned()):
        writer.append(BytesIO(data))
    made = redacted.paper(papers.written(writer), [], [SECRET])
    assert made.silent == (2,)


@pytest.mark.parametrize(
    ("data", "boxes", "words", "reason"),
    [
        (papers.paper(FIRST), [], ("Nobody at all",), "monitoring.nothing_found"),
        (papers.paper(FIRST), [], (), "monitoring.nothing_found"),
        (papers.paper(FIRST), [Box(2, 1, 1, 1, 1)], (), "monitoring.no_such_page"),
        (papers.paper(*[FIRST] * 81), [], (SECRET,), "monitoring.too_much_drawn"),
        (b"%PDF-1.7\nnothing", [Box(1, 1, 1, 1, 1)], (), "files.broken"),
        (b"", [Box(1, 1, 1, 1, 1)], (), "files.broken"),
        (papers.paper(FIRST)[:300], [Box(1, 1, 1, 1, 1)], (), "files.broken"),
    ],
)
def test_what_cannot_be_redacted_is_refused_with_why(
    data: bytes, boxes: list[Box], words: tuple[str, ...], reason: str
) -> None:
    assert refused(data, boxes, words) == reason


def test_a_locked_paper_is_refused() -> None:
    writer = PdfWriter(clone_from=BytesIO(papers.paper(FIRST)))
    writer.encrypt("word")
    assert refused(papers.written(writer), [Box(1, 1, 1, 1, 1)]) == "files.locked"


def test_a_paper_whose_pages_turn_leftwards_is_read_in_order() -> None:
    writer = PdfWriter(clone_from=BytesIO(papers.paper(FIRST)))
    writer.create_viewer_preferences().direction = "/R2L"
    made = redacted.paper(papers.written(writer), [], [SECRET])
    assert PLAIN in read_by_pdfium(made.data)[0]


def test_a_name_of_a_field_is_no_colour() -> None:
    """Resources that are named and are not there, or are of another make than they should be, draw nothing."""
    writer = PdfWriter(clone_from=BytesIO(papers.paper(FIRST, f"{SECOND} /Nothing Do /Nothing gs /Nothing cs")))
    writer.pages[1][NameObject("/Tabs")] = ArrayObject([TextStringObject(SECRET)])
    made = redacted.paper(papers.written(writer), [], [SECRET])
    assert made.drawn == (1,)
    assert SECRET not in papers.says(made.data)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_has_no_dots_under_a_box_and_says_nothing(form: str) -> None:
    whole = Image.effect_noise((200, 100), 90).convert("RGB")
    exif = whole.getexif()
    exif[0x013B] = SECRET
    out = BytesIO()
    whole.save(out, form, exif=exif)
    made = redacted.picture(out.getvalue(), [Box(1, 25, 20, 50, 60)])
    assert SECRET.encode() not in made
    with Image.open(BytesIO(made)) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == (form, (200, 100), {})
        under = opened.convert("L").crop((54, 24, 146, 76))
        assert max(under.tobytes()) < 30
        assert max(opened.convert("L").crop((0, 0, 40, 100)).tobytes()) > 100


def test_a_clear_picture_is_covered_too() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(redacted.picture(out.getvalue(), [Box(1, 0, 0, 100, 50)]))) as opened:
        assert opened.getpixel((5, 2)) == (0, 0, 0, 255)


def test_a_picture_that_is_none_is_refused() -> None:
    for data, boxes in ((b"nothing", [Box(1, 0, 0, 5, 5)]), (b"", [])):
        with pytest.raises(NotRedacted):
            redacted.picture(data, boxes)


def test_a_text_has_bars_of_one_length() -> None:
    assert redacted.text(f"Seen by {SECRET}, and by Li.", [SECRET, "Li"]) == f"Seen by {GONE}, and by {GONE}."
    with pytest.raises(NotRedacted, match="nothing_found"):
        redacted.text("Nobody is named.", [SECRET])
