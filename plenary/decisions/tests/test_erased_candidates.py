"""Persons who stood for office and are erased: their names stand nowhere any more; count, outcome and audits stay."""

import json
from typing import Any

import pytest

from plenary.charter.rules.schema import Secrecy
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries.counts import Counted, counted
from plenary.decisions.shown.count import lots_shown
from plenary.decisions.tests import choosing, elections
from plenary.decisions.tests.outcomes import client_of, get
from plenary.directory.actions import erase_person
from plenary.directory.models import OtherName, Person
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening
from plenary.record.queries import feed, verify_record
from tests.danger import everything

pytestmark = pytest.mark.django_db

MARK = "Wqxilou"
"""What the names of those who stand have in common; nothing else says it."""

NAMES = tuple(f"{MARK}{name}" for name in ("mina", "rab", "sefa"))


def _renamed(by: Standing, name: str) -> str:
    Person.objects.of(by.coalition).filter(pk=by.person).update(name=name)
    return name


def _chair(secret: bool, candidates: int = 3) -> tuple[list[Standing], Proposal]:
    """An election to an office in which persons stand in their own name, and everybody prefers the first."""
    by = elections.members(5, elections.charter(secrecy=Secrecy.SECRET if secret else Secrecy.OPEN, delegation=False))
    for standing, name in zip(by, NAMES[:candidates], strict=False):
        _renamed(standing, name)
    proposal = elections.opened(by[4], elections.CHAIR)
    stood = [actions.nominate(by=each, proposal=proposal, person=each.person) for each in by[:candidates]]
    proposal = elections.closed(proposal)
    if candidates > 1:
        for each in by[:4]:
            choosing.cast(each, proposal, {"ranks": [[stood[0].pk], [stood[2].pk], [stood[1].pk]]})
        proposal = elections.counted(proposal)
    return by, proposal


def _hits() -> list[str]:
    """Where the mark stands in the database: the tables with a row that says it."""
    return sorted(table for table, rows in everything().items() if any(MARK.lower() in row.lower() for row in rows))


def _erase(by: Standing) -> None:
    erase_person(by=Standing.system(by.coalition, "protection"), person=by.person)


def _count(proposal: Proposal) -> Counted:
    found = counted(proposal)
    assert found is not None
    return found


def _facts(proposal: Proposal, kind: str, position: int = 0) -> dict[str, Any]:
    (row,) = Opening.objects.of(proposal.coalition_id).filter(entry__kind=kind, position=position)
    told: dict[str, object] = json.loads(bytes(row.payload))["facts"]
    return told


@pytest.mark.parametrize("secret", [False, True])
def test_who_stood_in_their_own_name_and_is_erased_is_named_nowhere(secret: bool) -> None:
    by, proposal = _chair(secret)
    before = _count(proposal)
    assert (proposal.outcome, _hits()) == (
        "adopted",
        ["decisions.BallotBox", "directory.Person", "record.Opening"],
    )
    for each in by[:3]:
        _erase(each)
    assert _hits() == []
    assert (verify_record(proposal.coalition_id), elections.sound(proposal.coalition_id)) == ([], [])
    after = _count(proposal)
    assert (after.account.winners, after.profile.ballots, after.lots) == (
        before.account.winners,
        before.profile.ballots,
        before.lots,
    )
    assert {each["name"] for each in queries.chosen_of(proposal)} == {"a person"}


def test_one_is_erased_and_the_others_stay_named() -> None:
    by, proposal = _chair(secret=False)
    _erase(by[1])
    box = queries.box_of(proposal)
    assert box is not None
    assert sorted(each["name"] for each in box.contest["candidates"]) == sorted([NAMES[0], NAMES[2], "a person"])
    assert _facts(proposal, "decisions.decided", position=2)["name"] == NAMES[0]
    assert (verify_record(proposal.coalition_id), elections.sound(proposal.coalition_id)) == ([], [])


def test_what_is_told_as_a_whole_names_persons_by_their_nominations_alone() -> None:
    _by, proposal = _chair(secret=True)
    stood = {row.pk: row for row in Nomination.objects.of(proposal.coalition_id)}
    closed, decided = _facts(proposal, "decisions.box_closed"), _facts(proposal, "decisions.decided")
    contest = closed["contest"]
    assert isinstance(contest, dict)
    assert {each["id"]: each["name"] for each in contest["candidates"]} == dict.fromkeys(stood, "")
    assert sorted(closed["lots"]) == sorted(stood)
    assert decided["chosen"] == [{"id": queries.chosen_of(proposal)[0]["id"]}]
    parts = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.box_closed", position__gt=0)
    told = {(row.person, json.loads(bytes(row.payload))["facts"]["name"]) for row in parts}
    assert told == {(row.person_id, row.name) for row in stood.values()}


def test_who_is_elected_without_a_ballot_and_erased_is_named_nowhere() -> None:
    by, proposal = _chair(secret=False, candidates=1)
    assert (proposal.outcome, proposal.count["reason"]) == ("adopted", "decisions.uncontested")
    _erase(by[0])
    assert _hits() == []
    assert (verify_record(proposal.coalition_id), elections.sound(proposal.coalition_id)) == ([], [])


def test_an_individual_who_is_a_member_stood_and_is_erased_is_named_nowhere() -> None:
    by = elections.members(4)
    card = Person.objects.of(by[0].coalition).get(pk=by[0].person)
    _renamed(by[0], NAMES[0])
    Member.objects.of(card.coalition_id).filter(pk=by[0].member).update(organisation=None, individual=card)
    proposal = elections.opened(by[3])
    for each in by[:3]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    ids = {row.name: row.pk for row in queries.nominations_of(proposal)}
    for each in by:
        choosing.cast(each, proposal, {"ranks": [[ids[NAMES[0]]], [ids["Member 1"]]]})
    proposal = elections.counted(proposal)
    (stands, *_others) = Entry.objects.of(proposal.coalition_id).filter(kind="decisions.stands").order_by("n")
    line = next(line for line in feed(by[1]) if line.id == stands.pk)
    assert line.sentence == f"{NAMES[0]} stands: Who sits on the board?."
    assert proposal.outcome == "adopted"
    roll, own, _name = (_facts(proposal, "decisions.decided", position) for position in (1, 2, 3))
    assert [each["name"] for each in roll["roll_call"]] == ["Member 1", "Member 2", "Member 3"]
    assert own["voted"]["name"] == NAMES[0]
    _erase(by[0])
    assert _hits() == []
    line = next(line for line in feed(by[1]) if line.id == stands.pk)
    assert line.sentence == "[left out] stands: Who sits on the board?."
    assert (verify_record(proposal.coalition_id), elections.sound(proposal.coalition_id)) == ([], [])


def test_a_name_of_before_and_other_names_go_too() -> None:
    by, proposal = _chair(secret=False)
    _renamed(by[0], f"{MARK}new")
    OtherName.objects.create(coalition_id=by[0].coalition, person_id=by[0].person, name=f"{MARK}other")
    for each in by[:3]:
        _erase(each)
    assert (_hits(), verify_record(proposal.coalition_id), elections.sound(proposal.coalition_id)) == ([], [], [])


def test_the_outcome_and_its_count_are_shown_without_the_name() -> None:
    by, proposal = _chair(secret=False)
    reader = client_of(by[4])
    drawn = {lot.name: lot.drawn for lot in lots_shown(_count(proposal))}
    for each in by[:2]:
        _erase(each)
    last = {lot.name: lot.drawn for lot in lots_shown(_count(proposal)) if lot.drawn}
    assert last == {NAMES[2]: drawn[NAMES[2]]}
    _erase(by[2])
    for name in ("proposal", "count", "count-json", "count-pdf"):
        page = get(reader, name, proposal)
        assert (page.status_code, MARK in page.content.decode(errors="replace")) == (200, False)
    assert [lot.drawn for lot in lots_shown(_count(proposal))] == ["", "", ""]
    page = get(reader, "count", proposal).content.decode()
    assert "A name was taken out since. The lots were drawn with it, and stand as they were drawn." in page
    for ending in ("blt", "abif"):
        file = get(reader, "ballot-file", proposal, ending)
        assert (file.status_code, MARK in file.content.decode()) == (200, False)


def test_who_is_erased_has_no_card_to_sign_in_with() -> None:
    by, proposal = _chair(secret=False)
    assert elections.read_anew(by[0]).person == by[0].person
    told = erase_person(by=Standing.system(by[0].coalition, "protection"), person=by[0].person)
    assert told.openings == Opening.objects.of(proposal.coalition_id).exclude(erased_at=None).count()
    assert (elections.read_anew(by[0]).person, elections.read_anew(by[0]).member) == ("", "")
    card = Person.objects.of(by[0].coalition).get(pk=by[0].person)
    assert (card.name, card.account_id, card.removed_at is not None) == ("a person", None, True)
    with pytest.raises(Person.DoesNotExist):
        erase_person(by=Standing.system(by[0].coalition, "protection"), person="nobody")
