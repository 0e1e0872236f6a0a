"""The page of a draft: what it changes and would touch, what contradicts itself, who works on it, and what can be done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from plenary.charter import actions, permissions
from plenary.charter.forms.guided import TitleForm, further
from plenary.charter.models import CharterDraft
from plenary.charter.rules.growing import STEPS
from plenary.charter.rules.parts import CHAPTERS
from plenary.charter.shown.draft import CONTRADICTS, OUTDATED, SAME, draft_shown
from plenary.charter.shown.finding import draft_found
from plenary.charter.views.parts import titles
from plenary.charter.views.workbench import counted_changes, with_ways_out
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.keeping import kept_offline
from plenary.core.verdicts import reasons

_AS_SHOWN = ("changes", "chapters", "touched", "made", "counts", "may_propose", "may_amend", "may_close", "may_copy")


@require_safe
@kept_offline
@in_coalition(permissions.may_see_drafts)
def draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft: what it changes, what stands in its way, the whole text, and the ways to change or to propose it."""
    found = draft_found(request, draft_id)
    shown = draft_shown(request.standing, found)
    context = {
        "draft": found,
        **{name: getattr(shown, name) for name in _AS_SHOWN},
        "is_outdated": OUTDATED in shown.problems,
        "is_same": SAME in shown.problems,
        "problems": [reasons()[code] for code in shown.problems if code not in (CONTRADICTS, OUTDATED, SAME)],
        "contradictions": with_ways_out(request, found, shown.contradictions),
        "editable": _editable(found, shown.charter) if shown.may_amend else [],
        "steps_left": sum(not step.is_taken(shown.charter) for step in STEPS),
        "form": TitleForm(initial={"title": further(found)}),
    }
    return render(request, "charter/draft.html", context)


@in_coalition(permissions.may_draft_charter)
@require_POST
def copy(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Make a further draft of a draft."""
    found, form = draft_found(request, draft_id), TitleForm(request.POST)
    title = form.cleaned_data["title"] if form.is_valid() else further(found)
    made = actions.copy_draft(by=request.standing, draft=found, title=title)
    messages.success(request, _("This is a draft of its own; the other stays as it is."))
    return redirect("charter:draft", request.coalition.slug, made.id)


@in_coalition(permissions.may_draft_charter)
@require_POST
def renew(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Bring a draft up to date with the charter in force."""
    found = draft_found(request, draft_id)
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
    found = actions.close_draft(by=request.standing, draft=draft_found(request, draft_id))
    messages.success(request, _("The draft is put aside. It can still be read."))
    return redirect("charter:draft", request.coalition.slug, found.id)


def _editable(found: CharterDraft, charter: Any) -> list[tuple[str, str, int]]:
    """The chapters that can be changed: key, title, how many parts of each differ from the charter in force."""
    counted, named = counted_changes(found, charter), titles()
    return [(key, named[key], counted.get(key, 0)) for key in CHAPTERS]
