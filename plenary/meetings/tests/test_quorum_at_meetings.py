"""A vote at a meeting is decided by the quorum of those present, where the charter says so, and stays decided by it."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from math import ceil

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Method, Process, Protection, Secrecy
from plenary.core import clock
from plenary.decisions.actions import cast_ballot, draft_proposal, open_proposal
from plenary.decisions.audits import audit
from plenary.decisions.labels.sentences import outcome_sentences
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.tests.factories import settled
from plenary.meetings import actions, queries
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.rules import FROM_ITEM, ItemKind, Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import visit
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

EFFECTS = [("decisions.resolve", {"text": "We go."})]


def coalition(*, protected_vote: bool = False, **changes: object) -> factories.Place:
    """Four members with a vote, two of them with somebody who acts for them; half of them are a quorum, by presence."""
    process = Process(
        **({"code": "ordinary", "names": {"en": "Ordinary"}, "method": Method.MAJORITY, "electorate": "plenary"} | {
            "quorum": Fraction(3, 4), "presence": True, "voting_days": 0, "voting_hours": 1} | changes)
    )  # fmt: skip
    protection = Protection(allowed=True, cap=1, known_to=("coordinator",), vote=protected_vote)
    place = factories.place(processes=(process,), protection=protection)
    for name in ("Long Bridge", "Wide River"):
        founding.member(place.of, name)
    return place


def put(place: factories.Place, meeting: Meeting | None, begun_from: str = "") -> Proposal:
    """A proposal on which voting is open, on the agenda of a meeting, on which one member says yes."""
    by = place.by("valley")
    draft = draft_proposal(by=by, title="Lima", body="", language="en", effects=EFFECTS, begun_from=begun_from)
    proposal = open_proposal(by=by, proposal=draft)
    if meeting:
        item = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10, proposal=proposal.pk)
        actions.set_agenda(by=place.officer(), meeting=meeting, items=[item])
    cast_ballot(by=by, proposal=proposal, choice="yes")
    return proposal


def close(proposal: Proposal) -> Proposal:
    """The same proposal once it was counted."""
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=2)):
        return settled(proposal)


def come(place: factories.Place, meeting: Meeting, names: Iterable[str]) -> None:
    """Say that these members are there, for them."""
    there = {each.key: Manner.ONLINE for each in queries.places_of(meeting) if each.name in names}
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners=there)


def test_those_present_make_the_quorum_and_the_verdict_says_so() -> None:
    place = coalition()
    meeting = factories.meeting(place)
    proposal = put(place, meeting)
    come(place, meeting, ["Open Roads", "Long Bridge"])
    address = reverse("decisions:proposal", args=[place.of.slug, proposal.pk])
    page = visit(place, "roads").get(address).content.decode()
    assert "3 of 4 are present or have voted. The quorum is reached." in page
    (found,) = queries.presence_of(meeting).quorums
    assert (found.quorum.present, found.quorum.of, found.quorum.needed, found.quorum.by_head) == (2, 4, 3, True)
    program = Program.of(Account.objects.get(id=place.accounts["roads"]))
    live = program.get(f"/coalitions/{place.of.slug}/meetings/{meeting.pk}/live")
    assert '"by_head":true' in live.content.decode().replace(" ", "")
    closed = close(proposal)
    assert closed.final_count is not None
    assert (closed.outcome, closed.final_count.turnout, closed.final_count.present) == ("adopted", 1, 3)
    said = "3 of 4 were present or voted; the quorum was 3. Voted: 1."
    assert said in outcome_sentences(closed.final_count)
    assert said in visit(place, "roads").get(address).content.decode()
    told = program.get(f"/coalitions/{place.of.slug}/proposals/{proposal.pk}").json()
    assert told["decided"]["present"] == 3
    come(place, meeting, [])  # what is entered afterwards changes nothing
    assert list(audit(place.of.id)) == []
    Elector.objects.of(place.of.id).update(is_present=False)
    assert len(list(audit(place.of.id))) == 2


@pytest.mark.parametrize("vote", [True, False])
def test_both_sentences_of_the_page_count_the_same_members(vote: bool) -> None:
    """Else their difference told how many members with a vote are protected."""
    place = coalition(protected_vote=vote)
    factories.hidden(place)
    meeting = factories.meeting(place)
    put(place, meeting)
    come(place, meeting, ["Open Roads", "Long Bridge"])
    all_ = 4 + vote
    told = queries.presence_of(meeting)
    assert (told.voting, told.electors) == (2, all_)
    assert [(each.quorum.present, each.quorum.of) for each in told.quorums] == [(2, all_)]
    page = visit(place, "roads").get(reverse("meetings:live", args=[place.of.slug, meeting.pk])).content.decode()
    assert f"1 of {all_} have voted." in page
    assert f"2 of {all_} are present; {ceil(all_ * 0.75)} are needed." in page


def test_too_few_present_let_it_lapse_and_proxies_count_once_they_are_confirmed() -> None:
    place = coalition(quorum=Fraction(1))
    meeting = factories.meeting(place)
    proposal = put(place, meeting)
    come(place, meeting, ["Open Roads", "Long Bridge"])
    third = next(each.key for each in queries.places_of(meeting) if each.name == "Wide River")
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=third)
    closed = close(proposal)
    assert closed.final_count is not None
    assert outcome_sentences(closed.final_count) == [
        "It lapsed for want of a quorum: 3 of 4 were present or voted, and 4 were needed.",
        "Some ballots count more than one vote, as the charter says: 8 votes in all.",
    ]
    other = put(place, None)
    item = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10, proposal=other.pk)
    actions.set_agenda(by=place.officer(), meeting=meeting, items=[item])
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={third: Manner.PROXY})
    assert close(other).outcome == "adopted"


def test_who_is_there_goes_on_being_there_in_another_manner_and_who_comes_back_comes_anew() -> None:
    place = coalition()
    meeting = factories.meeting(place)
    proposal = put(place, meeting)
    names = ["Open Roads", "Long Bridge", "Wide River"]
    come(place, meeting, names)
    keys = {each.name: each.key for each in queries.places_of(meeting)}
    roads, bridge, river = (keys[name] for name in names)
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=1)):
        assert queries.present_where_voted(proposal) == {roads, bridge, river}
        changed = {roads: Manner.IN_PERSON, bridge: None}
        actions.enter_attendance(by=place.officer(), meeting=meeting, manners=changed)
        actions.enter_attendance(by=place.officer(), meeting=meeting, manners={bridge: Manner.IN_PERSON})
        assert queries.present_where_voted(proposal) == {roads, river}


def test_who_comes_after_its_proxy_waited_comes_only_then() -> None:
    place = coalition()
    meeting = factories.meeting(place)
    proposal = put(place, meeting)
    river = next(each.key for each in queries.places_of(meeting) if each.name == "Wide River")
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=river)
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=1)):
        actions.enter_attendance(by=place.officer(), meeting=meeting, manners={river: Manner.IN_PERSON})
        assert queries.present_where_voted(proposal) == {place.valley.pk}


@pytest.mark.parametrize("changes", [{"presence": False}, {}])
def test_elsewhere_those_alone_count_who_vote(changes: dict[str, bool]) -> None:
    """Where the charter does not count presence; and where the vote is on no agenda of the meeting."""
    place = coalition(**changes)
    meeting = factories.meeting(place)
    proposal = put(place, meeting if changes else None)
    come(place, meeting, ["Open Roads", "Long Bridge", "Wide River"])
    closed = close(proposal)
    assert closed.final_count is not None
    assert (closed.outcome, closed.final_count.present) == ("lapsed", None)
    assert "It lapsed for want of a quorum: 1 took part, and 3 were needed." in outcome_sentences(closed.final_count)
    assert not Elector.objects.of(place.of.id).filter(is_present=True).exists()


def test_meetings_of_other_bodies_called_off_or_at_another_time_are_not_where_it_is_voted_on() -> None:
    place = coalition()
    for meeting in (
        factories.meeting(place, body="board"),
        factories.meeting(place, begins_in=timedelta(hours=3)),
        factories.meeting(place, begins_in=timedelta(hours=-1)),
    ):
        proposal = put(place, meeting)
        if meeting.body == "plenary" and meeting.phase == "under_way":
            assert queries.present_where_voted(proposal) == frozenset()
            actions.call_off(by=place.officer(), meeting=meeting)
        assert queries.present_where_voted(proposal) is None


@pytest.mark.parametrize(("begins_in", "counts"), [(-10, True), (10, False)])
def test_a_vote_that_began_in_an_item_counts_who_is_present_once_it_was_opened_there(
    begins_in: int, counts: bool
) -> None:
    """What its mover says alone of a plenary that is yet to come makes no quorum; the agenda does."""
    place = coalition()
    meeting = factories.meeting(place, begins_in=timedelta(minutes=begins_in))
    item = actions.Item(title="Any other business", kind=ItemKind.DISCUSS, minutes=10)
    actions.set_agenda(by=place.officer(), meeting=meeting, items=[item])
    row = AgendaItem.objects.of(place.of.id).get()
    proposal = put(place, None, f"{FROM_ITEM}:{row.pk}")
    with clock.set_to(clock.now() + timedelta(minutes=15)):
        come(place, meeting, ["Open Roads", "Long Bridge"])
        assert (queries.present_where_voted(proposal) is not None) is counts
        if not counts:
            row.proposal = proposal
            row.save()
            assert len(queries.present_where_voted(proposal) or ()) == 2
            row.proposal = None
            row.save()
    closed = close(proposal)
    assert closed.outcome == ("adopted" if counts else "lapsed")


def test_a_secret_vote_asks_for_the_same() -> None:
    place = coalition(secrecy=Secrecy.SECRET)
    meeting = factories.meeting(place)
    proposal = put(place, meeting)
    come(place, meeting, ["Open Roads", "Long Bridge"])
    closed = close(proposal)
    assert closed.final_count is not None
    assert (closed.outcome, closed.final_count.present) == ("adopted", 3)
    assert list(audit(place.of.id)) == []
