"""The list of meetings, one meeting whole, and its calendar file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plenary.bodies.rules.formed import is_formed
from plenary.charter.queries import clause_of_power
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.decisions.permissions import may_draft, may_enter_calls
from plenary.meetings import permissions, queries, shown
from plenary.meetings.forms.attendance import own_form
from plenary.meetings.labels import APPROVAL, PHASE, SHAPE
from plenary.meetings.matters import CALL
from plenary.meetings.models import Meeting
from plenary.meetings.rules import PAPERS
from plenary.meetings.views.finding import meeting_or_404

PAGE = 50


@require_safe
@in_masthead(gettext_lazy("Meetings"), 45)
@in_coalition(permissions.may_read_meetings)
def meetings(request: CoalitionRequest) -> HttpResponse:
    """The meetings that come, and those that were."""
    coming = queries.coming_meetings(request.standing)[:PAGE]
    past = queries.past_meetings(request.standing)[:PAGE]
    context = {
        "coming": shown.of_list(coming),
        "past": shown.of_list(past),
        "may_call": permissions.may_call_any(request.standing),
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
@in_coalition(permissions.may_read_meetings)
def meeting(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """One meeting: when and where, its agenda with the minutes, who was there, who does what."""
    found, standing = meeting_or_404(request, meeting_id), request.standing
    items = shown.agenda_of(standing, found)
    own = queries.own_attendance(standing, found)
    context = {
        "meeting": found,
        "body": shown.body_of(found),
        "phase": found.phase,
        "state": SHAPE[found.phase],
        "state_label": PHASE[found.phase],
        "items": items,
        "papers": PAPERS,
        "over_by": shown.over_by(found, items),
        "points": shown.points_shown(standing, found, queries.points_of(found)),
        "before": shown.points_shown(standing, found, queries.points_from_before(found)),
        "there": shown.there_of(found),
        "link": found.link if queries.is_invited(standing, found) else "",
        "own": own_form(standing, own),
        "is_there": own is not None,
        **_verdicts(standing, found),
        "is_formed": is_formed(found.body),
        "may_call_clause": clause_of_power(found.coalition_id, CALL),
        "approval": queries.approval(found),
        "approval_words": APPROVAL[queries.approval(found)],
        "objections": [(row, permissions.may_settle(standing, row)) for row in queries.objections_of(found)],
        "needs": queries.needs_of(standing, found, calls=bool(permissions.may_call(standing, found.body))),
    }
    return render(request, "meetings/meeting.html", context)


def _verdicts(standing: Standing, found: Meeting) -> dict[str, Verdict]:
    """What the reader may do at the meeting."""
    return {
        "may_act_for": permissions.may_act_for(standing, found),
        "may_say_there": permissions.may_say_there(standing, found),
        "may_publish": permissions.may_publish(standing, found),
        "may_object": permissions.may_object(standing, found),
        "may_enter": may_enter_calls(standing),
        "may_propose": may_draft(standing),
        "may_tell_need": permissions.may_tell_need(standing, found),
        "may_say_when": permissions.may_say_when(standing, found),
        "may_find_date": permissions.may_find_date(standing, found),
        "keeps": permissions.may_keep(standing, found),
        "may_change": permissions.may_change(standing, found),
        "may_keep": permissions.may_keep_of(standing, found),
        "may_write": permissions.may_write(standing, found),
    }


@require_safe
@in_coalition(permissions.may_read_meetings)
def calendar(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """The meeting as a file for calendars."""
    found = meeting_or_404(request, meeting_id)
    address = reverse("meetings:meeting", args=[request.coalition.slug, found.pk])
    text = shown.calendar_of(request.standing, found, address)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer
