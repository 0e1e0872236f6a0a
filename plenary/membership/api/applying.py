"""The way in: the purpose and the categories, and an application."""

from typing import Any

from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import cleaned
from plenary.membership import actions, permissions, queries
from plenary.membership.api.given import EvidenceIn, as_fields, routes
from plenary.membership.forms import ApplyForm
from plenary.membership.forms.joining import said_in
from plenary.membership.labels import category_name

APPLICANTS = InCoalition(permissions.may_apply)
APPLY = "/coalitions/{slug}/apply"


class CategoryOut(Schema):
    """A category in which one can apply."""

    code: str
    name: str
    who: str = Field(description="organisations, individuals or both")
    requirements: list[str] = Field(description="what is asked of those who join, each answered in the application")


class ApplyingOut(Schema):
    """What one reads before one applies."""

    purpose: str
    principles: list[str]
    categories: list[CategoryOut]


class ApplicationIn(Schema):
    """An application."""

    name: str = Field(max_length=300, description="one's own")
    organisation: str = Field("", max_length=300, description="empty: one applies in one's own name")
    category: str = Field(max_length=40)
    accept: bool = Field(description="true: we have read the purpose and accept it")
    evidence: list[EvidenceIn] = Field([], description="how each requirement of the category is met")


class ApplicationOut(Schema):
    """An application that was made."""

    id: str = Field(description="the applicant's, under members")
    name: str
    status: str


@routes.get(APPLY, APPLICANTS, gives=ApplyingOut)
def applying(request: CoalitionRequest) -> Any:
    """The purpose, the principles, and the categories in which one can apply."""
    charter, language = charter_of(request.coalition.id), get_language() or ""
    return {
        "purpose": words_in(charter.purpose.purpose, language, charter.languages),
        "principles": [words_in(words, language, charter.languages) for words in charter.purpose.principles],
        "categories": [
            {
                "code": each.code,
                "name": category_name(charter, each.code),
                "who": each.who,
                "requirements": [one.text for one in queries.unanswered_requirements(charter, each.code)],
            }
            for each in charter.categories
        ],
    }


@routes.post(APPLY, APPLICANTS, gives=ApplicationOut, status=201)
def apply(request: CoalitionRequest, application: ApplicationIn) -> Any:
    """Apply for membership, having read and accepted the purpose."""
    answers = as_fields(application.category, application.evidence)
    sent = application.model_dump(exclude={"evidence"}) | answers
    given = cleaned(ApplyForm(charter_of(request.coalition.id), sent))
    return actions.apply(
        by=request.standing,
        category=given["category"],
        name=given["name"],
        organisation=given["organisation"],
        said=said_in(given),
    )
