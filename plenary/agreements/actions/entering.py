"""How what happens to a signature is entered: for whom, and in which parts."""

from collections.abc import Sequence
from typing import Any

from plenary.agreements.actions.editions import audience_of
from plenary.agreements.models import Signature
from plenary.agreements.rules import SCANS, Form
from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Disclosed
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.files.models import File
from plenary.membership.actions import hearing
from plenary.record import actions as record


def enter_given(by: Standing, row: Signature) -> str:
    """Enter, for the member's own alone, that a signature was given and waits for the second address; gives the entry's id."""
    return enter(
        by, row, "agreements.signature_given", to=own_under_seal(row), **_said(row), signed_at=row.signed_at.isoformat()
    )


def own_under_seal(row: Signature) -> list[str]:
    """The member's own alone, of an entry whose envelope tells nobody what it is: what waits is counted by nobody else."""
    return [visibility.SEALED, visibility.member(row.member_id)]


def enter_signed(by: Standing, row: Signature) -> str:
    """Enter that a signature counts; gives the entry's id, which is its receipt. Within the caller's act. Where the second
    address confirmed it, both moments stand in it."""
    more = _said(row)
    if row.waits_since and row.confirmed_at:
        more |= {"signed_at": row.signed_at.isoformat(), "second_confirmed_at": row.confirmed_at.isoformat()}
    return enter(by, row, "agreements.signed", **more)


def enter_contested(by: Standing, row: Signature) -> str:
    """Enter that the second address says that a signature was not given: for the member's own and every office; of a protected
    member for its own alone. Gives the entry's id."""
    offices = audience_for(charter_of(row.coalition_id), Disclosed.OFFICERS)
    heard = [visibility.member(row.member_id), *sorted(offices)]
    return enter(by, row, "agreements.signature_contested", to=heard)


def _said(row: Signature) -> dict[str, Any]:
    """How it was given; of one on paper, the SHA-256 of its scan, where there is one."""
    scans = File.objects.of(row.coalition_id).filter(kind=SCANS, parent_id=row.id, removed_at=None)
    scan = scans.values_list("sha256", flat=True).first() if row.on_paper else None
    return {
        "form": row.form,
        "reservation": row.reservation,
        "mandate": row.mandate,
        "on_paper": row.on_paper,
        **({"scan": scan} if scan else {}),
    }


def enter(
    by: Standing,
    row: Signature,
    kind: str,
    *,
    is_public: bool = True,
    to: Sequence[str] = (),
    also: Sequence[record.Part] = (),
    **more: Any,
) -> str:
    """Enter it for those who may read who signed, where it is not `is_public` for those inside alone, or for those of `to`; gives
    the entry's id. Names of persons stand in parts of their own, `also` are parts for others than the entry is for; what is of a
    protected member is for its own alone."""
    member, person = row.member, row.person
    facts = {
        "agreement": row.agreement_id,
        "title": row.edition.title,
        "edition": row.edition.number,
        "hash": row.hash,
        "signature": row.id,
        **more,
    }
    if member.protected:
        return hearing.enter(by, kind, member, facts, also)
    parts = [*also]
    audience = list(to) or _audience(row, is_public=is_public)
    if member.individual_id:
        parts.append(record.Part(facts={"name": member.name}, person=member.individual_id))
    else:
        facts["name"] = member.name
    if row.form == Form.PERSONAL and person.id != member.individual_id:
        own = [visibility.member(member.id)] if person.protected else []
        parts.append(record.Part(facts={"signatory": person.name}, audience=own, person=person.id))
    return record.enter(
        by=by, kind=kind, about=row.agreement_id, audience=audience, facts={**facts, "member": member.id}, parts=parts
    )


def _audience(row: Signature, *, is_public: bool) -> list[str]:
    """Those who may read both that the agreement holds and who the members are; the member's own always."""
    disclosed = charter_of(row.coalition_id).disclosure.members
    if is_public and disclosed is Disclosed.PUBLIC and visibility.PUBLIC in audience_of(row.edition):
        return [visibility.PUBLIC]
    return audience_of_name(row.coalition_id, row.member_id)


def audience_of_name(coalition_id: str, member_id: str) -> list[str]:
    """Those inside who may read who the members are, officers alone where the charter says so; the member's own always. For one
    that is not protected."""
    own, charter = visibility.member(member_id), charter_of(coalition_id)
    disclosed = charter.disclosure.members
    if disclosed is Disclosed.OFFICERS:
        return [own, *sorted(audience_for(charter, disclosed))]
    return [own, visibility.MEMBERS]
