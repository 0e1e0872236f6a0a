"""Pages of notices: the inbox."""

from django.http import HttpResponseBase
from django.shortcuts import render

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.notices import actions, queries
from plenary.notices.permissions import may_open_inbox


@in_coalition(may_open_inbox)
def inbox(request: CoalitionRequest) -> HttpResponseBase:
    """What was entered for the reader, new entries marked; seeing the first page makes them read."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    found = queries.inbox(request.standing, before)
    if before is None and found.new and request.method == "GET":
        actions.note_visit(by=request.standing, sequence=found.lines[0][0].n)
    return render(request, "notices/inbox.html", {"inbox": found, "before": before})
