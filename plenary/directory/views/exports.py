"""The export of the directory."""

from django.http import HttpResponse
from django.shortcuts import render

from plenary.accounts.freshness import shown_within_the_hour
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.directory import actions, permissions
from plenary.directory.forms import ExportForm


@in_coalition(permissions.may_export)
@shown_within_the_hour
def export(request: CoalitionRequest) -> HttpResponse:
    """Choose what and as what; the file is the answer, and members see that it was taken out."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        exported = actions.export_directory(by=request.standing, **form.cleaned_data)
        response = HttpResponse(exported.data, content_type=exported.media_type)
        response["Content-Disposition"] = f'attachment; filename="{exported.name(request.coalition.slug)}"'
        return response
    return render(request, "directory/export.html", {"form": form})
