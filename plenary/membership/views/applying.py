"""The way in: an application by somebody signed in, who reads and accepts the purpose first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.files.forms import choose_again
from plenary.membership import actions, permissions, queries
from plenary.membership.forms import ApplyForm
from plenary.membership.forms.joining import files_in, said_in
from plenary.membership.labels import category_name


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_apply)
def apply(request: CoalitionRequest) -> HttpResponse:
    """The purpose, the categories with what they ask, and the form; afterwards the applicant's own page."""
    charter = charter_of(request.coalition.id)
    known = {"name": getattr(request.user, "name", "")}
    if chosen := request.GET.get("category"):
        known["category"] = chosen
    form = ApplyForm(charter, request.POST or None, request.FILES or None, initial=known)
    if form.is_valid():
        given = form.cleaned_data
        try:
            member = actions.apply(
                by=request.standing,
                category=given["category"],
                name=given["name"],
                organisation=given["organisation"],
                said=said_in(given),
                files=files_in(given),
            )
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
            choose_again(form)
        else:
            messages.success(request, _("Your application is in. You will be told what the coalition decides."))
            return redirect("membership:member", request.coalition.slug, member.id)
    return render(request, "membership/apply.html", {"form": form, **_what_is_joined(charter)})


def _what_is_joined(charter: Charter) -> dict[str, object]:
    """The purpose and the principles in the language of the page, and the categories with what each asks."""
    language = get_language() or ""
    return {
        "categories": [
            (each.code, category_name(charter, each.code), queries.unanswered_requirements(charter, each.code))
            for each in charter.categories
        ],
        "purpose": words_in(charter.purpose.purpose, language, charter.languages),
        "principles": [words_in(words, language, charter.languages) for words in charter.purpose.principles],
    }
