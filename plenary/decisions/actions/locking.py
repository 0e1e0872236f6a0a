"""Locks on a proposal, taken before all others: casting shares it, objecting, closing and changing take it whole."""

from django.db import connection
from django.db.models import QuerySet

from plenary.core.prepared import prepared
from plenary.decisions.models import Proposal


def take(proposal: Proposal) -> Proposal:
    """The proposal's row as it is now, held alone until the end of the act."""
    _queue(proposal, "pg_advisory_xact_lock")
    rows = Proposal.objects.of(proposal.coalition_id).select_for_update(of=("self",))
    return rows.select_related("moved_by_member").get(pk=proposal.pk)


def share(proposal: Proposal) -> Proposal:
    """The proposal's row as it is now, held with others that share it: none of them may be closing it.

    Django has no shared row lock; PostgreSQL is asked for one by name. SQLite takes writers one at a time anyway.
    """
    if connection.vendor == "postgresql":
        _queue(proposal, "pg_advisory_xact_lock_shared")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM decisions_proposal WHERE id = %s FOR SHARE", [proposal.pk])
    (found,) = _shared(proposal.coalition_id, proposal.pk)
    return found


@prepared
def _shared(coalition_id: str, proposal_id: str) -> QuerySet[Proposal]:
    return Proposal.objects.of(coalition_id).filter(pk=proposal_id).select_related("moved_by_member")


def _queue(proposal: Proposal, lock: str) -> None:
    """Wait in line. Locks of rows have no line for those who share: as long as ballots come, whoever closes would wait. Locks
    by a number do: who shares after one that wants it alone has asked, waits behind."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"decisions_proposal {proposal.pk}"])
