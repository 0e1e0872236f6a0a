"""Letting two member organisations become one by an adopted proposal, once both agreed to it (B4)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.membership import actions
from plenary.membership.matters import MERGER
from plenary.membership.models import Merging
from plenary.membership.queries import merging_by_id
from plenary.membership.queries.merging import hindrance_at_the_end


def _merging(coalition_id: str, payload: Payload) -> Merging | None:
    return merging_by_id(coalition_id, str(payload.get("merging", "")))


class Merge(Lasting):
    """Let two members become one. Payload: ``{"merging": id}``."""

    code = "membership.merge"
    matter = MERGER
    label: Label = gettext_lazy("Let two members become one")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`membership.merging_not_agreed` (also where whoever asked or agreed decides for that member no more),
        `membership.merging_over`, or `membership.merging_otherwise` where one of the two is
        not in good standing any more or is protected, or the one that goes is in a grave matter of conduct."""
        found = _merging(coalition_id, payload)
        if found is not None and not found.is_open:
            return ["membership.merging_over"]
        if found is None or not found.is_agreed:
            return ["membership.merging_not_agreed"]
        hinders = hindrance_at_the_end(found.gone, found.into)
        return [] if hinders else [hinders.reason]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a merging."""
        return [_sentence(_merging(coalition_id, payload)) for payload in payloads]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Carry it out. Cannot where `problems` says so, or one side gave it up."""
        problems = self.problems(by.coalition, payload)
        found = _merging(by.coalition, payload)
        if problems or found is None:
            raise CannotCarryOut(problems[0])
        try:
            actions.merge_members(by=by, merging=found)
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _sentence(found: Merging | None) -> str:
    if found is None or found.gone.protected or found.into.protected:
        return _("Two members become one.")
    names = {"gone": found.gone.name, "into": found.into.name, "name": found.name}
    if found.name:
        return (
            _(
                "%(gone)s merges into %(into)s, which is called %(name)s from then on; seats that %(gone)s holds fall vacant."
            )
            % names
        )
    return _("%(gone)s merges into %(into)s; seats that %(gone)s holds fall vacant.") % names


register_effect(Merge(), matter=gettext_lazy("Merging of members"))
