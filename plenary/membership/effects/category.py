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
from plenary.membership.effects.admission import member_in, names_in, waived_in
from plenary.membership.labels import category_name
from plenary.membership.labels.joining import lacks_in_words
from plenary.membership.matters import CHANGE_CATEGORY
from plenary.membership.models import Member
from plenary.membership.queries import lacking_there, members_by_id
from plenary.membership.rules import BELONGING
from plenary.membership.rules.joining import Lacking, waiver_problem


class ChangeCategory(Lasting):
    """Put a member into another category. Payload: ``{"member": id, "category": code}``, and where it has not said how it meets
    what that one requires ``"waived": words``, why that is waived. Asked when a proposal opens, not when it is carried out."""

    code = "membership.change_category"
    matter = CHANGE_CATEGORY
    label: Label = gettext_lazy("Put a member into another category")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.cannot_now`, `.no_category`, `.stands_there_already`, or that it is not for such; what
        lacks and is not waived: `.lacks_answers_there`, and `.waiver_unreadable`."""
        member = member_in(coalition_id, payload)
        never = self._never(coalition_id, payload, member)
        if never or member is None:
            return never
        (lacks,) = lacking_there(coalition_id, [(member, str(payload["category"]))])
        problem = waiver_problem(lacks, payload.get("waived"))
        return (
            ["membership.lacks_answers_there" if problem == "membership.lacks_answers" else problem] if problem else []
        )

    def _never(self, coalition_id: str, payload: Payload, member: Member | None) -> list[str]:
        """Why it cannot be put there at all."""
        wanted = str(payload.get("category", ""))
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
        """One sentence a member, with what it has not answered yet, and why that is waived."""
        told, charter = list(payloads), charter_of(coalition_id)
        found = members_by_id(coalition_id, _ids(told))
        words = _("%(name)s stands in the category “%(category)s” from then on.")
        wanted = [str(payload.get("category", "")) for payload in told]
        there = [(found[key], code) for key, code in zip(_ids(told), wanted, strict=True) if key in found]
        lacks = {
            (each.id, code): lack for (each, code), lack in zip(there, lacking_there(coalition_id, there), strict=True)
        }
        return [
            " ".join(
                [
                    words % {"name": name, "category": category_name(charter, code)},
                    *lacks_in_words(lacks.get((key, code), Lacking()), waived_in(payload)),
                ]
            )
            for name, key, code, payload in zip(names_in(found, told), _ids(told), wanted, told, strict=True)
        ]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Put it there. Cannot when it has left meanwhile, or the charter changed."""
        member = member_in(by.coalition, payload)
        problems = self._never(by.coalition, payload, member)
        if problems or member is None:
            raise CannotCarryOut(problems[0])
        try:
            actions.amend_member(by=by, member=member, category=str(payload["category"]))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _ids(payloads: Iterable[Payload]) -> list[str]:
    return [str(payload.get("member", "")) for payload in payloads]


register_effect(ChangeCategory(), matter=gettext_lazy("Change of a member’s category"))
