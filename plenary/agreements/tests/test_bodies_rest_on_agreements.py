"""A body that is formed can rest on the agreement with its terms of reference: its page leads there, and back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements import actions, notices
from plenary.agreements.asks import drafts_and_reviews_wait
from plenary.agreements.models import Agreement
from plenary.agreements.permissions import may_look_at
from plenary.agreements.tests import factories
from plenary.agreements.tests.test_days import coalition as with_drafters
from plenary.agreements.tests.test_days import runs
from plenary.bodies.audits import audit_formed_bodies
from plenary.bodies.models import FormedBody
from plenary.bodies.tests.forming import PAYLOAD
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.tests import factories as decisions
from plenary.record.models import Opening
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

FILLED = {
    "body_kind": "task_force",
    "names:en": "Survivors first",
    "terms:en": PAYLOAD["terms"]["en"],
    "seats": "3",
    "filling": "open",
    "office_months": "6",
    "chair": "elected",
    "reports_to": "board",
    "review": "2099-05-04",
}


def test_a_body_is_formed_on_an_agreement_and_each_leads_to_the_other(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    by = founding.standing(founding.member(of, "Green Valley"))
    kind, form_body = EFFECT_FORMS["bodies.form_body"], effect("bodies.form_body")
    assert "agreement" not in kind(standing=by).fields  # none holds yet
    factories.adopted(of, by)  # a platform
    factories.drafted(by, kind="terms")  # not adopted
    row = factories.adopted(of, by, kind="terms", title="What survivors ask for")
    form = kind(FILLED | {"agreement": row.id}, standing=by)
    assert form.fields["agreement"].choices == [("", "–"), (row.id, "What survivors ask for")]
    assert form.is_valid(), form.errors
    payload = PAYLOAD | {"agreement": row.id}
    assert form.payloads() == [payload]
    assert kind.from_payloads([payload])["agreement"] == row.id
    (said,) = form_body.sentences(of.id, [payload])
    assert "It rests on the agreement “What survivors ask for”." in said
    assert form_body.problems(of.id, payload) == []
    form_body.carry_out(founding.system(of), payload)
    body = FormedBody.objects.of(of.id).get()
    assert (body.agreement, list(audit_formed_bodies(of.id))) == (row.id, [])
    client.force_login(Account.objects.get(id=by.account))
    page = reverse("bodies:formed", args=[of.slug, body.id])
    agreement = reverse("agreements:agreement", args=[of.slug, row.id])
    assert agreement in client.get(page).content.decode()
    assert page in client.get(agreement).content.decode()
    program = Program.of(Account.objects.get(id=by.account))
    assert program.get(f"/coalitions/{of.slug}/bodies/formed/{body.id}").json()["agreement"] == row.id
    FormedBody.objects.of(of.id).update(agreement="")
    assert list(audit_formed_bodies(of.id)) != []
    assert page not in client.get(agreement).content.decode()


@pytest.mark.parametrize("drafts", [True, False])
def test_who_sits_on_a_body_looks_after_the_agreement_on_which_it_rests(drafts: bool) -> None:
    """Until it is closed; then the offices that draft, or where none does whoever may draft."""
    of = with_drafters() if drafts else founding.coalition(rules=decisions.charter())
    by, other = founding.standings(of, 2)
    row = factories.adopted(of, by, kind="terms", review_on=clock.now().date() + timedelta(days=30))
    effect("bodies.form_body").carry_out(founding.system(of), PAYLOAD | {"agreement": row.id})
    body = FormedBody.objects.of(of.id).get()
    offices = {visibility.office("chair")} if drafts else set()
    late = clock.now() + timedelta(days=31)
    sits, other = (replace(other, bodies=codes, as_of=late) for codes in (frozenset({body.code}), frozenset()))
    with clock.set_to(late):
        runs(1)
        assert told_to(of, row) == {*offices, visibility.body(body.code)}
        assert [bool(may_look_at(each, row)) for each in (sits, other)] == [True, False]
        assert [len(list(drafts_and_reviews_wait(each))) for each in (sits, other)] == [1, 0]
        actions.look_at(by=sits, agreement=row, next_on=late.date() + timedelta(days=30))
    body.closed_at = late
    body.save()
    later = replace(other, as_of=late + timedelta(days=31))
    with clock.set_to(later.as_of):
        runs(1)
        assert told_to(of, row) == (offices or {visibility.MEMBERS})
        assert bool(may_look_at(later, row)) is not drafts
        assert len(list(drafts_and_reviews_wait(later))) == (not drafts)
        row.body = body.code  # begun for it, as the form lets one choose
        assert bool(may_look_at(later, row)) is not drafts
        row.body = "board"
        assert not may_look_at(later, row)


def told_to(of: Coalition, row: Agreement) -> set[str]:
    """To whom it is mailed that the day came, by what was entered last."""
    found = (
        Opening.objects.of(of.id).filter(entry__kind="agreements.review_due", position=0).order_by("entry__n").last()
    )
    assert found is not None
    return set(notices.who_looks_after(of.id, row.id, json.loads(bytes(found.payload))["facts"]))


def test_no_body_is_formed_on_what_does_not_hold() -> None:
    of = founding.coalition(rules=decisions.charter())
    by = founding.standing(founding.member(of, "Green Valley"))
    form_body = effect("bodies.form_body")
    row = factories.adopted(of, by, kind="terms")
    payload = PAYLOAD | {"agreement": row.id}
    for nothing in (PAYLOAD | {"agreement": "nowhere"}, PAYLOAD | {"agreement": factories.adopted(of, by).id}):
        assert form_body.problems(of.id, nothing) == ["bodies.no_such_agreement"]
    actions.end_agreement(by=founding.system(of), agreement_id=row.id, because="Done.")
    with pytest.raises(CannotCarryOut, match="no_such_agreement"):
        form_body.carry_out(founding.system(of), payload)
    assert "that does not hold any more" in form_body.sentences(of.id, [payload])[0]
    assert not FormedBody.objects.of(of.id).exists()


@pytest.mark.parametrize("is_public", [True, False])
def test_a_proposal_that_the_public_reads_names_no_agreement_that_is_for_members(is_public: bool) -> None:
    rules = replace(decisions.charter(), disclosure=Disclosure(proposals=Disclosed.PUBLIC))
    of = founding.coalition(rules=rules)
    by = founding.standing(founding.member(of, "Green Valley"))
    row = factories.adopted(of, by, kind="terms", title="What survivors ask for", is_public=is_public)
    (said,) = effect("bodies.form_body").sentences(of.id, [PAYLOAD | {"agreement": row.id}])
    assert ("What survivors ask for" in said, "It rests on an agreement." in said) == (is_public, not is_public)
