"""Whoever comes after is led to what stayed with the member: what is open, and that ballots were cast, never what they say."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements.tests import factories as texts
from plenary.bodies.actions.terms import Nomination, appoint
from plenary.charter.rules.schema import Secrecy
from plenary.core import clock
from plenary.core.asks import asks_of, desk_asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.decisions.tests import factories
from plenary.directory.models import Person
from plenary.membership.actions import change_mandate, end_representation, read_taken_over
from plenary.membership.models import Member, Representative
from plenary.membership.rules.taking_over import KEPT, is_unread
from plenary.membership.taking_over import taken_over
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db

ASK = "What you take over"


@pytest.fixture
def house():
    with clock.set_to(factories.MONDAY):
        yield founding.coalition(rules=factories.charter(admission={"secrecy": Secrecy.SECRET}))


def acting(by: Standing) -> Representative:
    return Representative.objects.of(by.coalition).get(person_id=by.person, until=None)


def fresh(by: Standing) -> Standing:
    return standing_of(by.account, by.coalition)


def handed_over(house) -> tuple[Member, Standing, Standing]:
    """A member from which one goes and to which another comes."""
    member = founding.member(house, "Green Valley")
    gone, comes = founding.standing(member), founding.standing(member)
    return member, gone, comes


def part(gone: Standing, comes: Standing) -> None:
    end_representation(by=fresh(comes), representative=acting(gone))


def titles(by: Standing) -> list[str]:
    return [ask.title for ask in desk_asks_of(fresh(by))]


def test_it_stands_on_the_desk_until_it_is_read_and_nobody_is_reminded(house, client: Client):
    _member, gone, comes = handed_over(house)
    assert ASK not in titles(comes)
    part(gone, comes)
    assert ASK in titles(comes)
    assert [ask.presses for ask in asks_of(fresh(comes)) if ask.title == ASK] == [None]
    assert ASK not in [line for line, _note in told(comes)["What waits for your member"]]
    client.force_login(Account.objects.get(pk=comes.account))
    page = reverse("membership:take_over", args=[house.slug])
    assert "I have read it" in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    assert ASK not in titles(comes)
    assert "I have read it" not in client.get(page).content.decode()
    assert Entry.objects.of(house.id).filter(kind="membership.taken_over").count() == 1
    assert acting(comes).taken_over_at == factories.MONDAY
    again = founding.standing(Member.objects.of(house.id).get(pk=comes.member))
    with clock.set_to(factories.MONDAY + timedelta(days=1)):
        part(again, comes)
        assert ASK in titles(comes)


def test_who_observes_who_went_and_others_are_not_asked(house):
    member, gone, comes = handed_over(house)
    elsewhere = founding.standing(founding.member(house, "Open Roads"))
    part(gone, comes)
    change_mandate(by=fresh(comes), representative=acting(comes), mandate=Mandate.OBSERVES)
    for each in (gone, comes, elsewhere):
        assert ASK not in titles(each)
    with pytest.raises(Refused):
        read_taken_over(by=fresh(gone))
    assert taken_over(fresh(elsewhere)).is_unread is False
    names = [line.sentence for line in taken_over(fresh(elsewhere)).sections[0].lines]
    assert names == []
    assert member.pk == comes.member


def test_it_is_told_for_a_year(house):
    _member, gone, comes = handed_over(house)
    part(gone, comes)
    for days, told in ((364, True), (366, False)):
        with clock.set_to(factories.MONDAY + timedelta(days=days)):
            assert (ASK in titles(comes)) is told
    now = factories.MONDAY
    assert is_unread(now, None, now)
    assert not is_unread(now, now, now)
    assert not is_unread(now - KEPT, None, now)


def told(by: Standing) -> dict[str, list[tuple[str, str]]]:
    """Each section by its heading: what it leads to, and the remark."""
    return {
        str(each.heading): [(line.sentence, line.note) for line in each.lines]
        for each in taken_over(fresh(by)).sections
    }


def test_drafts_seats_and_offices_are_led_to(house):
    member, gone, comes = handed_over(house)
    draft = factories.draft(gone, title="Meet in Lima")
    by = Standing.system(house.id, "matter.bodies.appoint")
    person = Person.objects.of(house.id).get(pk=gone.person)
    appoint(by=by, nomination=Nomination(body="board", seats="seat", member=member, person=person))
    appoint(by=by, nomination=Nomination(office="chair", person=person))
    part(gone, comes)
    found = told(comes)
    assert [line for line, _note in found["Drafts and open proposals of your member"]] == [draft.title]
    assert found["Seats of your member, and offices of those who went"] == [
        ("seat in board", "Whoever acts for your member sits for it."),
        ("chair", f"{person.name} holds it in their own name, and keeps it."),
    ]
    assert found["Who acted for your member before"][0][0] == person.name


def test_suggestions_that_wait_are_led_to(house):
    _member, gone, comes = handed_over(house)
    agreement = texts.drafted(founding.standing(founding.member(house, "Mover")))
    texts.suggested(gone, agreement, "We call for all to ban it.")
    part(gone, comes)
    assert [line for line, _note in told(comes)["Suggestions of your member that wait for an answer"]] == ["Our call"]


@pytest.mark.parametrize("secret", [False, True])
def test_that_a_ballot_was_cast_is_told_and_never_what_it_says(house, client: Client, secret: bool):
    _member, gone, comes = handed_over(house)
    mover = founding.standing(founding.member(house, "Mover"))
    applicant = founding.member(house, "Late", status="applied")
    effects = [("membership.admit", {"member": applicant.pk})] if secret else factories.RESOLVE
    proposal = factories.opened(mover, effects, title="One")
    waits = factories.opened(mover, title="Two")
    with clock.set_to(max(each.voting_from for each in (proposal, waits))):
        decisions.cast_ballot(by=fresh(gone), proposal=proposal, choice="no")
        part(gone, comes)
        assert sorted(told(comes)["Open votes of your member"]) == [
            ("One", "A ballot was cast."),
            ("Two", "No ballot was cast yet."),
        ]
        assert "Two" in [line for line, _note in told(comes)["What waits for your member"]]
        client.force_login(Account.objects.get(pk=comes.account))
        page = client.get(reverse("membership:take_over", args=[house.slug])).content.decode()
        assert reverse("decisions:proposal", args=[house.slug, proposal.pk]) in page
        api = [str(line) for lines in told(comes).values() for line in lines]
        assert [line for line in api if "'no'" in line or "against" in line.lower()] == []
