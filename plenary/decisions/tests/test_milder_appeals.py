"""An appeal against a milder measure is put to the vote by itself too, unless that would tell the public of it; and the page of a
matter of conduct leads to its proposals."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import queries
from plenary.decisions.tasks import open_what_arises
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_appeals import appealed, appeals, minutes_after, status_of
from plenary.decisions.tests.test_conduct import DAYS, adopted, charter, heard, officer, take
from plenary.membership.asks.conduct import conduct_to_lead
from plenary.membership.audits import audit_conduct
from plenary.membership.models import ConductCase
from plenary.membership.queries.conduct import voted_on as voted_on_by
from plenary.membership.sections import sections_of_case
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    with clock.set_to(factories.MONDAY):
        yield founding.coalition(rules=charter())


def warned(house) -> tuple[list, ConductCase]:
    """A member that appealed against a warning, and whether anything opened since."""
    people = founding.standings(house, 3)
    case = take(people[2], heard(officer(house), people[2], "warning"), "appeal", words="It was Ramadan.")
    open_what_arises()
    return people, case


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_an_appeal_against_a_milder_measure_is_put_to_the_vote_too(house, choice: str):
    people, case = warned(house)
    open_what_arises()
    (aside,) = appeals(house)
    assert (aside.is_by_charter, aside.title) == (True, "Appeal of a member against a measure")
    assert [row.member_id for row in queries.electors_in(aside) if row.is_recused] == [people[2].member]
    assert list(conduct_to_lead(officer(house))) == []
    with pytest.raises(Refused) as caught:
        take(officer(house), case, "ruling", day=clock.now().date(), outcome="stands", people="Two", words="No.")
    assert caught.value.verdict.reason == "membership.ruling_by_proposal"
    closed = adopted(aside, people[:2], choice=choice)
    minutes_after(max(closed.decided_at, closed.effects_due or closed.decided_at), 1, 2)
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "set_aside" if choice == "yes" else "stands")
    assert status_of(people[2]) == "active"
    with clock.set_to(closed.decided_at + timedelta(days=40)):
        open_what_arises()
    assert appeals(house) == [closed]
    assert list(audit_conduct(house.id)) == []


@pytest.mark.parametrize("public", [{"proposals": Disclosed.PUBLIC}, {"outcomes": Disclosed.PUBLIC}])
def test_a_milder_measure_that_a_vote_would_tell_the_public_waits_for_an_officer(public: dict[str, Disclosed]):
    with clock.set_to(factories.MONDAY):
        house = founding.coalition(rules=replace(charter(), disclosure=Disclosure(**public)))
        _people, _case = warned(house)
        assert appeals(house) == []
        assert len(list(conduct_to_lead(officer(house)))) == 1


def test_the_matter_leads_to_its_proposals_those_who_see_them(house, client: Client):
    people, case, decided, aside = appealed(house)
    draft = factories.draft(people[0], [("membership.set_aside", {"case": case.id})])
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 1)):
        told = {
            each: sections_of_case(factories.now(by), case) for each, by in (("own", people[2]), ("mover", people[0]))
        }
        for name, rows in (("own", [decided, aside]), ("mover", [decided, draft, aside])):
            (section,) = told[name]
            assert {line.url for line in section.lines} == {
                reverse("decisions:proposal", args=[house.slug, row.pk]) for row in rows
            }
        assert sections_of_case(Standing.nobody(house.id), case) == []
        client.force_login(Account.objects.get(pk=people[2].account))
        page = client.get(reverse("membership:case", args=[house.slug, case.id])).content.decode()
        assert reverse("decisions:proposal", args=[house.slug, aside.pk]) in page
        assert reverse("decisions:proposal", args=[house.slug, draft.pk]) not in page


@pytest.mark.parametrize("proposals", list(Disclosed))
@pytest.mark.parametrize("measure", ["suspension", "warning", "support"])
def test_they_agree_whatever_the_measure_and_whatever_is_public(house, measure: str, proposals: Disclosed):
    _people, case = warned(house)
    ConductCase.objects.of(house.id).filter(pk=case.pk).update(measure=measure)
    row = ConductCase.objects.of(house.id).select_related("member").get(pk=case.pk)
    disclosure = Disclosure(proposals=proposals)
    expected = measure == "suspension" or proposals is not Disclosed.PUBLIC
    found = ConductCase.objects.of(house.id).filter(voted_on_by(disclosure)).exists()
    assert (row.is_voted_on(disclosure), found) == (expected, expected)
