"""Which bodies are suggested to members that sit in none, in sentences: to the member, and to who looks after seats (B2)."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.bodies.formed import formed_bodies, name_of
from plenary.bodies.models import FormedBody, Term, TermsOfReference
from plenary.bodies.queries import held
from plenary.bodies.rules import Place, vacant
from plenary.bodies.rules.suggesting import Bringing, Sought, Suggestion, Why, least_loaded_first, suggest
from plenary.bodies.workload import tasks_of
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import BodyKind, Charter, Filled, Holder
from plenary.coalitions.queries import slug_of
from plenary.core.languages import SOURCE, TAGS
from plenary.core.standing import Mandate, Standing
from plenary.directory.rules.countries import country_name
from plenary.membership.models import Contribution, Member, Representative
from plenary.membership.queries import member_of
from plenary.membership.queries.contributions import visible_contributions
from plenary.membership.rules import SEATED

JOINED = (BodyKind.COMMITTEE, BodyKind.TASK_FORCE)
"""The kinds of the charter's bodies that are suggested: no board, and nothing that is elected."""


_LISTED = re.compile(r"[,;،؛、\n]")
"""What stands between places in a list."""


class Suggested(NamedTuple):
    """A body that is suggested: its id (of one of the charter its code) and name, its page, and why in one sentence."""

    id: str
    name: str
    url: str
    sentence: str


class Without(NamedTuple):
    """A member that sits in no body: what is suggested to it, and how many seats and offices those who act for it hold and what
    they have to do, in sentences (empty for nothing)."""

    member: Member
    suggested: tuple[Suggested, ...]
    load: str


class _Load(NamedTuple):
    """How many seats and offices those who act for a member hold, and how many tasks they have."""

    places: int = 0
    tasks: int = 0


def with_suggestions(standing: Standing, members: Sequence[Member], terms: Iterable[Term]) -> tuple[Without, ...]:
    """Each of these members with the bodies that it could join, by the terms in force that are given; who carries least comes
    first. Five queries besides those of rooms that tell tasks, whatever their number; none without members."""
    if not members:
        return ()
    running = [term for term in terms if term.starts <= standing.as_of]
    rows = list(open_bodies(standing.coalition))
    words, charter = _words(standing.coalition, rows), charter_of(standing.coalition)
    sought = [_sought(row, words[row.pk], running) for row in rows]
    of_charter = {
        category: [*sought, *_sought_in_charter(charter, category, running, standing.as_of)]
        for category in {member.category for member in members}
    }
    known = {member.pk: member for member in members}
    brought, loads = _brought_by(standing, known), _loads(standing, known, running)
    pages = _Pages(slug_of(standing.coalition), charter, {row.code: row for row in rows})
    return tuple(
        Without(
            member,
            tuple(
                _in_words(standing, member, pages, found, of_charter[member.category])
                for found in suggest(_bringing(member, brought[member.pk]), of_charter[member.category])
            ),
            _load_in_words(loads[member.pk]),
        )
        for member in map(known.__getitem__, least_loaded_first(known, {key: sum(load) for key, load in loads.items()}))
    )


def open_bodies(coalition_id: str) -> QuerySet[FormedBody]:
    """The bodies that were formed and that members join by their own interest. Serves what is suggested."""
    return formed_bodies(coalition_id).filter(closed_at=None, is_open=True)


def suggests_of_charter(standing: Standing) -> bool:
    """True where the charter has a committee with seats that a decision fills for the category of the member represented."""
    charter = charter_of(standing.coalition)
    return bool([*_sought_in_charter(charter, standing.category, (), standing.as_of)])


def own_suggestions(standing: Standing, terms: Sequence[Term]) -> Without | None:
    """What is suggested to the member that one represents, where it sits in no body and one may decide for it; else None."""
    return suggested_to_its_member(standing, terms) if standing.mandate is Mandate.DECIDES else None


def suggested_to_its_member(standing: Standing, terms: Sequence[Term]) -> Without | None:
    """The same, whatever one may do for the member: its own read what it could join. None for one under protection."""
    may = standing.member_status in SEATED and not standing.is_protected
    if not standing.member or not may or any(term.member_id == standing.member and term.seats for term in terms):
        return None
    member = member_of(standing)
    return next(iter(with_suggestions(standing, [member], terms)), None) if member else None


def _words(coalition_id: str, rows: Sequence[FormedBody]) -> dict[str, str]:
    """All that is said of each body in any language: its name, and what it is for now."""
    versions = TermsOfReference.objects.of(coalition_id).filter(body__in=rows).order_by("number")
    newest = {version.body_id: version.words for version in versions}
    return {row.pk: "\n".join([*row.names.values(), *newest.get(row.pk, {}).values()]) for row in rows}


def _sought(row: FormedBody, words: str, terms: Iterable[Term]) -> Sought:
    seated = [term for term in terms if term.body == row.code and term.seats]
    regions = frozenset(term.member.region for term in seated if term.member)
    return Sought(code=row.code, words=words, regions=regions, seats=row.seats, free=max(0, row.seats - len(seated)))


def _sought_in_charter(charter: Charter, category: str, terms: Sequence[Term], at: datetime) -> Iterable[Sought]:
    """The committees and task forces of the charter whose seats are filled by appointment, of those the seats that members of a
    category may hold: whoever wants one proposes it."""
    for body in charter.bodies:
        kinds = [
            kind
            for kind in body.seats
            if (kind.filled, kind.holder) == (Filled.APPOINTMENT, Holder.MEMBER)
            and kind.reserved_category in ("", category)
        ]
        if not kinds or body.kind not in JOINED:
            continue
        places = [Place.of_seats(body, kind) for kind in kinds]
        seated = [term.member for term in terms if term.body == body.code and term.seats and term.member]
        said = [body.names, *body.duties, *(kind.reserved_for for kind in kinds)]
        yield Sought(
            code=body.code,
            words="\n".join(words for each in said for words in each.values()),
            regions=frozenset(member.region for member in seated),
            seats=sum(place.number for place in places),
            free=sum(vacant(place, held(terms), at) for place in places),
            joins=False,
        )


def _bringing(member: Member, brought: Iterable[Contribution]) -> Bringing:
    rows = list(brought)
    return Bringing(
        region=member.region,
        called=_called(member.region),
        territories=[names for row in rows if row.kind == "territory" for names in _names_of(row)],
        skills=[row.words for row in rows if row.kind == "skill"],
    )


def _names_of(territory: Contribution) -> Iterable[Sequence[str]]:
    """What a territory is called in which a member works: the country, the area, and each place that its words list."""
    places = (place.strip() for words in (territory.area, territory.words) for place in _LISTED.split(words))
    yield from filter(None, [_called(territory.country), *((place,) for place in places if place)])


def _called(region: str) -> tuple[str, ...]:
    """What a region is called in the languages in which words are written most, else as it is."""
    if not region:
        return ()
    tags = dict.fromkeys([get_language() or SOURCE, *TAGS])
    return tuple(dict.fromkeys(country_name(region, tag) for tag in tags))


def _brought_by(standing: Standing, members: Collection[str]) -> Mapping[str, list[Contribution]]:
    """The skills that members offer and the territories in which they work, as far as the standing may know of them."""
    found: defaultdict[str, list[Contribution]] = defaultdict(list)
    rows = visible_contributions(standing).filter(kind__in=["skill", "territory"], member_id__in=members)
    for row in rows.order_by("offered_at", "id"):
        found[row.member_id].append(row)
    return found


def _loads(standing: Standing, members: Collection[str], terms: Iterable[Term]) -> Mapping[str, _Load]:
    """What those who act for each member carry in all, as far as the standing may read it."""
    places = Counter(term.person_id for term in terms if term.person_id)
    acting: defaultdict[str, list[str]] = defaultdict(list)
    rows = Representative.objects.of(standing.coalition).filter(until=None, member_id__in=members)
    for member, person in rows.values_list("member_id", "person_id"):
        acting[member].append(person)
    tasks = tasks_of(standing, acting)
    return {
        member: _Load(
            sum(places[person] for person in acting[member]),
            len({load for person in acting[member] for load in tasks.get(person, ())}),
        )
        for member in members
    }


def _load_in_words(load: _Load) -> str:
    held = ngettext(
        "Those who act for it hold one seat or office already.",
        "Those who act for it hold %(count)d seats and offices already.",
        load.places,
    ) % {"count": load.places}
    tasks = ngettext("They have one task to do.", "They have %(count)d tasks to do.", load.tasks) % {
        "count": load.tasks
    }
    return " ".join(words for number, words in zip(load, (held, tasks), strict=True) if number)


class _Pages(NamedTuple):
    """What is needed to name a suggested body and to lead to its page."""

    slug: str
    charter: Charter
    rows: Mapping[str, FormedBody]

    def shown(self, code: str, sentence: str) -> Suggested:
        """A body of this code with why it is suggested."""
        row = self.rows.get(code)
        if row is None:
            url = reverse("bodies:body", args=[self.slug, code])
            return Suggested(code, called(self.charter, self.charter.body(code).names, code), url, sentence)
        url = reverse("bodies:formed", args=[self.slug, row.pk])
        return Suggested(row.pk, name_of(row, self.charter), url, sentence)


def _in_words(
    standing: Standing, member: Member, pages: _Pages, found: Suggestion, sought: Iterable[Sought]
) -> Suggested:
    body = next(each for each in sought if each.code == found.code)
    language = get_language() or "en"
    region, named = country_name(member.region, language), ", ".join(found.places)
    skills = {"skills": ", ".join(found.skills)}
    free = ngettext("%(free)d of %(count)d seat is free", "%(free)d of %(count)d seats are free", body.seats)
    said = {
        Why.TERRITORY: _("what it is for names %(region)s") % {"region": named},
        Why.SKILL: _("what it is for asks for what your member brings: %(skills)s") % skills
        if member.pk == standing.member
        else _("what it is for asks for what the member brings: %(skills)s") % skills,
        Why.ABSENT: _("nobody from %(region)s sits in it") % {"region": region},
        Why.FREE: free % {"free": body.free, "count": body.seats},
        Why.DECISION: _("a decision fills them: propose it"),
    }
    sentence = _("; ").join(said[why] for why in found.whys)
    return pages.shown(found.code, f"{sentence[:1].upper()}{sentence[1:]}.")
