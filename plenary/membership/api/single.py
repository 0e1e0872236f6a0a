"""One member: what the coalition says of it, steps, its representatives, its degree of commitment, and leaving."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Commitment
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.standing import Mandate
from plenary.core.verdicts import require
from plenary.membership import actions, permissions, queries
from plenary.membership.api.given import MEMBERS, READERS, MemberLineOut, line, member_asked, routes
from plenary.membership.api.merging import MergedOut, merged
from plenary.membership.forms import InviteForm, LeaveForm, RenameForm
from plenary.membership.labels import MANDATE, STATUS_SENTENCE
from plenary.membership.models import Member, Representative
from plenary.membership.rules import BELONGING, TRIED, Status, Step, status_at
from plenary.membership.sections import sections_of

MEMBER = f"{MEMBERS}/{{member_id}}"
REPRESENTATIVE = f"{MEMBER}/representatives/{{representative_id}}"


class RepresentativeOut(Schema):
    """One who acts for a member."""

    id: str | None = Field(description="null where one may neither change the mandate nor end it")
    name: str
    mandate: str = Field(description="decides, consults or observes")
    mandate_in_words: str
    since: datetime


class OpenInvitationOut(Schema):
    """An invitation to represent a member that was not answered yet."""

    id: str
    name: str
    email: str
    mandate: str = Field(description="decides, consults or observes")
    expires_at: datetime


class MemberSectionLineOut(Schema):
    """One line of what other rooms say of a member."""

    sentence: str
    url: str = Field(description="a page to read on, as a path on this server, or empty")
    note: str


class MemberSectionOut(Schema):
    """What another room says of a member."""

    heading: str
    lines: list[MemberSectionLineOut]
    empty: str = Field(description="what is said where there are no lines")


class FormerNameOut(Schema):
    """What a member was called."""

    name: str
    until: str = Field(description="ISO 8601, perhaps the year alone")


class MemberOut(MemberLineOut):
    """What the coalition says of a member."""

    sentence: str = Field(description="its status in words, to stand behind its name")
    summary: str
    votes: bool = Field(description="it casts ballots, or may though it is not waited for")
    joined_at: datetime | None
    provisional_until: datetime | None = Field(description="while it is on trial")
    representatives: list[RepresentativeOut]
    invitations: list[OpenInvitationOut] = Field(description="those that wait; empty where one may not keep it")
    former_names: list[FormerNameOut] = Field(description="the newest first; for members")
    merged_into: MergedOut | None
    took_in: list[MergedOut] = Field(description="the members that merged into it, the newest first")
    mergings: list[MergedOut] = Field(description="those on their way, as far as one sees them")
    sections: list[MemberSectionOut]
    may_keep: bool = Field(description="one may name its representatives, change mandates and commitment")
    may_return: bool = Field(description="one may bring it back from leave or dormancy")
    is_mine: bool = Field(description="one may decide for it")
    asks_to_accept_purpose: bool = Field(description="it is one's own, and the purpose waits to be accepted for it")


class StepIn(Schema):
    """One step for a member."""

    step: Step


class RepresentativeInviteIn(Schema):
    """Whom to invite to represent a member."""

    name: str = Field(max_length=200)
    email: str = Field(max_length=254)
    mandate: Mandate = Mandate.CONSULTS


class LeavingIn(Schema):
    """Why a member leaves, where it says so, and whether its signatures end with it."""

    reason: str = Field("", max_length=2000, description="members read it in the record; the public does not")
    signatures: bool = Field(False, description="its signatures on agreements are withdrawn too; both dates stay")


class NameIn(Schema):
    """What a member organisation is called from now on."""

    name: str = Field(max_length=300)


class MandateIn(Schema):
    """What a representative may decide."""

    mandate: Mandate


class CommitmentIn(Schema):
    """The degree at which a member takes part."""

    commitment: Commitment


@routes.post("/coalitions/{slug}/here", READERS, gives=None, status=204)
def here(request: CoalitionRequest) -> None:
    """Give one sign for one's member: it comes back, or is still here."""
    found = queries.member_of(request.standing)
    if found is None or Status(found.status) not in BELONGING:
        raise Http404
    actions.answer_here(by=request.standing, member=found)


@routes.get(MEMBER, READERS, gives=MemberOut)
def member(request: CoalitionRequest, member_id: str) -> Any:
    """What the coalition says of a member. A look at one under protection is entered in the record."""
    return _told(request, member_asked(request, member_id))


@routes.post(f"{MEMBER}/change", READERS, gives=MemberOut)
def change(request: CoalitionRequest, member_id: str, wanted: StepIn) -> Any:
    """Take one step for a member: accept the purpose, go on leave, return, be found dormant, be reinstated."""
    found = member_asked(request, member_id)
    actions.take_step(by=request.standing, member=found, step=wanted.step)
    return _told(request, _again(request, found))


@routes.post(f"{MEMBER}/withdraw", READERS, gives=None, status=204, scope=Scope.GOVERN, fresh=True)
def withdraw(request: CoalitionRequest, member_id: str, leaving: LeavingIn | None = None) -> None:
    """Leave the coalition, or take an application back; representations end. A token does it only within an hour after it
    was made."""
    found = member_asked(request, member_id)
    require(permissions.may_act_for(request.standing, found))
    given = cleaned(LeaveForm(leaving.model_dump() if leaving else {}))
    actions.withdraw(by=request.standing, member=found, reason=given["reason"], with_signatures=given["signatures"])


@routes.post(f"{MEMBER}/invite", READERS, gives=None, status=204, scope=Scope.GOVERN, fresh=True)
def invite(request: CoalitionRequest, member_id: str, invited: RepresentativeInviteIn) -> None:
    """Invite somebody by mail to represent a member; the representation begins when they accept. A token does it only
    within an hour after it was made."""
    found = member_asked(request, member_id)
    require(permissions.may_keep(request.standing, found))
    given = cleaned(InviteForm(invited.model_dump()))
    actions.invite_representative(
        by=request.standing,
        member=found,
        email=given["email"],
        name=given["name"],
        mandate=Mandate(given["mandate"]),
        language=request.coalition.language,
    )


@routes.delete(f"{MEMBER}/invitations/{{invitation_id}}", READERS)
def uninvite(request: CoalitionRequest, member_id: str, invitation_id: str) -> None:
    """Withdraw an invitation to represent a member that was not answered yet."""
    found = member_asked(request, member_id)
    require(permissions.may_keep(request.standing, found))
    invitation = queries.open_invitations(request.standing, found).filter(id=invitation_id).first()
    if invitation is None:
        raise Http404
    actions.withdraw_invitation(by=request.standing, member=found, invitation=invitation)


@routes.put(f"{MEMBER}/commitment", READERS, gives=MemberOut)
def commitment(request: CoalitionRequest, member_id: str, wanted: CommitmentIn) -> Any:
    """Set the degree of commitment at which a member stands."""
    found = member_asked(request, member_id)
    actions.set_commitment(by=request.standing, member=found, commitment=wanted.commitment)
    return _told(request, _again(request, found))


@routes.put(f"{MEMBER}/name", READERS, gives=MemberOut)
def rename(request: CoalitionRequest, member_id: str, wanted: NameIn) -> Any:
    """Give a member organisation its new name; the old one is kept with its day."""
    found = member_asked(request, member_id)
    require(permissions.may_keep(request.standing, found))
    given = cleaned(RenameForm(wanted.model_dump()))
    actions.rename_member(by=request.standing, member=found, name=given["name"])
    return _told(request, _again(request, found))


@routes.put(REPRESENTATIVE, READERS, gives=RepresentativeOut, scope=Scope.GOVERN, fresh=True)
def change_mandate(request: CoalitionRequest, member_id: str, representative_id: str, wanted: MandateIn) -> Any:
    """Change what a representative may decide. A token does it only within an hour after it was made."""
    found = member_asked(request, member_id)
    representative = _representative(request, found, representative_id)
    changed = actions.change_mandate(by=request.standing, representative=representative, mandate=wanted.mandate)
    return _acts(request, changed, may_keep=True)


@routes.delete(REPRESENTATIVE, READERS, scope=Scope.GOVERN, fresh=True)
def end_representation(request: CoalitionRequest, member_id: str, representative_id: str) -> None:
    """Let a person no longer act for a member. A token does it only within an hour after it was made."""
    representative = _representative(request, member_asked(request, member_id), representative_id)
    actions.end_representation(by=request.standing, representative=representative)


def _again(request: CoalitionRequest, found: Member) -> Member:
    """The same member as it is now; the look at it was entered."""
    return queries.visible_members(request.standing).get(id=found.id)


def _representative(request: CoalitionRequest, found: Member, representative_id: str) -> Representative:
    representative = queries.visible_representative(request.standing, found, representative_id)
    if representative is None:
        raise Http404
    return representative


def _told(request: CoalitionRequest, found: Member) -> dict[str, Any]:
    standing, charter = request.standing, charter_of(request.coalition.id)
    status = status_at(Status(found.status), found.provisional_until, standing.as_of)
    may_keep, is_mine = permissions.may_keep(standing, found), permissions.may_act_for(standing, found)
    representatives = queries.visible_representatives(standing, found)
    return {
        **line(charter, found),
        "status": status,
        "sentence": str(STATUS_SENTENCE[status]),
        "summary": found.card.summary,
        "votes": queries.votes_at(charter, found, standing.as_of),
        "joined_at": found.joined_at,
        "provisional_until": found.provisional_until if status in TRIED else None,
        "representatives": [_acts(request, each, may_keep=bool(may_keep)) for each in representatives],
        "invitations": [
            {
                "id": each.id,
                "name": each.name,
                "email": each.email,
                "mandate": each.purpose["mandate"],
                "expires_at": each.expires_at,
            }
            for each in queries.open_invitations(standing, found)
        ],
        "former_names": [{"name": each.name, "until": each.end_date} for each in queries.former_names(standing, found)],
        **merged(standing, found),
        "sections": [
            {
                "heading": str(section.heading),
                "lines": [{"sentence": each.sentence, "url": each.url, "note": each.note} for each in section.lines],
                "empty": str(section.empty),
            }
            for section in sections_of(standing, found)
        ],
        "may_keep": bool(may_keep),
        "may_return": bool(permissions.may_return(standing, found)),
        "is_mine": bool(is_mine),
        "asks_to_accept_purpose": bool(is_mine) and found.accepted_purpose_at is None,
    }


def _acts(request: CoalitionRequest, each: Representative, *, may_keep: bool) -> dict[str, Any]:
    may_change = may_keep or each.person_id == request.standing.person
    return {
        "id": each.id if may_change else None,
        "name": each.person.name,
        "mandate": each.mandate,
        "mandate_in_words": str(MANDATE[each.mandate]),
        "since": each.since,
    }
