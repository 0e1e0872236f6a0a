"""A clause of a draft by itself: what it would say, what changed, and what members say about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.charter import actions, permissions
from plenary.charter.forms.comments import ClauseCommentForm
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.rules.parts import chapter_of_clause
from plenary.charter.shown.finding import draft_found
from plenary.charter.views.parts import titles
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.texts.models import Comment


@in_coalition(permissions.may_see_drafts)
def clause(request: CoalitionRequest, draft_id: str, clause_key: str) -> HttpResponse:
    """A clause, its comments, and the form for a new one."""
    draft = draft_found(request, draft_id)
    line = _line_or_404(draft, clause_key)
    may_comment = permissions.may_comment_on_draft(request.standing, draft)
    form = ClauseCommentForm(request.POST or None, initial={"language": _own(request)})
    if request.method == "POST" and form.is_valid():
        actions.comment_on_clause(by=request.standing, draft=draft, clause=clause_key, **form.cleaned_data)
        messages.success(request, _("Your comment stands beside the clause."))
        return redirect("charter:clause", request.coalition.slug, draft.id, clause_key)
    context = {
        "draft": draft,
        "line": line,
        "title": titles().get(chapter_of_clause(clause_key), ""),
        "comments": drafting.comments_on(request.standing, draft, clause_key),
        "comment_form": form if may_comment else None,
        "offers_unnamed": permissions.offers_unnamed(request.standing),
        "may_comment": may_comment,
        "may_amend": permissions.may_amend_draft(request.standing, draft),
    }
    return render(request, "charter/clause.html", context)


@in_coalition(permissions.may_see_drafts)
@require_POST
def withdraw_comment(request: CoalitionRequest, draft_id: str, clause_key: str, comment_id: str) -> HttpResponse:
    """Take back one's own comment."""
    draft = draft_found(request, draft_id)
    found = _comment_or_404(request, draft, clause_key, comment_id)
    actions.withdraw_comment(by=request.standing, draft=draft, comment=found)
    messages.success(request, _("Your comment is withdrawn."))
    return redirect("charter:clause", request.coalition.slug, draft.id, clause_key)


def _line_or_404(draft: CharterDraft, clause_key: str) -> drafting.Line:
    line = drafting.line_of(draft, clause_key, get_language() or "en")
    if line is None:
        raise Http404
    return line


def _comment_or_404(request: CoalitionRequest, draft: CharterDraft, clause_key: str, comment_id: str) -> Comment:
    found = drafting.comment_on(request.standing, draft, clause_key, comment_id)
    if found is None:
        raise Http404
    return found


def _own(request: CoalitionRequest) -> str:
    return get_language() or request.coalition.language
