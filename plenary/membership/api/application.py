"""An application: what is required and what is said of each, recommendations, and with whom members would gladly work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, queries
from plenary.membership.api.given import MEMBERS, READERS, EvidenceIn, as_fields, member_asked, routes
from plenary.membership.forms.joining import EvidenceForm, RecommendForm, said_in
from plenary.membership.models import Member
from plenary.membership.permissions import may_give_evidence, may_read_application, may_recommend

APPLICATION = f"{MEMBERS}/{{member_id}}/application"
RECOMMENDATION = f"{MEMBERS}/{{member_id}}/recommendation"
WILLING = f"{MEMBERS}/{{member_id}}/willing"


class EvidenceFileOut(Schema):
    """A file that was added to an answer."""

    id: str
    name: str


class RequirementOut(Schema):
    """One requirement, and what is said of it."""

    number: int = Field(description="its place among the requirements of the category, from 1")
    requirement: str
    words: str = Field(description="how it is met; empty while there is no answer")
    link: str
    answered_at: datetime | None
    is_answered_elsewhere: bool = Field(
        description="an answer of the application stands for it, which those read who decided on admission"
    )
    id: str = Field(description="of the answer, on which files of the kind membership.evidence hang; empty without one")
    files: list[EvidenceFileOut]


class RecommendationOut(Schema):
    """What an officer says for an applicant."""

    office: str = Field(description="what the charter calls the office by which it was given")
    words: str
    at: datetime


class ApplicationToldOut(Schema):
    """An application, as those who decide on admission and the applicant read it."""

    accepted_purpose_at: datetime | None
    requirements: list[RequirementOut]
    recommendations: list[RecommendationOut]
    would_gladly_work_together: list[str] = Field(description="members that say so of the applicant, and it of them")
    may_answer: bool = Field(description="one may say how it meets the requirements")


class EvidencesIn(Schema):
    """How each requirement of a category is met; what was said before of it is replaced."""

    evidence: list[EvidenceIn]
    category: str = Field(
        "", max_length=40, description="of a member that would stand in another category, its code; else empty"
    )


class RecommendIn(Schema):
    """Why an officer recommends an applicant."""

    words: str = Field(max_length=4000)


@routes.get(APPLICATION, READERS, gives=ApplicationToldOut)
def application(request: CoalitionRequest, member_id: str, category: str = "") -> Any:
    """What an applicant says of each requirement, and who speaks for it. For those who decide on admission, and its own. With
    the code of another category, what a member says of the requirements of that one."""
    return _told(request, _readable(request, member_id, category), category)


@routes.put(APPLICATION, READERS, gives=ApplicationToldOut)
def give_evidence(request: CoalitionRequest, member_id: str, given: EvidencesIn) -> Any:
    """Say how one's own applicant meets each requirement of its category."""
    found = _readable(request, member_id, given.category)
    require(may_give_evidence(request.standing, found, given.category))
    asked = _asked(request, found, given.category)
    said = said_in(cleaned(EvidenceForm(asked, as_fields(given.category or found.category, given.evidence))))
    actions.give_evidence(by=request.standing, member=found, said=said, category=given.category)
    return _told(request, found, given.category)


@routes.put(RECOMMENDATION, READERS, gives=None, status=204)
def recommend(request: CoalitionRequest, member_id: str, given: RecommendIn) -> None:
    """Recommend an applicant, with reasons, by an office that keeps the list."""
    found = member_asked(request, member_id)
    require(may_recommend(request.standing, found))
    actions.recommend(by=request.standing, member=found, words=cleaned(RecommendForm(given.model_dump()))["words"])


@routes.delete(RECOMMENDATION, READERS)
def take_back_recommendation(request: CoalitionRequest, member_id: str) -> None:
    """Take back what one said for an applicant."""
    actions.take_back_recommendation(by=request.standing, member=member_asked(request, member_id))


@routes.put(WILLING, READERS, gives=None, status=204)
def say_willing(request: CoalitionRequest, member_id: str) -> None:
    """Say that one's member would gladly work with another. Others read it once both say so."""
    actions.say_willing(by=request.standing, member=_other(request, member_id))


@routes.delete(WILLING, READERS)
def take_back_willing(request: CoalitionRequest, member_id: str) -> None:
    """Take the yes back."""
    actions.take_back_willing(by=request.standing, member=_other(request, member_id))


def _readable(request: CoalitionRequest, member_id: str, category: str) -> Member:
    found = member_asked(request, member_id)
    require(may_read_application(request.standing, found, category))
    return found


def _other(request: CoalitionRequest, member_id: str) -> Member:
    found = queries.member_to_answer(request.standing, member_id)
    if found is None:
        raise Http404
    return found


def _asked(request: CoalitionRequest, found: Member, code: str) -> Sequence[queries.Requirement]:
    """The requirements of the member's own category, or of another into which it may come, or 404."""
    if code in ("", found.category):
        return queries.requirements_of(request.standing, found)
    there = queries.category_there(charter_of(request.coalition.id), found, code)
    if there is None:
        raise Http404
    return queries.requirements_there(request.standing, found, there)


def _told(request: CoalitionRequest, found: Member, code: str = "") -> dict[str, Any]:
    standing = request.standing
    return {
        "accepted_purpose_at": found.accepted_purpose_at,
        "requirements": [
            {
                "number": each.number,
                "requirement": each.text,
                "words": each.words,
                "link": each.link,
                "answered_at": each.at,
                "is_answered_elsewhere": each.is_answered_elsewhere,
                "id": each.id,
                "files": [{"id": file.id, "name": file.name} for file in each.files],
            }
            for each in queries.with_files(standing, _asked(request, found, code))
        ],
        "recommendations": [
            {"office": each.office, "words": each.row.words, "at": each.row.at}
            for each in queries.recommendations_of(standing, found)
        ],
        "would_gladly_work_together": [each.name for each in queries.together(standing, found).glad],
        "may_answer": bool(may_give_evidence(standing, found, code)),
    }
