"""What each person who acts for a member carries across bodies: seats and offices, what the member promised, and what rooms
above add, such as actions of meetings (B2, G2)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plenary.bodies.matters import ADMINISTER
from plenary.bodies.models import Term
from plenary.bodies.queries import charter_naming, place_in_words, terms_in_force
from plenary.bodies.rules.formed import id_in, is_formed
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.membership.models import Representative
from plenary.membership.queries import listed_members
from plenary.membership.queries.contributions import delivered, visible_commitments


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One thing that somebody carries: a sentence, a page to read on, and hours a month where somebody gave them."""

    sentence: str
    url: str = ""
    hours: int | None = None


class Carried(NamedTuple):
    """What one who acts for a member carries: their name, the member's, the lines, and hours a month in all (None: not given)."""

    person: str
    name: str
    member: str
    lines: tuple[Load, ...]
    hours: int | None


type Acting = Mapping[str, Sequence[str]]
"""Members (ids) with the persons (ids of cards) who act for each."""

type Teller = Callable[[Standing, Acting], Mapping[str, Iterable[Load]]]
"""What a room adds for these persons, by person, as far as the standing may read it where it stands: a constant number of
queries. It is shown to the person, to those who act for the same member, and to who looks after seats."""

_tellers: list[Teller] = []


def tells_load(teller: Teller) -> Teller:
    """Register what a room adds to what people carry, such as tasks of a meeting that wait."""
    _tellers.append(teller)
    return teller


def workload_shown(standing: Standing) -> tuple[Carried, ...]:
    """What those carry who act for members: to who looks after seats all of them, to others those of their own member; those who
    carry most come first, then by name. Persons under protection are left out, and members too but for one's own. Seven queries
    at most besides the charter's and those of rooms."""
    rows = _representatives(standing)
    acting: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        acting[row.member_id].append(row.person_id)
    terms = list(terms_in_force(standing.coalition))
    places, tasks = _places(standing, acting, terms), tasks_of(standing, acting)
    found = []
    for row in rows:
        lines = (*places.get(row.person_id, ()), *tasks.get(row.person_id, ()))
        given = [load.hours for load in lines if load.hours is not None]
        found.append(
            Carried(row.person_id, row.person.shown_name, row.member.name, lines, sum(given) if given else None)
        )
    return tuple(sorted(found, key=lambda each: (-len(each.lines), each.name, each.person)))


def tasks_of(standing: Standing, acting: Acting) -> Mapping[str, list[Load]]:
    """What those who act for members have to do besides their seats and offices, by person (id of the card), as far as the
    standing may read it: what the members promised, then what rooms add. Two queries besides those of rooms; none for nobody."""
    found: defaultdict[str, list[Load]] = defaultdict(list)
    for teller in (promised, *_tellers) if acting else ():
        for person, loads in teller(standing, acting).items():
            found[person].extend(loads)
    return found


def _representatives(standing: Standing) -> list[Representative]:
    rows = (
        Representative.objects.of(standing.coalition)
        .filter(until=None)
        .select_related("person", "member__organisation", "member__individual")
    )
    if standing.has_power(ADMINISTER):
        shown = Q(member_id=standing.member or "") | Q(member__in=listed_members(standing).order_by())
        return list(rows.filter(shown, person__protected=False).order_by("person__name", "id"))
    return list(rows.filter(member_id=standing.member or None).order_by("person__name", "id"))


def _places(standing: Standing, acting: Acting, terms: Sequence[Term]) -> Mapping[str, list[Load]]:
    """Seats and offices: those that a person holds or sits in for the member, and the member's others for all who act for it."""
    persons = {person for each in acting.values() for person in each}
    charter, slug = charter_naming(standing.coalition, terms), slug_of(standing.coalition)
    found: defaultdict[str, list[Load]] = defaultdict(list)
    for term in terms:
        whose = [term.person_id] if term.person_id else acting.get(term.member_id or "", ())
        words = place_in_words(charter, body=term.body, seats=term.seats, office=term.office)
        load = Load(sentence=words, url=_page(slug, term))
        for person in set(whose) & persons:
            found[person].append(load)
    return found


def promised(standing: Standing, acting: Acting) -> Mapping[str, list[Load]]:
    """What members promised and did not deliver yet, what is due first, as far as the standing may read it, for all who act for
    each. One query, and those of sight."""
    rows = visible_commitments(standing).filter(member_id__in=acting, withdrawn_at=None).exclude(delivered())
    slug, found = slug_of(standing.coalition), defaultdict[str, list[Load]](list)
    for row in rows.order_by(F("due_on").asc(nulls_last=True), "promised_at", "id"):
        facts = {"words": row.words, "day": date_format(row.due_on, "DATE_FORMAT") if row.due_on else ""}
        words = _("Promised until %(day)s: %(words)s") if row.due_on else _("Promised: %(words)s")
        load = Load(sentence=words % facts, url=reverse("membership:member", args=[slug, row.member_id]))
        for person in acting[row.member_id]:
            found[person].append(load)
    return found


def _page(slug: str, term: Term) -> str:
    if not term.body:
        return reverse("bodies:bodies", args=[slug])
    if is_formed(term.body):
        return reverse("bodies:formed", args=[slug, id_in(term.body)])
    return reverse("bodies:body", args=[slug, term.body])
