"""The organisations that belong to a member which is a network."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_where
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.directory.formats.delimited import write_delimited
from plenary.membership import actions, permissions, queries
from plenary.membership.forms.networks import PasteForm
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.views.member import is_of_protected, member_or_404

COLUMNS = ("name", "country", "since", "until")


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def network(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Read what belongs to a member; add lines, or take some out."""
    found, standing = member_or_404(request, member_id), request.standing
    rows = queries.own_members_of(standing, found)
    may_keep = may_keep_network(standing, found)
    is_taking = request.POST.get("step") == "take_out"
    form = PasteForm([row.name for row in rows], None if is_taking else request.POST or None)
    if request.method == "POST":
        require(may_keep)
        if is_taking:
            taken = actions.remove_own_members(by=standing, member=found, ids=request.POST.getlist("own"))
            messages.success(request, _("Taken out: %(number)s.") % {"number": taken})
            return redirect("membership:network", request.coalition.slug, found.id)
        if form.is_valid():
            public = form.cleaned_data["is_public"]
            made = actions.add_own_members(by=standing, member=found, rows=form.rows, is_public=public)
            messages.success(request, _("Added: %(number)s.") % {"number": len(made)})
            return redirect("membership:network", request.coalition.slug, found.id)
    context = {"member": found, "rows": rows, "form": form, "may_keep": may_keep}
    return render(request, "membership/network.html", context)


@require_safe
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def network_csv(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """The same as a file for spreadsheets."""
    found = member_or_404(request, member_id)
    rows = queries.own_members_of(request.standing, found)
    cells = [(row.name, row.country, row.since, row.until) for row in rows]
    answer = HttpResponse(write_delimited(COLUMNS, cells), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="network-{found.id}.csv"'
    return answer
