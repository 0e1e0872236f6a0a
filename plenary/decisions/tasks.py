"""Periodic work: closing proposals whose voting is over and carrying out what is due. It may run twice or late."""

from datetime import timedelta

from plenary.bodies.countbacks import open_offers
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing
from plenary.decisions import ballot_keys, queries
from plenary.decisions.actions import carry_out, close_early, close_nominations, close_proposal, fix_candidates
from plenary.decisions.actions.arising import due_arising, open_arising
from plenary.decisions.actions.openings import start_due_notice
from plenary.decisions.actions.urgency import follow
from plenary.decisions.actions.vacancies import count_vacancy, settle_offer
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import left_keys
from plenary.decisions.queries.early import due_to_follow, voting_early
from plenary.decisions.queries.languages import due_to_start
from plenary.decisions.queries.nominations import candidates_to_fix, nominations_to_close
from plenary.decisions.queries.signs import signs_of_members
from plenary.decisions.queries.vacancies import vacancies_to_count
from plenary.membership.signs import tells_signs

tells_signs(signs_of_members)


@periodic(every=timedelta(minutes=1), name="decisions.keep_deadlines")
@reach.everywhere("deadlines are kept in every coalition")
def keep_deadlines() -> None:
    """Start the notices that no language holds up any more, close the nominations of elections, fix who stands when their voting
    opens, enter every outcome that is due, then carry out what was adopted and whose hold has passed.

    Each proposal stands for itself: what fails in one is logged, tried again in a minute, and keeps no other waiting.
    """
    now = clock.now()
    for proposal in due_to_start():
        with apart(f"the notice of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            start_due_notice(by=_under_its_process(proposal), proposal=proposal)
    for proposal in nominations_to_close(now):
        with apart(f"the nominations of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            _carry_out_what_follows(close_nominations(by=_under_its_process(proposal), proposal=proposal))
    for proposal in candidates_to_fix(now):
        with apart(f"the candidates of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            _carry_out_what_follows(fix_candidates(by=_under_its_process(proposal), proposal=proposal))
    for proposal in queries.due_to_close(now - clock.WRITE_TIMEOUT):
        with apart(f"the outcome of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            _carry_out_what_follows(close_proposal(by=_under_its_process(proposal), proposal=proposal))
    for proposal in queries.due_to_carry_out(now):
        with apart(f"the carrying out of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            carry_out(by=_under_its_process(proposal), proposal=proposal)


@periodic(every=timedelta(hours=1), name="decisions.open_arising")
@reach.everywhere("what arises by the charter is opened in every coalition")
def open_what_arises() -> None:
    """Open the proposals that arise by themselves in active coalitions, such as the election that follows on terms that end. Each
    for itself, as above; one that is open or decided is never opened a second time."""
    for coalition in Coalition.objects.filter(state=Coalition.ACTIVE).order_by("id"):
        with apart(f"what arises in coalition {coalition.pk}"), reach.only(coalition.pk):
            for arising in due_arising(coalition):
                open_arising(by=Standing.system(coalition.pk, arising.clause), arising=arising)


@periodic(every=timedelta(hours=1), name="decisions.fill_vacancies")
@reach.everywhere("vacancies are filled in every coalition")
def fill_vacancies() -> None:
    """Where the charter fills vacancies from the ballots of the election: end the offers that are over, and count again for what
    waits. Each for itself, as above; what is offered or taken is never offered a second time."""
    for coalition in Coalition.objects.filter(state=Coalition.ACTIVE).order_by("id"):
        by = Standing.system(coalition.pk, "elections")
        with reach.only(coalition.pk):
            for countback in open_offers(coalition.pk):
                with apart(f"the offer {countback.pk}"):
                    settle_offer(by=by, countback=countback)
            for term in vacancies_to_count(coalition.pk):
                with apart(f"the vacancy after term {term.pk}"):
                    count_vacancy(by=by, term=term)


@periodic(every=timedelta(minutes=1), name="decisions.keep_urgency")
@reach.everywhere("deadlines are kept in every coalition")
def keep_urgency() -> None:
    """End the votes whose outcome is certain, where the charter says so; put in force what was decided urgently, and undo
    what was not confirmed, where a restart came between. Each for itself, as above."""
    now = clock.now()
    for proposal in voting_early(now):
        with apart(f"the early end of proposal {proposal.pk}"), reach.only(proposal.coalition_id):
            close_early(by=_under_its_process(proposal), proposal=proposal)
    for proposal in due_to_follow():
        with apart(f"the urgent decision {proposal.pk}"), reach.only(proposal.coalition_id):
            follow(by=_under_its_process(proposal), proposal=proposal)


@periodic(every=timedelta(hours=1), name="decisions.drop_keys")
@reach.everywhere("keys of secret ballots are dropped in every coalition")
def drop_keys() -> None:
    """Destroy the keys of envelopes that nobody will open any more: of votes that are counted, withdrawn or repeated, and of
    openings that were undone more than a day ago. It may run twice or late."""
    for name in left_keys(clock.now() - timedelta(days=1)):
        with apart(f"the key {name}"):
            ballot_keys.destroy(name)


def _under_its_process(proposal: Proposal) -> Standing:
    return Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}")


def _carry_out_what_follows(proposal: Proposal) -> None:
    if proposal.outcome == "adopted":
        carry_out(by=_under_its_process(proposal), proposal=proposal)
