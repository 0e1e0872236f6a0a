"""Locks on a proposal, taken before all others: casting shares it, objecting, closing and changing take it whole."""

from django.db import connection
from django.db.models import QuerySet

from plenary.core.prepared import prepared
from plenary.decisions.models import Proposal


def take(proposal: Proposal) -> Proposal:
    """The proposal's row as it is now, held alone until the end of the act."""
    _stand_in_line(proposal, "pg_advisory_xact_lock")
    rows = Proposal.objects.of(proposal.coalition_id).select_for_update(of=("self",))
    return rows.select_related("moved_by_member").get(pk=proposal.pk)


def share(proposal: Proposal) -> Proposal:
    """The proposal's row as it is now, held with others that share it: none of them may be closing it."""
    _stand_in_line(proposal, "pg_advisory_xact_lock_shared")
    (found,) = _now(proposal.coalition_id, proposal.pk)
    return found


def _stand_in_line(proposal: Proposal, lock: str) -> None:
    """Wait, on PostgreSQL, for those who came before. Its locks of rows have no line for those who share one: as long as ballots
    came, whoever closes would wait. Its locks by a number have: who shares waits behind one who asked before for the whole.
    SQLite takes writers one at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"decisions_proposal {proposal.pk}"])


@prepared
def _now(coalition_id: str, proposal_id: str) -> QuerySet[Proposal]:
    return Proposal.objects.of(coalition_id).filter(pk=proposal_id).select_related("moved_by_member")
