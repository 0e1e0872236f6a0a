"""Files that are read, and files that are refused with the reason."""

import io
import json
import zipfile

import pytest
import xlsxwriter

from plenary.directory.formats import FileError, read_file
from plenary.directory.formats.delimited import write_delimited
from plenary.directory.formats.workbooks import write_workbook

TEXT = "name,country\r\nÉcole d'été,Mali\r\n"


def refused(name: str, data: bytes) -> str:
    with pytest.raises(FileError) as error:
        read_file(name, data, "organisations")
    return error.value.reason.rpartition(".")[2]


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def with_sheet(markup: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["name"], ["A"]]))) as good, zipfile.ZipFile(out, "w", 8) as bad:
        for part in good.infolist():
            data = good.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                continue
            bad.writestr(part.filename, data)
        bad.writestr(name, markup)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_usual_encodings_are_read(encoding):
    table = read_file("a.csv", TEXT.encode(encoding), "organisations")
    assert (table.columns, table.rows, table.first_row) == (["name", "country"], [["École d'été", "Mali"]], 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_usual_delimiters_are_found(delimiter):
    text = 'name,a note\n"Green, Valley","one; two"\nOther,\n'.replace(",", delimiter).replace(
        f"n{delimiter} V", "n, V"
    )
    assert read_file("a.csv", text.encode(), "organisations").rows[1] == ["Other", ""]


def test_headings_are_unique_and_blank_rows_keep_their_numbers():
    table = read_file("a.csv", b"\nname,name,\nA,B,\n\nC,D,\n\n", "organisations")
    assert (table.columns, table.first_row) == (["name", "name (2)"], 3)
    assert table.rows == [["A", "B", ""], [], ["C", "D", ""]]


def test_a_workbook_is_read_as_text():
    table = read_file("a.xlsx", workbook([["name", "n", "yes"], ["A", 2.0, True], ["B", 2.5, False]]), "organisations")
    assert (table.columns, table.rows) == (["name", "n", "yes"], [["A", "2", "true"], ["B", "2.5", "false"]])


def test_popolo_is_read_with_its_lists():
    document = {
        "organizations": [{"name": "A", "area": {"name": "Mali", "identifier": "MLI", "classification": "country"}}, {}]
    }
    table = read_file("a.json", json.dumps(document).encode(), "organisations")
    assert (table.columns, table.rows, table.first_row) == (["name", "country"], [["A", "MLI"], ["", ""]], 1)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"name,country\n", "no_rows"),
        ("a.csv", b"<!DOCTYPE html><table><tr><td>A</td></tr></table>", "is_markup"),
        ("a.csv", b"name\nA\x00B\n", "not_text"),
        ("a.csv", b"name\n\x81\x8d\n", "not_text"),
        ("a.csv", b"x" * 5_000_001, "too_large"),
        ("a.csv", b",".join([b"a"] * 30_000) + b"\n" + b",".join([b"1"] * 30_000), "too_many_columns"),
        ("a.csv", b"name\n" + b"A\n" * 20_001, "too_many_rows"),
        ("a.csv", b'name\n"' + b"A" * 200_000, "cell_too_long"),
        ("a.csv", b"name\n" + b"A" * 20_001 + b"\n", "cell_too_long"),
        ("a.csv", workbook([["name"], ["A"]]), "mislabelled"),
        ("a.csv", b"%PDF-1.7 ...", "mislabelled"),
        ("a.xlsx", TEXT.encode(), "mislabelled"),
        ("a.xlsx", b"PK\x03\x04 broken", "broken"),
        ("a.xlsx", workbook([["name"], ["A"]])[:-200], "broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_workbook"),
        ("a.ods", TEXT.encode(), "unknown"),
        ("a.json", b"{", "not_json"),
        ("a.json", b"[" * 100_000, "not_json"),
        ("a.json", b'{"persons": [{"name": "A"}]}', "no_objects"),
    ],
)
def test_bad_files_are_refused_with_the_reason(name, data, reason):
    assert refused(name, data) == reason


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "name")
    assert refused("a.xlsx", out.getvalue()) == "mislabelled"


def test_a_zip_bomb_is_refused_before_it_unfolds():
    assert refused("a.xlsx", with_sheet("<worksheet>" + " " * 41_000_000)) == "unfolds"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('<worksheet><sheetData><row r="1"><c r="XFD1"/></row></sheetData></worksheet>', "too_many_columns"),
        ('<worksheet><sheetData><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>', "too_many_rows"),
        (f"<worksheet><sheetData><row>{'<c/>' * 300}</row></sheetData></worksheet>", "too_many_columns"),
        ('<!DOCTYPE w [<!ENTITY a "b">]><worksheet/>', "broken"),
        ("<worksheet><sheetData>", "broken"),
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(markup, reason):
    assert refused("a.xlsx", with_sheet(markup)) == reason


def test_a_sheet_under_another_name_is_refused():
    markup = '<worksheet><sheetData><row r="1"><c r="XFD1"/></row></sheetData></worksheet>'
    assert refused("a.xlsx", with_sheet(markup, "xl/worksheets/sheet1.bin")) == "broken"


def with_shared(strings: str, rows: str, name: str = "xl/sharedStrings.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["name"], ["A"]]))) as good, zipfile.ZipFile(out, "w", 8) as bad:
        for part in good.infolist():
            if part.filename not in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
                bad.writestr(part.filename, good.read(part))
        bad.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        bad.writestr(name, f"<sst>{strings}</sst>")
    return out.getvalue()


def shown(place: str) -> str:
    return f'<c t="s"><v>{place}</v></c>'


LONG_TEXT = f"<si><t>{'A' * 10_000}</t></si>"
MANY = f"<row>{shown('0') * 200}</row>" * 21
SECOND = f"<row>{shown('1') * 200}</row>" * 21


@pytest.mark.parametrize(
    ("strings", "rows", "name"),
    [
        (LONG_TEXT, MANY, "xl/sharedStrings.xml"),
        (LONG_TEXT, MANY, "XL/SHAREDSTRINGS.XML"),
        (LONG_TEXT.replace("t>", "x:t>").replace("<si>", '<si xmlns:x="u">'), MANY, "xl/sharedStrings.xml"),
        ("<si/>" + LONG_TEXT, SECOND, "xl/sharedStrings.xml"),
        ("<si><si><t>a</t></si></si>" + LONG_TEXT, SECOND, "xl/sharedStrings.xml"),
        ('<c t="s"/><si><v>0</v></si>' + LONG_TEXT, SECOND, "xl/sharedStrings.xml"),
        (LONG_TEXT + "<si/>" * 1_000_000, MANY[:0], "xl/sharedStrings.xml"),
    ],
)
def test_threat_a_small_workbook_that_shows_one_long_text_in_many_cells_is_refused(strings, rows, name):
    data = with_shared(strings, rows, name)
    assert (len(data) < 20_000, refused("a.xlsx", data)) == (True, "unfolds")


def test_threat_a_short_table_of_texts_beside_the_long_one_hides_nothing():
    data = io.BytesIO(with_shared("<si><t>a</t></si>", MANY))
    with zipfile.ZipFile(data, "a", 8) as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/sharedStrings.xml", f"<sst>{LONG_TEXT}</sst>")
    assert refused("a.xlsx", data.getvalue()) == "unfolds"


@pytest.mark.parametrize(
    "place", ["&#48;", "0<!-- -->1", "1<![CDATA[0]]>", "0<b/>1", " 1", "1_0", "\u0661", "<si/>1", "0" * 10, "-1"]
)
def test_threat_a_place_that_two_readers_take_for_two_is_refused(place):
    strings = "<si><t>name</t></si>" * 11
    assert refused("a.xlsx", with_shared(strings, f"<row>{shown('0')}</row><row>{shown(place)}</row>")) == "broken"


def test_shared_texts_are_read_as_often_as_they_are_shown():
    strings = "<si><t>name</t></si><si><r><t>A</t></r><rPh><t>no</t></rPh><r><t>é</t></r></si>"
    rows = f"<row>{shown('0')}</row>" + f"<row>{shown('1')}{shown('')}</row>" * 3
    assert read_file("a.xlsx", with_shared(strings, rows), "organisations").rows == [["Aé"]] * 3


@pytest.mark.parametrize("shared", [True, False])
def test_a_text_longer_than_a_cell_may_be_is_told_with_its_row(shared):
    long = "A" * 20_001
    cell = shown("1") if shared else f'<c t="inlineStr"><is><t>{long}</t></is></c>'
    data = with_shared(f"<si><t>name</t></si><si><t>{long}</t></si>", f"<row>{shown('0')}</row><row>{cell}</row>")
    with pytest.raises(FileError) as error:
        read_file("a.xlsx", data, "organisations")
    assert (error.value.reason, error.value.facts["row"]) == ("directory.file.cell_too_long", 2)


def test_written_tables_hold_no_formula_and_are_read_back():
    rows = [["=HYPERLINK(1)", "+33 1 23"], ["Plain", "@x"]]
    for name, data in (("a.csv", write_delimited(["n", "t"], rows)), ("a.xlsx", write_workbook("s", ["n", "t"], rows))):
        assert read_file(name, data, "organisations").rows == [["'=HYPERLINK(1)", "'+33 1 23"], ["Plain", "'@x"]]
