"""The draft of an address, for pages and the API alike."""

from django.http import Http404

from plenary.charter import permissions, queries
from plenary.charter.models import CharterDraft
from plenary.coalitions.access import CoalitionRequest
from plenary.core.verdicts import require


def draft_found(request: CoalitionRequest, draft_id: str) -> CharterDraft:
    """The draft of this id. Raises Http404."""
    found = queries.draft_of(request.coalition.id, draft_id)
    if found is None:
        raise Http404
    return found


def draft_to_change(request: CoalitionRequest, draft_id: str) -> CharterDraft:
    """The draft of this id, which the reader may change. Raises Http404, Refused."""
    draft = draft_found(request, draft_id)
    require(permissions.may_amend_draft(request.standing, draft))
    return draft
