"""Pages of suggestions on a paragraph of a draft: making one; taking it over, declining it, taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.agreements import actions, permissions, queries
from plenary.agreements.forms import DeclineForm, SuggestForm, TakeForm
from plenary.agreements.models import Agreement
from plenary.agreements.queries import Suggested
from plenary.agreements.shown.finding import agreement_found
from plenary.agreements.shown.suggesting import after_taking, item
from plenary.charter.permissions import offers_unnamed
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
def suggest(request: CoalitionRequest, agreement_id: str, paragraph_id: str) -> HttpResponse:
    """Suggest a change to one paragraph of the draft, which stands above the form."""
    found = agreement_found(request, agreement_id)
    row = queries.paragraph_of(found, paragraph_id)
    if row is None:
        raise Http404
    require(permissions.may_suggest(request.standing, found))
    form = SuggestForm(request.POST or None, initial={"words": row.words})
    if form.is_valid():
        try:
            actions.suggest(by=request.standing, agreement=found, paragraph=row, **form.given())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            messages.success(request, _("Your suggestion stands beside the paragraph."))
            return redirect("agreements:draft", request.coalition.slug, found.id)
    names = permissions.may_read_signatories(request.standing)
    context = {"agreement": found, "row": row, "form": form, "names": names}
    return render(request, "agreements/suggest.html", {**context, "offers_unnamed": offers_unnamed(request.standing)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
def suggestion(request: CoalitionRequest, agreement_id: str, suggestion_id: str) -> HttpResponse:
    """One suggestion beside the words that stand now: take it over (``step=take``), decline it (``step=decline``), or take back
    that of one's member (``step=withdraw``)."""
    found = agreement_found(request, agreement_id)
    one = queries.suggestion_on(request.standing, found, queries.draft_lines(found), suggestion_id)
    if one is None:
        raise Http404
    decline, wrong = DeclineForm(), ""
    if request.method == "POST":
        decline = DeclineForm(request.POST if request.POST.get("step") == "decline" else None)
        try:
            told = _answered(request, one, decline)
        except Refused as refusal:
            if not refusal.verdict.reason.endswith(("older_wording", "changed_meanwhile", "no_such_paragraph")):
                raise
            told, wrong = "", refusal.verdict.sentence
        if told:
            messages.success(request, told)
            return redirect("agreements:draft", request.coalition.slug, found.id)
    context = {"agreement": found, "item": item(request.standing, one), "decline": decline, "wrong": wrong}
    return render(request, "agreements/suggestion.html", {**context, **_compared(found, one)})


def _answered(request: CoalitionRequest, one: Suggested, decline: DeclineForm) -> str:
    """Do what was chosen; gives what to say of it, nothing where more is needed."""
    by, step = request.standing, request.POST.get("step")
    if step == "take":
        form = TakeForm(request.POST)
        if not form.is_valid():
            return ""
        actions.take_suggestion(by=by, suggestion=one.row, revision=form.cleaned_data["revision"] or 0)
        return _("The suggestion is taken over: the draft has changed.")
    if step == "withdraw":
        actions.withdraw_suggestion(by=by, suggestion=one.row)
        return _("Your suggestion is taken back.")
    require(permissions.may_answer_suggestion(by, one.row))
    if decline.is_valid():
        actions.decline_suggestion(by=by, suggestion=one.row, **decline.cleaned_data)
        return _("The suggestion is declined, with your reason.")
    return ""


def _compared(agreement: Agreement, one: Suggested) -> dict[str, object]:
    """The words that stand now beside those that would; nothing where the paragraph is gone."""
    stands = queries.paragraph_of(agreement, one.row.paragraph)
    if stands is None:
        return {"stands": None}
    before, after = after_taking(one, stands.words)
    take = TakeForm(initial={"revision": stands.revision})
    return {"stands": stands, "before": before, "after": after, "take": take}
