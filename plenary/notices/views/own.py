"""One's own mails over all coalitions: quiet hours and the calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.accounts.freshness import shown_lately
from plenary.accounts.models import Account
from plenary.coalitions.queries import coalitions_by_id
from plenary.core.belonging import coalitions_of
from plenary.core.http.access import signed_in
from plenary.core.times import place_of, zone_of
from plenary.notices import queries
from plenary.notices.actions import choices
from plenary.notices.forms import QuietHoursForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponseBase:
    """Quiet hours, the calendar's address, and the coalitions whose mails are chosen on their own pages."""
    account = _own(request)
    form = _form(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choices.set_quiet_hours(by=account, **form.cleaned_data)
        messages.success(request, _("Your quiet hours are saved."))
        return redirect("notices:own")
    return render(request, "notices/own.html", _context(account, form))


@signed_in
@require_POST
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Give the calendar a new address and show it, this once, to one who has shown lately who it is; or take it back."""
    account = _own(request)
    if request.POST.get("step") == "stop":
        choices.stop_calendar(by=account)
        messages.success(request, _("The address of your calendar answers no more."))
        return redirect("notices:own")
    if request.POST.get("step") != "make":
        raise Http404
    return _made(request)


@shown_lately
def _made(request: HttpRequest) -> HttpResponseBase:
    account = _own(request)
    address = settings.SITE_URL + reverse("notices:deadlines", args=[choices.make_calendar(by=account)])
    return render(request, "notices/own.html", {**_context(account, _form(account)), "address": address})


def _form(account: Account, given: QueryDict | None = None) -> QuietHoursForm:
    hours = queries.quiet_hours(account.id)
    return QuietHoursForm(given, initial={"start": hours.start, "end": hours.end} if hours else {})


def _context(account: Account, form: QuietHoursForm) -> dict[str, object]:
    language = get_language() or "en"
    found = [(each.slug, each.name_in(language)) for each in coalitions_by_id(coalitions_of(account.id))]
    place = place_of(zone_of(account.time_zone), language)
    return {"form": form, "calendar": queries.calendar_of(account.id), "coalitions": found, "place": place}


def _own(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
