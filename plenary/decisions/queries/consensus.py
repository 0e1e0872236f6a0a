"""Reads on the way to consensus: the temperature, and the concerns with what became of them."""

from django.db.models import Q, QuerySet

from plenary.charter.rules.schema import Method
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Concern, Elector, Proposal, Temperature
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.queries.sight import moved_by
from plenary.decisions.rules import temperature
from plenary.decisions.rules.concerns import STANDING
from plenary.decisions.rules.phases import Phase


def temperature_now(proposal: Proposal) -> temperature.Reading:
    """The temperature of the present round: whoever sees the proposal sees it at once; nobody's own is told. Two queries."""
    rows = Temperature.objects.of(proposal.coalition_id).filter(
        proposal=proposal, elector__round=proposal.round, elector__recused_at=None
    )
    answers = [(temperature.Feeling(feeling), at) for feeling, at in rows.values_list("feeling", "at")]
    return temperature.reading(answers, electors_in(proposal).filter(recused_at=None).count(), proposal.reworded_at)


def feeling_of(elector: Elector) -> Temperature | None:
    """The temperature that one elector gave. To be shown to its own alone."""
    return Temperature.objects.of(elector.coalition_id).filter(elector=elector).first()


def concerns_of(proposal: Proposal) -> list[Concern]:
    """The concerns about a proposal, of earlier rounds too: those that stand first, each group oldest first."""
    rows = list(Concern.objects.of(proposal.coalition_id).filter(proposal=proposal))
    return sorted(rows, key=lambda row: (row.state == "withdrawn", row.state not in STANDING))


def concern_of(proposal: Proposal, concern_id: str) -> Concern | None:
    """The concern of this id about a proposal for which the caller vouches."""
    rows = Concern.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return rows.select_related("proposal").filter(pk=concern_id).first()


def concerns_waiting(standing: Standing) -> list[Concern]:
    """The concerns that wait for a standing while they are discussed or tested: open ones about proposals that it moved,
    and answered ones that it raised, to be withdrawn or upheld by it."""
    rows = _waiting(standing.coalition, standing.member, standing.person)
    return [row for row in rows if row.proposal.phase in {Phase.DISCUSSION, Phase.VOTING} and _is_tested(row.proposal)]


@prepared
def _waiting(coalition_id: str, member: str, person: str) -> QuerySet[Concern]:
    to_answer = Q(moved_by(member, person, "proposal__"), state="open")
    to_settle = Q(raised_by=member or person, state="answered")
    open_ones = Q(proposal__outcome="", proposal__withdrawn_at=None)
    return Concern.objects.of(coalition_id).filter(open_ones, to_answer | to_settle).select_related("proposal")


def _is_tested(proposal: Proposal) -> bool:
    """False once it went on to the vote that decides without consensus: concerns stay to be read."""
    return proposal.frozen_process.method is Method.CONSENSUS
