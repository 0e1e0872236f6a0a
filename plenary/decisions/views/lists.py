"""The list of proposals: what is open and asked of the reader first, then drafts, then what was decided."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.keeping import kept_offline
from plenary.core.navigation import in_masthead
from plenary.decisions import permissions, queries
from plenary.decisions.shown.lists import lines_of

STATES = {"": _("All"), "open": _("Open"), "drafts": _("Drafts"), "decided": _("Decided"), "withdrawn": _("Withdrawn")}
_A_PAGE = 25


@require_safe
@kept_offline
@in_masthead(_("Proposals"), 20)
@in_coalition(permissions.may_read_proposals)
def proposals(request: CoalitionRequest) -> HttpResponse:
    """The proposals that the reader may see; ``?state=`` shows those of one state alone."""
    standing, state = request.standing, request.GET.get("state", "")
    state = state if state in STATES else ""
    past = queries.withdrawn_proposals(standing) if state == "withdrawn" else queries.decided_proposals(standing)
    page = Paginator(past, _A_PAGE).get_page(request.GET.get("page"))
    is_open, is_drafts = state in {"", "open"}, state in {"", "drafts"}
    opened = queries.open_with_turnout(standing) if is_open else []
    drafts = queries.draft_proposals(standing) if is_drafts else []
    shown = page.object_list if state in {"", "decided", "withdrawn"} else []
    titles = queries.titles_of([*opened, *drafts, *shown])
    context = {
        "state": state,
        "states": STATES,
        "open": lines_of(opened, titles),
        "drafts": lines_of(drafts, titles),
        "past": lines_of(shown, titles),
        "page": page,
        "may_draft": permissions.may_draft(standing),
        "may_enter_calls": permissions.may_enter_calls(standing),
        "decides": bool(standing.person) and standing.decides,
    }
    return render(request, "decisions/proposals.html", context)
