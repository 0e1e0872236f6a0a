"""Protected members: the look that is entered, taking one up, admitting, and vouching."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.accounts.freshness import shown_within_the_hour
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.membership import actions, permissions, queries
from plenary.membership.forms import ProtectForm, VouchForm
from plenary.membership.queries.protection import left_openly
from plenary.membership.rules import WAITING
from plenary.membership.views.lists import row


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_see_protected)
@shown_within_the_hour
def protected(request: CoalitionRequest) -> HttpResponse:
    """Protected members: named only after the reader agrees that the look is entered, and every time anew."""
    charter = charter_of(request.coalition.id)
    context: dict[str, object] = {"looked": request.method == "POST"}
    if request.method == "POST":
        found = list(queries.protected_members(request.standing))
        actions.look_at_protected(by=request.standing, members=found)
        vouchers = queries.vouchers_of(request.standing)
        context["needed"] = charter.protection.vouchers
        context["rows"] = [
            {**row(charter, member), "waits": member.status in WAITING, "vouchers": vouchers.get(member.id, 0)}
            for member in found
        ]
    return render(request, "membership/protected.html", context)


def _back(request: CoalitionRequest, done: str) -> HttpResponseRedirect:
    messages.success(request, done)
    return redirect("membership:protected", request.coalition.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_see_protected)
@shown_within_the_hour
def take_up(request: CoalitionRequest) -> HttpResponse:
    """Take up an organisation under protection, one that left too; its card is protected from the start."""
    form = ProtectForm(charter_of(request.coalition.id), left_openly(request.standing), request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["former"]:
                actions.take_up_again(by=request.standing, member_id=given["former"], category=given["category"])
            else:
                actions.take_up_protected(by=request.standing, name=given["name"], category=given["category"])
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            return _back(request, _("It was taken up. Hand its code to the members who vouch for it."))
    return render(request, "membership/take_up.html", {"form": form})


@require_POST
@in_coalition(permissions.may_see_protected)
@shown_within_the_hour
def admit(request: CoalitionRequest) -> HttpResponse:
    """Admit a protected applicant for whom enough members vouch."""
    actions.admit_protected(by=request.standing, member_id=request.POST.get("member", ""))
    return _back(request, _("It was admitted."))


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_vouch)
def vouch(request: CoalitionRequest) -> HttpResponse:
    """Vouch for somebody under protection, by the code that an officer handed over."""
    form = VouchForm(request.POST or None)
    if form.is_valid():
        try:
            actions.vouch(by=request.standing, member_id=form.cleaned_data["code"].strip().lower())
        except Refused as refusal:
            form.add_error("code", refusal.verdict.sentence)
        else:
            messages.success(request, _("Your organisation vouches. Nobody else is told."))
            return redirect("desk:coalition", request.coalition.slug)
    return render(request, "membership/vouch.html", {"form": form})
