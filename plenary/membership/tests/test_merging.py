"""Two member organisations become one: who agrees, what ends, what stays, who reads of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Body, BodyKind, Category, Disclosed, Disclosure, Office
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions, queries
from plenary.membership.asks import of_its_member
from plenary.membership.audits import audit, audit_representatives
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import ConductCase, Member, Merging, Representative
from plenary.membership.permissions.merging import may_merge
from plenary.membership.rules.merging import MergeStep
from plenary.membership.tests import factories
from plenary.membership.tests import test_conduct as conduct
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.queries import feed

pytestmark = pytest.mark.django_db
PLENARY = (Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"}),)
OFFICES = (Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER, SEE_PROTECTED)),)
ASKS = (Category(code="member", names={"en": "Member"}, requirements=({"en": "Pays dues."},)),)


def _member(of: Any, name: str, email: str, **more: Any) -> tuple[Member, Standing]:
    """A member that the record knows, and who decides for it."""
    member = factories.member(of, name, "applied", joined_at=None, **more)
    member = actions.admit_member(by=factories.system(of), member_id=member.id)
    person = factories.person(of, email.split("@", maxsplit=1)[0].title(), email)
    actions.appoint_representative(by=factories.officer(of), member=member, person=person, mandate=Mandate.DECIDES)
    return member, standing_of(str(person.account_id), of.id)


def _agreed(of: Any, *, name: str = "", keeps: Sequence[str] = ()) -> tuple[Merging, Standing, Standing]:
    """Hills goes into Valley; both agreed."""
    hills, theirs = _member(of, "Hills", "hills@example.org")
    valley, ours = _member(of, "Valley", "valley@example.org")
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name=name)
    return actions.agree_merging(by=ours, merging=merging, keeps=keeps), theirs, ours


def test_both_agree_by_those_who_may_decide() -> None:
    of = factories.coalition()
    hills, theirs = _member(of, "Hills", "hills@example.org")
    valley, ours = _member(of, "Valley", "valley@example.org")
    watching = acting(hills, "watching@example.org", Mandate.CONSULTS)
    for by in (ours, watching, factories.officer(of)):
        with refused("membership.not_yours"):
            actions.ask_merging(by=by, member=hills, into=valley)
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name="  Hills  and Valley ")
    assert merging.name == "Hills and Valley"
    assert last(of.id)[0] == "membership.merging_asked"
    assert set(last(of.id)[2]) == {visibility.member(hills.id), visibility.member(valley.id)}
    with refused("membership.merging_waits"):
        actions.ask_merging(by=theirs, member=hills, into=valley)
    for by in (watching, factories.officer(of)):
        with refused("membership.not_yours"):
            actions.agree_merging(by=by, merging=merging)
    with refused("membership.merging_agreed"):  # it asked, and that stands
        actions.agree_merging(by=theirs, merging=merging)
    with refused("membership.merging_not_agreed"):
        actions.merge_members(by=factories.officer(of), merging=merging)
    agreed = actions.agree_merging(by=ours, merging=merging)
    assert (agreed.agreed_at is not None, last(of.id)[0]) == (True, "membership.merging_agreed")
    with refused("membership.merging_agreed"):
        actions.agree_merging(by=ours, merging=agreed)
    with refused("membership.merging_waits"):  # the other way round
        actions.ask_merging(by=ours, member=valley, into=hills)


def test_the_one_ends_and_the_other_goes_on_under_a_new_name_with_whom_it_named() -> None:
    of = factories.coalition()
    hills, theirs = _member(of, "Hills", "hills@example.org")
    valley, ours = _member(of, "Valley", "valley@example.org")
    stays = factories.person(of, "Stays", "stays@example.org")
    actions.appoint_representative(by=theirs, member=hills, person=stays, mandate=Mandate.CONSULTS)
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name="Hills and Valley")
    named = Representative.objects.of(of.id).get(person=stays)
    other = Representative.objects.of(of.id).get(member=valley)
    merging = actions.agree_merging(by=ours, merging=merging, keeps=[named.id, other.id])
    assert merging.keeps == {named.id: "consults"}  # whoever acts for itself is nobody to take over
    effect("membership.merge").carry_out(factories.system(of), {"merging": merging.id})
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
        effect("membership.merge").carry_out(factories.system(of), {"merging": merging.id})


def test_members_read_where_it_went_and_the_public_reads_no_more_than_before() -> None:
    of = factories.coalition(disclosure=Disclosure(members=Disclosed.PUBLIC))
    merging, _theirs, ours = _agreed(of)
    nobody = Standing.nobody(of.id)
    assert queries.visible_merging(nobody, merging.id) is None
    inside = acting(factories.member(of, "Third"), "third@example.org")
    actions.merge_members(by=factories.officer(of), merging=merging)
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
    of = factories.coalition(categories=ASKS, bodies=PLENARY, offices=OFFICES)
    merging, theirs, ours = _agreed(of)
    for by in (theirs, ours):
        with refused("membership.not_administrator"):
            actions.merge_members(by=by, merging=merging)
    with refused("membership.merging_by_decision"):
        actions.merge_members(by=factories.officer(of), merging=merging)
    kind, payload = effect("membership.merge"), {"merging": merging.id}
    assert kind.problems(of.id, payload) == []
    assert kind.sentences(of.id, [payload]) == ["Hills merges into Valley; seats that Hills holds fall vacant."]
    kind.carry_out(factories.system(of), payload)
    assert kind.problems(of.id, payload) == ["membership.merging_over"]
    assert kind.problems(of.id, {"merging": "0000000000000000"}) == ["membership.merging_not_agreed"]


def test_either_side_gives_it_up_and_then_nothing_is_carried_out() -> None:
    of = factories.coalition()
    merging, theirs, ours = _agreed(of)
    dropped = actions.drop_merging(by=theirs, merging=merging)
    for step in MergeStep:
        with refused("membership.merging_over"):
            actions.take_merge_step(by=ours, merging=dropped, step=step)
    assert effect("membership.merge").problems(of.id, {"merging": merging.id}) == ["membership.merging_over"]
    again = actions.ask_merging(by=theirs, member=merging.gone, into=merging.into)
    actions.drop_merging(by=ours, merging=again)
    assert last(of.id)[0] == "membership.merging_dropped"


def test_what_is_open_ends_with_either_membership_and_does_not_wake_with_a_new_one() -> None:
    of = factories.coalition()
    merging, theirs, ours = _agreed(of)
    third, third_by = _member(of, "Third", "third@example.org")
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
        actions.merge_members(by=factories.officer(of), merging=merging)


def test_one_that_is_suspended_or_in_a_matter_of_conduct_does_not_leave_it_behind_so() -> None:
    of = factories.coalition()
    merging, theirs, _ours = _agreed(of)
    by, case = factories.officer(of), conduct.warned(of, theirs, merging.gone)
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
    other, other_by = _member(of, "Other", "other@example.org")
    Member.objects.of(of.id).filter(id=other.id).update(status="suspended")
    other.refresh_from_db()
    with refused("membership.merging_otherwise"):
        actions.ask_merging(by=other_by, member=other, into=merging.into)


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [("observes", "decides", "observes"), ("decides", "consults", "consults"), ("consults", "consults", "consults")],
)
def test_whoever_goes_on_has_no_greater_mandate_than_the_other_side_saw(before: str, after: str, goes_on: str) -> None:
    of = factories.coalition()
    hills, theirs = _member(of, "Hills", "hills@example.org")
    valley, ours = _member(of, "Valley", "valley@example.org")
    person = factories.person(of, "Watching", "watching@example.org")
    named = actions.appoint_representative(by=theirs, member=hills, person=person, mandate=Mandate(before))
    merging = actions.ask_merging(by=theirs, member=hills, into=valley)
    merging = actions.agree_merging(by=ours, merging=merging, keeps=[named.id])
    Representative.objects.of(of.id).filter(id=named.id).update(mandate=after)
    actions.merge_members(by=factories.officer(of), merging=merging)
    held = Representative.objects.of(of.id).get(member=valley, person=person, until=None)
    assert held.mandate == goes_on


def test_an_officer_does_not_enter_it_for_the_own_member() -> None:
    of = factories.coalition()
    merging, theirs, ours = _agreed(of)
    for by in (theirs, ours):
        officer = replace(factories.officer(of), member=by.member)
        with refused("membership.is_ones_own"):
            actions.merge_members(by=officer, merging=merging)
    assert actions.merge_members(by=factories.officer(of), merging=merging).id == merging.into_id


def test_where_officers_alone_read_who_the_members_are_nobody_is_led_to_an_empty_list(client: Client) -> None:
    of = factories.coalition(disclosure=Disclosure(members=Disclosed.OFFICERS))
    hills, theirs = _member(of, "Hills", "hills@example.org")
    verdict = may_merge(theirs, hills)
    assert (bool(verdict), verdict.reason) == (False, "membership.officers_only")
    client.force_login(Account.objects.get(email="hills@example.org"))
    page = client.get(reverse("membership:member", args=[of.slug, hills.id])).content.decode()
    assert reverse("membership:merge", args=[of.slug, hills.id]) not in page


def test_a_protected_member_is_named_in_no_merging() -> None:
    of = factories.coalition()
    hills, theirs = _member(of, "Hills", "hills@example.org")
    hidden = factories.member(of, "Hidden", protected=True)
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
    for by in (theirs, unseen, factories.officer(of)):
        assert queries.visible_merging(by, merging.id) is None
    payload = {"merging": merging.id}
    assert effect("membership.merge").sentences(of.id, [payload]) == ["Two members become one."]
    assert effect("membership.merge").problems(of.id, payload) == ["membership.merging_otherwise"]


def _comes_after(by: Standing, of: Any, member: Member, email: str, how: str) -> Standing:
    """Somebody else decides for a member from then on; whoever did so before acts for it no more, or decides no more."""
    before = Representative.objects.of(of.id).get(member=member, person=by.person, until=None)
    person = factories.person(of, email.split("@", maxsplit=1)[0].title(), email)
    actions.appoint_representative(by=by, member=member, person=person, mandate=Mandate.DECIDES)
    after = standing_of(str(person.account_id), of.id)
    if how == "ended":
        actions.end_representation(by=after, representative=before)
    else:
        actions.change_mandate(by=after, representative=before, mandate=Mandate.CONSULTS)
    return after


def _asked_at_desk(by: Standing) -> list[str]:
    return [ask.title for ask in of_its_member(by) if "whether your member" in ask.title or "become one" in ask.title]


@pytest.mark.parametrize("how", ["ended", "consults"])
def test_what_was_asked_and_agreed_is_said_again_by_whoever_decides_now(how: str) -> None:
    of = factories.coalition()
    merging, theirs, ours = _agreed(of)
    third, officer = acting(factories.member(of, "Third"), "third@example.org"), factories.officer(of)
    assert (list(queries.agreed_mergings(third)), _asked_at_desk(theirs), _asked_at_desk(ours)) == ([merging], [], [])
    new_ours = _comes_after(ours, of, merging.into, "new-valley@example.org", how)
    new_theirs = _comes_after(theirs, of, merging.gone, "new-hills@example.org", how)
    payload = {"merging": merging.id}
    for _side in ("gone", "into"):
        found = queries.visible_merging(third, merging.id)
        assert found is not None
        assert not found.is_agreed
        assert queries.agreed_mergings(third) == []
        assert effect("membership.merge").problems(of.id, payload) == ["membership.merging_not_agreed"]
        with refused("membership.merging_not_agreed"):
            actions.merge_members(by=officer, merging=found)
        with pytest.raises(CannotCarryOut):
            effect("membership.merge").carry_out(factories.system(of), payload)
        if not found.asks_still:
            with refused("membership.merging_asks_no_more"):
                actions.agree_merging(by=new_ours, merging=found)
            assert (_asked_at_desk(new_theirs), _asked_at_desk(new_ours)) == (
                ["Say again whether your member goes into another"],
                [],
            )
            found = actions.agree_merging(by=new_theirs, merging=found)
            assert last(of.id)[0] == "membership.merging_asked"
        else:
            assert (_asked_at_desk(new_theirs), _asked_at_desk(new_ours)) == (
                [],
                ["Another member asks to become one with you"],
            )
            with refused("membership.merging_agreed"):
                actions.agree_merging(by=new_theirs, merging=found)
            found = actions.agree_merging(by=new_ours, merging=found)
            assert last(of.id)[0] == "membership.merging_agreed"
        assert visibility.MEMBERS in last(of.id)[2]
    assert (found.is_agreed, list(queries.agreed_mergings(third))) == (True, [merging])
    with refused("membership.merging_agreed"):
        actions.agree_merging(by=new_ours, merging=found)
    effect("membership.merge").carry_out(factories.system(of), payload)
    assert Member.objects.of(of.id).get(id=merging.gone_id).status == "withdrawn"


def test_where_whoever_asked_is_gone_before_the_other_side_agreed_the_two_alone_hear_that_it_asks_again() -> None:
    of = factories.coalition()
    hills, theirs = _member(of, "Hills", "hills@example.org")
    valley, ours = _member(of, "Valley", "valley@example.org")
    merging = actions.ask_merging(by=theirs, member=hills, into=valley)
    again = _comes_after(theirs, of, hills, "new@example.org", "ended")
    assert (_asked_at_desk(again), _asked_at_desk(ours)) == (["Say again whether your member goes into another"], [])
    with refused("membership.merging_asks_no_more"):
        actions.agree_merging(by=ours, merging=Merging.objects.of(of.id).get(id=merging.id))
    actions.agree_merging(by=again, merging=queries.visible_merging(again, merging.id) or merging)
    assert last(of.id)[0] == "membership.merging_asked"
    assert set(last(of.id)[2]) == {visibility.member(hills.id), visibility.member(valley.id)}
    assert _asked_at_desk(ours) == ["Another member asks to become one with you"]
    found = queries.visible_merging(ours, merging.id)
    assert found is not None
    assert actions.agree_merging(by=ours, merging=found).is_agreed


def test_the_page_says_whose_word_stands_no_more_and_lets_the_member_that_goes_ask_again(client: Client) -> None:
    of = factories.coalition()
    merging, theirs, ours = _agreed(of)
    _comes_after(ours, of, merging.into, "new-valley@example.org", "ended")
    _comes_after(theirs, of, merging.gone, "new-hills@example.org", "ended")
    page, step = (reverse(f"membership:{name}", args=[of.slug, merging.id]) for name in ("merging", "merging_step"))
    client.force_login(Account.objects.get(email="new-hills@example.org"))
    told = client.get(page).content.decode()
    assert "Whoever asked for Hills does not decide for it any more. Nothing happens unless it asks again." in told
    assert "Whoever agreed for Valley does not decide for it any more. Nothing happens unless it agrees again." in told
    assert "We ask again" in told
    assert "Propose it to the coalition" not in told
    assert client.post(step, {"step": "agree"}).status_code == 302
    told = client.get(page).content.decode()
    assert "Whoever asked" not in told
    client.force_login(Account.objects.get(email="new-valley@example.org"))
    assert "We take it in" in client.get(page).content.decode()
    assert client.post(step, {"step": "agree"}).status_code == 302
    merging.refresh_from_db()
    assert merging.is_agreed
    assert "does not decide for it any more" not in client.get(page).content.decode()


def test_the_pages_lead_from_asking_to_the_end(client: Client) -> None:
    of = factories.coalition()
    hills, _theirs = _member(of, "Hills", "hills@example.org")
    valley, _ours = _member(of, "Valley", "valley@example.org")
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
    actions.merge_members(by=factories.system(of), merging=merging)
    told = client.get(reverse("membership:member", args=[of.slug, hills.id])).content.decode()
    assert "It merged into" in told
    told = client.get(reverse("membership:member", args=[of.slug, valley.id])).content.decode()
    assert "Took in" in told
    assert "Both" in told
