"""What is done with a finding on its way: the next step, holding back, letting go on, and how a member sees it otherwise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.monitoring import actions
from plenary.monitoring.forms.findings import DissentForm, HoldForm, StepForm
from plenary.monitoring.permissions.findings import may_dissent, may_hold, may_write_findings
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.permissions.sources import may_read_sources
from plenary.monitoring.shown.findings import finding_found


@require_POST
@in_coalition(may_write_findings)
def take_step(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Take the next step with a finding."""
    found = finding_found(request, finding_id)
    form = StepForm(request.POST)
    if form.is_valid():
        actions.take_step(by=request.standing, finding=found, step=form.cleaned_data["step"])
        messages.success(request, _("It is done, and stands in the record."))
    return redirect("monitoring:finding", request.coalition.slug, found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def hold_finding(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Hold a finding back, with why."""
    found = finding_found(request, finding_id)
    require(may_hold(request.standing, found))
    form = HoldForm(request.POST or None)
    if form.is_valid():
        actions.hold_finding(by=request.standing, finding=found, why=form.cleaned_data["why"])
        messages.success(request, _("It is held back."))
        return redirect("monitoring:finding", request.coalition.slug, found.id)
    return render(request, "monitoring/finding_said.html", {"form": form, "finding": found, "holds": True})


@require_POST
@in_coalition(may_keep)
def let_go_on(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Let a finding go on that was held back."""
    found = finding_found(request, finding_id)
    actions.let_go_on(by=request.standing, finding=found)
    messages.success(request, _("It goes on."))
    return redirect("monitoring:finding", request.coalition.slug, found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_read_sources)
def dissent(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Say that one's member sees a finding otherwise."""
    found = finding_found(request, finding_id)
    require(may_dissent(request.standing, found))
    form = DissentForm(request.POST or None)
    if form.is_valid():
        actions.dissent(by=request.standing, finding=found, words=form.cleaned_data["words"])
        messages.success(request, _("It stands beside the finding."))
        return redirect("monitoring:finding", request.coalition.slug, found.id)
    return render(request, "monitoring/finding_said.html", {"form": form, "finding": found})


@require_POST
@in_coalition(may_read_sources)
def take_back_dissent(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Take back that one's member sees it otherwise."""
    found = finding_found(request, finding_id)
    actions.take_back_dissent(by=request.standing, finding=found)
    messages.success(request, _("It is taken back."))
    return redirect("monitoring:finding", request.coalition.slug, found.id)
