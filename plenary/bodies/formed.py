"""Reads of the bodies that are formed by a decision, and the charter with them, by which a body is found by its code."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.bodies.models import FormedBody, TermsOfReference
from plenary.bodies.rules import formed as rules
from plenary.bodies.rules.formed import CHAIR, SECRETARY, is_formed
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import Body, BodyKind, Charter, Words
from plenary.charter.rules.words import words_in
from plenary.core.prepared import prepared


def formed_bodies(coalition_id: str) -> QuerySet[FormedBody]:
    """Every formed body, oldest first, those that were closed too."""
    return FormedBody.objects.of(coalition_id).order_by("formed_at", "id")


def bodies_resting_on(coalition_id: str, agreements: Collection[str]) -> Mapping[str, str]:
    """The codes of the formed bodies that rest on agreements (ids) and were not closed, by the id of the agreement; of several
    that of the oldest. One query, and none without ids."""
    if not agreements:
        return {}
    rows = formed_bodies(coalition_id).filter(agreement__in=agreements, closed_at=None)
    return {row.agreement: row.code for row in reversed(rows)}


def formed_body(coalition_id: str, code: str) -> FormedBody | None:
    """The formed body of this code, a closed one too, or None. One query at most."""
    return formed_bodies(coalition_id).filter(id=rules.id_in(code)).first() if is_formed(code) else None


def terms_of_reference(body: FormedBody) -> Sequence[TermsOfReference]:
    """The versions of what a formed body is for, the one in force first. One query."""
    return list(TermsOfReference.objects.of(body.coalition_id).filter(body=body).order_by("-number"))


def charter_with_formed(coalition_id: str) -> Charter:
    """The charter in force with the formed bodies and their offices behind its own; closed ones without offices, and with no
    seat to fill. One query besides the charter's. Raises NoCharterError."""
    return _with(charter_of(coalition_id), _formed(coalition_id))


def bodies_at_work(coalition_id: str) -> Sequence[Body]:
    """The bodies of the charter in force and behind them the formed ones that were not closed. One query besides the charter's.
    Raises NoCharterError."""
    rows = (row for row in _formed(coalition_id) if row.closed_at is None)
    return _with(charter_of(coalition_id), rows).bodies


@prepared
def _formed(coalition_id: str) -> QuerySet[FormedBody]:
    return formed_bodies(coalition_id)


def names_at_work(coalition_id: str) -> list[tuple[str, str]]:
    """Code and name of each body at work, to choose from. One query besides the charter's. Raises NoCharterError."""
    charter = charter_of(coalition_id)
    return [(body.code, called(charter, body.names, body.code)) for body in bodies_at_work(coalition_id)]


def charter_for(coalition_id: str, codes: Iterable[str]) -> Charter:
    """The charter in force, with the formed bodies where one of these codes (of bodies or offices) is of one. No query besides
    the charter's where none is. Raises NoCharterError."""
    asked = {rules.id_in(code) for code in codes if is_formed(code)}
    charter = charter_of(coalition_id)
    return _with(charter, formed_bodies(coalition_id).filter(id__in=asked)) if asked else charter


def formed_as(body: FormedBody, charter: Charter) -> rules.Formed:
    """A row as the value that rules reckon with. Seats that are not joined are filled by the body that it reports to, else by the
    plenary."""
    plenary = next(each.code for each in charter.bodies if each.kind is BodyKind.PLENARY)
    codes = {each.code for each in charter.bodies}
    reports_to = body.reports_to if body.reports_to in codes else ""
    return rules.Formed(
        code=body.code,
        kind=BodyKind(body.kind),
        names=body.names,
        seats=body.seats,
        office_months=body.office_months,
        rotates=body.rotates,
        filled_by=reports_to or plenary,
        reports_to=reports_to,
        is_closed=body.closed_at is not None,
    )


def body_of_row(body: FormedBody, charter: Charter) -> Body:
    """A formed body as bodies of the charter are."""
    return rules.as_body(formed_as(body, charter), _seat_names(charter.languages))


def name_of(body: FormedBody, charter: Charter) -> str:
    """What a formed body is called, in the active language, else as the charter prefers."""
    return words_in(body.names, translation.get_language() or "en", charter.languages)


def _with(charter: Charter, rows: Iterable[FormedBody]) -> Charter:
    found = [formed_as(row, charter) for row in rows]
    if not found:
        return charter
    bodies = (rules.as_body(each, _seat_names(charter.languages)) for each in found)
    offices = (
        office
        for each in found
        if not each.is_closed
        for office in rules.offices_in(each, _office_names(each.names, charter.languages))
    )
    return rules.with_bodies(charter, bodies, offices)


@lru_cache(maxsize=64)
def _seat_names(languages: tuple[str, ...]) -> Words:
    found = {}
    for tag in languages:
        with translation.override(tag):
            found[tag] = _("Seats")
    return found


def _office_names(names: Words, languages: tuple[str, ...]) -> dict[str, Words]:
    chair, secretary = {}, {}
    for tag in languages:
        with translation.override(tag):
            facts = {"body": words_in(names, tag, languages)}
            chair[tag] = _("Chair of “%(body)s”") % facts
            secretary[tag] = _("Secretary of “%(body)s”") % facts
    return {CHAIR: chair, SECRETARY: secretary}
