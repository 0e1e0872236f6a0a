"""What membership lets an adopted proposal do: admit, suspend and remove members, and put them into another category."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Who
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.labels import category_name
from plenary.membership.models import Member
from plenary.membership.queries import members_by_id, names_of_members
from plenary.membership.rules import BELONGING, WAITING, Status, may_become


def _names(coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
    ids = [str(payload.get("member", "")) for payload in payloads]
    names = names_of_members(coalition_id, ids)
    return [names.get(key, _("a member that is no longer here")) for key in ids]


def _member(coalition_id: str, payload: Payload) -> Member | None:
    key = str(payload.get("member", ""))
    return members_by_id(coalition_id, [key]).get(key)


class Admit(Lasting):
    """Admit one organisation or individual. Payload: ``{"member": id}``; a proposal may hold many, each severable."""

    code = "membership.admit"
    matter = "membership.admit"
    label: Label = gettext_lazy("Admit a member")
    severable = True
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.protected_otherwise`, `.not_waiting_now` or `.no_category`."""
        member = _member(coalition_id, payload)
        if member is None:
            return ["membership.no_such_member"]
        if member.protected:
            return ["membership.protected_otherwise"]
        if member.status not in WAITING:
            return ["membership.not_waiting_now"]
        known = {category.code for category in charter_of(coalition_id).categories}
        return [] if member.category in known else ["membership.no_category"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence an applicant."""
        return [_("%(name)s is admitted.") % {"name": name} for name in _names(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Admit. Cannot when the applicant has withdrawn or was admitted meanwhile."""
        try:
            actions.admit_member(by=by, member_id=str(payload["member"]))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


class _Ends:
    """What suspension and removal share: a member that belongs, and a reason."""

    status: Status
    severable = False
    governs = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, or `membership.cannot_now` when its status does not lead there."""
        member = _member(coalition_id, payload)
        if member is None or member.protected:
            return ["membership.no_such_member"]
        return [] if may_become(Status(member.status), self.status) else ["membership.cannot_now"]


class Suspend(_Ends):
    """Suspend a member. Payload: ``{"member": id, "reason": text}``."""

    code = "membership.suspend"
    matter = "membership.suspend"
    label: Label = gettext_lazy("Suspend a member")
    status = Status.SUSPENDED
    revocable = True

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a member."""
        words = _("%(name)s is suspended: it reads, without voice or vote, until it is reinstated.")
        return [words % {"name": name} for name in _names(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Suspend. Cannot when the member has left meanwhile."""
        try:
            actions.suspend_member(by=by, member_id=str(payload["member"]), reason=str(payload.get("reason", "")))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal

    def undo(self, by: Standing, payload: Payload) -> None:
        """Reinstate it, unless it is suspended no longer."""
        member = _member(by.coalition, payload)
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

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a member."""
        words = _(
            "%(name)s is removed; those who represent it no longer take part, and seats that it holds fall vacant."
        )
        return [words % {"name": name} for name in _names(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Remove. Cannot when the member has left meanwhile."""
        try:
            actions.remove_member(by=by, member_id=str(payload["member"]), reason=str(payload.get("reason", "")))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


class ChangeCategory(Lasting):
    """Put a member into another category. Payload: ``{"member": id, "category": code}``."""

    code = "membership.change_category"
    matter = "membership.change_category"
    label: Label = gettext_lazy("Put a member into another category")
    severable = False
    governs = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.cannot_now`, `.no_category`, `.stands_there_already`, or that it is not for such."""
        member, wanted = _member(coalition_id, payload), str(payload.get("category", ""))
        if member is None or member.protected:
            return ["membership.no_such_member"]
        if member.status not in BELONGING:
            return ["membership.cannot_now"]
        category = next((each for each in charter_of(coalition_id).categories if each.code == wanted), None)
        if category is None:
            return ["membership.no_category"]
        if category.code == member.category:
            return ["membership.stands_there_already"]
        other = Who.INDIVIDUALS if member.organisation_id else Who.ORGANISATIONS
        reason = "not_for_organisations" if member.organisation_id else "not_for_individuals"
        return [f"membership.{reason}"] if category.who is other else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a member."""
        told, charter = list(payloads), charter_of(coalition_id)
        words = _("%(name)s stands in the category “%(category)s” from then on.")
        return [
            words % {"name": name, "category": category_name(charter, str(payload.get("category", "")))}
            for name, payload in zip(_names(coalition_id, told), told, strict=True)
        ]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Put it there. Cannot when it has left meanwhile, or the charter changed."""
        problems = self.problems(by.coalition, payload)
        if problems:
            raise CannotCarryOut(problems[0])
        member = members_by_id(by.coalition, [str(payload["member"])])[str(payload["member"])]
        try:
            actions.amend_member(by=by, member=member, category=str(payload["category"]))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


register_effect(Admit())
register_effect(ChangeCategory())
register_effect(Suspend())
register_effect(Remove())
