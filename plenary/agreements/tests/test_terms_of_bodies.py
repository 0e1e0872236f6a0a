"""Terms of reference of a body: chosen when the draft begins, told on both pages."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements import actions
from plenary.agreements.models import Agreement
from plenary.agreements.tests import factories
from plenary.agreements.tests.test_actions import reason
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import clock
from plenary.decisions.tests import factories as decisions
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_body_leads_to_its_terms_of_reference_and_they_lead_back(client: Client) -> None:
    of = founding.coalition(rules=factories.open_charter())
    by = founding.standing(founding.member(of, "Green Valley"))
    client.force_login(Account.objects.get(id=by.account))
    page = reverse("bodies:body", args=[of.slug, "board"])
    begin = f"{reverse('agreements:new', args=[of.slug])}?kind=terms&amp;body=board"
    assert begin in client.get(page).content.decode()
    review = clock.now().date() + timedelta(days=90)
    given = {"kind": "terms", "body": "board", "title": "What the board does", "language": "en", "review_on": review}
    client.post(reverse("agreements:new", args=[of.slug]), given)
    row = Agreement.objects.of(of.id).get()
    actions.write_paragraph(by=by, agreement=row, words="It meets.")
    agreement = reverse("agreements:agreement", args=[of.slug, row.id])
    assert agreement not in client.get(page).content.decode()  # nothing holds yet
    actions.adopt_edition(by=founding.system(of), edition_id=factories.laid_down(by, row).id)
    shown = client.get(page).content.decode()
    assert [each in shown for each in (agreement, "What the board does", "looked at again on", begin)] == (
        [True, True, True, False]
    )
    assert page in client.get(agreement).content.decode()
    assert agreement not in Client().get(page).content.decode()  # for members alone
    actions.end_agreement(by=founding.system(of), agreement_id=row.id, because="Done.")
    assert agreement not in client.get(page).content.decode()


def test_other_kinds_and_other_codes_are_of_no_body(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    by = founding.standing(founding.member(of, "Green Valley"))
    terms = replace(factories.TERMS, kind="terms")
    assert reason(actions.draft_agreement, by=by, terms=factories.TERMS, body="board") == "agreements.no_such_body"
    assert reason(actions.draft_agreement, by=by, terms=terms, body="nowhere") == "agreements.no_such_body"
    client.force_login(Account.objects.get(id=by.account))
    given = {"kind": "platform", "body": "board", "title": "Our call", "language": "en"}
    answer = client.post(reverse("agreements:new", args=[of.slug]), given)
    assert (list(answer.context["form"].errors), Agreement.objects.of(of.id).count()) == (["body"], 0)


def test_who_may_not_read_of_bodies_is_not_led_to_one(client: Client) -> None:
    rules = replace(decisions.charter(), disclosure=Disclosure(bodies=Disclosed.OFFICERS))
    of = founding.coalition(rules=rules)
    by = founding.standing(founding.member(of, "Green Valley"))
    made = actions.draft_agreement(by=by, terms=replace(factories.TERMS, kind="terms"), body="board")
    client.force_login(Account.objects.get(id=by.account))
    page = client.get(reverse("agreements:agreement", args=[of.slug, made.id])).content.decode()
    assert reverse("bodies:body", args=[of.slug, "board"]) not in page
