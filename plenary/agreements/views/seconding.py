"""The second address of one's member, and the page behind a link that was mailed to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenary.accounts.freshness import shown_within_the_hour
from plenary.agreements import actions, permissions, queries
from plenary.agreements.forms import SecondForm
from plenary.agreements.labels import FORM, SECOND
from plenary.agreements.models import SecondAddress, Signature
from plenary.agreements.rules import LINK_HOLDS, Second, link_holds
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, reach
from plenary.core.http.access import public
from plenary.core.verdicts import Refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
@shown_within_the_hour
def second(request: CoalitionRequest) -> HttpResponse:
    """The second address of one's member: enter it, see what waits for it, have the mails sent again (``step=again``)."""
    require(permissions.may_sign_for_member(request.standing))
    shown = queries.second_shown(request.standing)
    is_again = request.POST.get("step") == "again"
    start = {"email": shown.address.email if shown.address else ""}
    form = SecondForm(request.POST if request.method == "POST" and not is_again else None, initial=start)
    if is_again or form.is_valid():
        try:
            messages.success(request, _sent_again(request) if is_again else _entered(request, form))
            return redirect("agreements:second", request.coalition.slug)
        except Refused as refusal:
            if is_again:
                messages.error(request, refusal.verdict.sentence)
            else:
                form.add_error("email", refusal.verdict.sentence)
    waiting = [(row, SECOND[second]) for row, second in shown.waiting]
    context = {"shown": shown, "waiting": waiting, "form": form, "clause": permissions.CLAUSE_OF_SIGNING}
    return render(request, "agreements/second.html", context)


def _sent_again(request: CoalitionRequest) -> str:
    number = actions.send_again(by=request.standing)
    return ngettext("A mail was sent.", "%(number)s mails were sent.", number) % {"number": number}


def _entered(request: CoalitionRequest, form: SecondForm) -> str:
    made = actions.enter_second_address(by=request.standing, email=form.cleaned_data["email"])
    if made is None:
        return _("Your member has no second address now.")
    if made.confirmed_at is not None:
        return _("It was your second address already.")
    if made.usable_from is not None:
        return _(
            "A mail asks that address whether it is so, and another the former one. Below stands from when it is asked."
        )
    return _("A mail asks that address whether it is so. Once it says yes, it is asked about what your member signs.")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of a link that was mailed to a second address. GET changes nothing (scanners follow links); POST says that it is
    so, or that it is not (``step=no``), or that the address is asked no more (``step=stop``)."""
    found = queries.asked_by_link(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        step = request.POST.get("step")
        actions.answer_link(token=token, is_so=step not in {"no", "stop"}, stops=step == "stop")
        found = queries.asked_by_link(token)
    if found is None:  # an address that is asked no more: its row is told nothing more
        return render(request, "agreements/second_link.html", {"is_gone": True})
    with reach.only(found.coalition_id):
        return render(request, "agreements/second_link.html", _asked(found, token))


def _asked(found: SecondAddress | Signature, token: str) -> dict[str, object]:
    member = found.member
    told = {
        "coalition_name": found.coalition,
        "organisation": "" if member.protected else member.name,
        "until": found.link_sent_at + LINK_HOLDS if found.link_sent_at else None,
    }
    if isinstance(found, SecondAddress):
        if queries.is_of_former(found, token):
            return {**told, "address": found, "is_former": True, "until": found.usable_from}
        shows = link_holds(found.link_sent_at, clock.now())
        return {**told, "address": found, "is_open": queries.may_answer_address(found), "shows": shows}
    stands = queries.second_of_signature(found)
    names_person = not (member.protected or found.person.protected)
    return {
        **told,
        "row": found,
        "form_of_name": FORM[found.form],
        "person": found.person.name if names_person else "",
        "is_open": stands is Second.OPEN,
        "shows": link_holds(found.link_sent_at, clock.now()),
        "stands": stands.value,
        "words": SECOND[stands],
    }
