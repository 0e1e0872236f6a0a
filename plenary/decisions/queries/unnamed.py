"""Reads of the electors whom no roll call names, for what they are told before they vote."""

from plenary.decisions.models import Elector


def votes_of_others_unnamed(elector: Elector) -> list[int]:
    """The votes of each other protected elector of the same round who is waited for. For the page of a protected elector alone;
    one query."""
    rows = Elector.objects.of(elector.coalition_id).filter(proposal=elector.proposal_id, round=elector.round)
    beside = rows.filter(protected=True, is_away=False, recused_at=None).exclude(pk=elector.pk)
    return list(beside.values_list("weight", flat=True))
