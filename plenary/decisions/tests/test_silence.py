"""The silence procedure: kept it adopts, broken in time it never does; what is asked and shown, and what follows."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.asks import asks_of, coming_for, decided_for
from plenary.decisions import actions, queries
from plenary.decisions.audits import audit
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting, refusal
from plenary.decisions.tests.test_views import signed_in
from tests import founding

pytestmark = pytest.mark.django_db

SILENT = {"method": Method.SILENCE, "voting_days": 5, "discussion_days": 1}


def silent(slug="quiet", **terms):
    return founding.coalition(slug, rules=factories.charter(ordinary=SILENT | terms))


def asked(by):
    """What decisions ask of somebody now."""
    return [ask for ask in asks_of(factories.now(by)) if ask.clause.startswith("process.")]


def fresh(proposal):
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def test_a_silence_that_nobody_breaks_adopts_without_any_quorum():
    house = silent()
    mover, *_others = founding.standings(house, 5)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        assert refusal(actions.cast_ballot, by=mover, proposal=proposal, choice="yes") == "decisions.in_silence"
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, closed.final_count.reason) == (
        "adopted",
        Phase.CARRIED_OUT,
        "decisions.silence_kept",
    )
    assert list(audit(house.id)) == []


@pytest.mark.parametrize(("fallback", "round_", "outcome"), [("", 1, "rejected"), ("removal", 2, "")])
def test_a_broken_silence_is_not_adopted_or_goes_to_the_vote_that_the_charter_names(fallback, round_, outcome):
    house = silent(fallback=fallback)
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.object_to(by=other, proposal=proposal, reason="Too early.")
    closed = fresh(factories.close(proposal))
    assert (closed.round, closed.outcome) == (round_, outcome)
    assert list(audit(house.id)) == []


moves = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 2),
        st.sampled_from(["object", "object", "take back", "extend"]),
    ),
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves, objectors=st.integers(1, 3))
def test_kept_adopts_and_broken_never_does_whatever_happens_before(moves, objectors):
    with transaction.atomic():
        tell(moves, objectors)
        transaction.set_rollback(True)  # the next story begins with an empty house


def tell(moves, objectors):
    """One silence from its opening to its close."""
    house = silent(objectors=objectors)
    people = founding.standings(house, 3)
    proposal = factories.opened(people[0])
    stands, extended, opened = {}, False, proposal.discussion_from
    for share, who, move in sorted(moves):
        by, moment = people[who], opened + (proposal.voting_until - opened) * share
        with clock.set_to(moment):
            if move == "object" and who not in stands:
                stands[who] = actions.object_to(by=by, proposal=proposal, reason="No.")
            elif move == "take back" and who in stands:
                actions.withdraw_objection(by=by, objection=stands.pop(who))
            elif move == "extend" and not extended:
                extended = True
                later = proposal.voting_until + timedelta(days=2)
                Proposal.objects.of(house.id).filter(pk=proposal.pk).update(voting_until=later)
    closed = factories.close(fresh(proposal))
    assert closed.outcome == ("rejected" if len(stands) >= objectors else "adopted")
    with clock.set_to(closed.decided_at):
        if stands:
            who, objection = next(iter(stands.items()))
            assert refusal(actions.withdraw_objection, by=people[who], objection=objection) == "decisions.over"


def test_the_desk_asks_without_haste_and_stops_asking_who_objects():
    house = silent()
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert [each.title for each in coming_for(other)] == ["The silence begins: Meet in Tirana"]
    with in_voting(proposal):
        [ask] = asked(other)
        assert (ask.button, ask.due, ask.presses) == ("Read or object", proposal.voting_until, None)
        assert ask.sentence == "Adopted in silence unless you object."
        actions.object_to(by=factories.now(other), proposal=proposal, reason="No.")
        assert asked(other) == []
        assert len(asked(mover)) == 1
    factories.close(proposal)
    assert [(each.state, each.note) for each in decided_for(factories.now(mover))] == [("rejected", "")]


def test_the_page_offers_an_objection_and_no_ballot():
    house = silent(fallback="removal", objectors=2)
    mover, *_others = founding.standings(house, 3)
    account = founding.represent(founding.member(house, "Quiet")).account
    client, url = signed_in(account), reverse("decisions:proposals", args=[house.slug])
    proposal = factories.opened(mover)
    page = reverse("decisions:proposal", args=[house.slug, proposal.pk])
    with in_voting(proposal):
        said = client.get(page).content.decode()
        assert "Unless 2 objections stand by then, this is adopted in silence" in said
        assert "Your ballot" not in said
        assert "have voted" not in said + client.get(url).content.decode()
        assert said.count("button main") == 1
        assert 'aria-current="step">Silence' in said
        assert (
            client.post(reverse("decisions:object", args=[house.slug, proposal.pk]), {"reason": ""}).status_code == 422
        )
        client.post(reverse("decisions:object", args=[house.slug, proposal.pk]), {"reason": "Too early."})
        said = client.get(page).content.decode()
        assert "You object:" in said
        assert "One objection stands. It takes 2 to break the silence." in said
        actions.object_to(by=mover, proposal=proposal, reason="I thought again.")
        said = client.get(page).content.decode()
        assert "unless objections are taken back in time, it is decided by a vote." in said
        [mine] = [row for row in queries.standing_objections(proposal) if row.name == "Quiet"]
        client.post(reverse("decisions:withdraw-objection", args=[house.slug, proposal.pk, mine.pk]))
        assert "You object:" not in client.get(page).content.decode()
    assert factories.close(proposal).outcome == "adopted"


@pytest.mark.parametrize(
    ("mandate", "sentence", "button"),
    [
        ("decides", "Adopted in silence unless you object.", "Read or object"),
        ("consults", "Ask your organisation first; it is adopted in silence unless you object.", "Read or object"),
        ("observes", "Adopted in silence unless a colleague who may decide objects.", "Read"),
    ],
)
def test_each_mandate_is_told_what_it_may_do_in_a_silence(mandate, sentence, button):
    house = silent()
    by = founding.standing(founding.member(house, "Asked"), mandate=mandate)
    proposal = factories.opened(founding.standing(founding.member(house, "Mover")))
    with in_voting(proposal):
        [ask] = asked(by)
    assert (ask.sentence, ask.button) == (sentence, button)
