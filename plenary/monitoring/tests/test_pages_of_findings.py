"""Pages and routes of findings: from the form to the published finding, and who sees what of it."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.models import Claim, Finding
from plenary.monitoring.rules.findings import Side, Stage, Step
from plenary.monitoring.rules.sources import Reliability
from plenary.monitoring.tests.found import Case, open_place
from plenary.monitoring.tests.kept import place
from tests import founding

pytestmark = pytest.mark.django_db


TOLD = {"actor": "Mali", "year": "2020", "judged": "against", "confidence": "high", "text_en": "It lays new mines."}


@pytest.fixture
def case() -> Case:
    """Where no office keeps, so that members do all."""
    made = Case(place(office=False))
    made.keeper, made.second = made.place.standing("First"), made.place.standing("Second")
    return made


def at(case: Case, name: str, **ids: str) -> str:
    return reverse(f"monitoring:{name}", kwargs={"slug": case.place.of.slug, **ids})


def page(case: Case, by: Standing | None, finding: Finding) -> str:
    client = case.place.visit(by) if by else Client()
    answer = client.get(at(case, "finding", finding_id=finding.id))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_form_to_the_published_finding(case: Case) -> None:
    writer = case.place.visit(case.writer)
    new = at(case, "write_finding", instrument_id=case.treaty.id)
    assert writer.get(f"{new}?year=2020").status_code == 200
    told = {"obligation": case.clearing.id, **TOLD}
    assert writer.post(new, told).status_code == 302
    assert "a finding for this actor" in writer.post(new, told).content.decode()
    finding = Finding.objects.of(case.place.of.id).get()
    own = {"finding_id": finding.id}
    assert "Nothing supports it" in page(case, case.writer, finding)
    said = {"text_en": "Seen in the north.", "side": "supports", "source": case.source.id, "place": "p. 4"}
    assert writer.get(at(case, "claim", **own)).status_code == 200
    assert writer.post(at(case, "claim", **own), said).status_code == 302
    claim = Claim.objects.of(case.place.of.id).get()
    cite = at(case, "cite", claim_id=claim.id, **own)
    assert writer.get(cite).status_code == 200
    assert writer.post(cite, {"source": case.source.id, "place": "p. 5"}).status_code == 302
    assert writer.get(at(case, "change_finding", **own)).status_code == 200
    assert "p. 5" in page(case, case.second, finding)
    for by, step in [
        (case.keeper, Step.CHECK),
        (case.writer, Step.CLEAR_AS_WRITER),
        (case.keeper, Step.CLEAR_AS_KEEPER),
        (case.second, Step.SIGN_OFF),
        (case.second, Step.PUBLISH),
    ]:
        assert f'value="{step.value}"' in page(case, by, finding)
        assert case.place.visit(by).post(at(case, "take_step", **own), {"step": step.value}).status_code == 302
    finding.refresh_from_db()
    assert finding.stage == Stage.PUBLISHED
    assert 'id="next"' not in page(case, case.second, finding)
    table = writer.get(at(case, "findings", instrument_id=case.treaty.id)).content.decode()
    assert "Mali" in table
    assert "non-compliant" in table


def test_conflict_is_shown_and_outsiders_learn_no_source() -> None:
    case = Case(open_place())
    finding = case.finding()
    case.claimed(finding, Side.CONTRADICTS, case.place.keep("Other notes", b"Other.\n", reliability=Reliability.FAIRLY))
    case.published(finding)
    inside, outside = page(case, case.reader, finding), page(case, None, finding)
    for shown in (inside, outside):
        assert "The sources conflict." in shown
        assert "less reliable sources" in shown
        assert "B: usually reliable" in shown
    assert "Other notes" in inside
    assert "Other notes" not in outside
    assert "p. 4" not in outside
    assert "Its way" not in outside


def test_a_draft_is_hidden_from_those_who_do_not_keep() -> None:
    case = Case(open_place())
    finding = case.finding()
    hidden = case.place.visit(case.reader).get(at(case, "finding", finding_id=finding.id))
    assert hidden.status_code == 404
    assert "Its way" in page(case, case.writer, finding)
    table = case.place.visit(case.reader).get(at(case, "findings", instrument_id=case.treaty.id) + "?year=2020")
    assert "Nothing is found for this year" in table.content.decode()


def test_dissent_stands_beside_it_and_a_protected_member_is_not_named(case: Case) -> None:
    finding = case.cleared(case.finding())
    own = {"finding_id": finding.id}
    reader = case.place.visit(case.reader)
    assert reader.get(at(case, "dissent", **own)).status_code == 200
    assert reader.post(at(case, "dissent", **own), {"words": "We were there."}).status_code == 302
    shown = page(case, case.writer, finding)
    assert "We were there." in shown
    assert "Readers" in shown
    hidden = founding.standing(founding.member(case.place.of, "Hidden", protected=True))
    actions.dissent(by=hidden, finding=finding, words="Nor do we see it so.")
    shown = page(case, case.writer, finding)
    assert "Nor do we see it so." in shown
    assert "Hidden" not in shown
    assert reader.post(at(case, "take_back_dissent", **own)).status_code == 302
    assert "We were there." not in page(case, case.writer, finding)


def test_it_is_held_back_and_goes_on(case: Case) -> None:
    finding = case.finding()
    own = {"finding_id": finding.id}
    keeper = case.place.visit(case.keeper)
    assert keeper.get(at(case, "hold_finding", **own)).status_code == 200
    assert keeper.post(at(case, "hold_finding", **own), {"why": "A court asks."}).status_code == 302
    assert "Held back: A court asks." in page(case, case.writer, finding)
    assert keeper.post(at(case, "let_go_on", **own)).status_code == 302
    claim = Claim.objects.of(case.place.of.id).get()
    assert keeper.post(at(case, "take_out_claim", claim_id=claim.id, **own)).status_code == 302
    assert "No claim was entered." in page(case, case.writer, finding)
    changed = {"judged": "unknown", "confidence": "low", "text_en": "Nobody knows."}
    assert keeper.post(at(case, "change_finding", **own), changed).status_code == 302
    assert "Nobody knows." in page(case, case.writer, finding)
