"""A charter taken away as TOML, and a draft made from TOML that somebody brings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from plenary.charter import actions, decidable, permissions, queries
from plenary.charter.forms import TomlForm
from plenary.charter.labels import sentence_of
from plenary.charter.rules.clauses import numbers
from plenary.charter.rules.comparison import compare
from plenary.charter.rules.document import charter_to_toml
from plenary.charter.rules.exchange import Reading, read_toml
from plenary.charter.rules.schema import Charter
from plenary.charter.views.asked import version_asked
from plenary.coalitions.access import CoalitionRequest, in_coalition

SHOWN = 100  # problems on one page


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
    return render(request, "charter/import_preview.html", {"form": form.again(), **_seen(request, reading.charter)})


def _told(form: TomlForm, reading: Reading) -> dict[str, object]:
    """The problems, the first hundred of them, each with its line as it was written and the clause that it would be."""
    written = form.cleaned_data["text"].split("\n")
    numbered = numbers(queries.prose_of_charter(reading.charter)) if reading.charter else {}
    problems = [
        {
            "line": found.line,
            "path": found.path,
            "words": sentence_of(found),
            "number": numbered.get(found.clause, ""),
            "written": "".join(written[found.line - 1 : found.line]).strip(),
        }
        for found in reading.findings[:SHOWN]
    ]
    return {"problems": problems, "count": len(reading.findings), "more": max(len(reading.findings) - SHOWN, 0)}


def _seen(request: CoalitionRequest, charter: Charter) -> dict[str, object]:
    """What a charter would say, and what differs from the version in force."""
    said = queries.prose_of_charter(charter)
    present = queries.version_in_force(request.coalition.id)
    changes = compare(queries.prose_in(present, get_language() or "en"), said) if present else ()
    return {"chapters": said, "present": present, "changes": changes}
