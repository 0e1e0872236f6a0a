"""The page of a draft: what it changes and would touch, what contradicts itself, who works on it, and what can be done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plenary.charter import actions, decidable, permissions, queries
from plenary.charter.forms.guided import TitleForm
from plenary.charter.labels.touches import under_headings
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.growing import STEPS
from plenary.charter.rules.parts import CHAPTERS
from plenary.charter.views.parts import titles
from plenary.charter.views.workbench import counted_changes, draft_or_404, told_contradictions
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.keeping import kept_offline
from plenary.core.verdicts import reasons

_TOLD_APART = frozenset({"charter.contradicts", "charter.draft_outdated"})


@kept_offline
@in_coalition(permissions.may_see_drafts)
def draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft: what it changes, what stands in its way, the whole text, and the ways to change or to propose it."""
    found = draft_or_404(request, draft_id)
    charter = charter_from_json(found.document)
    problems = decidable.effect("charter.amend").problems(request.coalition.id, {"draft": found.id})
    may_amend = permissions.may_amend_draft(request.standing, found)
    context = {
        "draft": found,
        "changes": queries.changes_of(found),
        "chapters": queries.prose_of_draft(found),
        "is_outdated": "charter.draft_outdated" in problems,
        "is_same": "charter.draft_same" in problems,
        "may_propose": not problems and found.closed_at is None,
        "problems": [reasons()[code] for code in problems if code not in _TOLD_APART | {"charter.draft_same"}],
        "contradictions": told_contradictions(request, found, charter) if "charter.contradicts" in problems else [],
        "may_amend": may_amend,
        "may_close": permissions.may_close_draft(request.standing, found),
        "may_copy": permissions.may_draft_charter(request.standing),
        "editable": _editable(found, charter) if may_amend else [],
        "steps_left": sum(not step.is_taken(charter) for step in STEPS),
        "touched": under_headings(drafting.touches_of(request.standing, found)),
        "made": drafting.changes_made(found),
        "counts": drafting.comment_counts(found),
        "form": TitleForm(initial={"title": _further(found)}),
    }
    return render(request, "charter/draft.html", context)


@in_coalition(permissions.may_draft_charter)
@require_POST
def copy(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Make a further draft of a draft."""
    found, form = draft_or_404(request, draft_id), TitleForm(request.POST)
    title = form.cleaned_data["title"] if form.is_valid() else _further(found)
    made = actions.copy_draft(by=request.standing, draft=found, title=title)
    messages.success(request, _("This is a draft of its own; the other stays as it is."))
    return redirect("charter:draft", request.coalition.slug, made.id)


@in_coalition(permissions.may_draft_charter)
@require_POST
def renew(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Bring a draft up to date with the charter in force."""
    found = draft_or_404(request, draft_id)
    made, conflicts = actions.renew_draft(by=request.standing, draft=found)
    if conflicts:
        text = ngettext(
            "The draft is up to date. In one place both changed the same; there the draft's own words stand: "
            "look at what it changes.",
            "The draft is up to date. In %(count)d places both changed the same; there the draft's own words stand: "
            "look at what it changes.",
            len(conflicts),
        )
        messages.warning(request, text % {"count": len(conflicts)})
    else:
        messages.success(request, _("The draft is up to date with the charter in force."))
    return redirect("charter:draft", request.coalition.slug, made.id)


@in_coalition(permissions.may_draft_charter)
@require_POST
def close(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Put a draft aside."""
    found = actions.close_draft(by=request.standing, draft=draft_or_404(request, draft_id))
    messages.success(request, _("The draft is put aside. It can still be read."))
    return redirect("charter:draft", request.coalition.slug, found.id)


def _editable(found: CharterDraft, charter: Any) -> list[tuple[str, str, int]]:
    """The chapters that can be changed: key, title, how many parts of each differ from the charter in force."""
    counted, named = counted_changes(found, charter), titles()
    return [(key, named[key], counted.get(key, 0)) for key in CHAPTERS]


def _further(found: CharterDraft) -> str:
    return (_("Further: %(title)s") % {"title": found.title})[:200]
