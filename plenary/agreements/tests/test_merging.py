"""Two members become one: what the one that ends leaves behind in open votes, in bodies and on agreements."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements.models import Signature
from plenary.agreements.tests import factories
from plenary.bodies import actions as bodies
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions as votes
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.tests import factories as decisions
from plenary.membership import actions as membership
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def _leave(ends: Standing, _goes_on: Standing) -> None:
    membership.withdraw(by=ends, member=Member.objects.of(ends.coalition).get(id=ends.member))


def _merge(ends: Standing, goes_on: Standing) -> None:
    gone, into = (Member.objects.of(ends.coalition).get(id=each.member) for each in (ends, goes_on))
    asked = membership.ask_merging(by=ends, member=gone, into=into)
    agreed = membership.agree_merging(by=goes_on, merging=asked)
    membership.merge_members(by=founding.system(gone.coalition), merging=agreed)


def _left_behind(slug: str, goes: Callable[[Standing, Standing], None]) -> tuple[Standing, Standing, Proposal]:
    """The first of five signs, sits on the board and votes, and so does the second; then the first goes."""
    of = founding.coalition(slug, factories.open_charter())
    by = founding.standings(of, 5)
    agreement = factories.adopted(of, by[0])
    factories.signed(by[0], agreement)
    seated = Member.objects.of(of.id).get(id=by[0].member)
    seat = bodies.Nomination(body="board", seats="seat", member=seated)
    bodies.appoint(by=founding.system(of), nomination=seat)
    proposal = decisions.opened(by[2])
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(hours=1)):
        for each in by[:3]:
            votes.cast_ballot(by=decisions.now(each), proposal=proposal, choice="yes")
        goes(decisions.now(by[0]), decisions.now(by[1]))
    return by[0], by[1], proposal


def test_what_was_cast_and_signed_stays_as_with_a_member_that_leaves_and_nothing_counts_twice() -> None:
    counts = []
    for slug, goes in (("leaving", _leave), ("merging", _merge)):
        ends, goes_on, proposal = _left_behind(slug, goes)
        of = proposal.coalition_id
        ballots = Ballot.objects.of(of).filter(elector__proposal=proposal)
        assert ballots.filter(elector__member_id=ends.member).count() == 1
        assert ballots.filter(elector__member_id=goes_on.member).count() == 1
        assert Elector.objects.of(of).filter(proposal=proposal, member_id=goes_on.member).count() == 1
        assert [term.ended_because for term in Term.objects.of(of).filter(member_id=ends.member)] == ["left"]
        assert not Term.objects.of(of).filter(member_id=goes_on.member).exists()
        signed = Signature.objects.of(of).values_list("member_id", flat=True)
        assert list(signed) == [ends.member]
        closed = decisions.close(proposal)
        counts.append((closed.outcome, closed.count))
    assert counts[0] == counts[1]


def test_an_adopted_proposal_carries_it_out(client: Client) -> None:
    of = founding.coalition("by-decision", factories.open_charter())
    by = founding.standings(of, 5)
    gone, into = (Member.objects.of(of.id).get(id=each.member) for each in by[:2])
    asked = membership.ask_merging(by=by[0], member=gone, into=into)
    merging = membership.agree_merging(by=by[1], merging=asked)
    client.force_login(Account.objects.get(id=by[2].account))
    page = client.get(reverse("membership:merging", args=[of.slug, merging.id])).content.decode()
    address = f"{reverse('decisions:new', args=[of.slug])}?effect=membership.merge&amp;merging={merging.id}"
    assert address in page
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert f'<option value="{merging.id}" selected>' in form
    proposal = decisions.opened(by[2], [("membership.merge", {"merging": merging.id})])
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(hours=1)):
        for each in by:
            votes.cast_ballot(by=decisions.now(each), proposal=proposal, choice="yes")
    assert decisions.close(proposal).outcome == "adopted"
    gone, into = (Member.objects.of(of.id).get(id=each.id) for each in (gone, into))
    assert (gone.status, into.status) == ("withdrawn", "active")
