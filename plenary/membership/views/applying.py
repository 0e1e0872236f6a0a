"""The way in: an application by somebody signed in, who reads and accepts the purpose first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.membership import actions, permissions
from plenary.membership.forms import ApplyForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_apply)
def apply(request: CoalitionRequest) -> HttpResponse:
    """The purpose, the categories with what they ask, and the form; afterwards the applicant's own page."""
    charter, language = charter_of(request.coalition.id), get_language() or ""
    form = ApplyForm(charter, request.POST or None, initial={"name": getattr(request.user, "name", "")})
    if form.is_valid():
        given = form.cleaned_data
        try:
            member = actions.apply(
                by=request.standing,
                category=given["category"],
                name=given["name"],
                organisation=given["organisation"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            messages.success(request, _("Your application is in. You will be told what the coalition decides."))
            return redirect("membership:member", request.coalition.slug, member.id)
    context = {
        "form": form,
        "purpose": words_in(charter.purpose.purpose, language, charter.languages),
        "principles": [words_in(words, language, charter.languages) for words in charter.purpose.principles],
    }
    return render(request, "membership/apply.html", context)
