"""Secret ballots, from the envelope to the paper: what lies where, what is entered, what becomes of keys."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Charter, Counting, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, ballot_keys, permissions, queries
from plenary.decisions.actions.boxes import close_box
from plenary.decisions.audits import audit
from plenary.decisions.models import Ballot, BallotBox, Paper, Proposal
from plenary.decisions.tasks import drop_keys
from plenary.decisions.tests import choosing, factories
from plenary.record.models import Opening
from tests import founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]


def _coalition(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    return founding.standings(founding.coalition(rules=rules or choosing.charter()), number)


# Secret ballots


def _secret(**terms: object) -> Charter:
    return choosing.charter(secrecy=Secrecy.SECRET, delegation=False, **terms)


def test_secret_ballots_lie_sealed_until_they_are_counted_and_then_apart_from_their_electors() -> None:
    by = _coalition(4, _secret())
    proposal = factories.opened(by[0], choosing.towns())
    ballots = [choosing.cast(each, proposal, {"ranks": [[str(place)]]}) for place, each in enumerate(by, 1)]
    rows = list(Ballot.objects.of(proposal.coalition_id))
    assert {len(bytes(row.sealed)) for row in rows} == {len(bytes(rows[0].sealed))}
    assert [(row.choice, row.said, row.shares) for row in rows] == [("", {}, {})] * 4
    closed = factories.close(proposal)
    papers = queries.papers_of(closed)
    assert [paper.code for paper in papers] == sorted(code for ballot in ballots for code in ballot.codes)
    found = {paper.code: paper.said for paper in papers}
    assert [found[ballot.codes[0]] for ballot in ballots] == [{"ranks": [[str(place)]]} for place in (1, 2, 3, 4)]
    assert [bytes(row.sealed) for row in Ballot.objects.of(proposal.coalition_id)] == [b""] * 4
    assert ballot_keys.names() == []
    assert list(audit(proposal.coalition_id)) == []


def test_a_replaced_secret_ballot_counts_once_as_it_was_cast_last() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["1"]})
    choosing.cast(by[0], proposal, {"ticks": ["2"]})
    closed = factories.close(proposal)
    assert [paper.said for paper in queries.papers_of(closed)] == [{"ticks": ["2"]}]


def test_nothing_that_a_secret_ballot_says_enters_the_record() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    openings = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.ballot_cast")
    told = [json.loads(bytes(row.payload))["facts"] for row in openings.order_by("position")]
    assert [sorted(facts) for facts in told] == [["title"], ["ballot", "choice", "elector", "replaces"]]
    assert told[1]["choice"] == ""


def test_lost_key_repeats_the_vote_and_tells_why() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    for name in ballot_keys.names():
        ballot_keys.destroy(name)
    again = factories.close(proposal)
    assert (again.round, again.outcome) == (2, "")
    assert BallotBox.objects.of(proposal.coalition_id).count() == 0
    choosing.cast(by[0], again, {"ticks": ["1"]})
    choosing.cast(by[1], again, {"ticks": ["1"]})
    closed = factories.close(again)
    assert (closed.outcome, [each["name"] for each in queries.chosen_of(closed)]) == ("adopted", ["Tirana"])
    assert list(audit(proposal.coalition_id)) == []


def test_closing_twice_or_after_a_kill_between_box_and_outcome_counts_once() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=2)):
        close_box(by=Standing.system(proposal.coalition_id, "process"), proposal=proposal)
    closed = factories.close(proposal)
    assert factories.close(closed).outcome == "adopted"
    assert (BallotBox.objects.of(proposal.coalition_id).count(), Paper.objects.of(proposal.coalition_id).count()) == (
        1,
        1,
    )


def test_ballot_that_counts_twice_gives_two_papers_with_codes_of_their_own() -> None:
    rules = _secret(counting=Counting.APPROVAL)
    by = _coalition(2, rules)
    proposal = factories.opened(by[0], choosing.towns())
    proposal.electors.filter(member=by[0].member).update(weight=2)
    ballot = choosing.cast(by[0], proposal, {"ticks": ["4"]})
    closed = factories.close(proposal)
    assert sorted(ballot.codes) == [paper.code for paper in queries.papers_of(closed)]
    assert len(set(ballot.codes)) == 2


# Secret votes of yes and no


def _secret_majority(**terms: object) -> Charter:
    return factories.charter(ordinary={"secrecy": Secrecy.SECRET, "discussion_days": 0, **terms})


def _say(by: Standing, proposal: Proposal, choice: str) -> Ballot:
    return actions.cast_ballot(by=factories.now(by), proposal=proposal, choice=choice)


def test_secret_yes_and_no_are_counted_from_papers_and_told_without_a_roll() -> None:
    by = _coalition(4, _secret_majority(quorum=Fraction(1, 2)))
    proposal = factories.opened(by[0])
    for standing, choice in zip(by, ("yes", "yes", "no"), strict=False):
        _say(standing, proposal, choice)
    closed = factories.close(proposal)
    figures = closed.final_count
    assert figures is not None
    assert (figures.yes, figures.no, figures.turnout, figures.electorate, figures.outcome.value) == (
        2,
        1,
        3,
        4,
        "adopted",
    )
    assert queries.roll_call(by[0], closed) == ()
    openings = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.decided", position=1)
    assert [json.loads(bytes(row.payload))["facts"] for row in openings] == []
    assert list(audit(proposal.coalition_id)) == []


def test_secret_ballot_is_not_split() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    proposal.electors.filter(member=by[0].member).update(weight=2, splits=True)
    with pytest.raises(Refused, match=r"decisions\.not_split_here"):
        actions.cast_ballot(by=by[0], proposal=proposal, shares={"yes": 1, "no": 1})


def test_amendments_are_not_voted_on_where_the_ballot_is_secret() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    assert permissions.may_vote_on_amendments(by[0], proposal).reason == "decisions.no_ballots_here"


def test_keys_are_destroyed_once_nobody_will_open_the_envelopes() -> None:
    by = _coalition(2, _secret_majority())
    proposal, other = factories.opened(by[0]), factories.opened(by[0], title="Another")
    orphan = "no-such-proposal-1"
    ballot_keys.make(orphan)
    actions.withdraw_proposal(by=by[0], proposal=proposal)
    drop_keys()
    assert ballot_keys.names() == sorted([f"{other.pk}-1", orphan])
    with clock.set_to(ballot_keys.made_at(orphan) + timedelta(days=2)):
        drop_keys()
    assert ballot_keys.names() == [f"{other.pk}-1"]


def test_folder_of_keys_that_is_away_is_waited_for_a_day() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    _say(by[0], proposal, "yes")
    place = ballot_keys.folder()
    place.rename(place.with_name("elsewhere"))
    with pytest.raises(ballot_keys.KeyLost):
        factories.close(proposal)
    place.with_name("elsewhere").rename(place)
    assert factories.close(proposal).outcome == "adopted"
