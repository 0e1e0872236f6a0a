"""Pages of signing: for one's member, on paper, and withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.accounts.freshness import shown_within_the_hour
from plenary.agreements import actions, permissions, queries
from plenary.agreements.forms import PaperForm, SignForm
from plenary.agreements.models import Signature
from plenary.agreements.rules import SCANS
from plenary.agreements.shown.finding import agreement_found
from plenary.agreements.shown.reading import read
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.files.formats import FileError
from plenary.files.forms import choose_again
from plenary.files.listing import listed


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
@shown_within_the_hour
def sign(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Sign the edition in force for one's member, with its whole text before one's eyes."""
    found = agreement_found(request, agreement_id)
    own = queries.own_signature(request.standing, found.id)
    require(permissions.may_sign(request.standing, found, own, queries.waiting_of(request.standing, found.id)))
    edition = found.current
    if edition is None:
        raise Http404
    start = {"hash": edition.hash}
    form = SignForm(request.POST or None, initial=start, allows_reservations=edition.allows_reservations)
    if form.is_valid():
        try:
            given = {name: form.cleaned_data.get(name, "") for name in ("form", "reservation", "hash")}
            return _signed(request, actions.sign(by=request.standing, agreement=found, **given))
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
    reading = read(request.standing, found, edition, request.GET.get("language", ""))
    context = {
        "reading": reading,
        "edition": edition,
        "form": form,
        "own": own,
        "second": queries.second_shown(request.standing, with_waiting=False),
        "clause": permissions.clause_of_adoption(request.coalition.id),
    }
    return render(request, "agreements/sign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
@shown_within_the_hour
def withdraw(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Withdraw one's member's signature, after a page that says what that means."""
    found = agreement_found(request, agreement_id)
    own = queries.own_signature(request.standing, found.id) or queries.waiting_of(request.standing, found.id)
    require(permissions.may_withdraw(request.standing, own))
    if request.method == "POST":
        actions.withdraw_signature(by=request.standing, agreement=found)
        messages.success(request, _("The signature of your member is withdrawn. Both dates can be read."))
        return redirect("agreements:agreement", request.coalition.slug, found.id)
    return render(request, "agreements/withdraw.html", {"agreement": found, "own": own})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_enter_paper)
def paper(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Enter a signature that a member gave on paper; the member is asked to confirm it."""
    found = agreement_found(request, agreement_id)
    edition = found.current
    if edition is None:
        raise Http404
    allows = edition.allows_reservations
    sent = (request.POST or None, request.FILES or None)
    form = PaperForm(*sent, standing=request.standing, allows_reservations=allows)
    if form.is_valid():
        scanned = {name: form.cleaned_data[name] for name in ("scan", "no_scan")}
        try:
            actions.enter_paper(by=request.standing, agreement=found, paper=form.paper(), **scanned)
        except Refused as refusal:
            form.add_error("scan" if isinstance(refusal, FileError) else None, refusal.verdict.sentence)
            choose_again(form)
        else:
            messages.success(request, _("The paper is entered. It counts once the member confirms it."))
            return redirect("agreements:agreement", request.coalition.slug, found.id)
    unconfirmed = queries.papers_unconfirmed(request.standing, found.id)
    context = {"agreement": found, "edition": edition, "form": form, "unconfirmed": unconfirmed, "scans": SCANS}
    return render(request, "agreements/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
@shown_within_the_hour
def confirm(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Confirm for one's member that it signed on paper, or say that it did not (``step=decline``)."""
    found = agreement_found(request, agreement_id)
    row = queries.paper_to_confirm(request.standing, found.id)
    require(permissions.may_confirm(request.standing, row))
    files = listed(request.standing, SCANS, row.id if row else "")
    if request.method == "POST":
        if request.POST.get("step") == "decline":
            actions.decline_paper(by=request.standing, agreement=found)
            messages.success(request, _("The paper counts for nothing. The officer who entered it can read so."))
        else:
            scan = request.POST.get("scan", "")
            return _signed(request, actions.confirm_paper(by=request.standing, agreement=found, scan=scan))
        return redirect("agreements:agreement", request.coalition.slug, found.id)
    return render(request, "agreements/confirm.html", {"agreement": found, "row": row, "files": files})


def _signed(request: CoalitionRequest, row: Signature) -> HttpResponse:
    """Where one goes on to after signing: the receipt beside the text, or what waits for the second address."""
    if row.confirmed_at is None:
        messages.success(request, _("Your member has signed. It counts once its second address has confirmed it."))
        return redirect("agreements:second", request.coalition.slug)
    messages.success(request, _("Your member has signed. The receipt stands beside the text."))
    return redirect("agreements:agreement", request.coalition.slug, row.agreement_id)
