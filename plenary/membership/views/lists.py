"""The lists: members, and applicants."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.directory.permissions import may_import
from plenary.membership import permissions, queries
from plenary.membership.forms import SearchForm
from plenary.membership.labels import COMMITMENT, STATUS, category_name
from plenary.membership.labels.joining import lacks_in_words
from plenary.membership.models import Member
from plenary.membership.rules import WAITING, Status
from plenary.membership.rules.joining import Lacking

A_PAGE = 50
ADMISSIONS_AT_ONCE = 150
"""How many applicants one proposal can hold by its address; servers take addresses of some 8,000 characters."""


@require_safe
@in_masthead(gettext_lazy("Members"), 30)
@in_coalition(permissions.may_read_members)
def members(request: CoalitionRequest) -> HttpResponse:
    """The members that the reader may see, by name; narrowed by name, status and category."""
    standing, charter = request.standing, charter_of(request.coalition.id)
    form = SearchForm(charter, request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.found_members(standing, **asked)
    page = Paginator(queries.ids_by_name(found), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_narrowed": any(asked.values()),
        "page": page,
        "rows": [row(charter, member) for member in queries.in_order(found, list(page))],
        "total": queries.total_members(request.coalition.id),
        "of_networks": queries.reach_of_networks(standing),
        "countries": queries.total_countries(standing),
        "by_status": [(STATUS[code], number) for code, number in queries.counts_by(standing, "status").items()],
        "waiting": queries.applicants(standing).count(),
        "may_apply": permissions.may_apply(standing),
        "may_import": may_import(standing),
        "may_see_protected": permissions.may_see_protected(standing),
    }
    return render(request, "membership/members.html", context)


@require_safe
@in_coalition(permissions.may_read_applicants)
def applicants(request: CoalitionRequest) -> HttpResponse:
    """Those who wait, oldest first, with the way to a proposal to admit them."""
    charter = charter_of(request.coalition.id)
    waiting = list(queries.applicants(request.standing))
    lacks = queries.lacking_of(request.coalition.id, waiting)
    context = {
        "rows": [
            row(charter, member) | {"lacks": " ".join(lacks_in_words(lacks.get(member.id, Lacking())))}
            for member in waiting
        ],
        "number": len(waiting),
        "propose": _proposal_to_admit(request.coalition.slug, waiting[:ADMISSIONS_AT_ONCE]),
        "left": max(0, len(waiting) - ADMISSIONS_AT_ONCE),
        "may_import": may_import(request.standing),
    }
    return render(request, "membership/applicants.html", context)


def row(charter: Charter, member: Member) -> dict[str, object]:
    """What a list shows of a member."""
    return {
        "member": member,
        "status": STATUS[member.status],
        "look": Status(member.status).place.look,
        "category": category_name(charter, member.category),
        "is_personal": any(each.code == member.category and each.personal for each in charter.categories),
        "commitment": COMMITMENT[member.commitment],
        "waits": member.status in WAITING,
    }


def _proposal_to_admit(slug: str, waiting: list[Member]) -> str:
    """The address of a new proposal that admits these; decisions, above, brings the page. Empty without any."""
    if not waiting:
        return ""
    try:
        address = reverse("decisions:new", args=[slug])
    except NoReverseMatch:  # a server may run this room without the one above
        return ""
    return f"{address}?{urlencode([('effect', 'membership.admit'), *(('member', member.id) for member in waiting)])}"
