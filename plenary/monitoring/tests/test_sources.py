"""Sources kept, amended, withdrawn and redacted: what is entered, what is refused, and who opens what."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.files.actions import keep_file, remove_file
from plenary.files.models import File
from plenary.files.queries import content_of, files_of, visible_file
from plenary.files.stored import is_there
from plenary.files.tests.factories import office
from plenary.monitoring import actions
from plenary.monitoring.actions import Told
from plenary.monitoring.models import Source
from plenary.monitoring.queries.sources import found_sources, visible_source
from plenary.monitoring.rules.redacting import GONE, Box
from plenary.monitoring.rules.sources import COPIES, REDACTED, Kind, Readers
from plenary.monitoring.tests import kept, papers
from plenary.monitoring.tests.papers import PLAIN, SECRET
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db

TOLD = Told(kind=Kind.PAGE, title="A page", address="https://example.org/a#b", published="2026-03")


@pytest.fixture
def place() -> kept.Place:
    return kept.place()


def refused(act: object, **given: object) -> str:
    with pytest.raises(Refused) as error:
        act(**given)
    assert error.value.verdict.sentence
    return error.value.verdict.reason


def kinds(place: kept.Place) -> list[str]:
    rows = Entry.objects.of(place.of.id).filter(kind__regex="^(monitoring|files)").order_by("n")
    return list(rows.values_list("kind", flat=True))


def test_a_source_is_kept_with_its_copy_and_entered(place: kept.Place) -> None:
    row = place.keep()
    (copy,) = files_of(place.member, COPIES, [row.id])[row.id]
    assert (copy.sha256, content_of(copy).decode()) == (row.sha256, kept.TEXT)
    assert kinds(place) == ["monitoring.source_kept", "files.kept"]


def test_the_same_content_twice_is_one_source(place: kept.Place) -> None:
    one, other = place.keep(), place.keep("Called otherwise", name="other.txt")
    assert one.id == other.id
    assert Source.objects.of(place.of.id).count() == File.objects.of(place.of.id).count() == 1
    assert kinds(place) == ["monitoring.source_kept", "files.kept"]


def test_what_is_said_is_kept_as_it_means(place: kept.Place) -> None:
    row = actions.keep_source(by=place.keeper, told=TOLD)
    assert (row.address, row.published, row.sha256) == ("https://example.org/a", "2026-03", "")
    assert (row.reliability, row.credibility) == ("F", "6")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"title": " "}, "monitoring.no_words"),
        ({"title": "x" * 301}, "monitoring.too_long"),
        ({"published": "soon"}, "monitoring.not_published"),
        ({"published": "9999"}, "monitoring.in-the-future"),
        ({"address": "javascript:alert(1)"}, "monitoring.no_address"),
        ({"language": "no language"}, "texts.no_such_language"),
        ({"note": "x" * 4001}, "monitoring.too_long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(place: kept.Place, told: dict[str, str], reason: str) -> None:
    said = Told(**{"kind": Kind.PAGE, "title": "A page", **told})
    assert refused(actions.keep_source, by=place.keeper, told=said) == reason
    assert (Source.objects.of(place.of.id).count(), kinds(place)) == (0, [])


FORMULA = '<worksheet xmlns="m"><sheetData><row><c r="A1"><f>SUM(B1:B9)</f><v>3</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"country,figure\r\nA,=SUM(B2:B9)\r\n"),
        ("a.csv", b'a;"=HYPERLINK(""http://example.org"")"\r\n'),
        ("a.csv", b"a,@SUM(1)\r\n"),
        ("a.xlsx", office("xlsx", **{"xl__worksheets__sheet1.xml": FORMULA})),
        ("a.ods", office("ods", **{"Object 2__content.xml": '<c table:formula="of:=1+1" office:value="2"/>'})),
    ],
)
def test_a_table_with_formulas_is_refused_and_nothing_is_written(place: kept.Place, name: str, data: bytes) -> None:
    found = kept.found(name, data)
    told = Told(kind=Kind.FIGURES, title="Figures")
    assert refused(actions.keep_source, by=place.keeper, told=told, found=found) == "monitoring.formulas"
    counted = Source.objects.of(place.of.id).count(), File.objects.of(place.of.id).count()
    assert (*counted, kinds(place)) == (0, 0, [])


def test_figures_without_formulas_are_kept(place: kept.Place) -> None:
    data = b"country,change,phone,note\r\nA,-3.5,+41 79,- none\r\nB,+1,,@example\r\n"
    assert place.keep("Figures", data, "a.csv").sha256


def test_a_copy_may_come_later_and_stays(place: kept.Place) -> None:
    row = actions.keep_source(by=place.keeper, told=TOLD)
    found = kept.found("a.txt", b"What it said.")
    assert refused(_keep_beside, place=place, row=row) == "monitoring.copy_by_its_form"
    row = actions.amend_source(by=place.keeper, source=row, told=TOLD, found=found)
    (copy,) = files_of(place.keeper, COPIES, [row.id])[row.id]
    assert row.sha256 == copy.sha256
    assert refused(remove_file, by=place.keeper, file=copy) == "monitoring.copy_stays"
    assert refused(_keep_beside, place=place, row=row) == "files.one"
    assert refused(actions.amend_source, by=place.keeper, source=row, told=TOLD, found=found) == "files.one"
    other = actions.keep_source(by=place.keeper, told=Told(kind=Kind.PAGE, title="Another"))
    given = {"by": place.keeper, "source": other, "told": TOLD, "found": found}
    assert refused(actions.amend_source, **given) == "monitoring.kept_already"


def _keep_beside(*, place: kept.Place, row: Source) -> None:
    keep_file(by=place.keeper, kind=COPIES, parent_id=row.id, name="b.txt", data=b"Something else.")


def test_amending_enters_what_changed_once(place: kept.Place) -> None:
    row = actions.keep_source(by=place.keeper, told=TOLD)
    for _time in range(2):
        actions.amend_source(by=place.keeper, source=row, told=Told(kind=Kind.PAGE, title="A page"))
    assert kinds(place).count("monitoring.source_amended") == 1
    assert visible_source(place.member, row.id).address == ""


@pytest.mark.django_db(transaction=True)
def test_a_source_that_is_withdrawn_loses_its_copies_for_good(place: kept.Place) -> None:
    row = place.sealed()
    actions.redact_source(by=place.keeper, source=row, words=[SECRET])
    stored = list(File.objects.of(place.of.id).values_list("stored_as", flat=True))
    assert all(is_there(place.of.id, name) for name in stored)
    assert refused(actions.withdraw_source, by=place.keeper, source=row, why=" ") == "monitoring.no_words"
    actions.withdraw_source(by=place.keeper, source=row, why="It put somebody in danger.")
    assert not any(is_there(place.of.id, name) for name in stored)
    assert refused(actions.withdraw_source, by=place.keeper, source=row, why="Again") == "monitoring.source_gone"
    assert refused(actions.amend_source, by=place.keeper, source=row, told=TOLD) == "monitoring.source_gone"
    assert place.sealed().id != row.id


def test_a_redacted_file_is_for_everybody_and_its_copy_for_those_who_keep(place: kept.Place) -> None:
    row = place.sealed()
    made = actions.redact_source(by=place.keeper, source=row, words=[SECRET])
    (copy,) = files_of(place.keeper, COPIES, [row.id])[row.id]
    assert visible_file(place.member, copy.id) is None
    read = visible_file(place.member, made.id)
    assert read is not None
    text = PdfReader(BytesIO(content_of(read))).pages[0].extract_text()
    assert PLAIN in " ".join(text.split())
    assert SECRET not in papers.says(content_of(read))
    assert made.name == "redacted.pdf"
    assert "monitoring.source_redacted" in kinds(place)
    outside = founding.somebody(place.of, audiences=["public"])
    assert [visible_file(outside, each.id) for each in (copy, made)] == [None, None]


def test_what_was_taken_out_is_written_nowhere_in_the_record(place: kept.Place) -> None:
    row = place.sealed()
    actions.redact_source(by=place.keeper, source=row, words=["Diallo"], boxes=[Box(1, 1, 1, 2, 2)])
    told = [str(bytes(opening.payload)) for entry in Entry.objects.of(place.of.id) for opening in entry.openings.all()]
    assert told
    assert "Diallo" not in "".join(told)


def test_a_text_is_redacted_by_words(place: kept.Place) -> None:
    made = actions.redact_source(by=place.keeper, source=place.keep(), words=[SECRET])
    assert content_of(made).decode() == f"{GONE} saw it.\nIt was at noon.\n"


@pytest.mark.parametrize(
    ("name", "data", "given", "reason"),
    [
        ("a.txt", b"words", {"boxes": [Box(1, 1, 1, 1, 1)]}, "monitoring.only_words"),
        ("a.txt", b"words", {"words": ["a"]}, "monitoring.bad_words"),
        ("a.txt", b"words", {"words": ["another"]}, "monitoring.nothing_found"),
        ("a.csv", b"a,b\r\n", {"words": ["words"]}, "monitoring.other_kind"),
        ("a.pdf", papers.paper(papers.FIRST), {"boxes": [Box(7, 1, 1, 1, 1)]}, "monitoring.no_such_page"),
        ("a.pdf", papers.paper(papers.FIRST), {"words": ["noon"] * 51}, "monitoring.bad_words"),
    ],
)
def test_what_is_not_redacted_is_refused_and_nothing_is_written(
    place: kept.Place, name: str, data: bytes, given: dict[str, object], reason: str
) -> None:
    row = place.keep(data=data, name=name)
    assert refused(actions.redact_source, by=place.keeper, source=row, **given) == reason
    assert files_of(place.keeper, REDACTED, [row.id])[row.id] == ()


def test_a_source_without_a_copy_is_not_redacted(place: kept.Place) -> None:
    row = actions.keep_source(by=place.keeper, told=TOLD)
    assert refused(actions.redact_source, by=place.keeper, source=row, words=["words"]) == "monitoring.no_copy"


def test_whoever_keeps_none_may_do_none_of_it(place: kept.Place) -> None:
    row = place.keep()
    for act, given in (
        (actions.keep_source, {"told": TOLD}),
        (actions.amend_source, {"source": row, "told": TOLD}),
        (actions.withdraw_source, {"source": row, "why": "Because"}),
        (actions.redact_source, {"source": row, "words": ["noon"]}),
    ):
        assert refused(act, by=place.member, **given) == "monitoring.not_keeping"


def test_where_no_office_keeps_whoever_represents_a_member_does() -> None:
    place = kept.place(office=False)
    row = actions.keep_source(by=place.member, told=Told(kind=Kind.PAGE, title="A page", readers=Readers.KEEPERS))
    assert actions.amend_source(by=place.member, source=row, told=TOLD).readers == Readers.MEMBERS
    observer = place.standing("Observers", mandate="observes")
    assert refused(actions.keep_source, by=observer, told=TOLD) == "monitoring.observes"


def test_sources_are_found_by_words_and_kind(place: kept.Place) -> None:
    told = Told(kind=Kind.STATEMENT, title="Statement on clearance", publisher="Ministry")
    actions.keep_source(by=place.keeper, told=told)
    place.keep()
    assert [row.title for row in found_sources(place.member, "ministry CLEARANCE")] == ["Statement on clearance"]
    assert [row.title for row in found_sources(place.member, kind="document")] == ["Field notes"]
    assert not found_sources(founding.somebody(place.of, audiences=["public"])).exists()


def test_a_protected_keeper_goes_unnamed(place: kept.Place) -> None:
    member = founding.member(place.of, "Hidden Roads", protected=True)
    by = founding.standing(member)
    by = type(by)(**{**{name: getattr(by, name) for name in by.__dataclass_fields__}, "powers": place.keeper.powers})
    row = actions.keep_source(by=by, told=TOLD)
    assert row.kept_by == ""
    assert by.is_protected
    told = [
        str(bytes(opening.payload))
        for entry in Entry.objects.of(place.of.id).filter(kind__startswith="monitoring")
        for opening in entry.openings.all()
    ]
    assert told
    assert not any(by.person in each or member.id in each for each in told)
    assert row.kept_at <= clock.now()
