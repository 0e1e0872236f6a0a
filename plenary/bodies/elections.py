"""What can be elected now: the payload of an election from the charter and the terms, and those that arise by themselves."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.bodies.countbacks import left_open, waiting_at, waiting_terms
from plenary.bodies.models import Term
from plenary.bodies.queries import Filling, held, place_in_words, terms_of
from plenary.bodies.rules import vacant
from plenary.bodies.rules.elections import Elected, called_from, elections, starts_of
from plenary.charter.decidable import Arising, Payload
from plenary.charter.queries import NoCharterError, called, charter_of
from plenary.charter.rules.schema import Charter, Method, Vacancies
from plenary.core import clock

KIND = "bodies.elect"
"""The code of the effect, and of its matter."""

TOGETHER = timedelta(days=1)
"""Terms that end within so long of each other are elected in one ballot."""


def elects(charter: Charter) -> bool:
    """True where the charter decides elections by a process that chooses among several."""
    return KIND in charter.matters and charter.process_for(KIND).method is Method.CHOICE


def elected_by(charter: Charter, payload: Payload) -> Elected | None:
    """What an election of this payload fills, with the places that it names alone; None where the charter does not elect to
    them in one ballot."""
    for each in elections(charter):
        if each.office and each.office == payload.get("office"):
            return each
        named = payload.get("seats")
        seats = {str(code) for code in named} if isinstance(named, list) else set()
        if each.body and each.body == payload.get("body") and seats and seats <= set(each.seats):
            places = tuple(place for place in each.places if place.seats in seats)
            codes = tuple(place.seats for place in places)
            return Elected(body=each.body, seats=codes, filled_by=each.filled_by, places=places)
    return None


def holders_beyond(coalition_id: str, elected: Elected, starts: datetime | None) -> frozenset[str]:
    """Who holds a seat of these, or the office, beyond the start of what is elected (None: now): the ids of members, and of
    persons in their own name. One query."""
    moment = max(starts or clock.now(), clock.now())
    wanted = Q(pk__in=[])
    for place in elected.places:
        wanted |= Q(body=place.body, seats=place.seats, office=place.office)
    terms = Term.objects.of(coalition_id).filter(wanted)
    return frozenset(term.holder_id for term in terms if term.until is None or term.until > moment)


def start_problem(charter: Charter, starts: datetime | None) -> str:
    """The reason why an election for terms that begin then may not be called now, or empty: `bodies.start_is_past`, for a day
    that is over; `bodies.called_too_early`. At once (None) it always may."""
    if starts is None:
        return ""
    if starts.date() < clock.now().date():
        return "bodies.start_is_past"
    soonest = called_from(starts, charter.process_for(KIND), charter.elections, len(charter.days.holidays))
    return "bodies.called_too_early" if clock.now() < soonest else ""


def election_follows(charter: Charter, filling: Filling, free_now: int) -> datetime | None:
    """When the terms begin for which the next election of a place that is held is: the first end after which a seat is free,
    where that election may be called by now; None else, and while so many are free now that wait for no countback."""
    if free_now > 0:
        return None
    terms = held((*filling.terms, *filling.coming))
    ends = sorted(term.until for term in terms if term.until is not None)
    free = next((end for end in ends if vacant(filling.place, terms, end)), None)
    return None if free is None or start_problem(charter, free) else free


def vacant_at(coalition_id: str, elected: Elected, starts: datetime | None) -> dict[str, int]:
    """How many of each are vacant at a moment (now), by code; those whom somebody took up to begin then are held, and those that
    wait for a countback are none of them. A query a place."""
    moment = max(starts or clock.now(), clock.now())
    waits = waiting_at(coalition_id, charter_of(coalition_id), moment)
    free = {
        place: vacant(place, held(terms_of(coalition_id, place)), moment) - waits[place.body, place.seats, place.office]
        for place in elected.places
    }
    return {place.seats or place.office: max(0, number) for place, number in free.items()}


def payload_for(coalition_id: str, elected: Elected, starts: datetime | None) -> dict[str, Any]:
    """The payload of an election to all that is vacant at a moment (now), the numbers held fast."""
    free = {code: number for code, number in vacant_at(coalition_id, elected, starts).items() if number}
    place: dict[str, Any] = (
        {"office": elected.office} if elected.office else {"body": elected.body, "seats": sorted(free)}
    )
    return place | {"vacant": free} | ({"starts": starts.isoformat()} if starts else {})


def start_on(coalition_id: str, elected: Elected, day: date) -> datetime:
    """When terms begin that begin on a day: where terms end on it, with the last of them, else as the day does (UTC)."""
    terms = held(term for place in elected.places for term in terms_of(coalition_id, place))
    ends = [term.until for term in terms if term.until is not None and term.until.date() == day]
    return max(ends, default=datetime(day.year, day.month, day.day, tzinfo=UTC))


def title_of(charter: Charter, elected: Elected) -> str:
    """What an election is called, in the active language."""
    name = (
        place_in_words(charter, office=elected.office)
        if elected.office
        else called(charter, charter.body(elected.body).names, elected.body)
    )
    return _("Election: %(place)s") % {"place": name}


def elections_arise(coalition_id: str) -> Iterable[Arising]:
    """An election for what falls vacant when terms end, and for what fell vacant before its time; where the charter has a
    process for elections that chooses. Of seats that nobody ever held a member calls the first election: they arise only where
    that one called for nominations again."""
    try:
        charter = charter_of(coalition_id)
    except NoCharterError:
        return
    if not elects(charter):
        return
    waits = {term.pk for term in waiting_terms(coalition_id, charter)}
    opened = left_open(coalition_id) if charter.elections.vacancies is Vacancies.COUNTBACK else {}
    for elected in elections(charter):
        terms = [term for place in elected.places for term in terms_of(coalition_id, place)]
        ahead = timedelta(days=charter.elections.handover_days)
        for starts in _ends(elected, terms):
            yield _arising(charter, coalition_id, elected, since=starts, starts=starts, over_by=starts - ahead)
        fell = _fell(terms, waits, opened)
        if sum(vacant_at(coalition_id, elected, None).values()):
            yield _arising(charter, coalition_id, elected, since=max(fell, default=None))


def _fell(terms: Iterable[Term], waits: Collection[str], opened: Mapping[str, datetime]) -> list[datetime]:
    """When what these terms held fell vacant for an election: as they ended, or when it was left to one."""
    ends = ((term.pk, term.until) for term in terms if term.pk not in waits)
    return [opened.get(term, end) for term, end in ends if end is not None and end <= clock.now()]


def _ends(elected: Elected, terms: Iterable[Term]) -> list[datetime]:
    """The coming moments at which terms end and nobody follows, those of a day as its last; soonest first."""
    values, now = held(terms), clock.now()
    ends = sorted({term.until for term in values if term.until is not None and term.until > now and term.starts <= now})
    together: list[datetime] = []
    for end in ends:
        if together and end - together[-1] < TOGETHER:
            together[-1] = end
        else:
            together.append(end)
    return [end for end in together if any(vacant(place, values, end) for place in elected.places)]


def _arising(
    charter: Charter,
    coalition_id: str,
    elected: Elected,
    *,
    since: datetime | None,
    starts: datetime | None = None,
    over_by: datetime | None = None,
) -> Arising:
    titles = {}
    for tag in charter.languages:
        with translation.override(tag):
            titles[tag] = title_of(charter, elected)
    return Arising(
        kind=KIND,
        payload=payload_for(coalition_id, elected, starts),
        titles=titles,
        clause=elected.clause,
        since=since,
        over_by=over_by,
        is_same=elected.is_of,
        starts_of=starts_of,
    )
