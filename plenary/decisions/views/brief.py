"""The brief of a proposal: one page to forward to one's organisation, to print and as plain text for a mail."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from plenary.accounts.models import Account
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import printing
from plenary.core.http.access import export_of
from plenary.core.http.keeping import kept_offline
from plenary.decisions import permissions
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import WAITING
from plenary.decisions.shown.brief import Brief, brief_of, language_for, paper_of, text_of
from plenary.decisions.views.finding import proposal_or_404


def _opened(request: CoalitionRequest, proposal_id: str) -> Proposal:
    found = proposal_or_404(request, proposal_id)
    if found.phase not in WAITING:
        raise Http404  # nothing is asked of anybody before it opens, or any more
    return found


def _brief(request: CoalitionRequest, proposal: Proposal) -> Brief:
    zone = request.user.time_zone if isinstance(request.user, Account) else ""
    url = request.build_absolute_uri(reverse("decisions:proposal", args=[request.coalition.slug, proposal.pk]))
    return brief_of(request.standing, request.coalition, proposal, zone=zone, url=url)


@kept_offline
@in_coalition(permissions.may_read_proposals)
@require_safe
def brief(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The page, ready to be printed, in a language that may be chosen."""
    proposal = _opened(request, proposal_id)
    language = language_for(request.GET.get("language", ""))
    with translation.override(language):
        context: dict[str, Any] = {"brief": _brief(request, proposal), "proposal": proposal}
        context |= {"languages": settings.LANGUAGES, "chosen": language}
        return render(request, "decisions/brief.html", context)


@export_of("decisions:brief")
@in_coalition(permissions.may_read_proposals)
@require_safe
def brief_text(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The same as plain text, to paste into a mail."""
    proposal = _opened(request, proposal_id)
    with translation.override(language_for(request.GET.get("language", ""))):
        words = text_of(_brief(request, proposal))
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="brief-{proposal.pk}.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


@export_of("decisions:brief")
@in_coalition(permissions.may_read_proposals)
@require_safe
def brief_pdf(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The same on paper."""
    proposal = _opened(request, proposal_id)
    with translation.override(language_for(request.GET.get("language", ""))):
        made = paper_of(_brief(request, proposal))
    return printing.answer(made, f"brief-{proposal.pk}")
