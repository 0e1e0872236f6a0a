"""A charter taken away as TOML, and a draft made from TOML that somebody brings."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plenary.charter import actions, decidable, permissions, queries
from plenary.charter.forms import TomlForm
from plenary.charter.rules.document import charter_to_toml
from plenary.charter.rules.exchange import Reading, read_toml
from plenary.charter.shown.reading import preview_of, wrong_places
from plenary.charter.views.asked import version_asked
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.access import export_of


@require_safe
@export_of("charter:charter")
@in_coalition(permissions.may_read_charter)
def export_toml(request: CoalitionRequest) -> HttpResponse:
    """The charter in force, or an earlier version (``?version=2``), as a TOML file."""
    version = version_asked(request)
    response = HttpResponse(
        charter_to_toml(queries.charter_in(version)), content_type="application/toml; charset=utf-8"
    )
    name = f"{request.coalition.slug}-charter-{version.number}.toml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@in_coalition(permissions.may_draft_charter)
def import_toml(request: CoalitionRequest) -> HttpResponse:
    """Bring TOML, read every problem by its line, see what the charter would say and change, keep it as a draft."""
    form = TomlForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid() or request.POST.get("step") == "text":
        return render(request, "charter/import.html", {"form": form})
    reading = read_toml(form.cleaned_data["text"], powers=decidable.powers())
    if reading.charter is None or not reading.is_sound:
        return render(request, "charter/import.html", {"form": form.again(), **_told(form, reading)})
    if request.POST.get("step") == "save":
        title = form.cleaned_data["title"]
        kept = actions.draft_charter(by=request.standing, charter=reading.charter, title=title)
        return redirect("charter:draft", request.coalition.slug, kept.id)
    seen = preview_of(request.coalition.id, reading.charter)
    context = {"chapters": seen.chapters, "present": seen.present, "changes": seen.changes}
    return render(request, "charter/import_preview.html", {"form": form.again(), **context})


def _told(form: TomlForm, reading: Reading) -> dict[str, object]:
    """The problems, the first hundred of them, and how many more there are."""
    problems = [asdict(wrong) for wrong in wrong_places(form.cleaned_data["text"], reading)]
    count = len(reading.findings)
    return {"problems": problems, "count": count, "more": count - len(problems)}
