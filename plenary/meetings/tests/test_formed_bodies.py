"""Meetings of bodies that were formed by a decision: those who sit there meet, and nobody else reads of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.actions.formed import close_body, join_body
from plenary.bodies.actions.terms import Nomination, appoint, give_up
from plenary.bodies.models import Term
from plenary.bodies.rules.formed import CHAIR, SECRETARY, office_code
from plenary.bodies.tests.forming import formed
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.forms import CallForm
from plenary.meetings.models import Meeting
from plenary.meetings.queries.audience import bodies_read
from plenary.meetings.rules import ItemKind
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import visit
from plenary.record.models import Entry
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


def test_those_who_sit_in_a_formed_body_meet_and_nobody_else_reads_of_it() -> None:
    place = factories.place()
    body = formed(place.of)
    join_body(by=place.by("valley"), code=body.code)
    meeting = factories.meeting(place, body=body.code)
    assert queries.visible_meeting(place.by("valley"), meeting.pk) == meeting
    assert queries.visible_meeting(place.by("roads"), meeting.pk) is None
    assert queries.is_invited(place.by("valley"), meeting)
    assert not queries.is_invited(place.officer(), meeting)
    assert body.code in bodies_read(place.officer())
    assert shown.body_of(meeting) == "Survivors first"
    assert [each.name for each in queries.places_of(meeting)] == ["Green Valley"]


def test_a_formed_body_is_called_while_it_is_at_work() -> None:
    place = factories.place()
    body = formed(place.of)
    assert (body.code, "Survivors first") in CallForm(standing=place.officer()).fields["body"].choices
    close_body(by=founding.system(place.of), code=body.code)
    assert body.code not in dict(CallForm(standing=place.officer()).fields["body"].choices)
    with pytest.raises(Refused) as refusal:
        actions.call_meeting(by=place.officer(), body=body.code, details=factories.details())
    assert refusal.value.verdict.reason == "meetings.no_such_body"


def test_a_list_asks_as_much_for_many_formed_bodies_as_for_one(
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    place = factories.place()
    meetings = [factories.meeting(place, body=formed(place.of).code) for _each in range(3)]
    assert [each["body"] for each in shown.of_list(meetings)] == ["Survivors first"] * 3
    for some in (meetings[:1], meetings):
        with django_assert_num_queries(2):  # the charter's, and that of the bodies
            shown.of_list(some)


def chaired(place: factories.Place, who: str, office: str = CHAIR) -> str:
    """The code of a formed body in which both members sit, and whose chair (or other office) acts for one of them."""
    body = formed(place.of)
    for each in ("valley", "roads"):
        join_body(by=place.by(each), code=body.code)
    person = getattr(place, who).representatives.get().person
    chosen = Nomination(body=body.code, office=office_code(body.code, office), person=person)
    appoint(by=founding.system(place.of), nomination=chosen)
    return body.code


def test_the_chair_of_a_formed_body_calls_its_meetings_and_keeps_their_minutes() -> None:
    place = factories.place()
    code, other = chaired(place, "valley"), formed(place.of).code
    chair, member = place.by("valley"), place.by("roads")
    assert (chair.chairs, chair.offices, chair.powers, member.chairs) == ({code}, frozenset(), frozenset(), frozenset())
    starts = clock.now() + timedelta(hours=1)
    meeting = actions.call_meeting(by=chair, body=code, details=factories.details(starts))
    for body in ("", "plenary", other):
        with pytest.raises(Refused, match="not_calling"):
            actions.call_meeting(by=chair, body=body, details=factories.details(starts))
    with pytest.raises(Refused, match="not_calling"):
        actions.call_meeting(by=member, body=code, details=factories.details(starts))
    item = actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)
    actions.set_agenda(by=chair, meeting=meeting, items=[item])
    actions.tell_need(by=member, meeting=meeting, words="A ramp.")
    assert [each.words for each in queries.needs_of(chair, meeting, calls=bool(permissions.may_call(chair, code)))]
    assert Entry.objects.of(place.of.id).latest("n").power == ""
    with clock.set_to(starts + timedelta(minutes=5)):
        actions.enter_attendance(by=chair, meeting=meeting, manners={place.roads.pk: factories.ONLINE})
        actions.publish_minutes(by=chair, meeting=meeting, days=7)
        with pytest.raises(Refused, match="not_keeping"):
            actions.publish_minutes(by=member, meeting=meeting, days=7)
    of_all = factories.meeting(place)
    assert not permissions.may_keep(chair, of_all)
    assert permissions.may_keep(place.officer(), meeting)


def test_the_page_and_the_api_let_a_chair_call_its_own_body_alone() -> None:
    place = factories.place()
    code = chaired(place, "valley")
    client, slug = visit(place, "valley"), place.of.slug
    address = reverse("meetings:call", args=[slug])
    form = client.get(address).context["form"]
    assert list(dict(form.fields["body"].choices)) == [code]
    told = {"title": "We begin", "time_zone": "UTC"}
    assert set(client.post(address, told | {"body": "plenary"}).context["form"].errors) == {"body"}
    assert client.post(address, told | {"body": code}).status_code == 302
    meeting = Meeting.objects.of(place.of.id).get()
    page = client.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert "The chair of this body calls its meetings" in page
    member = visit(place, "roads")
    refused = member.get(address)
    assert (refused.status_code, "the chair of a formed body" in refused.content.decode()) == (403, True)
    assert "Call a meeting" not in member.get(reverse("meetings:meetings", args=[slug])).content.decode()
    programs = [Program.of(Account.objects.get(id=place.accounts[who])) for who in ("valley", "valley", "roads")]
    route, bodies = f"/coalitions/{slug}/meetings", (code, "plenary", code)
    answers = [each.post(route, told | {"body": body}) for each, body in zip(programs, bodies, strict=True)]
    assert [each.status_code for each in answers] == [201, 403, 403]
    assert all(b"meetings.not_calling" in each.content for each in answers[1:])


def test_the_secretary_of_a_formed_body_keeps_its_minutes_and_does_no_more() -> None:
    place = factories.place()
    code = chaired(place, "valley", SECRETARY)
    secretary, member = place.by("valley"), place.by("roads")
    assert (secretary.secretaries, secretary.chairs, secretary.powers) == ({code}, frozenset(), frozenset())
    assert member.secretaries == frozenset()
    with pytest.raises(Refused, match="not_calling"):
        actions.call_meeting(by=secretary, body=code, details=factories.details())
    meeting, of_all = factories.meeting(place, body=code), factories.meeting(place)
    item = actions.set_agenda(
        by=place.officer(), meeting=meeting, items=[actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)]
    )[0]
    assert permissions.may_keep(secretary, meeting).reason == "meetings.by_secretary"
    assert permissions.may_keep(secretary, of_all).reason == "meetings.not_keeping"
    assert permissions.may_change(secretary, meeting).reason == "meetings.not_calling"
    actions.enter_attendance(by=secretary, meeting=meeting, manners={place.roads.pk: factories.ONLINE})
    item = actions.write_minutes(by=secretary, item=item, notes="We met.", revision=0)
    point = actions.agree_point(by=member, meeting=meeting, words="Find a room", owner=place.roads.pk)
    actions.publish_minutes(by=secretary, meeting=meeting, days=7)
    actions.write_minutes(by=secretary, item=item, notes="We met online.", revision=1)
    objection = actions.object_to_minutes(by=member, meeting=meeting, words="We were two.")
    with pytest.raises(Refused, match="not_keeping"):
        actions.settle_objection(by=member, objection=objection, answer="Nobody else writes it.")
    actions.settle_objection(by=secretary, objection=objection, answer="It is corrected.")
    assert Entry.objects.of(place.of.id).latest("n").power == ""
    with pytest.raises(Refused, match="not_leading"):
        actions.give_floor(by=secretary, meeting=meeting, speech=None)
    with pytest.raises(Refused, match="not_leading"):
        actions.finish_point(by=secretary, point=point, became="done")


def test_a_secretary_who_sits_there_no_more_keeps_no_minutes() -> None:
    place = factories.place()
    code = chaired(place, "valley", SECRETARY)
    meeting = factories.meeting(place, body=code)
    assert permissions.may_keep(place.by("valley"), meeting)
    seat = Term.objects.of(place.of.id).get(member_id=place.valley.pk, body=code)
    give_up(by=place.by("valley"), term=seat)
    assert place.by("valley").secretaries == frozenset()
    assert not permissions.may_keep(place.by("valley"), meeting)
    assert queries.visible_meeting(place.by("valley"), meeting.pk) is None


def test_the_page_shows_a_secretary_what_keeps_minutes_and_not_what_calls_meetings() -> None:
    place = factories.place()
    meeting = factories.meeting(place, body=chaired(place, "valley", SECRETARY))
    slug = place.of.slug
    page = visit(place, "valley").get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    kept = [
        reverse(f"meetings:{name}", args=[slug, meeting.pk]) for name in ("attendance", "publish", "type_in", "sheet")
    ]
    called = [reverse(f"meetings:{name}", args=[slug, meeting.pk]) for name in ("change", "agenda")]
    assert [f'href="{address}"' in page for address in kept + called] == [True] * 4 + [False] * 2
    client = visit(place, "valley")
    answers = [client.get(address).status_code for address in kept + called]
    assert answers == [200] * 4 + [403] * 2
    assert [visit(place, "roads").get(address).status_code for address in kept] == [403] * 4


def test_a_closed_body_has_no_chair() -> None:
    place = factories.place()
    code = chaired(place, "valley")
    close_body(by=founding.system(place.of), code=code)
    assert place.by("valley").chairs == frozenset()
    assert not permissions.may_call_any(place.by("valley"))
