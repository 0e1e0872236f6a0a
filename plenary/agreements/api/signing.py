"""Routes of signing, and of withdrawing a signature."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.agreements import actions, permissions, queries
from plenary.agreements.api.given import INSIDE, KEEPERS, ONE, routes
from plenary.agreements.forms import PaperForm, SignForm
from plenary.agreements.shown.finding import agreement_found
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import Invalid, cleaned
from plenary.core.verdicts import require
from plenary.files.api import BODY, SentFileIn
from plenary.files.formats import FileError


class SignIn(Schema):
    """How one signs for one's member."""

    hash: str = Field("", max_length=64, description="that of the edition which was read")
    form: str = Field("organisation", max_length=20, description="organisation or personal")
    reservation: str = ""
    has_read: bool = False


class SignatureOut(Schema):
    """A signature that was made or withdrawn."""

    id: str
    hash: str
    signed_at: datetime
    withdrawn_at: datetime | None
    confirmed_at: datetime | None = Field(description="since when it counts; null: it waits for the second address")
    entry: str = Field(description="the id of its entry in the record, under which its receipt stands")


@routes.post(f"{ONE}/sign", INSIDE, gives=SignatureOut, status=201, scope=Scope.GOVERN, fresh=True)
def sign(request: CoalitionRequest, agreement_id: str, given: SignIn) -> Any:
    """Sign the edition in force for one's member. A token does it only within an hour after it was made."""
    found = agreement_found(request, agreement_id)
    own = queries.own_signature(request.standing, found.id)
    require(permissions.may_sign(request.standing, found, own, queries.waiting_of(request.standing, found.id)))
    allows = found.current is not None and found.current.allows_reservations
    form = SignForm(given.model_dump(), allows_reservations=allows or bool(given.reservation))
    said = cleaned(form)
    told = {name: said.get(name, "") for name in ("form", "reservation", "hash")}
    return actions.sign(by=request.standing, agreement=found, **told)


@routes.post(f"{ONE}/withdraw", INSIDE, gives=SignatureOut, scope=Scope.GOVERN, fresh=True)
def withdraw(request: CoalitionRequest, agreement_id: str) -> Any:
    """Withdraw the signature of one's member. A token does it only within an hour after it was made."""
    return actions.withdraw_signature(by=request.standing, agreement=agreement_found(request, agreement_id))


class PaperIn(Schema):
    """What stands on a paper that a member signed."""

    who: str = Field("", max_length=40, description="ids of the member and of who signed for it, with a colon between")
    form: str = Field("organisation", max_length=20, description="organisation or personal")
    signed_on: str = Field("", max_length=20, description="a date")
    reservation: str = ""
    scan: SentFileIn | None = Field(None, description="a PDF or a picture of the paper, which the member sees")
    no_scan: str = Field("", max_length=4000, description="why there is no scan, where there is none")


class PaperEnteredOut(Schema):
    """A paper that waits for the word of its member."""

    id: str
    hash: str
    signed_at: datetime


class ConfirmIn(Schema):
    """Whether one's member signed on paper."""

    is_so: bool = True
    scan: str = Field("", max_length=64, description="the SHA-256 of the scan that was seen; empty where there is none")


@routes.post(f"{ONE}/papers", KEEPERS, gives=PaperEnteredOut, status=201, body=BODY)
def enter_paper(request: CoalitionRequest, agreement_id: str, given: PaperIn) -> Any:
    """Enter a signature that a member gave on paper. It counts once the member confirms it."""
    found = agreement_found(request, agreement_id)
    if found.current is None:
        raise Http404
    files = {"scan": given.scan.as_upload("scan")} if given.scan else {}
    said = given.model_dump(exclude={"scan"})
    form = PaperForm(said, files, standing=request.standing, allows_reservations=True)
    scanned = {name: cleaned(form)[name] for name in ("scan", "no_scan")}
    try:
        return actions.enter_paper(by=request.standing, agreement=found, paper=form.paper(), **scanned)
    except FileError as error:
        raise Invalid({"scan": [error.verdict.sentence]}) from error


@routes.post(f"{ONE}/confirm", INSIDE, gives=SignatureOut, scope=Scope.GOVERN, fresh=True)
def confirm_paper(request: CoalitionRequest, agreement_id: str, given: ConfirmIn) -> Any:
    """Confirm for one's member that it signed on paper, or say that it did not. A token does it only within an hour after it was
    made."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_confirm(request.standing, queries.paper_to_confirm(request.standing, found.id)))
    if not given.is_so:
        return actions.decline_paper(by=request.standing, agreement=found)
    return actions.confirm_paper(by=request.standing, agreement=found, scan=given.scan)
