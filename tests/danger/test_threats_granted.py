"""What tells of a person can be taken out by the role that answers: each table grants the writing of what a trace empties."""

import re
from collections.abc import Iterator

from plenary.core.traces import Fields, Whole, account_traces, person_traces

_UPDATE = re.compile(r"UPDATE(?: \((?P<fields>[^)]*)\))?$")


def _granted(fields: tuple[str, ...], grants: tuple[str, ...]) -> bool:
    """True when every one of the fields may be changed under these grants."""
    for found in filter(None, map(_UPDATE.match, grants)):
        if found["fields"] is None or set(fields) <= set(found["fields"].split(", ")):
            return True
    return False


def _withheld() -> Iterator[str]:
    for name, trace in (*person_traces().items(), *account_traces().items()):
        grants = getattr(getattr(trace, "model", None), "app_may", None)
        if grants is None:  # all may be done with the table, or it is of none
            continue
        if isinstance(trace, Whole) and not {"DELETE", "INSERT"} <= set(grants):
            yield name
        if isinstance(trace, Fields) and not _granted(tuple(trace.fields), grants):
            yield name


def test_what_a_trace_takes_may_be_written_by_the_role_that_takes_it() -> None:
    assert list(_withheld()) == []
    assert not _granted(("people",), ("SELECT", "INSERT"))
    assert not _granted(("people", "words"), ("SELECT", "UPDATE (people)"))
    assert _granted(("people",), ("SELECT", "UPDATE (words, people)"))
