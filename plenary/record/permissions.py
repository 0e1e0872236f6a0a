"""Who may read the record."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.record.queries import has_readable


def may_read_record(standing: Standing) -> Verdict:
    """Those inside; others where the coalition has entered something that they may read. At most one query.

    That the record was opened says nothing of the coalition's life and lets nobody in.
    """
    if standing.is_inside or standing.is_system or has_readable(standing):
        return allow()
    return refuse("record.not_readable", "disclosure")
