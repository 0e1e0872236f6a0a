"""Suspending and removing members, and setting a measure aside on appeal, by an adopted proposal (B5)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.concerning import Concerning, Said
from plenary.charter.decidable import CannotCarryOut, Dropped, Lasting, Payload, Waits, register_effect
from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.effects.admission import member_in, named
from plenary.membership.matters import APPEAL
from plenary.membership.models import ConductCase
from plenary.membership.queries import (
    case_by_id,
    case_decided,
    case_towards,
    members_by_id,
    representatives_of,
    statements_in,
)
from plenary.membership.rules import BELONGING, Status, may_become
from plenary.membership.rules.conduct import (
    End,
    Measure,
    Ruling,
    Stage,
    appeal_body,
    is_waived,
    missing_before,
    time_of,
)

_HOUR = 3600


def _hours(coalition_id: str) -> int:
    return int(time_of(charter_of(coalition_id).accountability).total_seconds()) // _HOUR


def _concerned(coalition_id: str, member_id: str) -> frozenset[str]:
    """A member, and the persons who represent it: a seat in the person's own name decides no more than the member's."""
    return frozenset({member_id, *representatives_of(coalition_id, member_id)}) if member_id else frozenset()


class _Ends(Concerning):
    """What suspension and removal share: a member that belongs, a reason, and the conduct steps that led there."""

    status: Status
    measure: Measure
    severable = False
    governs = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`; `membership.cannot_now` when its status does not lead there; else what of the
        steps that the charter asks for is missing (`rules.conduct.missing_before`)."""
        member = member_in(coalition_id, payload)
        if member is None or member.protected:
            return ["membership.no_such_member"]
        if not may_become(Status(member.status), self.status):
            return ["membership.cannot_now"]
        case = case_towards(coalition_id, member.id, self.measure)
        rule = charter_of(coalition_id).accountability
        problem = missing_before(self.measure, Stage(case.stage) if case else None, case.measure if case else "", rule)
        return [problem] if problem else []

    def concerned(self, coalition_id: str, payload: Payload) -> frozenset[str]:
        """The member and its representatives."""
        return _concerned(coalition_id, str(payload.get("member", "")))

    def hold_hours(self, coalition_id: str, payload: Payload) -> int:
        """As long as the charter gives to answer, in which the member may appeal."""
        return _hours(coalition_id)

    def said(self, coalition_id: str, payload: Payload) -> Sequence[Said]:
        """The member's answer and its statements."""
        return _statements(coalition_id, str(payload.get("member", "")), self.measure)

    def decided(self, by: Standing, payload: Payload, *, outcome: str, body: str, until: datetime | None) -> None:
        """The matter of conduct goes on: it may be appealed, or ends."""
        case = case_towards(by.coalition, str(payload.get("member", "")), self.measure)
        if case and case.measure == self.measure:
            proposal = str(payload.get("proposal", ""))
            actions.enter_decided(by, case, outcome=outcome, proposal=proposal, body=body, until=until)

    def hindered(self, coalition_id: str, payload: Payload) -> None:
        """Raise Waits while an appeal is open, Dropped after it was granted or where the member has left meanwhile, and
        CannotCarryOut where the steps do not stand any more."""
        case = case_decided(coalition_id, str(payload.get("proposal", "")))
        if case is None:
            if not is_waived(charter_of(coalition_id).accountability):
                raise CannotCarryOut("membership.steps_missing")
        elif Status(case.member.status) not in BELONGING or (
            case.member.individual and case.member.individual.removed_at
        ):
            raise Dropped("membership.no_such_member")
        elif case.stage == Stage.APPEAL:
            raise Waits("membership.appeal_holds")
        elif case.ended == End.SET_ASIDE:
            raise Dropped("membership.was_set_aside")


def _statements(coalition_id: str, member_id: str, measure: str) -> Sequence[Said]:
    rows = statements_in(coalition_id, member_id, measure)
    name = members_by_id(coalition_id, [member_id])[member_id].name if rows else ""
    return [Said(name, row.words, row.at) for row in rows]


class Suspend(_Ends):
    """Suspend a member. Payload: ``{"member": id, "reason": text}``."""

    code = "membership.suspend"
    matter = "membership.suspend"
    label: Label = gettext_lazy("Suspend a member")
    status = Status.SUSPENDED
    measure = Measure.SUSPENSION
    revocable = True

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a member."""
        words = _("%(name)s is suspended: it reads, without voice or vote, until it is reinstated.")
        return [words % {"name": name} for name in named(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Suspend. Cannot when the member has left meanwhile, and while an appeal holds it."""
        self.hindered(by.coalition, payload)
        try:
            actions.suspend_member(by=by, member_id=str(payload["member"]), reason=str(payload.get("reason", "")))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal

    def undo(self, by: Standing, payload: Payload) -> None:
        """Reinstate it, unless it is suspended no longer."""
        member = member_in(by.coalition, payload)
        if member is None or member.status != Status.SUSPENDED:
            return
        try:
            actions.reinstate(by=by, member_id=member.id)
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


class Remove(Lasting, _Ends):
    """Remove a member. Payload: ``{"member": id, "reason": text}``."""

    code = "membership.remove"
    matter = "membership.remove"
    label: Label = gettext_lazy("Remove a member")
    status = Status.REMOVED
    measure = Measure.REMOVAL

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a member."""
        words = _(
            "%(name)s is removed; those who represent it no longer take part, and seats that it holds fall vacant."
        )
        return [words % {"name": name} for name in named(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Remove. Cannot when the member has left meanwhile, and while an appeal holds it."""
        self.hindered(by.coalition, payload)
        try:
            actions.remove_member(by=by, member_id=str(payload["member"]), reason=str(payload.get("reason", "")))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


class SetAside(Concerning, Lasting):
    """Set a measure aside on appeal. Payload: ``{"case": id}``. Another body decides than took the measure, or the
    plenary; where it is not adopted, the measure stands."""

    code = "membership.set_aside"
    matter = APPEAL
    is_waited_for = True
    label: Label = gettext_lazy("Set a measure against a member aside")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_appeal` where the case is not under appeal, or of a member that no proposal may name."""
        case = _case(coalition_id, payload)
        fits = case is not None and case.stage == Stage.APPEAL and not case.member.protected
        return [] if fits else ["membership.no_appeal"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a case."""
        cases = [_case(coalition_id, payload) for payload in payloads]
        names = named(coalition_id, [{"member": case.member_id if case else ""} for case in cases])
        words = _("The measure against %(name)s is set aside; if this is not adopted, the measure stands.")
        return [words % {"name": name} for name in names]

    def concerned(self, coalition_id: str, payload: Payload) -> frozenset[str]:
        """The member that appeals and its representatives."""
        case = _case(coalition_id, payload)
        return _concerned(coalition_id, case.member_id if case else "")

    def decided_by(self, coalition_id: str, payload: Payload, body: str) -> str:
        """The body that the charter has for appeals, unless it took the measure; then the plenary."""
        case = _case(coalition_id, payload)
        return appeal_body(charter_of(coalition_id), body, case.decided_by if case else "")

    def said(self, coalition_id: str, payload: Payload) -> Sequence[Said]:
        """The member's answer, its statements and its appeal."""
        case = _case(coalition_id, payload)
        return _statements(coalition_id, case.member_id, case.measure) if case else ()

    def decided(self, by: Standing, payload: Payload, *, outcome: str, body: str, until: datetime | None) -> None:
        """Where it is not adopted, the measure stands."""
        case = _case(by.coalition, payload)
        if case and outcome != "adopted":
            actions.enter_ruling(by, case, Ruling.STANDS)

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Set the measure aside, and reinstate the member where it is suspended by it. Cannot where there is no appeal
        any more."""
        case = _case(by.coalition, payload)
        if case is None or case.stage != Stage.APPEAL:
            raise CannotCarryOut("membership.no_appeal")
        actions.enter_ruling(by, case, Ruling.SET_ASIDE)
        if case.measure == Measure.SUSPENSION and case.member.status == Status.SUSPENDED:
            actions.reinstate(by=by, member_id=case.member_id)


def _case(coalition_id: str, payload: Payload) -> ConductCase | None:
    return case_by_id(coalition_id, str(payload.get("case", "")))


register_effect(Suspend(), matter=gettext_lazy("Suspension of a member"))
register_effect(Remove(), matter=gettext_lazy("Removal of a member"))
register_effect(SetAside(), matter=gettext_lazy("Appeal of a member against a measure"))
