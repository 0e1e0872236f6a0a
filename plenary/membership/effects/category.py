"""Putting members into another category by an adopted proposal (B4)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Who
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.effects.admission import member_in, named
from plenary.membership.labels import category_name
from plenary.membership.queries import members_by_id
from plenary.membership.rules import BELONGING


class ChangeCategory(Lasting):
    """Put a member into another category. Payload: ``{"member": id, "category": code}``."""

    code = "membership.change_category"
    matter = "membership.change_category"
    label: Label = gettext_lazy("Put a member into another category")
    severable = False
    governs = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.cannot_now`, `.no_category`, `.stands_there_already`, or that it is not for such."""
        member, wanted = member_in(coalition_id, payload), str(payload.get("category", ""))
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
            for name, payload in zip(named(coalition_id, told), told, strict=True)
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


register_effect(ChangeCategory())
