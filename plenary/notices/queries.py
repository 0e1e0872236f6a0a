"""Reads of notices: the inbox, which is the record's feed for one reader, with what is new since the last visit."""

from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.notices.models import ReadMark
from plenary.record import queries as record
from plenary.record.kinds import routine_kinds

PAGE = 50


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of an inbox: lines newest first, how many of them are new, and where the older ones begin."""

    lines: list[tuple[record.FeedLine, bool]]
    new: int
    older: int | None


def read_until(standing: Standing) -> int:
    """The place of the last entry that the account has seen in this coalition; -1 when it never came."""
    mark = ReadMark.objects.of(standing.coalition).filter(account_id=standing.account).first()
    return mark.sequence if mark else -1


def inbox(standing: Standing, before: int | None = None) -> Inbox:
    """What was entered for this standing and is news, fifty entries before a place, each with whether it is new. Four queries."""
    seen = read_until(standing)
    lines = record.feed(standing, before=before, without=routine_kinds(), limit=PAGE + 1)
    shown = [(line, line.n > seen) for line in lines[:PAGE]]
    older = lines[PAGE - 1].n if len(lines) > PAGE else None
    return Inbox(shown, sum(is_new for _line, is_new in shown), older)
