"""The meeting live: who is present and whether that is a quorum, who speaks and whose voice is missing, what is voted on."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.landing import tell
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.rules import Phase
from plenary.meetings.views.finding import meeting_or_404

MOST_SILENT = 20
"""So many are named who have not spoken yet; of the others is told how many they are."""


@require_safe
@in_coalition(permissions.may_read_meetings)
def live(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """The meeting as it goes on. Where scripts run it is read again every ten seconds, and its minutes (``minutes=`` what one has
    read of them) where somebody wrote; without them by a link."""
    found, standing = meeting_or_404(request, meeting_id), request.standing
    is_part = bool(request.headers.get("HX-Request"))
    noted = {"meeting": found, "phase": found.phase, "may_write": permissions.may_write(standing, found)}
    noted |= shown.noted_of(found)
    if is_part and "minutes" in request.GET:
        is_same = request.GET["minutes"] == noted["stamp"] and found.phase is Phase.UNDER_WAY
        return HttpResponse(status=204) if is_same else render(request, "meetings/_noted.html", noted)
    speeches = queries.speeches_of(found)
    now, waiting = queries.speakers(speeches)
    here, may_give = queries.present_at(found), permissions.may_give_floor(standing, found)
    heard, votes = queries.heard_at(found, speeches, here), shown.votes_of(standing, found)
    context = {
        **noted,
        "presence": queries.presence_of(found, here),
        "now": now,
        "waiting": shown.waiting_to_speak(found, waiting, may_give=bool(may_give)),
        "is_waiting": any(row.member_id == standing.member for row in waiting),
        "heard": heard,
        "silent": heard.silent[:MOST_SILENT],
        "unnamed": max(0, len(heard.silent) - MOST_SILENT),
        "missing": shown.voices_missing(heard),
        "votes": [each for each in votes if not each.proposal.outcome],
        "decided": [each for each in votes if each.proposal.outcome],
        "decides": bool(standing.person) and standing.decides,
        "may_ask": permissions.may_ask_to_speak(standing, found),
        "may_give": may_give,
    }
    return render(request, "meetings/_live.html" if is_part else "meetings/live.html", context)


@require_POST
@in_coalition(permissions.may_read_meetings)
def speak(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Ask to speak, or take it back (``step=back``)."""
    found = meeting_or_404(request, meeting_id)
    if request.POST.get("step") == "back":
        actions.take_back(by=request.standing, meeting=found)
        tell(request, _("You are off the speakers’ list."), at="speakers")
    else:
        actions.ask_to_speak(by=request.standing, meeting=found)
        tell(request, _("You are on the speakers’ list."), at="speakers")
    return redirect("meetings:live", request.coalition.slug, found.pk)


@require_POST
@in_coalition(permissions.may_read_meetings)
def floor(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Let one who waits speak (``speech=``, and ``person=`` who does so for the member), or end the speech that is held."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_give_floor(request.standing, found))
    wanted = request.POST.get("speech", "")
    _now, waiting = queries.speakers(queries.speeches_of(found))
    speech = next((row for row in waiting if row.pk == wanted), None)
    if wanted and speech is None:
        raise Http404
    person = request.POST.get("person", "")
    actions.give_floor(by=request.standing, meeting=found, speech=speech, person=person)
    return redirect("meetings:live", request.coalition.slug, found.pk)
