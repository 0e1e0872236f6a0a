"""Reads of agreements and of what they say: the draft and the editions that a standing may see."""

from collections.abc import Sequence

from django.db.models import QuerySet

from plenary.agreements.models import Agreement, Edition, Paragraph
from plenary.agreements.permissions import may_open_drafts, may_read_agreements
from plenary.agreements.rules import Line
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing


def visible_agreements(standing: Standing) -> ScopedQuerySet[Agreement]:
    """The agreements that a standing may see: members all, others those whose edition in force is public. With the edition."""
    rows = Agreement.objects.of(standing.coalition).select_related("current")
    if may_open_drafts(standing):
        return rows
    return rows.filter(current__is_public=True) if may_read_agreements(standing) else rows.none()


def visible_agreement(standing: Standing, agreement_id: str) -> Agreement | None:
    """The agreement of this id, when the standing may see it."""
    return visible_agreements(standing).filter(id=agreement_id).first()


def visible_editions(standing: Standing, agreement: Agreement) -> QuerySet[Edition]:
    """The editions of an agreement that a standing may see, the newest first and without their text: members all, others those
    that were adopted as public."""
    rows = Edition.objects.of(standing.coalition).filter(agreement=agreement).order_by("-number")
    if not may_open_drafts(standing):
        rows = rows.filter(is_public=True, adopted_at__isnull=False)
    return rows.defer("paragraphs")


def visible_edition(standing: Standing, agreement: Agreement, number: int) -> Edition | None:
    """One edition by its number, with its text, when the standing may see it."""
    return visible_editions(standing, agreement).defer(None).filter(number=number).first()


def edition_of(coalition_id: str, edition_id: str) -> Edition | None:
    """The edition of this id with its agreement, for effects; never shown as it is."""
    return Edition.objects.of(coalition_id).select_related("agreement__current").filter(id=edition_id).first()


def adopted_editions(coalition_id: str, agreement_id: str) -> list[Edition]:
    """The editions that were adopted, oldest first, without their text. For an agreement that the caller vouches for."""
    rows = Edition.objects.of(coalition_id).filter(agreement_id=agreement_id, adopted_at__isnull=False)
    return list(rows.defer("paragraphs").order_by("number"))


def draft_lines(agreement: Agreement) -> Sequence[Line]:
    """The paragraphs of the draft in their order. For an agreement that the caller vouches for."""
    rows = Paragraph.objects.of(agreement.coalition_id).filter(agreement=agreement).order_by("position", "id")
    return tuple(Line(key=row.id, words=row.words, who=row.who, side=row.side) for row in rows)


def paragraph_of(agreement: Agreement, paragraph_id: str) -> Paragraph | None:
    """One paragraph of the draft. For an agreement that the caller vouches for."""
    return Paragraph.objects.of(agreement.coalition_id).filter(agreement=agreement, id=paragraph_id).first()
