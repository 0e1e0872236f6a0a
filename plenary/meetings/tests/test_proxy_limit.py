"""For how many one acts by proxy, where the charter limits it; and proxies that wait go on waiting until somebody says yes."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Body, BodyKind
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner
from plenary.meetings.rules.proxies import beyond
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import coordinated, visit
from plenary.membership.models import Member
from tests import founding
from tests.programs import Program

ACTING = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.sampled_from(["", "p", "q", "r"]), max_size=12)


@given(ACTING, ACTING, st.integers(0, 4))
def test_only_who_acts_for_more_than_before_and_than_is_allowed_is_refused(
    now: dict[str, str], before: dict[str, str], most: int
) -> None:
    found = beyond(now, before, most)
    told = {carrier: list(now.values()).count(carrier) for carrier in now.values() if carrier}
    then = {carrier: list(before.values()).count(carrier) for carrier in before.values()}
    assert set(found) == {each for each, number in told.items() if most and number > max(most, then.get(each, 0))}
    assert beyond(now, now, most) == ()  # what stands is not taken away
    assert set(beyond(now, before, most + 1)) <= set(found) or not most


def limited(most: int) -> factories.Place:
    """A coalition whose charter lets one act for so many at a plenary."""
    bodies = tuple(
        Body(code=each.code, kind=each.kind, names=each.names, seats=each.seats, proxies=most)
        if each.kind is BodyKind.PLENARY
        else each
        for each in founding.charter().bodies
    )
    return coordinated(factories.place(bodies=bodies))


def more(place: factories.Place, name: str) -> Member:
    """Another member."""
    return founding.member(place.of, name)


def carriers(meeting: Meeting) -> dict[str, str]:
    """Who acts for whom, by name."""
    here = queries.attendances_of(meeting)
    found = queries.carriers_in(here)
    return {row.name: found[row.pk].name for row in here if row.pk in found}


@pytest.mark.django_db
def test_an_office_enters_no_more_proxies_for_one_than_the_charter_allows() -> None:
    place = limited(1)
    third, meeting = more(place, "Long Bridge"), factories.meeting(place)
    roads, valley = place.roads.pk, place.valley.pk
    enter = {"by": place.officer(), "meeting": meeting}
    one = {valley: Manner.ONLINE, roads: Manner.PROXY}
    actions.enter_attendance(**enter, manners=one, proxies={roads: valley})
    both = {"manners": {third.pk: Manner.PROXY}, "proxies": {third.pk: valley}}
    with pytest.raises(Refused) as refused:
        actions.enter_attendance(**enter, **both)
    verdict = refused.value.verdict
    assert (verdict.reason, verdict.clause) == ("meetings.too_many_proxies", "body.plenary")
    assert "Green Valley acts for more others than clause 3.1" in verdict.sentence
    assert carriers(meeting) == {"Open Roads": "Green Valley"}
    sent = {f"at-{third.pk}": "proxy", f"by-{third.pk}": "Green Valley"}
    for name in ("attendance", "type_in"):
        page = visit(place, "valley").post(reverse(f"meetings:{name}", args=[place.of.slug, meeting.pk]), sent)
        assert (page.status_code, "acts for more others than clause 3.1" in page.content.decode()) == (200, True)
    assert carriers(meeting) == {"Open Roads": "Green Valley"}
    actions.enter_attendance(**enter, manners={third.pk: Manner.PROXY}, proxies={third.pk: valley, roads: ""})
    assert carriers(meeting) == {"Long Bridge": "Green Valley"}


@pytest.mark.django_db
def test_a_claim_that_waits_takes_no_place_and_is_confirmed_within_the_limit_alone() -> None:
    place = limited(1)
    third, meeting = more(place, "Long Bridge"), factories.meeting(place)
    person = founding.represent(third, "lee@example.org")
    place.accounts["bridge"] = str(person.account_id)
    roads, valley = place.roads.pk, place.valley.pk
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=third.pk)
    enter = {"by": place.officer(), "meeting": meeting}
    actions.enter_attendance(**enter, manners={roads: Manner.PROXY}, proxies={roads: valley})
    assert carriers(meeting) == {"Long Bridge": "Green Valley", "Open Roads": "Green Valley"}
    with pytest.raises(Refused, match="too_many_proxies"):
        actions.enter_attendance(**enter, manners={third.pk: Manner.PROXY})
    actions.enter_attendance(**enter, manners={roads: Manner.ONLINE})
    actions.enter_attendance(**enter, manners={third.pk: Manner.PROXY})
    assert queries.presence_of(meeting).voting == 3


@pytest.mark.django_db
def test_without_a_limit_one_acts_for_as_many_as_ask() -> None:
    place = limited(0)
    meeting, valley = factories.meeting(place), place.valley.pk
    others = [more(place, f"Member {number}").pk for number in range(4)]
    manners = {valley: Manner.ONLINE, **dict.fromkeys(others, Manner.PROXY)}
    actions.enter_attendance(
        by=place.officer(), meeting=meeting, manners=manners, proxies=dict.fromkeys(others, valley)
    )
    assert len(carriers(meeting)) == 4


@pytest.mark.django_db
def test_saving_the_roster_confirms_no_proxy_of_others_unless_it_is_ticked() -> None:
    place = limited(2)
    third, meeting = more(place, "Long Bridge"), factories.meeting(place)
    roads, valley = place.roads.pk, place.valley.pk
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=roads)
    address = reverse("meetings:attendance", args=[place.of.slug, meeting.pk])
    client = visit(place, "valley")
    page = client.get(address).content.decode()
    assert (f'name="right-{roads}"' in page, f'name="right-{valley}"' in page) == (True, False)
    stands = {f"at-{roads}": "proxy", f"by-{roads}": "Green Valley", f"at-{valley}": "online", f"by-{valley}": ""}
    other = {f"at-{third.pk}": "phone", f"by-{third.pk}": ""}

    def waits() -> bool:
        return bool(queries.waiting_in(queries.attendances_of(meeting)))

    assert client.post(address, stands | other).status_code == 302
    assert (waits(), queries.presence_of(meeting).there) == (True, 2)
    assert Attendance.objects.of(place.of.id).get(member=place.valley).checked_at is not None
    assert client.post(address, stands | {f"right-{roads}": "on"}).status_code == 302
    assert (waits(), queries.presence_of(meeting).there) == (False, 3)
    Attendance.objects.of(place.of.id).update(checked_at=None)
    program, route = (
        Program.of(Account.objects.get(id=place.accounts["valley"])),
        f"/coalitions/{place.of.slug}/meetings",
    )
    roster = f"{route}/{meeting.pk}/attendance"
    assert [each["waits"] for each in program.get(roster).json()["items"]] == [False, False, True]
    told = {"manners": {roads: "proxy"}, "proxies": {roads: valley}}
    assert (program.put(roster, told).status_code, waits()) == (204, True)
    assert (program.put(roster, told | {"right": [roads]}).status_code, waits()) == (204, False)


@pytest.mark.django_db
def test_whose_voice_is_missing_leaves_out_whose_proxy_waits() -> None:
    place = limited(0)
    meeting = factories.meeting(place)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    heard = queries.heard_at(meeting, [])
    assert (heard.there, heard.silent) == (1, ("Green Valley",))
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={place.roads.pk: Manner.PROXY})
    assert queries.heard_at(meeting, []).there == 2
