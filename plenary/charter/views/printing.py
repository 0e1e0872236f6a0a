"""The charter on paper: in force, an earlier version, or a draft, in the reader's language."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from plenary.charter import permissions
from plenary.charter.shown.finding import draft_found
from plenary.charter.shown.paper import paper_of_draft, paper_of_version
from plenary.charter.views.asked import version_asked
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import printing
from plenary.core.http.access import export_of


@require_safe
@export_of("charter:charter")
@in_coalition(permissions.may_read_charter)
def print_charter(request: CoalitionRequest) -> HttpResponse:
    """The charter in force, or an earlier version (``?version=2``), as a PDF in the active language."""
    version = version_asked(request)
    made = paper_of_version(request.standing, request.coalition, version)
    return printing.answer(made, f"{request.coalition.slug}-charter-{version.number}")


@require_safe
@export_of("charter:draft")
@in_coalition(permissions.may_see_drafts)
def print_draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft as a PDF in the active language, marked as a draft on every page."""
    made = paper_of_draft(request.standing, request.coalition, draft_found(request, draft_id))
    return printing.answer(made, f"{request.coalition.slug}-charter-draft")
