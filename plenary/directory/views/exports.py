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
        kind = form.cleaned_data["kind"]
        exported = actions.export_directory(
            by=request.standing, kind=kind, file_format=form.cleaned_data["file_format"]
        )
        response = HttpResponse(exported.data, content_type=exported.media_type)
        name = f"{request.coalition.slug}-{kind}.{exported.ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return render(request, "directory/export.html", {"form": form})
