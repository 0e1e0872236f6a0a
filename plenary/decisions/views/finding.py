"""From an address to the proposal, and back to a place on its page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.forms_alone import mark
from plenary.core.http.landing import tell
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


def back_to(request: CoalitionRequest, proposal: Proposal, anchor: str, said: str = "") -> HttpResponse:
    """A redirect to the proposal's page: with words of what was done to its top, where they are read, and they lead on to the
    place; without any to the place itself."""
    address = reverse("decisions:proposal", args=[request.coalition.slug, proposal.pk])
    if not said:
        return redirect(f"{address}#{anchor}")
    tell(request, said, at=anchor)
    return redirect(address)


type OfProposal[**P] = Callable[Concatenate[CoalitionRequest, str, P], HttpResponseBase]


def from_its_page[**P](anchor: str = "") -> Callable[[OfProposal[P]], Callable[..., HttpResponseBase]]:
    """Mark a view that takes what a form on the proposal's page sends (POST). Who asks to read its address (GET, HEAD) is led to
    the form's place, where the proposal may be seen; else Http404, as for one that is missing. Other methods answer 405."""

    def decorate(view: OfProposal[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: CoalitionRequest, proposal_id: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, proposal_id, *args, **kwargs)
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            address = reverse(
                "decisions:proposal", args=[request.coalition.slug, proposal_or_404(request, proposal_id).pk]
            )
            return redirect(f"{address}#{anchor}" if anchor else address)

        mark(guarded)
        return guarded

    return decorate
