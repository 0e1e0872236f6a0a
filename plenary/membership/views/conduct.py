"""Matters of conduct: those that the reader may see, opening one, its page with all steps, and each step."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts.freshness import shown_where
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused, require
from plenary.membership import actions, permissions, queries
from plenary.membership.forms.conduct import OpenCaseForm, StepForm
from plenary.membership.labels.conduct import (
    CONDUCT_END,
    CONDUCT_STAGE,
    CONDUCT_STEP,
    DO_STEP,
    HEARD_HOW,
    MEASURE,
    MEASURE_DECIDED,
    MEASURE_SEALED,
    OUTCOME_OF_STEP,
    OUTCOME_SEALED,
)
from plenary.membership.models import ConductCase
from plenary.membership.permissions.conduct import may_accompany, may_read_conduct, may_take_step
from plenary.membership.queries.contributions import counted_for
from plenary.membership.rules import BELONGING
from plenary.membership.rules.conduct import GRAVE, TAKES, Measure, Stage, Taken
from plenary.membership.sections import sections_of_case
from plenary.membership.views.member import is_of_protected, member_or_404


@dataclass(frozen=True, slots=True)
class ToTake:
    """A step that the reader may take now: its code, the words of its button, and its form."""

    step: Taken
    label: Label
    form: StepForm


@require_safe
@in_coalition(may_read_conduct)
def conduct(request: CoalitionRequest) -> HttpResponse:
    """The matters of conduct that the reader may see, newest first."""
    own = request.standing.member
    cases = queries.visible_cases(request.standing)[:200]
    rows = [(case, case.name_for(own), CONDUCT_STAGE[case.stage]) for case in cases]
    return render(request, "membership/conduct.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def open_case(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Open a matter of conduct by offering a conversation."""
    found = member_or_404(request, member_id)
    require(may_accompany(request.standing, found))
    if found.status not in BELONGING:
        raise Http404
    charter = charter_of(request.coalition.id)
    counted = counted_for(charter, found)
    form = OpenCaseForm(charter, found.category, request.POST or None, counted=counted)
    if form.is_valid():
        clause, duty = form.chosen
        words = form.cleaned_data["words"]
        case = actions.open_case(by=request.standing, member=found, duty=duty, clause=clause, words=words)
        messages.success(request, _("The conversation is offered. Its own are told; nobody else is."))
        return redirect("membership:case", request.coalition.slug, case.id)
    return render(request, "membership/open_case.html", {"member": found, "form": form})


def _case_of_protected(request: CoalitionRequest, case_id: str, **_more: str) -> bool:
    """True for whoever reads it: officers who may know the member, and those who vouched for it; never its own."""
    found = queries.visible_case(request.standing, case_id)
    return found is not None and found.member.protected and found.member_id != request.standing.member


def _case(request: CoalitionRequest, case_id: str) -> ConductCase:
    """A matter that the reader may see, or 404; a look at that of a protected member is entered."""
    found = queries.visible_case(request.standing, case_id)
    if found is None:
        raise Http404
    actions.look_at_case(by=request.standing, case=found)
    return found


@require_safe
@in_coalition(may_read_conduct)
@shown_where(_case_of_protected)
def case(request: CoalitionRequest, case_id: str) -> HttpResponse:
    """A matter of conduct: which duty, where it stands, every step, and the step that the reader may take."""
    return _page(request, _case(request, case_id))


@require_POST
@in_coalition(may_read_conduct)
@shown_where(_case_of_protected)
def case_step(request: CoalitionRequest, case_id: str, step: str) -> HttpResponse:
    """Take one step in a matter of conduct."""
    found = _case(request, case_id)
    if step not in Taken or Taken(step) is Taken.LAPSE or (Taken(step) is Taken.DECIDED and not found.is_sealed):
        raise Http404
    require(may_take_step(request.standing, found, Taken(step)))
    form = StepForm(Taken(step), request.POST, is_protected=found.member.protected)
    if not form.is_valid():
        return _page(request, found, form, Taken(step))
    try:
        actions.take_conduct_step(by=request.standing, case=found, step=Taken(step), given=form.given)
    except Refused as refusal:
        if refusal.verdict.reason != "membership.not_held_yet":
            raise
        form.add_error("day", refusal.verdict.sentence)
        return _page(request, found, form, Taken(step))
    messages.success(request, _("%(step)s. Those concerned are told.") % {"step": CONDUCT_STEP[step]})
    return redirect("membership:case", request.coalition.slug, found.id)


def _page(
    request: CoalitionRequest, found: ConductCase, wrong: StepForm | None = None, step: Taken | None = None
) -> HttpResponse:
    standing, slug = request.standing, request.coalition.slug
    disclosure = charter_of(request.coalition.id).disclosure
    open_steps = queries.steps_to_take(standing, found)
    context = {
        "case": found,
        "stage_label": CONDUCT_STAGE[found.stage],
        "ended": CONDUCT_END.get(found.ended, ""),
        "measure": _measure(found),
        "decided_by": _address("decisions:proposal", slug, found.proposal) if found.proposal else "",
        "steps": _steps(standing, found),
        "to_take": [
            ToTake(each, DO_STEP[each], wrong if wrong and each is step else _form(each, found)) for each in open_steps
        ],
        "wrong": step if wrong else "",
        "mistaken": wrong,
        "is_mine": standing.member == found.member_id,
        "links_member": not found.member.protected
        or standing.member == found.member_id
        or permissions.may_see_protected(standing),
        "may_accompany": may_accompany(standing, found.member),
        "propose": _proposal(slug, found) if may_accompany(standing, found.member) else "",
        "appeal_proposal": "" if found.is_voted_on(disclosure) else _proposal_of_appeal(slug, found),
        "appeal_opens": found.is_voted_on(disclosure),
        "is_put_to_vote": found.stage == Stage.MEASURE and found.would_be_voted_on(disclosure),
        "sections": sections_of_case(standing, found),
    }
    return render(request, "membership/case.html", context, status=200)


def _steps(standing: Standing, found: ConductCase) -> list[tuple[object, Label, Label, Label]]:
    """Each step that the reader may see, with its words, those of its outcome and of the way in which somebody was heard."""
    outcomes = OUTCOME_SEALED if found.is_sealed else OUTCOME_OF_STEP
    return [
        (each, CONDUCT_STEP[each.row.kind], outcomes.get(each.row.outcome, ""), HEARD_HOW.get(each.row.way, ""))
        for each in queries.steps_shown(standing, found)
    ]


def _measure(case: ConductCase) -> Label:
    """The words of what was chosen: how it is decided while it waits for that, its bare name afterwards."""
    if case.proposal or (case.is_sealed and case.stage != Stage.PROPOSED):
        return MEASURE_DECIDED.get(case.measure, "")
    return (MEASURE_SEALED if case.is_sealed else MEASURE).get(case.measure, "")


def _form(step: Taken, case: ConductCase) -> StepForm:
    return StepForm(step, is_protected=case.member.protected)


def _address(name: str, *parts: str) -> str:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:  # a server may run this room without the one above
        return ""


def _new(slug: str, **query: str) -> str:
    address = _address("decisions:new", slug)
    return f"{address}?{urlencode(query)}" if address else ""


def _proposal(slug: str, case: ConductCase) -> str:
    """The address of a new proposal of the grave measure that was chosen, or empty."""
    if case.stage != Stage.PROPOSED or case.measure not in GRAVE or case.is_sealed:
        return ""
    return _new(slug, effect=TAKES[Measure(case.measure)], member=case.member_id)


def _proposal_of_appeal(slug: str, case: ConductCase) -> str:
    """The address of a new proposal to set a measure aside, or empty, where none opens by itself."""
    if case.stage != Stage.APPEAL or case.member.protected:
        return ""
    return _new(slug, effect="membership.set_aside", case=case.id)
