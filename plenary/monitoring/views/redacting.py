"""The page on which a source is redacted: what goes is told, looked at, and kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.monitoring import actions
from plenary.monitoring.forms.sources import RedactForm
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.permissions.sources import may_change
from plenary.monitoring.shown.redacting import preview
from plenary.monitoring.shown.sources import source_found


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def redact(request: CoalitionRequest, source_id: str) -> HttpResponse:
    """What would be left of the archived copy (``step=look``), and keeping it (``step=keep``); ``?page=2`` shows another page."""
    found, standing = source_found(request, source_id), request.standing
    require(may_change(standing, found))
    form = RedactForm(request.POST or None)
    asked = form.cleaned_data if form.is_valid() else {"words": [], "boxes": []}
    if form.is_valid() and request.POST.get("step") == "keep":
        try:
            actions.redact_source(by=standing, source=found, **asked)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("The redacted file is kept. Open it and look at it before you pass it on."))
            return redirect("monitoring:source", request.coalition.slug, found.id)
    number = request.GET.get("page", "")
    try:
        shown = preview(standing, found, **asked, page=int(number) if number.isdecimal() and len(number) < 5 else 1)
    except Refused as refused:
        if not form.is_bound:
            raise
        form.add_error(None, refused.verdict.sentence)
        shown = None
    return render(request, "monitoring/source_redact.html", {"form": form, "source": found, "shown": shown})
