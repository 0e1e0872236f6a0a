"""What who leaves a seat or an office hands over: sections that rooms register, and those of this room."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.bodies.models import Term
from plenary.bodies.queries import charter_naming, place_in_words, terms_in_force, terms_of
from plenary.bodies.reaching import holders_reached
from plenary.bodies.rules import Place
from plenary.charter import decidable
from plenary.charter.queries import called
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.membership.sections import Line, Section

type Teller = Callable[[Standing, Term], Section | None]
"""What a room says to who holds, or held, a term of what it leaves to the next; None when there is nothing of the kind."""

_tellers: list[Teller] = []


def tells_to_hand_over(teller: Teller) -> Teller:
    """Register a section of the list for handing over. It is read by the holder alone. A constant number of queries."""
    _tellers.append(teller)
    return teller


def handover_of(standing: Standing, term: Term) -> list[Section]:
    """The sections of the list for the holder of a term, in the order of rooms."""
    found = (teller(standing, term) for teller in _tellers)
    return [section for section in found if section is not None]


@tells_to_hand_over
def who_follows(standing: Standing, term: Term) -> Section:
    """Who holds the place, or will, from the end of the term on, and how they are reached. Eight queries at most."""
    rows = terms_of(standing.coalition, Place(body=term.body, seats=term.seats, office=term.office))
    after = list(rows.filter(starts__gte=term.until)) if term.until else []
    remarks = [_("from %(day)s") % {"day": date_format(each.starts, "DATE_FORMAT")} for each in after]
    return Section(
        heading=gettext_lazy("Who follows: talk to them"),
        lines=holders_reached(standing, after, remarks),
        empty=gettext_lazy("Nobody is chosen yet. This list fills as soon as somebody is."),
    )


@tells_to_hand_over
def contacts(standing: Standing, term: Term) -> Section | None:
    """Whom the holder dealt with by the place: those with seats and offices in the same body, those who hold an office, and
    those who take these up later, each with how they are reached; without the holder. Ten queries at most."""
    beside = Q(body=term.body) if term.body else Q(pk__in=[])
    rows = terms_in_force(standing.coalition, coming=True).filter(~Q(office="") | beside).exclude(pk=term.pk)
    others = [each for each in rows if each.holder_id != term.holder_id and each.person_id != (standing.person or None)]
    charter = charter_naming(standing.coalition, others)
    places = [place_in_words(charter, body=each.body, seats=each.seats, office=each.office) for each in others]
    lines = holders_reached(standing, others, places)
    return (
        Section(heading=gettext_lazy("Contacts: tell your successor whom you dealt with"), lines=lines)
        if lines
        else None
    )


@tells_to_hand_over
def what_waits(standing: Standing, _term: Term) -> Section:
    """What the desk asks of the holder, so that it is done or passed on. As many queries as a desk."""
    lines = tuple(
        Line(
            sentence=str(ask.title),
            url=ask.url,
            note=f"{ask.sentence} {date_format(ask.due, 'DATE_FORMAT')}" if ask.due else str(ask.sentence),
        )
        for ask in asks_of(standing)
    )
    return Section(
        heading=gettext_lazy("Tasks that wait for you: do them, or pass them on"),
        lines=lines,
        empty=gettext_lazy("Nothing waits for you."),
    )


@tells_to_hand_over
def what_ends(standing: Standing, term: Term) -> Section:
    """What the holder may do by the place, and no longer once it ends. One query at most besides the charter's."""
    charter, labels = charter_naming(standing.coalition, [term]), decidable.powers()
    place = place_in_words(charter, body=term.body, seats=term.seats, office=term.office)
    lines = [Line(sentence=place)]
    for office in charter.offices:
        if term.office and office.code == term.office:
            lines += [Line(sentence=str(labels.get(code, code))) for code in office.powers]
    if term.seats:
        names = [called(charter, body.names, body.code) for body in charter.bodies if body.code == term.body]
        lines += [Line(sentence=_("a vote in: %(body)s") % {"body": name}) for name in names]
    return Section(heading=gettext_lazy("What ends with the term, by itself"), lines=tuple(lines))
