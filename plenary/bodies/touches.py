"""What a change of the charter would touch of seats and offices: terms that end, places that fall vacant, powers, bodies
in which nobody sits who would have to decide; and who would chair a formed body where its chair is found in another way."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.bodies.formed import formed_body
from plenary.bodies.models import Term
from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rotation import chair_of, follows, open_turn
from plenary.charter import decidable
from plenary.charter.prose import phrases
from plenary.charter.queries import called
from plenary.charter.rules.schema import BodyKind, Charter, Filled
from plenary.charter.touches import PLACES, Touch, register_touch
from plenary.core.standing import Standing
from plenary.membership.touches import named

FIRST = 10
"""So many of those who would chair a body by turns are named."""


@register_touch
def touched_places(standing: Standing, before: Charter, after: Charter) -> Iterator[Touch]:
    """Terms in force under the charter that would be, for those who may see who sits where. One query."""
    if not may_read_bodies(standing):
        return
    terms = list(terms_in_force(standing.coalition))
    for sentence in (*_seats(before, after, terms), *_offices(before, after, terms), *_empty(after, terms)):
        yield Touch(PLACES, sentence)


def touched_by_chair(standing: Standing, code: str, *, rotates: bool) -> list[Touch]:
    """Who chairs a formed body (by its code) until when, and who would follow by turns, or no longer does, if its chair were
    found so from now on; for those inside who read who sits where, and nothing where it is so already. Five queries at most."""
    body = formed_body(standing.coalition, code) if standing.is_inside and may_read_bodies(standing) else None
    if body is None or body.closed_at or body.rotates == rotates:
        return []
    chair = chair_of(body)
    if chair and chair.until:
        facts = {"name": chair.holder_name, "day": date_format(chair.until, "DATE_FORMAT")}
        told = [_("%(name)s chairs it until %(day)s.") % facts]
    else:
        told = [_("Nobody chairs it now.")]
    if rotates:
        names = [each.person.shown_name for each in follows(body, None)[:FIRST]]
        told += (
            [_("Next in turn would be, in this order: %(names)s.") % {"names": phrases.points(names)}] if names else []
        )
    elif turn := open_turn(body):
        told.append(_("%(name)s is next in turn, and would no longer be.") % {"name": turn.person.shown_name})
    return [Touch(PLACES, sentence) for sentence in told]


def _holders(terms: Sequence[Term]) -> str:
    """Who holds these, by name; members and persons under protection hold no seat that others can see."""
    return named(sorted(term.holder_name for term in terms))


def _seats(before: Charter, after: Charter, terms: Sequence[Term]) -> Iterator[str]:
    later = {(body.code, seats.code): seats for body in after.bodies for seats in body.seats}
    for body in before.bodies:
        for seats in body.seats:
            held = [term for term in terms if term.body == body.code and term.seats == seats.code]
            facts = {"body": called(before, body.names), "seats": called(before, seats.names), "names": _holders(held)}
            new = later.get((body.code, seats.code))
            if new is None:
                if held:
                    yield _("“%(seats)s” in the %(body)s go; these hold one now: %(names)s.") % facts
                continue
            if new.filled is Filled.EVERY_MEMBER or new.number == seats.number:
                continue
            yield from _numbers(facts, len(held), new.number)
    known = {(body.code, seats.code) for body in before.bodies for seats in body.seats}
    for body in after.bodies:
        for seats in body.seats:
            if (body.code, seats.code) not in known and seats.number:
                yield _fresh(called(after, body.names), called(after, seats.names), seats.number)


def _numbers(facts: dict[str, str], held: int, number: int) -> Iterator[str]:
    if held > number:
        yield ngettext(
            "More hold “%(seats)s” in the %(body)s than the one seat that would be there: %(names)s.",
            "More hold “%(seats)s” in the %(body)s than the %(count)d seats that would be there: %(names)s.",
            number,
        ) % {**facts, "count": number}
    elif held < number:
        yield ngettext(
            "In the %(body)s one place of “%(seats)s” would be vacant.",
            "In the %(body)s %(count)d places of “%(seats)s” would be vacant.",
            number - held,
        ) % {**facts, "count": number - held}


def _fresh(body: str, seats: str, number: int) -> str:
    return ngettext(
        "In the %(body)s there would be one new seat to fill (%(seats)s).",
        "In the %(body)s there would be %(count)d new seats to fill (%(seats)s).",
        number,
    ) % {"body": body, "seats": seats, "count": number}


def _offices(before: Charter, after: Charter, terms: Sequence[Term]) -> Iterator[str]:
    later = {office.code: office for office in after.offices}
    labels = decidable.powers()
    for office in before.offices:
        held = [term for term in terms if term.office == office.code]
        facts = {"office": called(before, office.names), "names": _holders(held)}
        new = later.get(office.code)
        if new is None:
            yield (
                _("The office “%(office)s” goes; it is held now by %(names)s.") % facts
                if held
                else _("The office “%(office)s” goes; nobody holds it now.") % facts
            )
            continue
        gains = [str(labels.get(code, code)) for code in new.powers if code not in office.powers]
        loses = [str(labels.get(code, code)) for code in office.powers if code not in new.powers]
        if gains:
            yield _("The %(office)s may do more: %(powers)s.") % {**facts, "powers": phrases.points(gains)}
        if loses:
            yield _("The %(office)s may do no longer: %(powers)s.") % {**facts, "powers": phrases.points(loses)}
    for code, office in later.items():
        if code not in {known.code for known in before.offices}:
            yield _("There would be a new office to fill: %(office)s.") % {"office": called(after, office.names)}


def _empty(after: Charter, terms: Sequence[Term]) -> Iterator[str]:
    """Bodies that would decide something and in which nobody sits under the new rules, as terms stand now."""
    seated = Counter(
        body.code
        for body in after.bodies
        for seats in body.seats
        for term in terms
        if term.body == body.code and term.seats == seats.code
    )
    used = {after.matters.get(matter) for matter in after.matters} | {after.urgent.process, after.urgent.confirmed_by}
    for body in after.bodies:
        ways = [process for process in after.processes if process.electorate == body.code and process.code in used]
        if ways and body.kind is not BodyKind.PLENARY and not seated[body.code]:
            told = {
                "body": called(after, body.names),
                "ways": phrases.points([called(after, way.names) for way in ways]),
            }
            yield (
                _("Nobody sits in the %(body)s now; until its seats are filled, these cannot be decided: %(ways)s.")
                % told
            )
