"""An applicant's application, what officers say for it, with whom members would gladly work; and a member's new name."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.accounts.freshness import shown_where
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Category
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.files.forms import choose_again
from plenary.membership import actions, queries
from plenary.membership.forms import RenameForm
from plenary.membership.forms.joining import EvidenceForm, RecommendForm, files_in, said_in
from plenary.membership.labels import category_name
from plenary.membership.models import Member
from plenary.membership.permissions import (
    may_give_evidence,
    may_keep,
    may_open_members,
    may_read_application,
    may_recommend,
)
from plenary.membership.views.member import is_of_protected, member_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_open_members)
@shown_where(is_of_protected)
def application(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """What is required, and what the applicant says of each; its own change it while it waits. With ``?category=``, what
    another category requires of a member."""
    found = member_or_404(request, member_id)
    standing = request.standing
    require(may_read_application(standing, found, request.GET.get("category", "")))
    there, asked = _asked(request, found)
    code = there.code if there else ""
    may_answer = may_give_evidence(standing, found, code)
    form = EvidenceForm(asked, request.POST or None, request.FILES or None) if may_answer and asked else None
    if request.method == "POST":
        require(may_answer)
        if form is not None and form.is_valid() and _is_kept(request, found, form, code):
            messages.success(request, _("Your answers are kept. Those who decide read them."))
            address = reverse("membership:application", args=[request.coalition.slug, found.id])
            return redirect(f"{address}?category={code}" if code else address)
    return render(request, "membership/application.html", _shown(standing, found, there, asked) | {"form": form})


def _asked(request: CoalitionRequest, found: Member) -> tuple[Category | None, Sequence[queries.Requirement]]:
    """The other category that is asked for, or None, and its requirements, or those of the member's own."""
    charter, code = charter_of(request.coalition.id), request.GET.get("category", "")
    there = queries.category_there(charter, found, code)
    if code and there is None and code != found.category:
        raise Http404
    if there is None:
        return None, queries.with_files(request.standing, queries.requirements_of(request.standing, found))
    return there, queries.with_files(request.standing, queries.requirements_there(request.standing, found, there))


def _is_kept(request: CoalitionRequest, found: Member, form: EvidenceForm, code: str) -> bool:
    """Keep the answers; False, with words above the form, where they are refused."""
    given = form.cleaned_data
    try:
        actions.give_evidence(
            by=request.standing, member=found, said=said_in(given), files=files_in(given), category=code
        )
    except Refused as refusal:
        form.add_error(None, refusal.verdict.sentence)
        choose_again(form)
        return False
    return True


def _shown(
    standing: Standing, found: Member, there: Category | None, asked: Sequence[queries.Requirement]
) -> dict[str, Any]:
    """What the page shows beside the form."""
    charter = charter_of(standing.coalition)
    named = [(each.code, category_name(charter, each.code)) for each in queries.other_categories(charter, found)]
    return {
        "member": found,
        "there": category_name(charter, there.code) if there else "",
        "category_key": f"category.{there.code if there else found.category}",
        "is_mine": bool(may_give_evidence(standing, found, "")) and standing.member == found.id,
        "asked": asked,
        "missing": [each for each in asked if not (each.words or each.is_answered_elsewhere)],
        "filed": [each for each in asked if each.files],
        "others": [each for each in named if there is None or each[0] != there.code],
        "recommendations": queries.recommendations_of(standing, found),
        "glad": queries.together(standing, found).glad,
        "towards": queries.willing_towards(standing) if standing.member == found.id else (),
        "may_recommend": may_recommend(standing, found),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_open_members)
@shown_where(is_of_protected)
def recommend(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Recommend an applicant with reasons, or take it back."""
    found = member_or_404(request, member_id)
    require(may_recommend(request.standing, found))
    own = queries.recommended_by(request.standing, found)
    form = RecommendForm(request.POST or None, initial={"words": own.words if own else ""})
    if request.method == "POST" and request.POST.get("step") == "back":
        actions.take_back_recommendation(by=request.standing, member=found)
        messages.success(request, _("The recommendation was taken back."))
    elif form.is_valid():
        actions.recommend(by=request.standing, member=found, words=form.cleaned_data["words"])
        messages.success(request, _("Your recommendation stands beside the application."))
    else:
        return render(request, "membership/recommend.html", {"member": found, "form": form, "own": own})
    return redirect("membership:application", request.coalition.slug, found.id)


@require_POST
@in_coalition(may_open_members)
@shown_where(is_of_protected)
def willing(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Say that one's member would gladly work with another, or take it back."""
    found = queries.member_to_answer(request.standing, member_id)
    if found is None:
        raise Http404
    if request.POST.get("step") == "back":
        actions.take_back_willing(by=request.standing, member=found)
        messages.success(request, _("Taken back."))
    else:
        actions.say_willing(by=request.standing, member=found)
        messages.success(request, _("Kept. Others see it once both of you say so."))
    waits = queries.willing_towards(request.standing)
    if found in waits and request.standing.member:
        return redirect("membership:application", request.coalition.slug, request.standing.member)
    return redirect("membership:member", request.coalition.slug, found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_open_members)
@shown_where(is_of_protected)
def rename(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Give a member organisation its new name."""
    found = member_or_404(request, member_id)
    require(may_keep(request.standing, found))
    form = RenameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            actions.rename_member(by=request.standing, member=found, name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_error("name", refusal.verdict.sentence)
        else:
            messages.success(request, _("The name was changed. The old one is kept with its day."))
            return redirect("membership:member", request.coalition.slug, found.id)
    return render(request, "membership/rename.html", {"member": found, "form": form})
