"""The import in its steps: file, columns, preview, done; and its undoing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, Verdict
from plenary.directory import actions, labels, permissions, queries
from plenary.directory.after_import import choices_after, offer_made
from plenary.directory.formats import FileError
from plenary.directory.forms import ChoicesForm, ColumnsForm, FileForm, sentence_of
from plenary.directory.models import Import
from plenary.directory.rules.choices import Choices, Preview
from plenary.directory.rules.fields import fields_of

SHOWN = 200  # rows with errors and likely duplicates that are listed; the choice for all of them still counts
SAMPLE = 12  # rows shown as they would be added


@in_coalition(permissions.may_import)
def begin(request: CoalitionRequest) -> HttpResponse:
    """Choose a file; earlier imports stand below."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = actions.begin_import(
                by=request.standing, file_name=file.name or "", data=file.read(), kind=form.cleaned_data["kind"]
            )
        except FileError as error:
            form.add_error("file", Verdict(False, error.reason, "", error.facts).sentence)
        else:
            return redirect("directory:import_columns", request.coalition.slug, imported.pk)
    context = {"form": form, "past": queries.past_imports(request.standing)[:20]}
    return render(request, "directory/import_file.html", context)


@in_coalition(permissions.may_import)
def columns(request: CoalitionRequest, import_id: str) -> HttpResponse:
    """Choose which column holds what, beside the first rows."""
    imported = _open(request, import_id)
    only = next(iter(imported.only.items()), ("", ""))
    initial = {**imported.mapping, "only_column": only[0], "only_value": only[1]}
    form = ColumnsForm(request.POST or None, kind=imported.kind, columns=imported.columns, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(by=request.standing, imported=imported, mapping=form.mapping, only=form.only)
        return redirect("directory:import_preview", request.coalition.slug, imported.pk)
    fields = [form[field.code] for field in fields_of(imported.kind)]
    context = {"imported": imported, "form": form, "fields": fields, "sample": imported.rows[:SAMPLE]}
    return render(request, "directory/import_columns.html", context)


@in_coalition(permissions.may_import)
def preview(request: CoalitionRequest, import_id: str) -> HttpResponse:
    """What would be added, errors and likely duplicates by row; then carry it out. After that, what was done."""
    imported = _found(request, import_id)
    if not imported.is_open:
        made = offer_made(imported.after)
        then = made.next_step(request.coalition.slug) if made and made.next_step else None
        return render(request, "directory/import_done.html", {"imported": imported, "then": then})
    form = ChoicesForm(request.POST or None, after=choices_after(request.standing, imported.kind))
    if request.method == "POST" and form.is_valid():
        try:
            actions.apply_import(
                by=request.standing, imported=imported, choices=form.choices, after=form.cleaned_data["after"]
            )
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            return redirect("directory:import_preview", request.coalition.slug, imported.pk)
    choices = form.choices if form.is_bound and form.is_valid() else Choices()
    return render(request, "directory/import_preview.html", _shown(request, imported, form, choices))


def _shown(request: CoalitionRequest, imported: Import, form: ChoicesForm, choices: Choices) -> dict[str, object]:
    found: Preview = queries.preview_of(request.standing, imported)
    problems = [
        (row, [(labels.FIELDS[problem.field], sentence_of(problem)) for problem in wrong])
        for row, wrong in found.problems_by_row.items()
    ]
    sound = found.sound(choices)
    duplicates = [(each, choices.rows.get(each.row, choices.duplicates)) for each in found.duplicates.values()]
    return {
        "imported": imported,
        "form": form,
        "count": len(sound),
        "left_out": found.reading.left_out,
        "problems": problems[:SHOWN],
        "problem_count": len(problems),
        "duplicates": duplicates[:SHOWN],
        "duplicate_count": len(duplicates),
        "sample": sound[:SAMPLE],
    }


@require_POST
@in_coalition(permissions.may_import)
def undo(request: CoalitionRequest, import_id: str) -> HttpResponse:
    """Undo an import that was carried out, unless its cards are in use."""
    imported = _found(request, import_id)
    try:
        count = actions.undo_import(by=request.standing, imported=imported)
        messages.success(request, _("The import was undone: %(count)s cards were removed.") % {"count": count})
    except Refused as refused:
        messages.error(request, refused.verdict.sentence)
    return redirect("directory:import_preview", request.coalition.slug, imported.pk)


@require_POST
@in_coalition(permissions.may_import)
def discard(request: CoalitionRequest, import_id: str) -> HttpResponse:
    """Forget a file that was not carried out."""
    actions.discard_import(by=request.standing, imported=_open(request, import_id))
    return redirect("directory:import", request.coalition.slug)


def _found(request: CoalitionRequest, import_id: str) -> Import:
    imported = queries.visible_import(request.standing, import_id)
    if imported is None:
        raise Http404
    return imported


def _open(request: CoalitionRequest, import_id: str) -> Import:
    imported = _found(request, import_id)
    if not imported.is_open:
        raise Http404
    return imported
