"""Minutes that are approved by silence."""

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.meetings import actions, queries
from plenary.meetings.api.given import MEETING, READERS, meeting_of, routes
from plenary.meetings.forms import AnswerForm, ObjectionForm, PublishForm


class PublishIn(Schema):
    """For how many days one may object."""

    days: int = 14


class MinutesObjectionIn(Schema):
    """What is wrong in the minutes."""

    words: str = Field(max_length=5000)


class MinutesAnswerIn(Schema):
    """What is answered to an objection."""

    answer: str = Field(max_length=5000)


@routes.post(f"{MEETING}/publish", READERS, gives=None, status=204)
def publish(request: CoalitionRequest, meeting_id: str, wanted: PublishIn) -> None:
    """Publish the minutes, open to objections for some days. Those invited are told."""
    found = meeting_of(request, meeting_id)
    days = cleaned(PublishForm(wanted.model_dump()))["days"]
    actions.publish_minutes(by=request.standing, meeting=found, days=days)


@routes.post(f"{MEETING}/objections", READERS, gives=None, status=204)
def object_to_minutes(request: CoalitionRequest, meeting_id: str, wanted: MinutesObjectionIn) -> None:
    """Say what is wrong in the minutes."""
    found = meeting_of(request, meeting_id)
    words = cleaned(ObjectionForm(wanted.model_dump()))["words"]
    actions.object_to_minutes(by=request.standing, meeting=found, words=words)


@routes.post(f"{MEETING}/objections/{{minutes_objection_id}}/settle", READERS, gives=None, status=204)
def settle(request: CoalitionRequest, meeting_id: str, minutes_objection_id: str, wanted: MinutesAnswerIn) -> None:
    """Answer an objection."""
    found = meeting_of(request, meeting_id)
    row = next((each for each in queries.objections_of(found) if each.pk == minutes_objection_id), None)
    if row is None:
        raise Http404
    answer = cleaned(AnswerForm(wanted.model_dump()))["answer"]
    actions.settle_objection(by=request.standing, objection=row, answer=answer)
