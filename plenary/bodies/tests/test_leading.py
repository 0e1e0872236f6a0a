"""Who leads a matter of conduct where all who keep the list act for the member that it is about."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies import actions
from plenary.bodies.tests.test_founding import found
from plenary.charter.rules.schema import Office
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member
from plenary.membership.permissions.conduct import may_accompany
from plenary.membership.queries import steps_shown, visible_cases
from plenary.membership.rules.conduct import Taken
from plenary.membership.rules.leading import FIRST, Holder, kept_alone, leads_instead
from plenary.membership.tests.reading import last, refused
from tests import founding

OFFICES = (
    Office(code="chair", names={"en": "Chair"}, body="board"),
    Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER, SEE_PROTECTED), term_limit=0),
    Office(code="treasurer", names={"en": "Treasurer"}),
)
_HOLDERS = st.lists(
    st.builds(
        Holder,
        office=st.sampled_from(["chair", "deputy", "coordinator", "treasurer"]),
        person=st.sampled_from("pqr"),
        member=st.sampled_from(["", "a", "b"]),
    ),
    max_size=6,
)


@given(_HOLDERS)
def test_another_office_leads_only_where_all_who_keep_the_list_act_for_the_member(holders: list[Holder]) -> None:
    keepers = {holder.member for holder in holders if holder.office == "coordinator"}
    assert (kept_alone(holders, {"coordinator"}) != "") == (keepers in ({"a"}, {"b"}))


@given(_HOLDERS, st.sampled_from("ab"))
def test_the_chair_and_the_deputy_come_first_and_nobody_leads_against_their_own(
    holders: list[Holder], member: str
) -> None:
    lead = leads_instead(holders, member)
    free = {holder.office for holder in holders if holder.member != member}
    assert lead <= free
    assert bool(lead) == bool(free)
    assert lead == (free & FIRST or free)


def _officer(of: Coalition, office: str, member: Member) -> Standing:
    person = founding.represent(member, f"{office}@example.org")
    actions.appoint(by=founding.system(of), nomination=actions.Nomination(office=office, person=person))
    return standing_of(str(person.account_id), of.id)


def _open(by: Standing, member: Member):
    return open_case(by=by, member=member, duty="answers", clause="accountability", words="Shall we talk?")


@pytest.mark.django_db
def test_the_chair_leads_where_the_only_keeper_of_the_list_represents_the_member(client: Client) -> None:
    of = founding.coalition(offices=OFFICES)
    member, other = founding.member(of, "In breach"), founding.member(of, "Other")
    keeper, chair = _officer(of, "coordinator", member), _officer(of, "chair", other)
    treasurer = _officer(of, "treasurer", founding.member(of, "Third"))
    assert may_accompany(chair, member).reason == "membership.leads_instead"
    for by, why in ((keeper, "membership.own_conduct"), (treasurer, "membership.not_administrator")):
        with refused(why):
            _open(by, member)
    with refused("membership.not_administrator"):
        _open(chair, founding.member(of, "Fourth"))
    case = _open(chair, member)
    offices = {visibility.office("coordinator"), visibility.office("chair")}
    assert set(last(of.id)[2]) == offices | {visibility.member(member.id)}
    talk = StepGiven(day=clock.now().date(), outcome="open", people="Two", words="No agreement.")
    take_conduct_step(by=chair, case=case, step=Taken.TALK, given=talk)
    take_conduct_step(by=chair, case=case, step=Taken.NOTICE, given=StepGiven(words="You gave no answer."))
    take_conduct_step(by=keeper, case=case, step=Taken.ANSWER, given=StepGiven(words="We had no staff."))
    assert list(visible_cases(chair)) == [case]
    assert list(visible_cases(treasurer)) == []
    assert {each.row.kind: each.words for each in steps_shown(chair, case)}["talk"] == "No agreement."
    titles = [{ask.title for ask in asks_of(by)} for by in (chair, keeper, treasurer)]
    assert ["1 matter of conduct waits" in each for each in titles] == [True, False, False]
    client.force_login(other.representatives.get().person.account)
    page = client.get(reverse("membership:member", args=[of.slug, member.id])).content.decode()
    assert reverse("membership:open_case", args=[of.slug, member.id]) in page
    assert client.get(reverse("membership:case", args=[of.slug, case.id])).context["to_take"]


@pytest.mark.django_db
def test_any_other_office_leads_where_the_chair_represents_the_member_too() -> None:
    of = founding.coalition(offices=OFFICES)
    member = founding.member(of, "In breach")
    _officer(of, "coordinator", member)
    chair, treasurer = _officer(of, "chair", member), _officer(of, "treasurer", founding.member(of, "Other"))
    assert not may_accompany(chair, member)
    assert may_accompany(treasurer, member)


@pytest.mark.django_db
def test_the_list_is_kept_as_usual_where_another_holds_the_office_too() -> None:
    of = founding.coalition(offices=OFFICES)
    member, other = founding.member(of, "In breach"), founding.member(of, "Other")
    chair, keeper = _officer(of, "chair", other), _officer(of, "coordinator", other)
    assert may_accompany(keeper, member).reason == "membership.by_office"
    assert may_accompany(chair, member).reason == "membership.not_administrator"


@pytest.mark.django_db
def test_from_founding_on_one_who_holds_all_is_told_that_nobody_else_is_there(client: Client) -> None:
    made, account = found()
    member = Member.objects.of(made.id).get()
    by = standing_of(account, made.id)
    with refused("membership.nobody_else_leads"):
        _open(by, member)
    client.force_login(member.representatives.get().person.account)
    page = client.get(reverse("membership:open_case", args=[made.slug, member.id]))
    assert page.status_code == 403
    assert "nobody else is there to lead this" in page.content.decode()
    chair = _officer(made, "chair", founding.member(made, "Second"))
    with refused("membership.own_conduct"):
        _open(by, member)
    assert _open(chair, member).stage == "talk"
