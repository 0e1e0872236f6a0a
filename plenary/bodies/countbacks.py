"""Reads of vacancies that are filled by counting ballots again: which wait for it, and what was counted."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.bodies.models import Countback, Term
from plenary.bodies.queries import held, terms_in_force
from plenary.bodies.rules import vacant
from plenary.bodies.rules.countbacks import LEFT_OPEN, Answer, Vacated, waiting
from plenary.bodies.rules.elections import elections
from plenary.charter.queries import audience_for, charter_in, version_in_force
from plenary.charter.rules.schema import Charter, Vacancies
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing

type Waits = Counter[tuple[str, str, str]]
"""How many seats of each place (body, seats, office) wait for a countback."""


def counts_back(charter: Charter) -> bool:
    """True where the charter fills vacancies by counting ballots again."""
    return charter.elections.vacancies is Vacancies.COUNTBACK


def waiting_terms(coalition_id: str, charter: Charter) -> list[Term]:
    """The terms that ended before their time and whose rest is to be filled by a countback; one that is offered now too. None
    where the charter fills vacancies by election. Two queries."""
    if not counts_back(charter):
        return []
    terms = {term.pk: term for term in _vacated(coalition_id)}
    if not terms:
        return []
    now, running = clock.now(), held(terms_in_force(coalition_id))
    free = Counter(
        {
            (place.body, place.seats, place.office): vacant(place, running, now)
            for elected in elections(charter)
            for place in elected.places
        }
    )
    found = waiting((_as_vacated(term) for term in terms.values()), free)
    return [terms[each] for each in sorted(found, key=lambda each: (terms[each].ended_at or now, each))]


def waiting_at(coalition_id: str, charter: Charter, moment: datetime) -> Waits:
    """How many seats of each place (body, seats, office) wait for a countback whose rest lasts beyond a moment."""
    return Counter(
        (term.body, term.seats, term.office)
        for term in waiting_terms(coalition_id, charter)
        if term.ends is None or term.ends > moment
    )


def left_open(coalition_id: str) -> dict[str, datetime]:
    """When the rest of a term was left to an election, by the id of the term. One query."""
    rows = Countback.objects.of(coalition_id).filter(answer__in=LEFT_OPEN, answered_at__isnull=False)
    return {term: at for term, at in rows.values_list("term_id", "answered_at") if at}


def countbacks_of(coalition_id: str, proposal_id: str) -> QuerySet[Countback]:
    """What was counted again of the ballots of an election, oldest first, each with its term and who was chosen."""
    return _with_holders(Countback.objects.of(coalition_id).filter(proposal=proposal_id))


def countbacks_in(standing: Standing, charter: Charter, body: str) -> Sequence[Countback]:
    """What was counted again for seats and offices of a body, newest first, for those who read the outcomes of elections; at most
    ten. One query, and none where the charter does not fill vacancies so."""
    if not counts_back(charter) or not standing.may_read(audience_for(charter, charter.disclosure.outcomes)):
        return []
    rows = Countback.objects.of(standing.coalition).filter(term__body=body).select_related("term")
    return list(rows.order_by("-at", "id")[:10])


def open_offers(coalition_id: str) -> QuerySet[Countback]:
    """The offers that wait for an answer, oldest first."""
    return _with_holders(Countback.objects.of(coalition_id).filter(answered_at=None))


def offers_to(coalition_id: str, member: str, person: str) -> list[Countback]:
    """The offers that a member, or a person in its own name (ids, or empty), may answer now. One query; none where the charter
    does not fill vacancies so."""
    version = version_in_force(coalition_id)
    if not (member or person) or version is None or not counts_back(charter_in(version)):
        return []
    return _offered(coalition_id, member, person, clock.now())


@prepared
def _offered(coalition_id: str, member: str, person: str, now: datetime) -> QuerySet[Countback]:
    own = Q(pk="")  # who acts for none, or has no card, is asked nothing
    if member:
        own |= Q(member_id=member)
    if person:
        own |= Q(member=None, person_id=person)
    rows = Countback.objects.of(coalition_id).filter(own, answered_at=None, until__gte=now)
    return rows.select_related("term").order_by("until", "id")[:10]


def origin_of(term: Term) -> Countback | None:
    """The countback by which a term began, if it did by one. One query."""
    return Countback.objects.of(term.coalition_id).filter(took=term).first()


def _vacated(coalition_id: str) -> QuerySet[Term]:
    """Terms that a decision began, that ended before their time and whose rest lasts on, and was not taken up."""
    now, rows = clock.now(), Countback.objects.of(coalition_id).filter(term=OuterRef("pk"))
    terms = Term.objects.of(coalition_id).filter(Q(ends=None) | Q(ends__gt=now), starts__lte=now, ended_at__lte=now)
    return (
        terms.exclude(adopted_by="")
        .filter(~Exists(rows.filter(answer=Answer.ACCEPTED)))
        .annotate(
            is_offered=Exists(rows.filter(answered_at=None)), is_left_open=Exists(rows.filter(answer__in=LEFT_OPEN))
        )
        .select_related("member__organisation", "member__individual", "person")
    )


def _as_vacated(term: Term) -> Vacated:
    return Vacated(
        id=term.pk,
        place=(term.body, term.seats, term.office),
        ended=term.ended_at or clock.now(),
        is_offered=getattr(term, "is_offered", False),
        is_left_open=getattr(term, "is_left_open", False),
    )


def _with_holders(rows: ScopedQuerySet[Countback]) -> QuerySet[Countback]:
    return rows.select_related(
        "term__member__organisation",
        "term__member__individual",
        "term__person",
        "member__organisation",
        "member__individual",
        "person",
    ).order_by("at", "id")
