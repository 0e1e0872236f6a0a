"""Two member organisations become one: who agrees, what ends, what stays, who reads of it."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions, queries
from plenary.membership.audits import audit, audit_representatives
from plenary.membership.models import ConductCase, Member, Merging, Representative
from plenary.membership.permissions.merging import may_merge
from plenary.membership.rules.merging import MergeStep
from plenary.membership.tests import test_conduct as conduct
from plenary.membership.tests.merging import ASKS, OFFICES, PLENARY, agreed, known_member
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def test_both_agree_by_those_who_may_decide() -> None:
    of = founding.coalition()
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    valley, ours = known_member(of, "Valley", "valley@example.org")
    watching = acting(hills, "watching@example.org", Mandate.CONSULTS)
    for by in (ours, watching, founding.officer(of)):
        with refused("membership.not_yours"):
            actions.ask_merging(by=by, member=hills, into=valley)
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name="  Hills  and Valley ")
    assert merging.name == "Hills and Valley"
    assert last(of.id)[0] == "membership.merging_asked"
    assert set(last(of.id)[2]) == {visibility.member(hills.id), visibility.member(valley.id)}
    with refused("membership.merging_waits"):
        actions.ask_merging(by=theirs, member=hills, into=valley)
    for by in (watching, founding.officer(of)):
        with refused("membership.not_yours"):
            actions.agree_merging(by=by, merging=merging)
    with refused("membership.merging_agreed"):  # it asked, and that stands
        actions.agree_merging(by=theirs, merging=merging)
    with refused("membership.merging_not_agreed"):
        actions.merge_members(by=founding.officer(of), merging=merging)
    agreed = actions.agree_merging(by=ours, merging=merging)
    assert (agreed.agreed_at is not None, last(of.id)[0]) == (True, "membership.merging_agreed")
    with refused("membership.merging_agreed"):
        actions.agree_merging(by=ours, merging=agreed)
    with refused("membership.merging_waits"):  # the other way round
        actions.ask_merging(by=ours, member=valley, into=hills)


def test_the_one_ends_and_the_other_goes_on_under_a_new_name_with_whom_it_named() -> None:
    of = founding.coalition()
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    valley, ours = known_member(of, "Valley", "valley@example.org")
    stays = founding.person(of, "Stays", "stays@example.org")
    actions.appoint_representative(by=theirs, member=hills, person=stays, mandate=Mandate.CONSULTS)
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name="Hills and Valley")
    named = Representative.objects.of(of.id).get(person=stays)
    other = Representative.objects.of(of.id).get(member=valley)
    merging = actions.agree_merging(by=ours, merging=merging, keeps=[named.id, other.id])
    assert merging.keeps == {named.id: "consults"}  # whoever acts for itself is nobody to take over
    effect("membership.merge").carry_out(founding.system(of), {"merging": merging.id})
    hills, valley = (Member.objects.of(of.id).get(id=each.id) for each in (hills, valley))
    assert (hills.status, hills.name, valley.status, valley.name) == (
        "withdrawn",
        "Hills",
        "active",
        "Hills and Valley",
    )
    held = Representative.objects.of(of.id).filter(until=None).order_by("person__name")
    assert [(each.person.name, each.member_id, each.mandate) for each in held] == [
        ("Stays", valley.id, "consults"),
        ("Valley", valley.id, "decides"),
    ]
    assert standing_of(theirs.account, of.id).member == ""
    assert [*audit(of.id), *audit_representatives(of.id)] == []
    with pytest.raises(CannotCarryOut):
        effect("membership.merge").carry_out(founding.system(of), {"merging": merging.id})


def test_members_read_where_it_went_and_the_public_reads_no_more_than_before() -> None:
    of = founding.coalition(disclosure=Disclosure(members=Disclosed.PUBLIC))
    merging, _theirs, ours = agreed(of)
    nobody = Standing.nobody(of.id)
    assert queries.visible_merging(nobody, merging.id) is None
    inside = acting(founding.member(of, "Third"), "third@example.org")
    actions.merge_members(by=founding.officer(of), merging=merging)
    gone, into = (Member.objects.of(of.id).get(id=each) for each in (merging.gone_id, merging.into_id))
    for by in (ours, inside):
        assert queries.merged_of(by, gone).went == merging
        assert queries.merged_of(by, into).took == (merging,)
    told = queries.merged_of(nobody, into)
    assert (told.went, told.took, told.waits) == (None, (), ())
    assert [str(feed(by)[0].sentence) for by in (inside, nobody)] == [
        "Hills is no longer a member of its own: it merged into Valley."
    ] * 2


def test_an_officer_enters_it_only_where_the_charter_asks_nothing_of_those_who_join() -> None:
    of = founding.coalition(categories=ASKS, bodies=PLENARY, offices=OFFICES)
    merging, theirs, ours = agreed(of)
    for by in (theirs, ours):
        with refused("membership.not_administrator"):
            actions.merge_members(by=by, merging=merging)
    with refused("membership.merging_by_decision"):
        actions.merge_members(by=founding.officer(of), merging=merging)
    kind, payload = effect("membership.merge"), {"merging": merging.id}
    assert kind.problems(of.id, payload) == []
    assert kind.sentences(of.id, [payload]) == ["Hills merges into Valley; seats that Hills holds fall vacant."]
    kind.carry_out(founding.system(of), payload)
    assert kind.problems(of.id, payload) == ["membership.merging_over"]
    assert kind.problems(of.id, {"merging": "0000000000000000"}) == ["membership.merging_not_agreed"]


def test_either_side_gives_it_up_and_then_nothing_is_carried_out() -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    dropped = actions.drop_merging(by=theirs, merging=merging)
    for step in MergeStep:
        with refused("membership.merging_over"):
            actions.take_merge_step(by=ours, merging=dropped, step=step)
    assert effect("membership.merge").problems(of.id, {"merging": merging.id}) == ["membership.merging_over"]
    again = actions.ask_merging(by=theirs, member=merging.gone, into=merging.into)
    actions.drop_merging(by=ours, merging=again)
    assert last(of.id)[0] == "membership.merging_dropped"


def test_what_is_open_ends_with_either_membership_and_does_not_wake_with_a_new_one() -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    third, third_by = known_member(of, "Third", "third@example.org")
    asked = actions.ask_merging(by=third_by, member=third, into=merging.gone)
    actions.withdraw(by=theirs, member=merging.gone)
    for each in (merging, asked):
        each.refresh_from_db()
        assert each.dropped_at is not None
    assert [line.kind for line in feed(ours, about=merging.gone_id)][:2] == [
        "membership.merging_dropped",
        "membership.withdrawn",
    ]
    assert Member.objects.of(of.id).get(id=merging.into_id).status == "active"
    problems = effect("membership.merge").problems(of.id, {"merging": merging.id})
    assert problems == ["membership.merging_over"]
    Member.objects.of(of.id).filter(id=merging.gone_id).update(status="active")  # taken in again
    with refused("membership.merging_over"):
        actions.merge_members(by=founding.officer(of), merging=merging)


def test_one_that_is_suspended_or_in_a_matter_of_conduct_does_not_leave_it_behind_so() -> None:
    of = founding.coalition()
    merging, theirs, _ours = agreed(of)
    by, case = founding.officer(of), conduct.warned(of, theirs, merging.gone)
    assert effect("membership.merge").problems(of.id, {"merging": merging.id}) == []  # a warning takes nothing
    for stage in ("proposed", "measure", "appeal"):
        ConductCase.objects.of(of.id).filter(id=case.id).update(stage=stage, measure="suspension")
        told = effect("membership.merge").problems(of.id, {"merging": merging.id})
        assert told == ["membership.merging_otherwise"]  # others are told of no matter of conduct
        with refused("membership.merging_otherwise"):
            actions.merge_members(by=by, merging=merging)
    actions.drop_merging(by=theirs, merging=merging)
    with refused("membership.merging_in_conduct"):
        actions.ask_merging(by=theirs, member=merging.gone, into=merging.into)
    ConductCase.objects.of(of.id).filter(id=case.id).update(stage="closed")
    Member.objects.of(of.id).filter(id=merging.gone_id).update(status="suspended")
    with refused("membership.merging_otherwise"):
        actions.ask_merging(by=theirs, member=merging.gone, into=merging.into)
    other, other_by = known_member(of, "Other", "other@example.org")
    Member.objects.of(of.id).filter(id=other.id).update(status="suspended")
    other.refresh_from_db()
    with refused("membership.merging_otherwise"):
        actions.ask_merging(by=other_by, member=other, into=merging.into)


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [("observes", "decides", "observes"), ("decides", "consults", "consults"), ("consults", "consults", "consults")],
)
def test_whoever_goes_on_has_no_greater_mandate_than_the_other_side_saw(before: str, after: str, goes_on: str) -> None:
    of = founding.coalition()
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    valley, ours = known_member(of, "Valley", "valley@example.org")
    person = founding.person(of, "Watching", "watching@example.org")
    named = actions.appoint_representative(by=theirs, member=hills, person=person, mandate=Mandate(before))
    merging = actions.ask_merging(by=theirs, member=hills, into=valley)
    merging = actions.agree_merging(by=ours, merging=merging, keeps=[named.id])
    Representative.objects.of(of.id).filter(id=named.id).update(mandate=after)
    actions.merge_members(by=founding.officer(of), merging=merging)
    held = Representative.objects.of(of.id).get(member=valley, person=person, until=None)
    assert held.mandate == goes_on


def test_an_officer_does_not_enter_it_for_the_own_member() -> None:
    of = founding.coalition()
    merging, theirs, ours = agreed(of)
    for by in (theirs, ours):
        officer = replace(founding.officer(of), member=by.member)
        with refused("membership.is_ones_own"):
            actions.merge_members(by=officer, merging=merging)
    assert actions.merge_members(by=founding.officer(of), merging=merging).id == merging.into_id


def test_where_officers_alone_read_who_the_members_are_nobody_is_led_to_an_empty_list(client: Client) -> None:
    of = founding.coalition(disclosure=Disclosure(members=Disclosed.OFFICERS))
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    verdict = may_merge(theirs, hills)
    assert (bool(verdict), verdict.reason) == (False, "membership.officers_only")
    client.force_login(Account.objects.get(email="hills@example.org"))
    page = client.get(reverse("membership:member", args=[of.slug, hills.id])).content.decode()
    assert reverse("membership:merge", args=[of.slug, hills.id]) not in page


def test_a_protected_member_is_named_in_no_merging() -> None:
    of = founding.coalition()
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    hidden = founding.member(of, "Hidden", protected=True)
    unseen = acting(hidden, "hidden@example.org")
    with refused("membership.merging_otherwise"):
        actions.ask_merging(by=theirs, member=hills, into=hidden)
    with refused("membership.merging_otherwise"):
        actions.ask_merging(by=unseen, member=hidden, into=hills)
    assert hidden not in queries.members_to_merge_into(theirs, hills)
    asked_by, agreed_by = (Representative.objects.of(of.id).get(member=each) for each in (hills, hidden))
    merging = Merging.objects.create(
        coalition=of,
        gone=hills,
        into=hidden,
        asked_at=hills.status_since,
        agreed_at=hills.status_since,
        asked_by=asked_by,
        agreed_by=agreed_by,
    )
    for by in (theirs, unseen, founding.officer(of)):
        assert queries.visible_merging(by, merging.id) is None
    payload = {"merging": merging.id}
    assert effect("membership.merge").sentences(of.id, [payload]) == ["Two members become one."]
    assert effect("membership.merge").problems(of.id, payload) == ["membership.merging_otherwise"]


def test_the_pages_lead_from_asking_to_the_end(client: Client) -> None:
    of = founding.coalition()
    hills, _theirs = known_member(of, "Hills", "hills@example.org")
    valley, _ours = known_member(of, "Valley", "valley@example.org")
    client.force_login(Account.objects.get(email="hills@example.org"))
    address = reverse("membership:merge", args=[of.slug, hills.id])
    assert list(client.post(address, {"into": hills.id}).context["form"].errors) == ["into"]
    assert client.post(address, {"into": valley.id, "name": "Both"}).status_code == 302
    merging = Merging.objects.of(of.id).get()
    page, step = (reverse(f"membership:{name}", args=[of.slug, merging.id]) for name in ("merging", "merging_step"))
    assert b"would merge into" in client.get(page).content
    assert client.post(step, {"step": "agree"}).status_code == 403
    client.force_login(Account.objects.get(email="valley@example.org"))
    named = Representative.objects.of(of.id).get(member=hills)
    assert client.post(step, {"step": "agree", "keeps": "0000000000000000"}).status_code == 200
    assert client.post(step, {"step": "agree", "keeps": named.id}).status_code == 302
    assert client.post(step, {"step": "nothing"}).status_code == 404
    merging.refresh_from_db()
    assert merging.keeps == {named.id: "decides"}
    actions.merge_members(by=founding.system(of), merging=merging)
    told = client.get(reverse("membership:member", args=[of.slug, hills.id])).content.decode()
    assert "It merged into" in told
    told = client.get(reverse("membership:member", args=[of.slug, valley.id])).content.decode()
    assert "Took in" in told
    assert "Both" in told
