"""What bodies add to a standing: the bodies that one sits in, the offices that one holds, and their powers; and who holds
offices, for the rooms below."""

from dataclasses import replace

from plenary.bodies.queries import holders_of_offices, places_held
from plenary.bodies.rules import is_plenary
from plenary.bodies.rules.formed import CHAIR, SECRETARY, code_of, id_in, is_formed, office_code
from plenary.charter.queries import NoCharterError, charter_of
from plenary.charter.rules.schema import Charter
from plenary.core import visibility
from plenary.core.standing import Standing, provides_standing, with_audiences
from plenary.membership.leading import tells_holders
from plenary.membership.queries import provisional_until
from plenary.membership.rules import AWAY, UNSEATED, Status, has_vote, returns_to


@provides_standing
def seats_and_offices(standing: Standing) -> Standing:
    """Set bodies, offices and powers, with their audience tokens; an officer reads what members read. One query
    besides the charter's.

    A seat of a member counts for its representatives, and where it names a person for that person alone, while they act for the
    member; while the member is suspended nobody sits for it. Bodies that were formed besides the charter's count as its own do;
    their chairs and secretaries are no officers of the coalition, and read what is for them while they sit there.
    """
    if not standing.person:
        return standing
    try:
        charter = charter_of(standing.coalition)
    except NoCharterError:
        return standing
    bodies, offices = _held(standing)
    if _votes(standing, charter):
        bodies |= {body.code for body in charter.bodies if is_plenary(body)}
    bodies &= {body.code for body in charter.bodies} | {code for code in bodies if is_formed(code)}
    granted = {(power, office.code) for office in charter.offices if office.code in offices for power in office.powers}
    of_formed = {code for code in offices if is_formed(code) and code_of(id_in(code)) in bodies}
    offices &= {office.code for office in charter.offices}
    found = replace(
        standing,
        bodies=standing.bodies | bodies,
        offices=standing.offices | offices,
        powers=standing.powers | {power for power, _office in granted},
        granted=standing.granted | granted,
        chairs=standing.chairs | _held_as(CHAIR, of_formed),
        secretaries=standing.secretaries | _held_as(SECRETARY, of_formed),
    )
    tokens = [visibility.body(code) for code in bodies] + [visibility.office(code) for code in offices | of_formed]
    return with_audiences(found, *tokens, *([visibility.MEMBERS] if offices else []))


tells_holders(holders_of_offices)


def _held(standing: Standing) -> tuple[set[str], set[str]]:
    bodies: set[str] = set()
    offices: set[str] = set()
    rests = standing.member_status in UNSEATED
    for place in places_held(standing):
        if place.office:
            offices.add(place.office)
        elif not place.member or (place.member == standing.member and not rests):
            bodies.add(place.body)
    return bodies, offices


def _held_as(what: str, offices: set[str]) -> set[str]:
    bodies = {office: code_of(id_in(office)) for office in offices}
    return {body for office, body in bodies.items() if office == office_code(body, what)}


def _votes(standing: Standing, charter: Charter) -> bool:
    """True when the member represented casts ballots in the plenary; on leave or dormant it still may."""
    category = next((category for category in charter.categories if category.code == standing.category), None)
    if category is None:
        return False
    status = Status(standing.member_status)
    if status in AWAY:
        until = provisional_until(standing.coalition, standing.member)
        status = returns_to(until, standing.as_of)
    return has_vote(category, status, charter.protection, protected=standing.is_protected)
