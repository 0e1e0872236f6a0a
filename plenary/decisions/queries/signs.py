"""When members last took part in decisions: for membership, which asks the silent ones whether they are still here."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from plenary.decisions.models import Ballot, Concern, Delegation, Objection, Proposal, Seconding
from plenary.texts.models import Comment


def signs_of_members(coalition_id: str) -> Mapping[str, datetime]:
    """By the id of a member, its last ballot, objection, concern, comment, seconding, delegation or proposal. Seven queries."""
    found: dict[str, datetime] = {}
    for rows, whose, when in (
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
