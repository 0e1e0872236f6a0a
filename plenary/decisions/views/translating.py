"""Translating a proposal: the source beside the form, kept as a draft or finished."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import TranslationForm
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import Phase
from plenary.decisions.views.finding import proposal_or_404


@in_coalition(permissions.may_read_proposals)
def translate(request: CoalitionRequest, proposal_id: str, language: str) -> HttpResponse:
    """Write or finish a translation into one language, beside the words that decide."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_translate(request.standing, proposal))
    if language not in dict(queries.languages_to_translate(proposal)):
        raise Http404
    source = queries.words_of(proposal, proposal.language)
    form = TranslationForm(
        request.POST or None, source=source, begun=queries.draft_words(proposal, language), text=proposal.text
    )
    if form.is_valid():
        ready = "ready" in request.POST
        kept = actions.translate(by=request.standing, proposal=proposal, language=language, ready=ready, **form.given())
        messages.success(request, _told(proposal, kept, ready=ready))
        return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
    context = {
        "proposal": proposal,
        "language": language,
        "source": source,
        "form": form,
        "stands": queries.where_it_stands(proposal),
    }
    return render(request, "decisions/translate.html", context, status=422 if form.errors else 200)


def _told(before: Proposal, kept: Proposal, *, ready: bool) -> str:
    if before.phase is Phase.TRANSLATION and kept.phase is not Phase.TRANSLATION:
        return _("The translation is ready, and it was the last one that the charter requires: notice has started.")
    if ready:
        return _("The translation is ready. Readers of its language see it from now on.")
    return _("The draft of the translation is kept. Any member with a voice can go on with it.")
