"""Finding a date: the times and how fair they are, when each can, choosing one; and what one needs to take part."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.forms import AvailabilityForm, LookForm, NeedForm, OfferForm
from plenary.meetings.views.finding import back_to, meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def dates(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """The times that are offered, how fair each is and why; and when one can."""
    found, standing = meeting_or_404(request, meeting_id), request.standing
    if request.method == "POST":
        require(permissions.may_say_when(standing, found))
    options = queries.options_of(found)
    told = {f"can-{key}": answer for key, answer in queries.own_answers(standing, found).items()}
    form = AvailabilityForm(request.POST or None, options=options, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.say_when(by=standing, meeting=found, answers=form.answers())
        return back_to(request, found, _("It is written down when you can."), "when")
    context = {
        "meeting": found,
        "form": form,
        "options": shown.options_of(found),
        "may_say_when": permissions.may_say_when(standing, found),
        "may_find_date": permissions.may_find_date(standing, found),
    }
    return render(request, "meetings/dates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def offer(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Offer times: typed in, or suggested as fair between two days (``?first=&last=&minutes=``)."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_find_date(request.standing, found))
    look = LookForm(request.GET if "first" in request.GET else None)
    asked = look.cleaned_data if look.is_bound and look.is_valid() else None
    suggested = queries.suggested_times(found, **asked) if asked else []
    start = {"minutes": asked["minutes"]} if asked else {}
    form = OfferForm(request.POST or None, meeting=found, suggested=suggested, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_dates(by=request.standing, meeting=found, spans=form.spans())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            return back_to(request, found, _("The times are offered; those invited are asked."), "when")
    why = [shown.weighed(found, each) for each in suggested]
    return render(request, "meetings/offer.html", {"meeting": found, "form": form, "look": look, "suggested": why})


@require_POST
@in_coalition(permissions.may_read_meetings)
def choose(request: CoalitionRequest, meeting_id: str, option_id: str) -> HttpResponse:
    """Choose one of the times."""
    found = meeting_or_404(request, meeting_id)
    option = next((each for each in queries.options_of(found) if each.pk == option_id), None)
    if option is None:
        raise Http404
    actions.choose_date(by=request.standing, meeting=found, option=option)
    return back_to(request, found, _("The date is found; those invited are told."), "when")


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def need(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Say what one needs to take part."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_tell_need(request.standing, found))
    form = NeedForm(request.POST or None, initial={"words": queries.own_need(request.standing, found)})
    if request.method == "POST" and form.is_valid():
        actions.tell_need(by=request.standing, meeting=found, words=form.cleaned_data["words"])
        return back_to(request, found, _("Those who call meetings read it, and nobody else."), "when")
    return render(request, "meetings/need.html", {"meeting": found, "form": form})
