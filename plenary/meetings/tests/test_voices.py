"""Who speaks for a member, of whom nobody has spoken yet, and what of it the page of balance counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.core.verdicts import Refused
from plenary.directory.actions import give_gender
from plenary.directory.models import Person
from plenary.meetings import actions, queries, spread
from plenary.meetings.models import Meeting, Speech
from plenary.meetings.rules import Manner
from plenary.meetings.rules.presence import Voice, minutes_of, silent_genders, whose_voice
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import coordinated, visit
from plenary.membership import actions as membership
from plenary.membership.actions import Promise
from plenary.membership.balance import balance_and_own
from plenary.membership.rules.balance import LEAST
from plenary.membership.rules.contributions import Capacity
from tests import founding
from tests.programs import Program

GENDERS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.sampled_from(["woman", "man", "x"]), max_size=30
)
SPOKEN = st.lists(
    st.tuples(st.sampled_from(["PER", "MLI", ""]), st.sampled_from(["small", "large", ""]), st.integers(0, 2))
)


@given(SPOKEN)
def test_a_region_and_a_size_are_silent_when_all_of_them_are(told: list[tuple[str, str, int]]) -> None:
    heard = whose_voice([Voice(str(n), str(n), region, spoken, size) for n, (region, size, spoken) in enumerate(told)])
    for place, silent in ((0, heard.silent_regions), (1, heard.silent_sizes)):
        for group in {each[place] for each in told} - {""}:
            assert (group in silent) == (not any(each[2] for each in told if each[place] == group))
        assert "" not in silent


@given(GENDERS, st.data())
def test_no_small_gender_is_told_and_none_before_anybody_spoke(genders: dict[str, str], data: st.DataObject) -> None:
    turns = {key: data.draw(st.integers(0, 1)) for key in genders}
    silent = silent_genders(genders, turns)
    for each in silent:
        persons = [key for key, gender in genders.items() if gender == each]
        assert len(persons) >= LEAST
        assert not any(turns[key] for key in persons)
    assert silent_genders(genders, dict.fromkeys(genders, 0)) == ()


@given(st.integers(0, 10_000))
def test_a_speech_lasts_a_minute_at_least_and_no_minute_too_many(seconds: int) -> None:
    begun = datetime(2026, 3, 20, tzinfo=UTC)
    found = minutes_of(begun, begun + timedelta(seconds=seconds))
    assert (found - 1) * 60 < max(seconds, 1) <= found * 60


def test_of_genders_those_that_nobody_spoke_for_are_told_beside_the_rest() -> None:
    genders = {f"{gender}{n}": gender for gender in ("woman", "man", "") for n in range(LEAST)}
    assert whose_voice([], genders, {"man0": 1}).silent_genders == ("woman",)
    assert whose_voice([], genders).silent_genders == whose_voice([]).silent_genders == ()


def spoke(place: factories.Place, meeting: Meeting, who: str) -> Speech:
    """One speaks, and has spoken."""
    actions.ask_to_speak(by=place.by(who), meeting=meeting)
    row = Speech.objects.of(place.of.id).filter(spoke_from=None).get()
    for speech in (row, None):
        actions.give_floor(by=place.officer(), meeting=meeting, speech=speech)
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_a_speech_names_who_asked_or_whom_the_chair_names_of_those_who_act_for_the_member() -> None:
    place = coordinated(factories.place())
    meeting, amina = factories.meeting(place), place.valley.representatives.get().person
    actions.ask_to_speak(by=place.by("valley"), meeting=meeting)
    row = Speech.objects.of(place.of.id).get()
    assert (row.person, row.name) == (amina, "Amina (Green Valley)")
    ben = founding.represent(place.valley, "ben@example.org")
    luz = place.roads.representatives.get().person
    live, floor = (reverse(f"meetings:{name}", args=[place.of.slug, meeting.pk]) for name in ("live", "floor"))
    page = visit(place, "valley").get(live).content.decode()
    assert (f'<option value="{amina.pk}" selected>' in page, f'<option value="{ben.pk}">' in page) == (True, True)
    assert "<option" not in visit(place, "roads").get(live).content.decode()
    with pytest.raises(Refused, match="not_there"):
        actions.give_floor(by=place.officer(), meeting=meeting, speech=row, person=luz.pk)
    assert visit(place, "valley").post(floor, {"speech": row.pk, "person": ben.pk}).status_code == 302
    row.refresh_from_db()
    assert row.person == ben
    told = Program.of(Account.objects.get(id=place.accounts["roads"])).get(
        f"/coalitions/{place.of.slug}/meetings/{meeting.pk}/live"
    )
    assert told.json()["speaks"]["name"] == "Ben (Green Valley)"
    Person.objects.of(place.of.id).filter(pk=ben.pk).update(protected=True)
    assert queries.speeches_of(meeting)[0].name == "Green Valley"


@pytest.mark.django_db
def test_the_page_tells_of_which_regions_and_sizes_nobody_has_spoken() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    for who, member, country, capacity in (
        ("valley", place.valley, "PER", Capacity.LARGE),
        ("roads", place.roads, "MLI", Capacity.SMALL),
    ):
        member.organisation.country = country
        member.organisation.save()
        membership.promise(by=place.by(who), member=member, promised=Promise(words="A day", capacity=capacity))
        actions.attend(by=place.by(who), meeting=meeting, manner=Manner.ONLINE)
    spoke(place, meeting, "valley")
    page = visit(place, "roads").get(reverse("meetings:live", args=[place.of.slug, meeting.pk])).content.decode()
    assert "No voice yet from: Mali, members of small capacity." in page


def crowd(place: factories.Place, genders: list[str], *, is_shown: bool) -> list[str]:
    """Members, each with a person who gave a gender; the roles by which they act."""
    roles = []
    for number, gender in enumerate(genders):
        member = founding.member(place.of, f"Member {number:02}")
        person = founding.represent(member, f"p{number:02}@example.org")
        place.accounts[f"p{number:02}"] = str(person.account_id)
        roles.append(f"p{number:02}")
        give_gender(by=standing_of(str(person.account_id), place.of.id), gender=gender, is_shown=is_shown)
    return roles


@pytest.mark.django_db
@pytest.mark.parametrize("is_shown", [True, False])
def test_a_gender_is_told_to_be_silent_only_of_five_who_let_all_read_it(*, is_shown: bool) -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    roles = crowd(place, ["woman"] * 5 + ["man"] * 5, is_shown=is_shown)
    for role in roles:
        actions.attend(by=place.by(role), meeting=meeting, manner=Manner.ONLINE)
    spoke(place, meeting, roles[9])
    heard = queries.heard_at(meeting, queries.speeches_of(meeting))
    assert heard.silent_genders == (("woman",) if is_shown else ())
    spoke(place, meeting, roles[0])
    assert queries.heard_at(meeting, queries.speeches_of(meeting)).silent_genders == ()


@pytest.mark.django_db
def test_speaking_and_credit_are_spread_by_member_at_once_and_by_gender_in_lots(client: Client) -> None:
    place = factories.place()
    roles = crowd(place, ["woman"] * 5 + ["man"] * 5, is_shown=False)
    with clock.set_to(clock.now() - timedelta(days=40)):
        meeting = factories.meeting(place)
        for role in roles[:4]:
            spoke(place, meeting, role)
        point = actions.agree_point(by=place.by("valley"), meeting=meeting, words="Write.", owner=place.valley.pk)
        actions.finish_point(by=place.by("valley"), point=point, became="Written.")
    assert sum(spread.turns_by_member(place.of.id).values()) == 4
    assert spread.minutes_by_member(place.of.id) == spread.turns_by_member(place.of.id)
    assert spread.done_by_member(place.of.id) == {place.valley.pk: 1}
    assert (spread.turns_by_person(place.of.id), spread.minutes_by_person(place.of.id)) == ({}, {})  # four are no lot
    with clock.set_to(clock.now() - timedelta(days=40)):
        for role in roles[4:]:
            spoke(place, meeting, role)
    assert sum(spread.turns_by_person(place.of.id).values()) == 10
    gender = balance_and_own(place.by("valley"))[0][2]
    turns = next(i for i, label in enumerate(gender.measures) if str(label) == "Turns to speak")
    assert [(row.name, row.number, row.share, row.cells[turns][1:]) for row in gender.rows] == [
        ("men", 5, 50, (5, 10, 50)),
        ("women", 5, 50, (5, 10, 50)),
    ]
    client.force_login(Account.objects.get(id=place.accounts["valley"]))
    page = client.get(reverse("membership:balance", args=[place.of.slug])).content.decode()
    assert ("5 of 10 (50\u00a0%)" in page, "Turns to speak" in page, "Proposals adopted" in page) == (True, True, False)
