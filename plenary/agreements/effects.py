"""What agreements let an adopted proposal do: adopt an edition, end an agreement."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.agreements import actions
from plenary.agreements.actions.editions import edition_problem
from plenary.agreements.matters import ADOPT
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.queries import edition_of
from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused


class Adopt(Lasting):
    """Adopt an edition of an agreement. Payload: ``{"edition": id}``, and ``"proposal"`` where it is known."""

    code = "agreements.adopt"
    matter = ADOPT
    label: Label = gettext_lazy("Adopt an agreement")
    severable = False
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """Why the edition could not be adopted now: gone, adopted, overtaken by a later one, or its agreement has ended."""
        problem = edition_problem(edition_of(coalition_id, str(payload.get("edition", ""))))
        return [problem] if problem else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """For each edition: what comes to hold, and whether members sign again. One query."""
        asked = [str(payload.get("edition", "")) for payload in payloads]
        rows = Edition.objects.of(coalition_id).filter(id__in=asked).select_related("agreement")
        editions = {row.id: row for row in rows.defer("paragraphs")}
        return [self._sentence(editions.get(edition_id)) for edition_id in asked]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Let it hold. Cannot where something has come in between."""
        try:
            actions.adopt_edition(
                by=by, edition_id=str(payload.get("edition", "")), adopted_by=str(payload.get("proposal", ""))
            )
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal

    def _sentence(self, edition: Edition | None) -> str:
        if edition is None:
            return _("The edition of the agreement is gone.")
        told = {"title": edition.title, "number": edition.number}
        if edition.number == 1 or edition.is_material:
            return _("Edition %(number)s of “%(title)s” holds, and members are asked to sign it.") % told
        return _("Edition %(number)s of “%(title)s” holds; who signed the one before stands on it too.") % told


class End(Lasting):
    """End an agreement. Payload: ``{"agreement": id, "reason": text}``."""

    code = "agreements.end"
    matter = ADOPT
    label: Label = gettext_lazy("End an agreement")
    severable = False
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """It must be there, hold, and not have ended."""
        row = Agreement.objects.of(coalition_id).filter(id=str(payload.get("agreement", ""))).first()
        if row is None:
            return ["agreements.gone"]
        return ["agreements.has_ended"] if row.ended_at else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence an agreement. One query."""
        asked = [str(payload.get("agreement", "")) for payload in payloads]
        rows = {
            row.id: row for row in Agreement.objects.of(coalition_id).filter(id__in=asked).select_related("current")
        }
        words = _("“%(title)s” ends: it binds nobody any more, and stays to be read with those who signed it.")
        gone = _("The agreement is gone.")
        return [words % {"title": rows[each].shown_title} if each in rows else gone for each in asked]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """End it. Cannot where it has ended meanwhile."""
        try:
            actions.end_agreement(
                by=by,
                agreement_id=str(payload.get("agreement", "")),
                because=str(payload.get("reason", "")),
                ended_by=str(payload.get("proposal", "")),
            )
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


register_effect(Adopt(), matter=gettext_lazy("Adoption of an agreement"))
register_effect(End())
