"""Writes of contributions and commitments (A1, D2): offered, promised, delivered, withdrawn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Contribution, Member, MemberCommitment
from plenary.membership.queries.opening import tokens_of
from plenary.membership.rules.contributions import Capacity, Circle, Kind
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a member brings. `number` counts `unit`s; `country` is ISO 3166-1 alpha-3, `language` BCP 47."""

    kind: Kind
    words: str
    number: int | None = None
    unit: str = ""
    country: str = ""
    area: str = ""
    language: str = ""
    not_for: str = ""
    audience: Circle = Circle.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a member promises: `number` of `unit`s by a day, at its capacity; `whole` is how many are asked of a member of large
    capacity, where all are asked for the same."""

    words: str
    capacity: Capacity
    number: int | None = None
    unit: str = ""
    whole: int | None = None
    due_on: date | None = None
    audience: Circle = Circle.MEMBERS


def offer_contribution(*, by: Standing, member: Member, offer: Offer) -> Contribution:
    """Say what a member brings: its representatives, or whoever leads the opening conversation types it in."""
    require(permissions.may_answer(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        made = Contribution.objects.create(
            coalition_id=by.coalition,
            member=locked,
            is_typed_in=by.member != locked.id,
            by_person=by.person,
            offered_at=clock.now(),
            **asdict(offer),
        )
        facts = {"contribution": made.id, "kind_of_contribution": offer.kind, "words": offer.words}
        _enter(by, "membership.contribution_offered", made, facts)
        return made


def withdraw_contribution(*, by: Standing, contribution: Contribution) -> Contribution:
    """Say that a member no longer brings it. Those who may say what it brings. Twice does no harm."""
    require(permissions.may_answer(by, contribution.member))
    with record.act(by=by):
        lock(by.coalition, contribution.member_id)
        row = Contribution.objects.of(by.coalition).select_related(*_CARDS).get(id=contribution.id)
        if row.withdrawn_at is None:
            row.withdrawn_at = clock.now()
            row.save(update_fields=["withdrawn_at"])
            _enter(by, "membership.contribution_withdrawn", row, {"contribution": row.id, "words": row.words})
        return row


def promise(*, by: Standing, member: Member, promised: Promise) -> MemberCommitment:
    """Promise for a member: representatives who may decide for it, or whoever leads the conversation types in what one said."""
    require(permissions.may_promise(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        made = MemberCommitment.objects.create(
            coalition_id=by.coalition,
            member=locked,
            is_typed_in=by.member != locked.id,
            by_person=by.person,
            promised_at=clock.now(),
            **asdict(promised),
        )
        _enter(by, "membership.commitment_made", made, {"commitment_made": made.id, "words": made.words})
        return made


def deliver(
    *,
    by: Standing,
    commitment: MemberCommitment,
    on: date,
    number: int | None = None,
    words: str = "",
    is_done: bool = False,
) -> MemberCommitment:
    """Say what was delivered so far, in whole: it replaces what was said before. Refuses a day to come
    (`membership.day_to_come`), and a promise that was withdrawn (`membership.commitment_withdrawn_already`)."""
    require(permissions.may_answer(by, commitment.member))
    if on > clock.now().date():
        raise Refused(refuse("membership.day_to_come"))
    with record.act(by=by):
        row = _open(by, commitment)
        row.delivered_number, row.delivered_on, row.delivered_words, row.is_done = number, on, words, is_done
        row.save(update_fields=["delivered_number", "delivered_on", "delivered_words", "is_done"])
        facts = {"commitment_made": row.id, "words": row.words, "delivered": number, "said": words, "is_done": is_done}
        _enter(by, "membership.delivered", row, facts)
        return row


def withdraw_commitment(*, by: Standing, commitment: MemberCommitment) -> MemberCommitment:
    """Take a promise back; it stays readable as such. Those who may promise. Refuses a second time."""
    require(permissions.may_promise(by, commitment.member))
    with record.act(by=by):
        row = _open(by, commitment)
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        _enter(by, "membership.commitment_withdrawn", row, {"commitment_made": row.id, "words": row.words})
        return row


_CARDS = ("member__organisation", "member__individual")


def _open(by: Standing, commitment: MemberCommitment) -> MemberCommitment:
    lock(by.coalition, commitment.member_id)
    row = MemberCommitment.objects.of(by.coalition).select_related(*_CARDS).get(id=commitment.id)
    if row.withdrawn_at is not None:
        raise Refused(refuse("membership.commitment_withdrawn_already"))
    return row


def _enter(by: Standing, kind: str, row: Contribution | MemberCommitment, facts: Mapping[str, object]) -> None:
    enter(by, kind, row.member, facts, audience=tokens_of(charter_of(by.coalition), row.member, row.audience))
