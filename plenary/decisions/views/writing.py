"""Writing a proposal: choosing what it does, its words, showing it for seconders, opening and withdrawing it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plenary.accounts.freshness import ask_again
from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Method
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import EFFECT_FORMS, ProposalForm
from plenary.decisions.forms.calls import FromForm, zone_of_days
from plenary.decisions.forms.drafts import effects_given, form_of_draft, words_form_for
from plenary.decisions.forms.proposals import DraftForm
from plenary.decisions.forms.starting import start_in
from plenary.decisions.models import Proposal
from plenary.decisions.shown.kinds import kinds_to_move
from plenary.decisions.shown.proposal import rule_of
from plenary.decisions.views.finding import from_its_page, proposal_or_404


@in_coalition(permissions.may_draft)
def new(request: CoalitionRequest) -> HttpResponse:
    """Choose what a proposal does, then write it. ``?effect=`` and the effect's own parameters fill the form in."""
    kind = request.POST.get("effect") or request.GET.get("effect", "")
    form_class = EFFECT_FORMS.get(kind)
    if form_class is None or kind not in decidable.effects():
        return render(request, "decisions/new.html", {"kinds": kinds_to_move(request.standing)})
    process = charter_of(request.coalition.id).process_for(decidable.effect(kind).matter)
    require(permissions.suits(process, kind))
    start = start_in(request.standing, request.GET)
    words, later = words_form(request, DraftForm, **(start.words() if start else {})), _from(request)
    effect = form_class(request.POST or None, standing=request.standing, initial=form_class.from_query(request.GET))
    if request.method == "POST" and words.is_valid() and effect.is_valid() and later.is_valid():
        made = actions.draft_proposal(
            by=request.standing,
            **words.cleaned_data,
            effects=[(kind, payload) for payload in effect.payloads()],
            effects_from=later.moment(),
            begun_from=request.GET.get("from", "") if start else "",
        )
        messages.success(request, _("The draft is kept. Only you and your colleagues see it until it opens."))
        return redirect("decisions:proposal", request.coalition.slug, made.pk)
    return _write(request, kind, [words, effect, later])


@in_coalition(permissions.may_draft)
def edit(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Change a draft. Its one kind of effect keeps its form; several kinds stay as they are, and the words change."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_amend_draft(request.standing, proposal))
    rows = queries.effects_of(proposal)
    started = {"title": proposal.title, "body": proposal.body, "language": proposal.language}
    words = words_form(request, DraftForm, **started, unnamed=not proposal.moved_by_name)
    later = _from(request, proposal.effects_from)
    effect = form_of_draft(request.standing, rows, request.POST or None)
    if request.method == "POST" and all(form is None or form.is_valid() for form in (words, later, effect)):
        given = effects_given(effect, rows)
        if _is_kept(request, proposal, words, effects=given, effects_from=later.moment()):
            return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
        proposal.refresh_from_db()
    return _write(request, rows[0].kind if rows else "", [words, effect, later], proposal)


def _is_kept(request: CoalitionRequest, proposal: Proposal, words: ProposalForm, **changed: Any) -> bool:
    """Change the draft; False, with words above the form, when a colleague changed it since the form was opened."""
    given = dict(words.cleaned_data)
    if not permissions.offers_unnamed(request.standing):
        given["unnamed"] = None  # it was not asked, and stays as it is
    try:
        actions.amend_draft(
            by=request.standing, proposal=proposal, seen=request.POST.get("seen", ""), **given, **changed
        )
    except Refused as refused:
        if refused.verdict.reason != "decisions.changed_meanwhile":
            raise
        words.add_error(None, refused.verdict.sentence)
        return False
    return True


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def show(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Show a draft to members, to find seconders."""
    proposal = proposal_or_404(request, proposal_id)
    actions.show_draft(by=request.standing, proposal=proposal)
    messages.success(request, _("Members now see the draft and may second it."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def second(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Second a draft."""
    proposal = proposal_or_404(request, proposal_id)
    actions.second(by=request.standing, proposal=proposal)
    messages.success(request, _("Your member seconds this proposal."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def open_(request: CoalitionRequest, proposal_id: str) -> HttpResponseBase:
    """Open a draft; who opens one that governs has shown lately who they are."""
    proposal = proposal_or_404(request, proposal_id)
    if queries.governs(proposal) and (asked := ask_again(request)):
        return asked
    opened = actions.open_proposal(by=request.standing, proposal=proposal)
    if opened.waits_for_languages:
        waits = _("%(title)s waits for its translations; notice starts when they are there.")
        messages.success(request, waits % {"title": opened.title})
    else:
        messages.success(request, _("The proposal is open. Those who decide it are told."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def withdraw(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Withdraw a draft or an open proposal."""
    proposal = proposal_or_404(request, proposal_id)
    actions.withdraw_proposal(by=request.standing, proposal=proposal)
    messages.success(request, _("The proposal is withdrawn."))
    if proposal.opened_at is None:  # a draft is gone from sight
        return redirect("decisions:proposals", request.coalition.slug)
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def words_form[Form: ProposalForm](request: CoalitionRequest, form_class: type[Form], **initial: Any) -> Form:
    """The form of a proposal's words; a link may bring the title."""
    started = {**initial, "title": request.GET["title"]} if "title" in request.GET else initial
    return words_form_for(request.coalition.id, request.POST or None, started, form_class)


def _from(request: CoalitionRequest, wanted: datetime | None = None) -> FromForm:
    zone = zone_of_days(request.coalition)
    initial = {"effects_from": wanted.astimezone(zone).date() if wanted else None}
    return FromForm(request.POST or None, zone=zone, initial=initial)


def _write(
    request: CoalitionRequest, kind: str, forms: list[Form | None], proposal: Proposal | None = None
) -> HttpResponse:
    """The page, with the forms of the words, of the effect (or None) and of the date."""
    words, effect, later = forms
    known = decidable.effects().get(kind)
    matter = proposal.matter if proposal else known.matter if known else ""
    process = charter_of(request.coalition.id).process_for(matter)
    clashed = words is not None and request.method == "POST" and bool(words.non_field_errors())
    is_corrected = request.method == "POST" and not clashed  # the mark of what the writer saw stays
    context: dict[str, Any] = {
        "kind": kind,
        "label": known.label if known else "",
        "words": words,
        "effect": effect,
        "later": later,
        "proposal": proposal,
        "process": process,
        "offers_unnamed": permissions.offers_unnamed(request.standing),
        "rule": rule_of(request.coalition.id, process),
        "seen": request.POST.get("seen", "") if is_corrected else queries.draft_as_seen(proposal) if proposal else "",
        "may_record": not proposal
        and process.method is not Method.CHOICE
        and permissions.may_record_call(request.standing, process),
    }
    return render(request, "decisions/write.html", context, status=409 if clashed else 200)
