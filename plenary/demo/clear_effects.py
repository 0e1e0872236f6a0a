"""What the proposals of Clear Fields do: each function gives the effects of one kind, found when the proposal is moved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from plenary.bodies.models import Term
from plenary.bodies.queries import terms_in_force
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.core import clock
from plenary.demo import content
from plenary.demo.cast import BOARD, FINANCE, ON_LEAVE, POLICY, REMOVED, SUSPENDED
from plenary.demo.charters import CHANGES
from plenary.demo.stage import Effects, Planned, Stage
from plenary.membership.models import Member


def amending(stage: Stage, change: Callable[[Charter], Charter], title: str) -> Effects:
    """Put a changed charter in force, as the coordinator drafted it."""
    draft = draft_charter(by=stage.office(), charter=change(charter_of(stage.coalition.id)), title=title)
    return [("charter.amend", {"draft": draft.id})]


def admitting(stage: Stage, names: Sequence[str]) -> Effects:
    """Admit these applicants."""
    waiting = members_by_name(stage)
    known = "The officer who entered it spoke with it; it accepts the purpose on its first day."
    return [("membership.admit", {"member": waiting[name].id, "waived": known}) for name in names]


def ending(stage: Stage, how: str, name: str, reason: str) -> Effects:
    """Suspend or remove a member."""
    return [(f"membership.{how}", {"member": stage.member(name).id, "reason": reason})]


def seating(stage: Stage, body: str, names: Sequence[str]) -> Effects:
    """Give seats of a body to these members."""
    members = members_by_name(stage)
    return [("bodies.appoint", {"body": body, "seats": "members", "member": members[name].id}) for name in names]


def into_office(office: str, person: str, **more: str) -> Effects:
    """Fill an office."""
    return [("bodies.appoint", {"office": office, "person": person, **more})]


def renewing(stage: Stage) -> Effects:
    """Keep the chair and those who sit in committees, each from the end of the term that they have."""
    terms = terms_in_force(stage.coalition.id, clock.now()).exclude(body="board", office="").exclude(ends=None)
    ending_soon = terms.filter(ends__lt=clock.now() + timedelta(days=90)).order_by("body", "office", "ends", "id")
    return [("bodies.appoint", _again(term)) for term in ending_soon]


def _again(term: Term) -> dict[str, str]:
    assert term.ends is not None  # noqa: S101  # those without an end are left out
    starts = {"starts": term.ends.isoformat()}
    if term.office:
        return {"office": term.office, "person": term.person_id or "", **starts}
    return {"body": term.body, "seats": term.seats, "member": term.member_id or "", **starts}


def freeing(stage: Stage, name: str) -> Effects:
    """Take a member's seat away."""
    term = terms_in_force(stage.coalition.id, clock.now()).filter(member=stage.member(name)).get()
    return [("bodies.remove", {"term": term.id})]


def resolving(text: str) -> Effects:
    """Resolve something in words."""
    return [("decisions.resolve", {"text": text})]


def speaker(stage: Stage, name: str) -> str:
    """The person who speaks for a member."""
    return stage.member(name).representatives.get(until=None).person_id


def members_by_name(stage: Stage) -> dict[str, Member]:
    """Every member that may be named, by its name."""
    rows = Member.objects.of(stage.coalition.id).filter(protected=False)
    return {member.name: member for member in rows.select_related("organisation", "individual")}


def planned_of(stage: Stage, item: Mapping[str, Any]) -> Planned:
    """A proposal of the content as it will be told."""
    kinds: Mapping[str, Callable[[], Effects]] = {
        "": partial(resolving, item.get("says", "")),
        "amend": lambda: amending(stage, CHANGES[item["change"]], item["title"]),
        "admit": lambda: admitting(stage, _names_of(item["countries"])),
        "admit-applicants": lambda: admitting(stage, [told.name for told in content.organisations("applicants")]),
        "suspend": partial(ending, stage, "suspend", SUSPENDED, "no answer for a year"),
        "remove": partial(ending, stage, "remove", REMOVED, "lent its name to a contractor"),
        "appoint-treasurer": lambda: into_office("treasurer", speaker(stage, BOARD[2])),
        "appoint-committee": partial(seating, stage, "policy", POLICY),
        "appoint-finance": partial(seating, stage, "finance", FINANCE),
        "renew": partial(renewing, stage),
        "free-seat": partial(freeing, stage, ON_LEAVE),
    }
    return Planned(
        title=item["title"],
        body=item["body"],
        effects=kinds[item.get("does", "")],
        yes=item.get("yes", 0),
        no=item.get("no", 0),
        abstain=item.get("abstain", 0),
        withdrawn=item.get("withdrawn", False),
        objection=item.get("objection", ""),
    )


def _names_of(countries: Sequence[str]) -> list[str]:
    return [told.name for told in content.organisations("clear_fields") if told.country in countries]
