"""Admitting members by an adopted proposal."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.labels.joining import lacks_in_words
from plenary.membership.matters import ADMISSION
from plenary.membership.models import Member
from plenary.membership.queries import lacking_of, members_by_id
from plenary.membership.rules import WAITING
from plenary.membership.rules.joining import Lacking, waiver_problem


def named(coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
    """The names of the members that payloads are about, in their order. One query."""
    told = list(payloads)
    return names_in(members_by_id(coalition_id, [str(payload.get("member", "")) for payload in told]), told)


def names_in(found: Mapping[str, Member], payloads: Iterable[Payload]) -> list[str]:
    """The names of the members that payloads are about, in their order, among those found."""
    names = {key: _("a protected member") if member.protected else member.name for key, member in found.items()}
    return [names.get(str(payload.get("member", "")), _("a member that is no longer here")) for payload in payloads]


def waived_in(payload: Payload) -> str:
    """Why a payload waives what lacks, or empty."""
    waived = payload.get("waived")
    return waived.strip() if isinstance(waived, str) else ""


def member_in(coalition_id: str, payload: Payload) -> Member | None:
    """The member that a payload is about, or None."""
    key = str(payload.get("member", ""))
    return members_by_id(coalition_id, [key]).get(key)


class Admit(Lasting):
    """Admit one organisation or individual. Payload: ``{"member": id}``, and where it has not accepted the purpose or answered
    what its category requires ``"waived": words``, why that is waived; a proposal may hold many, each severable.

    What lacks is asked when a proposal opens, and not again when it is carried out: those who decided knew of it.
    """

    code = "membership.admit"
    matter = ADMISSION
    label: Label = gettext_lazy("Admit a member")
    severable = True
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.no_such_member`, `.protected_otherwise`, `.not_waiting_now` or `.no_category`; what lacks and is not
        waived: `.lacks_purpose`, `.lacks_answers` or `.lacks_both`, and `.waiver_unreadable`."""
        member = member_in(coalition_id, payload)
        if member is None:
            return ["membership.no_such_member"]
        if member.protected:
            return ["membership.protected_otherwise"]
        if member.status not in WAITING:
            return ["membership.not_waiting_now"]
        known = {category.code for category in charter_of(coalition_id).categories}
        if member.category not in known:
            return ["membership.no_category"]
        lacks = lacking_of(coalition_id, [member])[member.id]
        problem = waiver_problem(lacks, payload.get("waived"))
        return [problem] if problem else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence an applicant, with what it lacks while it waits, and why that is waived."""
        told = list(payloads)
        found = members_by_id(coalition_id, [str(payload.get("member", "")) for payload in told])
        lacks = lacking_of(coalition_id, (each for each in found.values() if not each.protected))
        admitted = (_("%(name)s is admitted.") % {"name": name} for name in names_in(found, told))
        return [
            " ".join(
                [sentence, *lacks_in_words(lacks.get(str(payload.get("member", "")), Lacking()), waived_in(payload))]
            )
            for sentence, payload in zip(admitted, told, strict=True)
        ]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Admit. Cannot when the applicant has withdrawn or was admitted meanwhile."""
        try:
            actions.admit_member(by=by, member_id=str(payload["member"]))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


register_effect(Admit(), matter=gettext_lazy("Admission of members"))
