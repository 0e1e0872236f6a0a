"""Findings from draft to published: who does which step, who reads them when, what is refused, what enters the record."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.models import Finding, FindingStep, Source
from plenary.monitoring.queries.findings import claims_of, dissents_of, findings_of, visible_finding, visible_findings
from plenary.monitoring.rules.findings import Confidence, Judged, Side, Stage, Step
from plenary.monitoring.tests import factories
from plenary.monitoring.tests.found import AGAINST, Case, open_place
from plenary.monitoring.tests.kept import place as made_place
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A coalition in which an office keeps, and whose outcomes are public."""
    return Case(open_place())


def kinds(case: Case) -> list[str]:
    rows = Entry.objects.of(case.place.of.id).filter(kind__contains="finding").order_by("n")
    return [each.partition(".")[2] for each in rows.values_list("kind", flat=True)]


def test_from_draft_to_published_each_step_widens_who_reads_it(case: Case) -> None:
    finding = case.finding()
    assert (finding.verdict, finding.is_bound) == ("non-compliant", True)
    kept = {"keeper": True, "writer": True, "reader": False, "nobody": False}
    assert case.seen_by(finding) == kept
    case.step(finding, Step.CHECK)
    case.step(finding, Step.CLEAR_AS_KEEPER, case.second)
    assert case.seen_by(finding) == kept  # one clearance is none
    case.step(finding, Step.CLEAR_AS_WRITER, case.writer)
    assert case.seen_by(finding) == kept | {"reader": True}
    case.step(finding, Step.SIGN_OFF, case.second)
    done = case.step(finding, Step.PUBLISH)
    assert done.stage == Stage.PUBLISHED
    assert case.seen_by(finding) == kept | {"reader": True, "nobody": True}
    assert kinds(case) == [
        "finding_written",
        "finding_checked",
        "finding_cleared",
        "finding_cleared_by_writer",
        "finding_signed_off",
        "finding_published",
    ]
    assert "non-compliant" in str([each.sentence for each in feed(case.nobody)])


def test_a_finding_is_never_more_open_than_its_instrument(case: Case) -> None:
    case.treaty.is_public = False
    case.treaty.save()
    finding = case.published(case.finding())
    assert case.seen_by(finding)["nobody"] is False


def test_drafts_stand_in_the_record_for_those_who_keep_and_who_wrote(case: Case) -> None:
    case.finding()

    def read(by: Standing) -> bool:
        return any(each.kind == "monitoring.finding_written" for each in feed(by))

    office = f"office:{founding.charter().offices[0].code}"
    keeper = replace(case.keeper, audiences=case.keeper.audiences | {office})
    assert [read(each) for each in (keeper, case.writer, case.reader, case.nobody)] == [True, True, False, False]


@pytest.mark.parametrize(("actor", "year", "word"), [("MLI", 1997, "not-compatible"), ("PER", 2020, "not-compatible")])
def test_who_is_not_bound_is_judged_by_the_norm(case: Case, actor: str, year: int, word: str) -> None:
    assert case.finding(actor, year).verdict == word


def test_the_word_follows_when_it_turns_out_who_was_bound(case: Case) -> None:
    finding = case.finding("PER")
    factories.did(case.keeper, case.treaty, "PER", factories.Did.RATIFICATION, date(2001, 1, 2))
    assert case.step(finding, Step.CHECK).verdict == "non-compliant"


def test_nobody_checks_or_signs_off_what_they_wrote(case: Case) -> None:
    finding = case.finding()
    actions.change_finding(by=case.keeper, finding=finding, found=replace(AGAINST, confidence=Confidence.LOW))
    for by, reason in [(case.writer, "not_keeping"), (case.keeper, "own_finding"), (case.reader, "not_keeping")]:
        with pytest.raises(Refused, match=f"monitoring.{reason}"):
            case.step(finding, Step.CHECK, by)
    case.step(finding, Step.CHECK, case.second)
    for step, by, reason in [
        (Step.CLEAR_AS_KEEPER, case.keeper, "own_finding"),
        (Step.CLEAR_AS_WRITER, case.second, "writer_clears"),
        (Step.PUBLISH, case.second, "not_next"),
    ]:
        with pytest.raises(Refused, match=f"monitoring.{reason}"):
            case.step(finding, step, by)


def test_whoever_changes_a_finding_sends_it_back(case: Case) -> None:
    finding = case.cleared(case.finding())
    same = actions.change_finding(by=case.writer, finding=finding, found=AGAINST)
    assert same.stage == Stage.CLEARED
    case.claimed(finding, Side.CONTRADICTS)
    finding.refresh_from_db()
    assert finding.stage == Stage.DRAFT
    assert set(FindingStep.objects.of(finding.coalition_id).values_list("step", flat=True)) == {"write"}
    assert case.seen_by(finding)["reader"] is False


def test_what_is_published_stays_as_it_is(case: Case) -> None:
    finding = case.published(case.finding())
    for write in (
        lambda: actions.change_finding(by=case.writer, finding=finding, found=replace(AGAINST, judged=Judged.MEETS)),
        lambda: case.claimed(finding),
        lambda: actions.take_out_claim(by=case.keeper, claim=claims_of(finding)[0]),
        lambda: actions.hold_finding(by=case.keeper, finding=finding, why="A court asks."),
    ):
        with pytest.raises(Refused, match=r"monitoring.finding_published"):
            write()
    with pytest.raises(Refused, match=r"monitoring.has_findings"):
        actions.take_out_obligation(by=case.keeper, obligation=case.clearing)


def test_what_is_held_back_is_not_published_until_it_goes_on(case: Case) -> None:
    finding = case.cleared(case.finding())
    case.step(finding, Step.SIGN_OFF, case.second)
    with pytest.raises(Refused, match=r"monitoring.no_words"):
        actions.hold_finding(by=case.keeper, finding=finding, why=" ")
    actions.hold_finding(by=case.keeper, finding=finding, why="A court asks.")
    with pytest.raises(Refused, match=r"monitoring.is_held"):
        case.step(finding, Step.PUBLISH)
    actions.let_go_on(by=case.second, finding=finding)
    actions.let_go_on(by=case.second, finding=finding)
    assert case.step(finding, Step.PUBLISH).stage == Stage.PUBLISHED
    assert kinds(case)[-3:] == ["finding_held", "finding_let_go_on", "finding_published"]


def test_nothing_is_laid_open_without_what_it_rests_on(case: Case) -> None:
    bare = actions.write_finding(by=case.writer, obligation=case.clearing, actor="NER", year=2020, found=AGAINST)
    with pytest.raises(Refused, match=r"monitoring.lacks_claims"):
        case.step(bare, Step.CHECK)
    case.claimed(bare, source=case.place.keep("Other notes", b"Other notes.\n"))
    case.step(bare, Step.CHECK)
    actions.withdraw_source(
        by=case.keeper, source=Source.objects.of(bare.coalition_id).get(title="Other notes"), why="Forged."
    )
    with pytest.raises(Refused, match=r"monitoring.lacks_sources"):
        case.step(bare, Step.CLEAR_AS_WRITER, case.writer)
    unknown = replace(AGAINST, judged=Judged.UNKNOWN)
    assert (
        case.step(
            actions.write_finding(by=case.writer, obligation=case.clearing, actor="TCD", year=2020, found=unknown),
            Step.CHECK,
        ).stage
        == Stage.CHECKED
    )


def test_a_claim_rests_on_further_sources_once_each(case: Case) -> None:
    finding = case.finding()
    claim = claims_of(finding)[0]
    for place in ("p. 4", "p. 5", "p. 5"):
        actions.cite(by=case.writer, claim=claim, source=case.source, place=place)
    assert [each.place for each in claims_of(finding)[0].cited.all()] == ["p. 4", "p. 5"]
    actions.take_out_claim(by=case.writer, claim=claim)
    assert not claims_of(finding).exists()
    actions.withdraw_source(by=case.keeper, source=case.source, why="Forged.")
    with pytest.raises(Refused, match=r"monitoring.source_gone"):
        case.claimed(finding, source=Source.objects.of(finding.coalition_id).get(id=case.source.id))


def test_a_member_sees_it_otherwise_once_it_is_cleared(case: Case) -> None:
    finding = case.finding()
    with pytest.raises(Refused, match=r"monitoring.not_cleared"):
        actions.dissent(by=case.reader, finding=finding, words="We were there.")
    case.cleared(finding)
    for words in ("We were there.", "We were there in May."):
        actions.dissent(by=case.reader, finding=finding, words=words)
    assert [each.words for each in dissents_of(finding)] == ["We were there in May."]
    for changed, reason in [
        ({"mandate": Mandate.CONSULTS}, "not_deciding"),
        ({"member_status": "suspended"}, "suspended"),
    ]:
        with pytest.raises(Refused, match=f"monitoring.{reason}"):
            actions.dissent(by=replace(case.reader, **changed), finding=finding, words="No.")
    actions.take_back_dissent(by=case.reader, finding=finding)
    actions.take_back_dissent(by=case.reader, finding=finding)
    assert not dissents_of(finding).exists()


def test_one_finding_of_an_actor_an_obligation_and_a_year(case: Case) -> None:
    finding = case.finding()
    for actor, year, reason in [
        ("MLI", 2020, "found_already"),
        ("MLI", 2100, "bad_year"),
        ("MLI", 1899, "bad_year"),
        ("NOBODY-1", 2020, "no_such_actor"),
    ]:
        with pytest.raises(Refused, match=f"monitoring.{reason}"):
            case.finding(actor, year)
    with pytest.raises(Refused, match=r"monitoring.no_words"):
        case.finding("NER", found=replace(AGAINST, texts={"en": " "}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(
            coalition_id=finding.coalition_id,
            instrument=case.treaty,
            obligation=case.clearing,
            actor="NER",
            year=2020,
            verdict="bad",
            is_bound=True,
            confidence="high",
            written_at=finding.written_at,
            changed_at=finding.changed_at,
        )


def test_who_observes_or_stands_outside_writes_nothing(case: Case) -> None:
    for by, reason in [
        (replace(case.writer, mandate=Mandate.OBSERVES), "monitoring.observes"),
        (replace(case.writer, member_status="suspended"), "monitoring.suspended"),
        (case.nobody, "core.members_only"),
    ]:
        with pytest.raises(Refused, match=reason):
            actions.write_finding(by=by, obligation=case.clearing, actor="NER", year=2020, found=AGAINST)
    with pytest.raises(Refused, match=r"monitoring.not_keeping"):  # neither wrote it nor keeps
        actions.change_finding(by=case.reader, finding=case.finding(), found=AGAINST)


def test_where_no_office_keeps_the_members_do_and_read_drafts() -> None:
    case = Case(made_place(office=False))
    case.keeper, case.second = case.reader, case.place.standing("Others")
    finding = case.finding()
    assert visible_finding(case.reader, finding.id)
    assert case.published(finding).stage == Stage.PUBLISHED
    other = case.cleared(case.finding("NER"))
    with pytest.raises(Refused, match=r"monitoring.checked_it"):
        case.step(other, Step.SIGN_OFF, case.keeper)


def test_what_a_year_holds_tells_what_speaks_against_each(case: Case) -> None:
    finding = case.finding()
    case.claimed(finding, Side.CONTRADICTS)
    case.finding("NER")
    found = findings_of(case.keeper, case.treaty, 2020)
    assert {each.actor: each.against for each in found} == {"MLI": 1, "NER": 0}
    assert visible_findings(case.reader).count() == 0
