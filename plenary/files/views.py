"""Pages of files: what hangs on one thing, the way to add and remove, and a file itself."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts.freshness import ask_again
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.files import actions, permissions, queries, sending
from plenary.files.formats import FileError
from plenary.files.forms import KeepForm
from plenary.files.listing import listed, page_of
from plenary.files.models import File


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_ask)
def files(request: CoalitionRequest, parent_kind: str, parent: str) -> HttpResponseBase:
    """The files of one thing; a file that is sent is added to them, and leads back to the page of the thing."""
    if not queries.has_visible_files(request.standing, parent_kind, parent):
        raise Http404
    if asked := _asked_again(request, parent_kind, parent):
        return asked
    form = KeepForm(parent_kind=parent_kind)
    if request.method == "POST":
        require(permissions.may_keep(request.standing, parent_kind, parent))
        form = KeepForm(request.POST, request.FILES, parent_kind=parent_kind)
        if form.is_valid():
            try:
                kept = actions.keep_found(
                    by=request.standing, kind=parent_kind, parent_id=parent, found=form.cleaned_data["file"]
                )
            except FileError as error:
                form.add_error("file", error.verdict.sentence)
            else:
                messages.success(request, _("The file %(name)s was added.") % {"name": kept.name})
                return redirect(page_of(request.standing, parent_kind, parent))
    shown = listed(request.standing, parent_kind, parent, form)
    return render(
        request, "files/files.html", {"listed": shown, "back": page_of(request.standing, parent_kind, parent)}
    )


@require_safe
@in_coalition(permissions.may_ask)
def file(request: CoalitionRequest, file_id: str) -> HttpResponseBase:
    """One file, to be saved."""
    found = _found(request, file_id)
    return _asked_again(request, found.kind, found.parent_id) or sending.sent(found)


@require_POST
@in_coalition(permissions.may_ask)
def remove(request: CoalitionRequest, file_id: str) -> HttpResponseBase:
    """Remove a file for good."""
    found = _found(request, file_id)
    actions.remove_file(by=request.standing, file=found)
    messages.success(request, _("The file %(name)s was removed.") % {"name": found.name})
    return redirect(page_of(request.standing, found.kind, found.parent_id))


def _asked_again(request: CoalitionRequest, parent_kind: str, parent: str) -> HttpResponseBase | None:
    """Where files are guarded, the way to show that it is oneself, or the look entered; None to go on."""
    asked = ask_again(request) if permissions.is_guarded(request.standing, parent_kind, parent) else None
    if asked is None:
        actions.look_at_files(by=request.standing, kind=parent_kind, parent_id=parent)
    return asked


def _found(request: CoalitionRequest, file_id: str) -> File:
    found = queries.visible_file(request.standing, file_id)
    if found is None:
        raise Http404
    return found
