"""Routes that are read: the list, an agreement, one of its editions, two of them compared, the paper."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.agreements import queries
from plenary.agreements.api.given import (
    ALL,
    ONE,
    READERS,
    AgreementLineOut,
    AgreementOut,
    AgreementWordedOut,
    routes,
    told_agreement,
)
from plenary.agreements.shown.finding import agreement_found, beside_of, edition_numbered, sides_of
from plenary.agreements.shown.paper import paper_of
from plenary.agreements.shown.reading import differences, read
from plenary.coalitions.access import CoalitionRequest
from plenary.core import clock, printing
from plenary.core.http.paging import Page, PageQuery, page_of_all


class DifferenceOut(Schema):
    """A paragraph that differs."""

    change: str = Field(description="added, changed or removed")
    number_before: int = Field(description="0: it was not there")
    number_after: int = Field(description="0: it is not there any more")
    before: str
    after: str
    who: str = Field(description="of a part in an agreement about roles: the member or the role; else empty")
    side: str = Field(description="of a part: will or will_not; else empty")


class AgreementComparedOut(Schema):
    """Two sides of an agreement, the paragraphs that differ; 0 is the draft, or nothing before the first edition."""

    old: int
    new: int
    changes: list[DifferenceOut]


class AgreementBesideLineOut(AgreementWordedOut):
    """A paragraph in a language, beside the words that decide; the title has the number 0."""

    source: str = Field(description="the words that decide")


class AgreementBesideOut(Schema):
    """A translation beside the words that decide."""

    edition: int | None = Field(description="null: the draft")
    source: str = Field(description="the language that decides")
    language: str
    lines: list[AgreementBesideLineOut]


class EditionQuery(Schema):
    """Which edition is read."""

    edition: str = Field("", max_length=12, description="by its number; empty: the one that holds, else the draft")


class CompareQuery(Schema):
    """Which editions are compared."""

    old: str = Field("", max_length=12)
    new: str = Field("", max_length=12)


@routes.get(ALL, READERS, gives=Page[AgreementLineOut])
def agreements(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """Every agreement that the reader may see, the oldest first."""
    today = clock.now().date()
    signs = {row.id for row, _signed in queries.agreements_to_sign(request.standing)}
    found = [
        {
            "id": row.id,
            "kind": row.kind,
            "title": row.shown_title,
            "stage": row.stage_on(today),
            "edition": row.current.number if row.current else None,
            "adopted_at": row.current.adopted_at if row.current else None,
            "signs": row.id in signs,
            "_at": row.made_at,
        }
        for row in queries.visible_agreements(request.standing)
    ]
    return page_of_all(request, found, wanted, _place, int, str)


@routes.get(ONE, READERS, gives=AgreementOut)
def agreement(request: CoalitionRequest, agreement_id: str) -> Any:
    """An agreement: the edition that holds, or the draft while there is none; who signed, what the reader may do."""
    return told_agreement(read(request.standing, agreement_found(request, agreement_id)))


@routes.get(f"{ONE}/editions/{{number}}", READERS, gives=AgreementOut)
def edition(request: CoalitionRequest, agreement_id: str, number: str) -> Any:
    """One edition of an agreement by its number."""
    found = agreement_found(request, agreement_id)
    return told_agreement(read(request.standing, found, edition_numbered(request.standing, found, number)))


@routes.get(f"{ONE}/compare", READERS, gives=AgreementComparedOut)
def compare(request: CoalitionRequest, agreement_id: str, wanted: Query[CompareQuery]) -> Any:
    """Two editions paragraph by paragraph; without `old` and `new` what holds with the draft, or with the one before."""
    sides = sides_of(request.standing, agreement_found(request, agreement_id), wanted.old, wanted.new)
    return {"old": sides.old, "new": sides.new, "changes": differences(sides.old_lines, sides.new_lines)}


@routes.get(f"{ONE}/translations/{{language}}/beside", READERS, gives=AgreementBesideOut)
def beside(request: CoalitionRequest, agreement_id: str, language: str, wanted: Query[EditionQuery]) -> Any:
    """A translation beside the words that decide, paragraph by paragraph, with what changed since it was translated."""
    found = agreement_found(request, agreement_id)
    edition = edition_numbered(request.standing, found, wanted.edition) if wanted.edition else None
    told = beside_of(request.standing, found, edition, language)
    names = ("key", "words", "language", "is_stale", "who", "side", "source")
    return {
        "edition": told.edition.number if told.edition else None,
        "source": told.source,
        "language": told.language,
        "lines": [
            {"number": number, **{name: getattr(line, name) for name in names}}
            for number, line in enumerate((told.title, *told.lines))
        ],
    }


@routes.get(f"{ONE}/print", READERS, gives=Raw("application/pdf", "The agreement on paper, with who signed."))
def print_agreement(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """The agreement on paper, in the edition that holds."""
    found = agreement_found(request, agreement_id)
    made = paper_of(read(request.standing, found), request.coalition)
    return printing.answer(made, f"{request.coalition.slug}-{found.kind}")


def _place(line: dict[str, Any]) -> tuple[int, str]:
    return int(line["_at"].timestamp() * 1_000_000), line["id"]
