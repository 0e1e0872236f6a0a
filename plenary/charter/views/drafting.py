"""Preparing a charter: a starting charter and its questions, what comes of them, and a draft kept of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from plenary.charter import actions, decidable, labels, permissions, queries, starting
from plenary.charter.forms import DraftForm
from plenary.charter.rules.comparison import compare as compared
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import reasons


@in_coalition(permissions.may_draft_charter)
def new(request: CoalitionRequest) -> HttpResponse:
    """Choose a starting charter, answer its questions, see what comes of it, keep it as a draft."""
    start = request.GET.get("start", "")
    if not start:
        drafts = queries.drafts(request.coalition.id)[:20]
        return render(request, "charter/choose.html", {"starting": labels.STARTING, "drafts": drafts})
    if start not in labels.STARTING:
        raise Http404
    asked = starting.questions_of(start, request.coalition.language)
    form = DraftForm(asked, request.POST or None, initial=_known(request))
    step = request.POST.get("step")
    if request.method != "POST" or step == "answers" or not form.is_valid():
        return render(request, "charter/questions.html", {"form": form, "name": labels.STARTING[start][0]})
    made = starting.answered(start, form.answers(), request.coalition.language)
    preview = _preview(request, made)
    if step == "save" and not preview["contradictions"]:
        kept = actions.draft_charter(by=request.standing, charter=made, title=form.cleaned_data["title"])
        return redirect("charter:draft", request.coalition.slug, kept.id)
    return render(request, "charter/preview.html", {"form": form, **preview})


@in_coalition(permissions.may_see_drafts)
def draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft: what it changes, the whole text, and the way to propose it."""
    found = queries.draft_of(request.coalition.id, draft_id)
    if found is None:
        raise Http404
    problems = decidable.effect("charter.amend").problems(request.coalition.id, {"draft": found.id})
    return render(
        request,
        "charter/draft.html",
        {
            "draft": found,
            "changes": queries.changes_of(found),
            "chapters": queries.prose_of_draft(found),
            "problems": [reasons()[code] for code in problems],
        },
    )


def _known(request: CoalitionRequest) -> dict[str, str]:
    """What the charter in force answers already: the purpose stays unless someone writes another."""
    try:
        present = queries.charter_of(request.coalition.id)
    except queries.NoCharterError:
        return {}
    return {"purpose": words_in(present.purpose.purpose, request.coalition.language, present.languages)}


def _preview(request: CoalitionRequest, made: Charter) -> dict[str, object]:
    """What a charter says, what it changes and what contradicts itself in it."""
    said = queries.prose_of_charter(made)
    present = queries.version_in_force(request.coalition.id)
    found = contradictions(made, powers=decidable.powers())
    return {
        "chapters": said,
        "present": present,
        "changes": compared(queries.prose_in(present, get_language() or "en"), said) if present else (),
        "contradictions": [str(reasons()[item.reason]) % dict(item.facts) for item in found],
    }
