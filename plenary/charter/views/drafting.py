"""Preparing a charter: a starting charter and its questions, what comes of them, and a draft kept of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plenary.charter import actions, labels, permissions, queries, starting
from plenary.charter.forms import DraftForm
from plenary.charter.forms.guided import TitleForm
from plenary.charter.queries import drafting
from plenary.charter.shown.reading import preview_of
from plenary.charter.shown.starting import known_answers
from plenary.coalitions.access import CoalitionRequest, in_coalition


@in_coalition(permissions.may_draft_charter)
def new(request: CoalitionRequest) -> HttpResponse:
    """Choose a starting charter, answer its questions, see what comes of it, keep it as a draft."""
    start = request.GET.get("start", "")
    if not start:
        return render(request, "charter/choose.html", _ways_to_begin(request, TitleForm()))
    if start not in labels.STARTING:
        raise Http404
    asked = starting.questions_of(start, request.coalition.language)
    form = DraftForm(asked, request.POST or None, initial=known_answers(request.coalition))
    step = request.POST.get("step")
    if request.method != "POST" or step == "answers" or not form.is_valid():
        return render(request, "charter/questions.html", {"form": form, "name": labels.STARTING[start][0]})
    made = starting.answered(start, form.answers(), request.coalition.language)
    seen = preview_of(request.coalition.id, made)
    if step == "save" and not seen.contradictions:
        kept = actions.draft_charter(by=request.standing, charter=made, title=form.cleaned_data["title"])
        return redirect("charter:draft", request.coalition.slug, kept.id)
    context = {
        "chapters": seen.chapters,
        "present": seen.present,
        "changes": seen.changes,
        "contradictions": [each.sentence for each in seen.contradictions],
    }
    return render(request, "charter/preview.html", {"form": form, **context})


@in_coalition(permissions.may_draft_charter)
@require_POST
def begin(request: CoalitionRequest) -> HttpResponse:
    """Begin a draft with the charter in force, as it stands."""
    form = TitleForm(request.POST)
    if queries.version_in_force(request.coalition.id) is None:
        raise Http404
    if not form.is_valid():
        return render(request, "charter/choose.html", _ways_to_begin(request, form))
    kept = actions.begin_draft(by=request.standing, title=form.cleaned_data["title"])
    return redirect("charter:draft", request.coalition.slug, kept.id)


def _ways_to_begin(request: CoalitionRequest, form: TitleForm) -> dict[str, object]:
    """What the page offers from which a draft is begun."""
    return {
        "starting": labels.STARTING,
        "drafts": drafting.open_drafts(request.coalition.id),
        "present": queries.version_in_force(request.coalition.id),
        "form": form,
    }
