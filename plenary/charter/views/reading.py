"""Reading the charter: in force or earlier, its versions, and what changed between them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from plenary.charter import permissions, queries
from plenary.charter.rules.comparison import compare as compared
from plenary.charter.views.asked import version_of_number
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead


@require_safe
@in_masthead(gettext_lazy("Charter"), 50)
@in_coalition(permissions.may_read_charter)
def charter(request: CoalitionRequest) -> HttpResponse:
    """The charter in force, or an earlier version (``?version=2``), as a document."""
    given = request.GET.get("version")
    version = version_of_number(request, given) if given else queries.version_in_force(request.coalition.id)
    return render(
        request,
        "charter/charter.html",
        {
            "version": version,
            "name": request.coalition.name_in(_language()),
            "chapters": queries.prose_in(version, _language()) if version else (),
            "may_draft": permissions.may_draft_charter(request.standing),
        },
    )


@require_safe
@in_coalition(permissions.may_read_charter)
def versions(request: CoalitionRequest) -> HttpResponse:
    """Every version that the reader may see, newest first."""
    seen = queries.visible_versions(request.standing)
    earlier = [*seen[1:], None]
    return render(request, "charter/versions.html", {"versions": list(zip(seen, earlier, strict=True))})


@require_safe
@in_coalition(permissions.may_read_charter)
def compare(request: CoalitionRequest) -> HttpResponse:
    """What changed between two versions (``?from=1&to=2``); without them, the last two."""
    seen = queries.visible_versions(request.standing)
    if len(seen) < 2:
        raise Http404
    old = version_of_number(request, request.GET.get("from", str(seen[1].number)))
    new = version_of_number(request, request.GET.get("to", str(seen[0].number)))
    changes = compared(queries.prose_in(old, _language()), queries.prose_in(new, _language()))
    return render(request, "charter/compare.html", {"old": old, "new": new, "changes": changes, "versions": seen})


def _language() -> str:
    return get_language() or "en"
