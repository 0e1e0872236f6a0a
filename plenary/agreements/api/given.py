"""What the modules of routes share: the room's routes, who enters, and how agreements are told."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.routes import Routes
from plenary.agreements import permissions, queries
from plenary.agreements.forms import TermsForm
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.queries import Signatory
from plenary.agreements.shown.reading import Reading
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.verdicts import Verdict

routes = Routes("agreements")
READERS = InCoalition(permissions.may_read_agreements)
INSIDE = InCoalition(permissions.may_open_drafts)
KEEPERS = InCoalition(permissions.may_enter_paper)
DRAFTERS = InCoalition(permissions.may_draft)
ALL = "/coalitions/{slug}/agreements"
ONE = f"{ALL}/{{agreement_id}}"


class AgreementLineOut(Schema):
    """An agreement in the list."""

    id: str
    kind: str
    title: str
    stage: str = Field(description="drafting, in_force, expired or ended")
    edition: int | None = Field(description="the edition that holds; null: none yet")
    adopted_at: datetime | None
    signs: bool = Field(description="the reader's member is asked to sign")


class AgreementParagraphOut(Schema):
    """A numbered paragraph."""

    key: str = Field(description="stays from edition to edition")
    number: int
    words: str
    who: str = Field(description="of a part in an agreement about roles: the member or the role; else empty")
    side: str = Field(description="of a part: will or will_not; else empty")


class AgreementWordedOut(Schema):
    """A numbered paragraph as it is read in a language."""

    key: str
    number: int
    words: str
    language: str = Field(description="that of the words: the one that decides, where nothing is translated")
    is_stale: bool = Field(description="the words translate an older text than the one that decides")
    who: str = Field(description="of a part in an agreement about roles: the member or the role; else empty")
    side: str = Field(description="of a part: will or will_not; else empty")


class AgreementEditionOut(Schema):
    """An edition, without its text."""

    number: int
    title: str
    hash: str = Field(description="SHA-256 of what it says in canonical JSON")
    is_material: bool = Field(description="who signed an earlier one signs again")
    why: str = Field(description="why it was laid down")
    adopted_at: datetime | None
    expires_on: date | None
    review_on: date | None
    reviewed_next_on: date | None = Field(
        description="the day set when it was looked at last; before that, `review_on`"
    )
    looked_at: datetime | None = Field(description="when it was looked at last")
    expired_at: datetime | None = Field(description="when it was entered that it expired")
    allows_reservations: bool
    is_public: bool


class SignatoryOut(Schema):
    """Who signed."""

    name: str
    beside: str = Field(description="of which member, where a person signed in a personal capacity")
    form: str
    edition: int = Field(description="the edition that was signed")
    stands_on: int = Field(description="the newest edition on which the signature stands")
    is_current: bool = Field(description="it stands on the text that holds")
    reservation: str
    on_paper: bool
    scan: str = Field(description="id of the file with the scan of a paper, for those who may read it; else empty")
    seconded_at: datetime | None = Field(
        description="when its second address confirmed it, where the charter asks for one"
    )
    signed_at: datetime
    withdrawn_at: datetime | None


class AgreementMayOut(Schema):
    """Whether the reader may do something, and why."""

    allowed: bool
    reason: str
    sentence: str
    clause: str


class AgreementOut(Schema):
    """An agreement: one edition with its paragraphs, or the draft while nothing is adopted; who signed."""

    id: str
    kind: str
    body: str = Field(
        description="of terms of reference: the code of the body, where one may read of bodies; else empty"
    )
    title: str
    language: str
    stage: str
    edition: AgreementEditionOut | None = Field(description="null: the draft is told")
    is_current: bool
    paragraphs: list[AgreementParagraphOut] = Field(description="the words that decide")
    languages: list[str] = Field(description="in which something can be read, the one that decides first")
    editions: list[AgreementEditionOut]
    signatories: list[SignatoryOut]
    former: list[SignatoryOut] = Field(
        description="who signed and belong no more: left, removed, or merged into another member; they are not counted"
    )
    withdrawn: list[SignatoryOut]
    paper: str = Field(
        description="id of a signature on paper that one’s member is asked to confirm; its scan is among the files of it"
    )
    may: dict[str, AgreementMayOut] = Field(description="read_signatories, sign, withdraw, change, look_at")


class AgreementDraftOut(Schema):
    """The draft: its terms, its paragraphs, what differs from the edition that holds."""

    id: str
    title: str
    language: str
    allows_reservations: bool
    is_public: bool
    review_on: date | None
    expires_on: date | None
    paragraphs: list[AgreementParagraphOut]
    may_change: AgreementMayOut


def told_agreement(reading: Reading) -> dict[str, Any]:
    """A reading as `AgreementOut`."""
    row, edition = reading.agreement, reading.edition
    return {
        "id": row.id,
        "kind": row.kind,
        "body": reading.body.code if reading.body else "",
        "title": edition.title if edition else row.title,
        "language": edition.language if edition else row.language,
        "stage": reading.stage,
        "edition": _edition(edition) if edition else None,
        "is_current": reading.is_current,
        "paragraphs": _paragraphs(reading.lines),
        "languages": list(reading.languages),
        "editions": [_edition(each) for each in reading.editions],
        "signatories": [_signatory(each) for each in (*reading.stand, *reading.stood)],
        "former": [_signatory(each) for each in reading.former],
        "withdrawn": [_signatory(each) for each in reading.withdrawn],
        "paper": reading.paper.id if reading.may_confirm and reading.paper else "",
        "may": {
            "read_signatories": _may(reading.reads_signatories),
            "sign": _may(reading.may_sign),
            "withdraw": _may(reading.may_withdraw),
            "change": _may(reading.may_change),
            "look_at": _may(reading.may_look_at),
        },
    }


def told_draft(request: CoalitionRequest, row: Agreement) -> dict[str, Any]:
    """A draft as `AgreementDraftOut`."""
    return {
        **{name: getattr(row, name) for name in ("id", *TermsForm.base_fields)},
        "paragraphs": _paragraphs(queries.draft_lines(row)),
        "may_change": _may(permissions.may_change(request.standing, row)),
    }


def _paragraphs(lines: Any) -> list[dict[str, Any]]:
    names = ("key", "words", "who", "side")
    return [{"number": number, **{name: getattr(line, name) for name in names}} for number, line in enumerate(lines, 1)]


def _edition(row: Edition) -> dict[str, Any]:
    return {name: getattr(row, name) for name in AgreementEditionOut.model_fields}


def _signatory(one: Signatory) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SignatoryOut.model_fields}


def _may(verdict: Verdict) -> dict[str, Any]:
    return {
        "allowed": verdict.allowed,
        "reason": verdict.reason,
        "sentence": verdict.sentence,
        "clause": verdict.clause,
    }
