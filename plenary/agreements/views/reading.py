"""Pages that are read: the list, one agreement, two editions compared, the paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from plenary.agreements import permissions, queries
from plenary.agreements.labels import CHANGE, KIND, SHAPE, STAGE
from plenary.agreements.rules import Stage
from plenary.agreements.shown.finding import agreement_found, beside_of, edition_asked, sides_of
from plenary.agreements.shown.paper import paper_of
from plenary.agreements.shown.reading import differences, read
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, printing
from plenary.core.http.access import export_of
from plenary.core.navigation import in_masthead


@require_safe
@in_masthead(gettext_lazy("Agreements"), 45)
@in_coalition(permissions.may_read_agreements)
def agreements(request: CoalitionRequest) -> HttpResponse:
    """Every agreement that the reader may see, those in force first."""
    today = clock.now().date()
    rows = [(row, row.stage_on(today)) for row in queries.visible_agreements(request.standing)]
    titles = queries.titles_in([row for row, _stage in rows], get_language() or "")
    order = list(STAGE)
    rows.sort(key=lambda one: ((2, 0, 1, 3)[order.index(one[1])], titles[one[0].id]))
    shown = [
        {"row": row, "title": titles[row.id], "kind": KIND[row.kind], "stage": STAGE[stage], "shape": SHAPE[stage]}
        for row, stage in rows
    ]
    signs = {row.id for row, _signed in queries.agreements_to_sign(request.standing)}
    holding = sum(stage is Stage.IN_FORCE for _row, stage in rows)
    may_draft = permissions.may_draft(request.standing)
    first = next((row for row, _stage in rows if row.id in signs), None)
    context = {"rows": shown, "holding": holding, "signs": signs, "first": first, "may_draft": may_draft}
    return render(request, "agreements/agreements.html", context)


@require_safe
@in_coalition(permissions.may_read_agreements)
def agreement(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """One agreement: the edition that holds, or the one asked for (``?edition=2``), with who stands on it."""
    found = agreement_found(request, agreement_id)
    reading = read(request.standing, found, edition_asked(request, found), request.GET.get("language", ""))
    context = {
        "reading": reading,
        "agreement": found,
        "edition": reading.edition,
        "kind": KIND[found.kind],
        "stage": STAGE[reading.stage],
        "shape": SHAPE[reading.stage],
        "clause": permissions.clause_of_adoption(request.coalition.id),
    }
    return render(request, "agreements/agreement.html", context)


@require_safe
@in_coalition(permissions.may_read_agreements)
def compare(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Two editions paragraph by paragraph (``?from=1&to=2``); without, what holds with the one before, or with the draft."""
    found = agreement_found(request, agreement_id)
    sides = sides_of(request.standing, found, request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "agreement": found,
        "sides": sides,
        "changes": [
            {**row, "label": CHANGE[str(row["change"])]} for row in differences(sides.old_lines, sides.new_lines)
        ],
        "editions": queries.visible_editions(request.standing, found),
    }
    return render(request, "agreements/compare.html", context)


@require_safe
@in_coalition(permissions.may_read_agreements)
def beside(request: CoalitionRequest, agreement_id: str, language: str) -> HttpResponse:
    """A translation beside the words that decide, paragraph by paragraph, of what holds, else of the draft (``?edition=2``)."""
    found = agreement_found(request, agreement_id)
    side_by_side = beside_of(request.standing, found, edition_asked(request, found), language)
    context = {
        "agreement": found,
        "beside": side_by_side,
        "may_change": permissions.may_change(request.standing, found),
    }
    return render(request, "agreements/beside.html", context)


@require_safe
@export_of("agreements:agreement")
@in_coalition(permissions.may_read_agreements)
def print_agreement(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """What is read, as a PDF: the edition that holds, or the one asked for (``?edition=2``)."""
    found = agreement_found(request, agreement_id)
    reading = read(request.standing, found, edition_asked(request, found), request.GET.get("language", ""))
    number = f"-{reading.edition.number}" if reading.edition else "-draft"
    return printing.answer(paper_of(reading, request.coalition), f"{request.coalition.slug}-{found.kind}{number}")
