"""Effects that fill a seat or an office, and take one away; and how a place is told in words."""

from collections.abc import Iterable, Mapping

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.formed import charter_for
from plenary.bodies.models import Term
from plenary.bodies.queries import charter_naming, place_in_words
from plenary.bodies.rules.elections import starts_of
from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.rules.schema import Charter
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused
from plenary.directory.models import Person
from plenary.directory.queries import names_of
from plenary.membership.models import Member
from plenary.membership.queries import members_by_id, names_of_members


def holder_of(coalition_id: str, payload: Payload) -> tuple[Member | None, Person | None]:
    """The member and the person that a payload names, each None where it names none that is here."""
    member_id, person_id = str(payload.get("member") or ""), str(payload.get("person") or "")
    member: Member | None = members_by_id(coalition_id, [member_id]).get(member_id) if member_id else None
    person = Person.objects.of(coalition_id).filter(id=person_id, removed_at=None).first() if person_id else None
    return member, person


def _nomination(coalition_id: str, payload: Payload) -> Nomination:
    member, person = holder_of(coalition_id, payload)
    return Nomination(
        body=str(payload.get("body") or ""),
        seats=str(payload.get("seats") or ""),
        office=str(payload.get("office") or ""),
        member=member,
        person=person,
        starts=starts_of(payload),
    )


class Appoint:
    """Fill one seat or office for the charter's term.

    Payload: ``{"body": code, "seats": code, "member": id}`` with ``"person": id`` for the one who sits for the member;
    ``{"body": code, "seats": code, "person": id}`` for a seat held in one's own name; ``{"office": code, "person": id}``;
    each with ``"starts": ISO 8601`` where it does not start at once.
    """

    code = "bodies.appoint"
    matter = "bodies.appoint"
    label: Label = gettext_lazy("Fill a seat or an office")
    severable = False
    governs = True
    revocable = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """The reason that `appointment_problem` gives, if any; `bodies.bad_start` for a start that is no date."""
        try:
            nomination = _nomination(coalition_id, payload)
        except ValueError:
            return ["bodies.bad_start"]
        charter = charter_for(coalition_id, _codes([payload]))
        problem = actions.appointment_problem(charter, coalition_id, nomination)
        return [problem] if problem else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a seat or office."""
        given = list(payloads)
        charter = charter_for(coalition_id, _codes(given))
        names = _names(coalition_id, given)
        return [_sentence(charter, names, payload) for payload in given]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Begin the term. Cannot when the place was filled or the holder left meanwhile."""
        try:
            actions.appoint(
                by=by,
                nomination=_nomination(by.coalition, payload),
                adopted_by=str(payload.get("proposal") or ""),
            )
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal

    def undo(self, by: Standing, payload: Payload) -> None:
        """End the term that began with it, unless it is over."""
        rows = Term.objects.of(by.coalition).filter(adopted_by=str(payload.get("proposal") or ""), ended_at=None)
        place = {key: str(payload.get(key) or "") for key in ("seats", "office")}
        holder = {key: str(payload[key]) if payload.get(key) else None for key in ("member", "person")}
        term = rows.filter(**place, **holder).first()
        if term is None or (term.ends is not None and term.ends <= clock.now()):
            return
        try:
            actions.end_term(by=by, term_id=term.id, because="not_confirmed")
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _codes(payloads: Iterable[Payload]) -> list[str]:
    return [str(payload.get(key) or "") for payload in payloads for key in ("body", "office")]


def _names(coalition_id: str, payloads: Iterable[Payload]) -> Mapping[str, str]:
    given = list(payloads)
    members = names_of_members(coalition_id, [str(payload.get("member") or "") for payload in given])
    return {**names_of(coalition_id, [str(payload.get("person") or "") for payload in given]), **members}


def _sentence(charter: Charter, names: Mapping[str, str], payload: Payload) -> str:
    member, person = str(payload.get("member") or ""), str(payload.get("person") or "")
    nobody = _("someone who is no longer here")
    facts = {
        "name": names.get(member or person, nobody),
        "person": names.get(person, nobody),
        "place": place_in_words(
            charter,
            body=str(payload.get("body") or ""),
            seats=str(payload.get("seats") or ""),
            office=str(payload.get("office") or ""),
        ),
    }
    if starts := starts_of(payload):
        facts["day"] = formats.date_format(starts, "DATE_FORMAT")
        return _("%(name)s takes up: %(place)s, from %(day)s.") % facts
    if member and person:
        return _("%(name)s takes up: %(place)s; %(person)s sits for it.") % facts
    return _("%(name)s takes up: %(place)s.") % facts


class Remove(Lasting):
    """Take a seat or office away before its time. Payload: ``{"term": id}``."""

    code = "bodies.remove"
    matter = "bodies.remove"
    label: Label = gettext_lazy("Take a seat or an office away")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`bodies.no_such_term`, or `bodies.term_is_over`."""
        term = _terms(coalition_id, [payload]).get(str(payload.get("term") or ""))
        if term is None:
            return ["bodies.no_such_term"]
        return ["bodies.term_is_over"] if term.until is not None and term.until <= clock.now() else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a term."""
        given = list(payloads)
        terms = _terms(coalition_id, given)
        charter = charter_naming(coalition_id, terms.values())
        found = (terms.get(str(payload.get("term") or "")) for payload in given)
        return [
            _("%(name)s no longer holds: %(place)s.")
            % {
                "name": term.holder_name,
                "place": place_in_words(charter, body=term.body, seats=term.seats, office=term.office),
            }
            if term
            else _("A term that is no longer here ends.")
            for term in found
        ]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """End the term. Cannot when it is over already."""
        try:
            actions.end_term(by=by, term_id=str(payload.get("term") or ""))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _terms(coalition_id: str, payloads: Iterable[Payload]) -> Mapping[str, Term]:
    ids = [str(payload.get("term") or "") for payload in payloads]
    rows = Term.objects.of(coalition_id).filter(id__in=ids)
    return {term.id: term for term in rows.select_related("member__organisation", "member__individual", "person")}


register_effect(Appoint(), matter=gettext_lazy("Filling of a seat or an office"))
register_effect(Remove(), matter=gettext_lazy("Removal from a seat or an office"))
