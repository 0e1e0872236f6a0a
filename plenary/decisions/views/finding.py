"""From an address to the proposal, and back to a place on its page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from plenary.coalitions.access import CoalitionRequest
from plenary.decisions import permissions, queries
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries.nominations import nomination_of


def proposal_or_404(request: CoalitionRequest, proposal_id: str) -> Proposal:
    """The proposal of the address, when the reader may see it. Raises Http404."""
    found = queries.visible_proposal(request.standing, proposal_id)
    if found is None:
        raise Http404
    return found


def nomination_or_404(request: CoalitionRequest, proposal: Proposal, nomination_id: str) -> Nomination:
    """The nomination of the address, for those who may read what was said on the way. Raises Http404."""
    found = nomination_of(proposal, nomination_id)
    if found is None or not permissions.may_read_the_way(request.standing, proposal):
        raise Http404
    return found


def back_to(request: CoalitionRequest, proposal: Proposal, anchor: str) -> HttpResponse:
    """A redirect to one place on the proposal's page."""
    return redirect(reverse("decisions:proposal", args=[request.coalition.slug, proposal.pk]) + f"#{anchor}")
