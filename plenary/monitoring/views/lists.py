"""Pages of status lists: bringing one, what of it differs, taking it over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.directory.formats.tables import FileError
from plenary.monitoring import actions
from plenary.monitoring.formats import UnreadableError
from plenary.monitoring.forms.lists import ListChoicesForm, ListFileForm
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.lists import taken_lists
from plenary.monitoring.shown.addressed import instrument_found, list_found
from plenary.monitoring.shown.lists import in_words, list_shown


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def bring(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Choose the file of a status list; those that were taken over stand below."""
    found = instrument_found(request, instrument_id)
    form = ListFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.bring_list(
                by=request.standing, instrument=found, file_name=file.name or "", data=file.read()
            )
        except Refused as refused:
            form.add_error("file", refused.verdict.sentence)
        except (FileError, UnreadableError) as error:
            form.add_error("file", in_words(error))
        else:
            return redirect("monitoring:compare_list", request.coalition.slug, found.id, brought.id)
    context = {"form": form, "instrument": found, "taken": taken_lists(found)[:20]}
    return render(request, "monitoring/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def compare(request: CoalitionRequest, instrument_id: str, brought_list_id: str) -> HttpResponse:
    """What differs between a list and what is kept, to be confirmed; what was chosen is done at once, or nothing of it."""
    found = instrument_found(request, instrument_id)
    brought = list_found(found, brought_list_id)
    is_sent = request.method == "POST"
    ticked = {*request.POST.getlist("left_out"), *request.POST.getlist("taken_out")} if is_sent else None
    shown = list_shown(brought, ticked)
    form = ListChoicesForm(request.POST or None, compared=shown.compared)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.take_list(by=request.standing, brought=brought, seen=seen, choices=form.choices)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("The list is taken over, and the status follows."))
            return redirect("monitoring:instrument", request.coalition.slug, found.id)
    ends = [(line, form[f"notified_{line.actor}"], form[f"effect_{line.actor}"]) for line in shown.ended]
    context = {"shown": shown, "form": form, "ends": ends, "instrument": found, "brought": brought}
    return render(request, "monitoring/compare.html", context)


@require_POST
@in_coalition(may_keep)
def forget(request: CoalitionRequest, instrument_id: str, brought_list_id: str) -> HttpResponse:
    """Forget a list that was brought."""
    found = instrument_found(request, instrument_id)
    actions.forget_list(by=request.standing, brought=list_found(found, brought_list_id))
    return redirect("monitoring:bring_list", request.coalition.slug, found.id)
