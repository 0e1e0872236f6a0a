"""Pages of sources: the list, one source, keeping one, saying something else of it, withdrawing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.core.verdicts import Refused, require
from plenary.files.forms import choose_again
from plenary.files.listing import with_kinds
from plenary.monitoring import actions
from plenary.monitoring.forms.sources import FindForm, SourceForm, WithdrawForm
from plenary.monitoring.labels import SOURCE_KINDS
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.permissions.sources import may_change, may_read_sources
from plenary.monitoring.queries.sources import found_sources
from plenary.monitoring.shown.sources import source_found, source_shown

PAGE = 50


@require_safe
@in_masthead(gettext_lazy("Sources"), 56)
@in_coalition(may_read_sources)
def sources(request: CoalitionRequest) -> HttpResponse:
    """The sources, the newest first, searched by words and kind."""
    form = FindForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"words": "", "kind": ""}
    found = Paginator(found_sources(request.standing, asked["words"], asked["kind"]), PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [(row, SOURCE_KINDS[row.kind]) for row in page.object_list],
        "is_search": any(asked.values()),
        "may_keep": may_keep(request.standing),
    }
    return render(request, "monitoring/sources.html", context)


@require_safe
@in_coalition(may_read_sources)
def source(request: CoalitionRequest, source_id: str) -> HttpResponse:
    """One source: what is said of it, its archived copy, what was redacted from it."""
    shown = source_shown(request.standing, source_found(request, source_id))
    context = {
        "shown": shown,
        "source": shown.row,
        "copy_lines": with_kinds(shown.copy),
        "redacted_lines": with_kinds(shown.redacted),
        "withdraw": WithdrawForm() if shown.may_change else None,
    }
    return render(request, "monitoring/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def new_source(request: CoalitionRequest) -> HttpResponse:
    """Keep a source, with its archived copy."""
    form = SourceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = actions.keep_source(by=request.standing, told=form.told, found=form.found)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            is_new = made.title == " ".join(form.told.title.split())
            messages.success(request, _("It is kept.") if is_new else _("This content is kept already: here it is."))
            return redirect("monitoring:source", request.coalition.slug, made.id)
    choose_again(form)
    return render(request, "monitoring/source_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def amend_source(request: CoalitionRequest, source_id: str) -> HttpResponse:
    """Say something else of a source."""
    found = source_found(request, source_id)
    require(may_change(request.standing, found))
    form = SourceForm(
        request.POST or None, request.FILES or None, has_copy=bool(found.sha256), initial=SourceForm.of(found)
    )
    if form.is_valid():
        try:
            actions.amend_source(by=request.standing, source=found, told=form.told, found=form.found)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is kept."))
            return redirect("monitoring:source", request.coalition.slug, found.id)
    choose_again(form)
    return render(request, "monitoring/source_form.html", {"form": form, "source": found})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def withdraw_source(request: CoalitionRequest, source_id: str) -> HttpResponse:
    """Withdraw a source, with why."""
    found = source_found(request, source_id)
    require(may_change(request.standing, found))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_source(by=request.standing, source=found, why=form.cleaned_data["why"])
        messages.success(request, _("It is withdrawn, and its copies are destroyed."))
        return redirect("monitoring:source", request.coalition.slug, found.id)
    return render(request, "monitoring/source_withdraw.html", {"form": form, "source": found})
