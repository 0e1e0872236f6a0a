"""Who may read matters of conduct: the member, the officers who keep the list, and those who decide on a measure or an appeal."""

from collections.abc import Iterable
from typing import Any

from plenary.charter.rules.schema import OTHER_MATTER
from plenary.core import visibility
from plenary.decisions.models import Effect
from plenary.membership.models import Vouch
from tests.leaks.audiences.deciding import of_proposal
from tests.leaks.audiences.tokens import charter_now, holders_of

DECIDED = {"suspension": "membership.suspend", "removal": "membership.remove"}
CLOSE = {"offer", "talk", "ask_time", "more_time"}
TO_THOSE_WHO_DECIDE = {"answer", "statement", "appeal"}


def _close(row: Any) -> list[str]:
    if row.member.protected:
        return [visibility.member(row.member_id)]
    return [visibility.member(row.member_id), *holders_of(row, "membership.administer")]


def _bodies(row: Any) -> list[str]:
    if row.member.protected:
        vouched = Vouch.objects.of(row.coalition_id).filter(member=row.member_id).values_list("by_member_id", flat=True)
        return [visibility.member(key) for key in vouched] if row.measure in DECIDED else []
    charter = charter_now(row)
    if charter is None:
        return []
    matter = DECIDED.get(row.measure)
    process = charter.matters.get(matter, charter.matters[OTHER_MATTER]) if matter else ""
    decides = [each.electorate for each in charter.processes if each.code == process]
    return [visibility.body(code) for code in (*decides, row.appealed_to) if code]


def conduct_case(row: Any) -> Iterable[str]:
    """Its own, and officers; those who decide, once there is something to decide."""
    return [*_close(row), *_bodies(row)]


def id_of_case(row: Any) -> Iterable[str]:
    """As the matter; once an appeal is put to the vote, as its proposal, which says by it what is set aside."""
    appeals = Effect.objects.of(row.coalition_id).filter(kind="membership.set_aside", payload__case=row.id)
    return [*conduct_case(row), *(token for each in appeals for token in of_proposal(each))]


def conduct_step(row: Any) -> Iterable[str]:
    """That it was taken: as the matter."""
    return conduct_case(row.case)


def words_of_step(row: Any) -> Iterable[str]:
    """What is said in a conversation stays close; what the member says to those who decide stands on the proposal for members."""
    if row.kind in CLOSE:
        return _close(row.case)
    is_told = row.kind in TO_THOSE_WHO_DECIDE and (row.case.measure in DECIDED or row.case.appealed_to)
    return [*conduct_case(row.case), *([visibility.MEMBERS] if is_told and not row.case.member.protected else [])]
