"""Finding a date, and what one needs to take part."""

from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core import clock
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.api.given import MEETING, READERS, meeting_of, routes
from plenary.meetings.api.reading import MeetingOut, whole
from plenary.meetings.forms import AvailabilityForm, LookForm, NeedForm, OfferForm
from plenary.meetings.forms.dates import ROWS

FORTNIGHT = timedelta(days=13)
"""From its first day to its last."""


class BadHourOut(Schema):
    """One for whom a time falls badly."""

    name: str
    hour: str = Field(description="where they are")


class DateOptionOut(Schema):
    """A time at which a meeting might take place."""

    id: str
    starts_at: datetime
    ends_at: datetime
    cost: int = Field(description="what it costs all, weighed by turns: the less, the fairer")
    yes: int
    if_need: int
    cannot: int
    bad: list[BadHourOut]
    mine: str = Field(description="what one's own member answered, or empty")


class DateOptionsOut(Schema):
    """The times that are offered, the fairest first."""

    items: list[DateOptionOut]


class LookQuery(Schema):
    """Through which days a fair time is looked for, for how long; without days, through the next fortnight."""

    first: date | None = None
    last: date | None = None
    minutes: int = 60


class SuggestedTimeOut(Schema):
    """A time that is suggested."""

    starts_at: datetime
    ends_at: datetime
    cost: int
    bad: list[BadHourOut]


class SuggestionsOut(Schema):
    """The fairest time of each day, in their order."""

    items: list[SuggestedTimeOut]


class TimeIn(Schema):
    """A time to offer, in the zone of the meeting."""

    day: date
    begins: time


class OfferIn(Schema):
    """Times to offer."""

    times: list[TimeIn] = Field(min_length=1, max_length=ROWS)
    minutes: int = 60


class AvailabilityIn(Schema):
    """When one can."""

    answers: dict[str, Literal["yes", "if_need", "no"]] = Field(max_length=100, description="by id of the time")


class MeetingNeedIn(Schema):
    """What one needs to take part."""

    words: str = Field("", max_length=2000, description="empty takes it back")


@routes.get(f"{MEETING}/dates", READERS, gives=DateOptionsOut)
def dates(request: CoalitionRequest, meeting_id: str) -> Any:
    """The times that are offered, how fair each is and why."""
    found = meeting_of(request, meeting_id)
    mine = queries.own_answers(request.standing, found)
    return {
        "items": [
            {
                "id": each.key,
                "starts_at": each.starts,
                "ends_at": each.ends,
                "cost": each.cost,
                "yes": each.yes,
                "if_need": each.reluctant,
                "cannot": each.cannot,
                "bad": [{"name": name, "hour": hour} for name, hour in each.bad],
                "mine": mine.get(each.key, ""),
            }
            for each in shown.options_of(found)
        ]
    }


@routes.get(f"{MEETING}/dates/suggested", READERS, gives=SuggestionsOut)
def suggested(request: CoalitionRequest, meeting_id: str, wanted: Query[LookQuery]) -> Any:
    """The fairest time of each day between two; for those who call meetings."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_find_date(request.standing, found))
    first = wanted.first or clock.now().date()
    last = wanted.last or first + FORTNIGHT
    asked = cleaned(LookForm({"first": first, "last": last, "minutes": wanted.minutes}))
    told = [shown.weighed(found, each) for each in queries.suggested_times(found, **asked)]
    return {
        "items": [
            {
                "starts_at": each.starts,
                "ends_at": each.ends,
                "cost": each.cost,
                "bad": [{"name": name, "hour": hour} for name, hour in each.bad],
            }
            for each in told
        ]
    }


@routes.post(f"{MEETING}/dates", READERS, gives=None, status=204)
def offer(request: CoalitionRequest, meeting_id: str, wanted: OfferIn) -> None:
    """Offer times. Those invited are asked."""
    found = meeting_of(request, meeting_id)
    sent: dict[str, Any] = {"minutes": wanted.minutes}
    for number, each in enumerate(wanted.times, 1):
        sent |= {f"day-{number}": each.day, f"begins-{number}": each.begins}
    form = OfferForm(sent, meeting=found)
    cleaned(form)
    actions.offer_dates(by=request.standing, meeting=found, spans=form.spans())


@routes.put(f"{MEETING}/dates/mine", READERS, gives=None, status=204)
def say_when(request: CoalitionRequest, meeting_id: str, wanted: AvailabilityIn) -> None:
    """Say when one can."""
    found = meeting_of(request, meeting_id)
    sent = {f"can-{key}": answer for key, answer in wanted.answers.items()}
    form = AvailabilityForm(sent, options=queries.options_of(found))
    cleaned(form)
    actions.say_when(by=request.standing, meeting=found, answers=form.answers())


@routes.post(f"{MEETING}/dates/{{option_id}}/choose", READERS, gives=MeetingOut)
def choose(request: CoalitionRequest, meeting_id: str, option_id: str) -> Any:
    """Choose one of the times. Those invited are told."""
    found = meeting_of(request, meeting_id)
    option = next((each for each in queries.options_of(found) if each.pk == option_id), None)
    if option is None:
        raise Http404
    return whole(request, actions.choose_date(by=request.standing, meeting=found, option=option))


@routes.put(f"{MEETING}/need", READERS, gives=None, status=204)
def need(request: CoalitionRequest, meeting_id: str, wanted: MeetingNeedIn) -> None:
    """Say what one's member needs to take part. Only those who call meetings read it."""
    found = meeting_of(request, meeting_id)
    words = cleaned(NeedForm(wanted.model_dump()))["words"]
    actions.tell_need(by=request.standing, meeting=found, words=words)
