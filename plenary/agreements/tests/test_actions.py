"""Agreements from the draft to the signature: rows, entries, and what is refused."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from plenary.agreements import actions, queries
from plenary.agreements.asks import reviews_come, signatures_wait
from plenary.agreements.audits import audit_editions, audit_signatures
from plenary.agreements.models import Edition, Paragraph, Signature
from plenary.agreements.rules import Form, document, hash_of
from plenary.agreements.tests import factories
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions.actions import cast_ballot
from plenary.decisions.tests import factories as decisions
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db


def reason(call: object, **given: object) -> str:
    """Why an action refuses."""
    with pytest.raises(Refused) as refused:
        call(**given)
    return refused.value.verdict.reason


def kinds(of: Coalition) -> list[str]:
    """The kinds of the entries of this room, in their order."""
    rows = Entry.objects.of(of.id).filter(kind__startswith="agreements.").order_by("n")
    return list(rows.values_list("kind", flat=True))


def test_an_agreement_goes_from_the_draft_through_a_proposal_to_signatures() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other, third = founding.standings(of, 3)
    agreement = factories.drafted(one)
    edition = factories.laid_down(one, agreement)
    effects = [("agreements.adopt", {"edition": edition.id})]
    proposal = decisions.opened(one, effects, "Adopt our call")
    assert proposal.matter == "agreements.adopt"
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(hours=1)):
        for by in (one, other, third):
            cast_ballot(by=decisions.now(by), proposal=proposal, choice="yes")
    closed = decisions.close(proposal)
    assert closed.outcome == "adopted"
    agreement = factories.fresh(one, agreement)
    assert agreement.current_id == edition.id
    assert agreement.current
    assert agreement.current.adopted_by == proposal.id
    assert [ask.title for ask in signatures_wait(other)] == ["Sign: Our call"]
    row = factories.signed(other, agreement, reservation="Not the second paragraph.")
    assert (row.hash, row.mandate, row.member_id, row.person_id) == (
        edition.hash,
        "decides",
        other.member,
        other.person,
    )
    assert list(signatures_wait(other)) == []
    entry = Entry.objects.of(of.id).get(id=row.entry)
    facts = json.loads(bytes(Opening.objects.of(of.id).get(entry=entry, position=0).payload))["facts"]
    assert (entry.kind, facts["hash"], facts["name"], facts["edition"], facts["reservation"]) == (
        "agreements.signed",
        edition.hash,
        "Member 1",
        1,
        "Not the second paragraph.",
    )
    assert kinds(of)[-3:] == ["agreements.laid_down", "agreements.adopted", "agreements.signed"]
    assert [*audit_editions(of.id), *audit_signatures(of.id)] == []


def test_who_stands_on_which_edition_and_who_signs_again() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other, third = founding.standings(of, 3)
    agreement = factories.adopted(of, one)
    factories.signed(one, agreement)
    factories.signed(other, agreement)

    def stands(reader: Standing) -> list[tuple[str, int, int, bool]]:
        adopted = queries.adopted_editions(of.id, agreement.id)
        rows = queries.signatories(reader, factories.fresh(one, agreement), adopted)
        return [(row.name, row.edition, row.stands_on, row.is_current) for row in rows]

    assert stands(third) == [("Member 0", 1, 1, True), ("Member 1", 1, 1, True)]
    factories.again(of, one, agreement, "A comma.", is_material=False)
    assert stands(third) == [("Member 0", 1, 2, True), ("Member 1", 1, 2, True)]
    assert list(signatures_wait(one)) == []
    factories.again(of, one, agreement, "We also pay.")
    assert stands(third) == [("Member 0", 1, 2, False), ("Member 1", 1, 2, False)]
    assert [ask.title for ask in signatures_wait(one)] == ["Sign again: Our call"]
    factories.signed(one, agreement)
    assert stands(third) == [("Member 0", 3, 3, True), ("Member 1", 1, 2, False)]
    actions.withdraw_signature(by=one, agreement=agreement)
    assert stands(third) == [("Member 1", 1, 2, False)]
    adopted = queries.adopted_editions(of.id, agreement.id)
    gone = queries.withdrawn_signatures(third, factories.fresh(one, agreement), adopted)
    assert [(row.name, row.edition, row.withdrawn_at is not None) for row in gone] == [
        ("Member 0", 1, True),
        ("Member 0", 3, True),
    ]
    factories.signed(one, agreement)  # it may come back
    assert stands(third) == [("Member 0", 3, 3, True), ("Member 1", 1, 2, False)]
    assert [*audit_editions(of.id), *audit_signatures(of.id)] == []


def test_a_signature_is_refused_where_it_may_not_be() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.adopted(of, one, allows_reservations=False)
    assert agreement.current
    given = {"agreement": agreement, "hash": agreement.current.hash, "form": Form.ORGANISATION}
    consults = founding.standing(founding.member(of, "Third"), mandate="consults")
    gone = founding.standing(founding.member(of, "Fourth", status="suspended"))
    left = founding.standing(founding.member(of, "Fifth", status="withdrawn"))
    nobody = Standing.nobody(of.id)
    assert reason(actions.sign, by=consults, **given) == "agreements.no_mandate"
    assert reason(actions.sign, by=gone, **given) == "agreements.suspended"
    assert reason(actions.sign, by=left, **given) == "agreements.not_belonging"
    assert reason(actions.sign, by=nobody, **given) == "agreements.no_member"
    assert reason(actions.sign, by=one, **{**given, "hash": "0" * 64}) == "agreements.other_edition"
    assert reason(actions.sign, by=one, reservation="No.", **given) == "agreements.no_reservations"
    actions.sign(by=one, **given)
    assert reason(actions.sign, by=one, **given) == "agreements.signed_already"
    assert reason(actions.withdraw_signature, by=other, agreement=agreement) == "agreements.not_signed"
    draft = factories.drafted(one)
    assert reason(actions.sign, by=other, agreement=draft, hash="", form=Form.PERSONAL) == "agreements.not_in_force"
    actions.end_agreement(by=founding.system(of), agreement_id=agreement.id, because="It is over.")
    assert reason(actions.sign, by=other, **given) == "agreements.not_in_force"
    actions.withdraw_signature(by=one, agreement=agreement)  # it may always go
    assert Signature.objects.of(of.id).filter(withdrawn_at=None).count() == 0


def test_nothing_is_signed_after_it_expired() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    today = clock.now().date()
    agreement = factories.adopted(of, one, expires_on=today + timedelta(days=1), review_on=today)
    factories.signed(one, agreement)
    assert [happening.title for happening in reviews_come(other)] == ["Looked at again: Our call", "Expires: Our call"]
    with clock.set_to(clock.now() + timedelta(days=2)):
        later = replace(other, as_of=clock.now())
        assert list(signatures_wait(later)) == []
        given = {"agreement": agreement, "hash": agreement.current.hash if agreement.current else ""}
        assert reason(actions.sign, by=later, form=Form.ORGANISATION, **given) == "agreements.not_in_force"


def test_a_protected_member_signs_and_nobody_else_is_told() -> None:
    of = founding.coalition(rules=factories.open_charter())
    one, other = founding.standings(of, 2)
    hidden = founding.standing(founding.member(of, "Hidden", protected=True))
    agreement = factories.adopted(of, one, is_public=True)
    row = factories.signed(hidden, agreement)
    factories.signed(one, agreement)
    adopted = queries.adopted_editions(of.id, agreement.id)
    for reader in (other, one, Standing.nobody(of.id)):
        assert [each.name for each in queries.signatories(reader, agreement, adopted)] == ["Member 0"]
    assert [each.name for each in queries.signatories(hidden, agreement, adopted)] == ["Hidden", "Member 0"]
    entry = Entry.objects.of(of.id).get(id=row.entry)
    assert (entry.kind, entry.about) == ("membership.sealed", "")
    assert set(entry.audiences.values_list("token", flat=True)) == {"sealed", f"member:{hidden.member}"}
    assert list(audit_signatures(of.id)) == []


def test_in_a_personal_capacity_the_person_is_named() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.adopted(of, one)
    row = factories.signed(one, agreement, form=Form.PERSONAL)
    adopted = queries.adopted_editions(of.id, agreement.id)
    told = queries.signatories(other, agreement, adopted)
    assert [(each.name, each.beside) for each in told] == [(row.person.name, "Member 0")]
    row.person.protected = True
    row.person.save(update_fields=["protected"])
    assert queries.signatories(other, agreement, adopted) == []


def test_drafting_is_bounded_and_meets_others_half_way() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.drafted(one, ("First.", "Second."))
    first, _second = Paragraph.objects.of(of.id).filter(agreement=agreement)
    between = actions.write_paragraph(by=other, agreement=agreement, words="Between.", after=first)
    assert [line.words for line in queries.draft_lines(agreement)] == ["First.", "Between.", "Second."]
    actions.write_paragraph(by=one, agreement=agreement, words="Changed.", paragraph=first, revision=1)
    given = {"by": other, "agreement": agreement, "words": "Mine.", "paragraph": first, "revision": 1}
    assert reason(actions.write_paragraph, **given) == "agreements.changed_meanwhile"
    assert reason(actions.write_paragraph, by=one, agreement=agreement, words=" \n ") == "agreements.no_words"
    assert reason(actions.write_paragraph, by=one, agreement=agreement, words="x" * 8001) == "agreements.too_long"
    actions.remove_paragraph(by=one, agreement=agreement, paragraph=between)
    gone = {"by": one, "agreement": agreement, "paragraph": between}
    assert reason(actions.remove_paragraph, **gone) == "agreements.changed_meanwhile"
    assert [line.words for line in queries.draft_lines(agreement)] == ["Changed.", "Second."]
    observer = founding.standing(founding.member(of, "Third"), mandate="observes")
    terms = factories.TERMS
    assert reason(actions.draft_agreement, by=observer, terms=terms) == "agreements.observers_do_not_draft"
    assert reason(actions.draft_agreement, by=one, terms=replace(terms, title=" ")) == "agreements.no_title"
    yesterday = clock.now().date() - timedelta(days=1)
    assert reason(actions.draft_agreement, by=one, terms=replace(terms, expires_on=yesterday)) == "agreements.bad_dates"


def test_many_paragraphs_between_two_find_a_place() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement = factories.drafted(one, ("First.", "Last."))
    first = Paragraph.objects.of(of.id).filter(agreement=agreement).first()
    for number in range(30):
        actions.write_paragraph(by=one, agreement=agreement, words=f"{number}", after=first)
    words = [line.words for line in queries.draft_lines(agreement)]
    assert words == ["First.", *(f"{number}" for number in reversed(range(30))), "Last."]


def test_an_edition_never_changes_and_only_the_newest_is_adopted() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement = factories.adopted(of, one)
    assert reason(actions.lay_down, by=one, agreement=agreement, is_material=True) == "agreements.nothing_changed"
    actions.write_paragraph(by=one, agreement=agreement, words="More.")
    second = factories.laid_down(one, agreement)
    assert factories.laid_down(one, agreement).id == second.id  # it is laid down once
    actions.write_paragraph(by=one, agreement=agreement, words="Still more.")
    third = factories.laid_down(one, agreement)
    for edition in Edition.objects.of(of.id).select_related("agreement"):
        said = document(edition.terms_as("platform"), edition.lines, edition.number)
        assert hash_of(said) == edition.hash
    system = founding.system(of)
    assert reason(actions.adopt_edition, by=one, edition_id=third.id) == "agreements.only_by_decision"
    actions.adopt_edition(by=system, edition_id=third.id)
    assert reason(actions.adopt_edition, by=system, edition_id=third.id) == "agreements.edition_adopted"
    assert reason(actions.adopt_edition, by=system, edition_id=second.id) == "agreements.edition_outdated"
    assert reason(actions.adopt_edition, by=system, edition_id="nobody") == "agreements.edition_gone"


def test_the_audit_tells_of_a_text_that_was_changed_behind_the_record() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement = factories.adopted(of, one)
    row = factories.signed(one, agreement)
    Edition.objects.of(of.id).update(paragraphs=[{"key": "a", "words": "We do nothing."}])
    assert [told.partition(": ")[2] for told in audit_editions(of.id)] == [
        "its text has changed since it was laid down"
    ]
    Signature.objects.of(of.id).update(form="personal")
    assert list(audit_signatures(of.id)) == [f"signature {row.id}: the record says otherwise: form"]
