"""Admitting members by an adopted proposal."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.matters import ADMISSION
from plenary.membership.models import Member
from plenary.membership.queries import members_by_id, names_of_members
from plenary.membership.rules import WAITING


def named(coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
    """The names of the members that payloads are about, in their order. One query."""
    ids = [str(payload.get("member", "")) for payload in payloads]
    names = names_of_members(coalition_id, ids)
    return [names.get(key, _("a member that is no longer here")) for key in ids]


def member_in(coalition_id: str, payload: Payload) -> Member | None:
    """The member that a payload is about, or None."""
    key = str(payload.get("member", ""))
    return members_by_id(coalition_id, [key]).get(key)


class Admit(Lasting):
    """Admit one organisation or individual. Payload: ``{"member": id}``; a proposal may hold many, each severable."""

    code = "membership.admit"
    matter = ADMISSION
    label: Label = gettext_lazy("Admit a member")
    severable = True
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.protected_otherwise`, `.not_waiting_now` or `.no_category`."""
        member = member_in(coalition_id, payload)
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
        return [_("%(name)s is admitted.") % {"name": name} for name in named(coalition_id, payloads)]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Admit. Cannot when the applicant has withdrawn or was admitted meanwhile."""
        try:
            actions.admit_member(by=by, member_id=str(payload["member"]))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


register_effect(Admit())
