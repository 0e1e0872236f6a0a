"""When members last took part in decisions: for membership, which asks the silent ones whether they are still here."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery

from plenary.core.models import ScopedQuerySet
from plenary.decisions.models import (
    Advice,
    Amendment,
    AmendmentBallot,
    Ballot,
    Concern,
    Delegation,
    Elector,
    Objection,
    Proposal,
    Seconding,
    Temperature,
)
from plenary.membership.models import Representative
from plenary.texts.models import Comment, Version


def signs_of_members(coalition_id: str) -> Mapping[str, datetime]:
    """By the id of a member, when it last voted, answered or moved an amendment, said a temperature, stood back, objected,
    raised a concern, advised, translated, spoke, seconded, delegated or proposed. A constant number of queries."""
    found: dict[str, datetime] = {}
    advised = Advice.objects.of(coalition_id).annotate(member=_spoken_for(coalition_id, "given_by", "given_at"))
    wrote = Version.objects.of(coalition_id).annotate(member=_spoken_for(coalition_id, "made_by", "made_at"))
    for rows, whose, when in (
        (AmendmentBallot.objects.of(coalition_id).exclude(elector__member=None), "elector__member_id", "cast_at"),
        (Amendment.objects.of(coalition_id), "moved_by", "at"),
        (_accepted(coalition_id), "proposal__moved_by_member_id", "settled_at"),
        (Temperature.objects.of(coalition_id).exclude(elector__member=None), "elector__member_id", "at"),
        (Elector.objects.of(coalition_id).exclude(Q(member=None) | Q(recused_at=None)), "member_id", "recused_at"),
        (advised.exclude(member=None), "member", "given_at"),
        (wrote.exclude(member=None), "member", "made_at"),
        (Ballot.objects.of(coalition_id).exclude(elector__member=None), "elector__member_id", "cast_at"),
        (Objection.objects.of(coalition_id), "objector", "at"),
        (Concern.objects.of(coalition_id), "raised_by", "at"),
        (Comment.objects.of(coalition_id).exclude(member=""), "member", "at"),
        (Seconding.objects.of(coalition_id), "member_id", "at"),
        (Delegation.objects.of(coalition_id), "giver", "since"),
        (Proposal.objects.of(coalition_id).exclude(moved_by_member=None), "moved_by_member_id", "drafted_at"),
    ):
        for member_id, moment in rows.order_by().values_list(whose).annotate(last=Max(when)):
            found[member_id] = max(found.get(member_id, moment), moment)
    return found


def _accepted(coalition_id: str) -> ScopedQuerySet[Amendment]:
    """The amendments that the mover of a proposal accepted."""
    return Amendment.objects.of(coalition_id).filter(state="accepted").exclude(proposal__moved_by_member=None)


def _spoken_for(coalition_id: str, person: str, when: str) -> Subquery:
    """The member for which a person acted at the moment: rows that keep the person alone."""
    rows = Representative.objects.of(coalition_id).filter(person_id=OuterRef(person), since__lte=OuterRef(when))
    return Subquery(rows.exclude(until__lt=OuterRef(when)).order_by("-since").values("member_id")[:1])
