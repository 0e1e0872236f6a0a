"""Which bodies are suggested to members that sit in none, in sentences: to the member, and to who looks after seats (B2)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.bodies.formed import formed_bodies, name_of
from plenary.bodies.models import FormedBody, Term, TermsOfReference
from plenary.bodies.rules.suggesting import Bringing, Sought, Suggestion, Why, suggest
from plenary.charter.queries import charter_of
from plenary.core.standing import Mandate, Standing
from plenary.directory.rules.countries import country_name
from plenary.membership.models import Member, Representative
from plenary.membership.queries import member_of
from plenary.membership.queries.contributions import visible_contributions
from plenary.membership.rules import INSIDE


class Suggested(NamedTuple):
    """A body that is suggested: its id and name, and why in one sentence."""

    id: str
    name: str
    sentence: str


class Without(NamedTuple):
    """A member that sits in no body: what is suggested to it, and how many seats and offices those who act for it hold, in a
    sentence (empty for none)."""

    member: Member
    suggested: tuple[Suggested, ...]
    load: str


def with_suggestions(standing: Standing, members: Sequence[Member], terms: Iterable[Term]) -> tuple[Without, ...]:
    """Each of these members with the bodies that it could join, by the terms in force that are given. Four queries, whatever
    their number; none without members."""
    if not members:
        return ()
    running = [term for term in terms if term.starts <= standing.as_of]
    rows = list(formed_bodies(standing.coalition).filter(closed_at=None, is_open=True))
    words = _words(standing.coalition, rows)
    sought = [_sought(row, words[row.pk], running) for row in rows]
    skills = _skills_of(standing, [member.pk for member in members])
    loads = _loads(standing.coalition, [member.pk for member in members], running)
    names = {row.code: row for row in rows}
    return tuple(
        Without(
            member,
            tuple(
                _in_words(standing, member, names[found.code], found, sought)
                for found in suggest(_bringing(member, skills[member.pk]), sought)
            ),
            _load_in_words(loads[member.pk]),
        )
        for member in members
    )


def own_suggestions(standing: Standing, terms: Sequence[Term]) -> Without | None:
    """What is suggested to the member that one represents, where it sits in no body and one may decide for it; else None."""
    return suggested_to_its_member(standing, terms) if standing.mandate is Mandate.DECIDES else None


def suggested_to_its_member(standing: Standing, terms: Sequence[Term]) -> Without | None:
    """The same, whatever one may do for the member: its own read what it could join. None for one under protection."""
    may = standing.member_status in INSIDE and not standing.is_protected
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


def _bringing(member: Member, skills: Collection[str]) -> Bringing:
    return Bringing(region=member.region, called=_called(member.region), skills=skills)


def _called(region: str) -> tuple[str, ...]:
    """What a region is called in the languages in which words are written most, else as it is."""
    if not region:
        return ()
    tags = dict.fromkeys([get_language() or "en", "en", "fr", "es", "ar"])
    return tuple(dict.fromkeys(country_name(region, tag) for tag in tags))


def _skills_of(standing: Standing, members: Sequence[str]) -> Mapping[str, list[str]]:
    """The skills that members offer, as far as the standing may know of them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in visible_contributions(standing).filter(kind="skill", member_id__in=members).order_by("offered_at", "id"):
        found[row.member_id].append(row.words)
    return found


def _loads(coalition_id: str, members: Sequence[str], terms: Iterable[Term]) -> Counter[str]:
    """How many seats and offices those who act for each member hold in all."""
    held = Counter(term.person_id for term in terms if term.person_id)
    acting = Representative.objects.of(coalition_id).filter(until=None, member_id__in=members)
    loads: Counter[str] = Counter()
    for member, person in acting.values_list("member_id", "person_id"):
        loads[member] += held[person]
    return loads


def _load_in_words(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "Those who act for it hold one seat or office already.",
        "Those who act for it hold %(count)d seats and offices already.",
        number,
    ) % {"count": number}


def _in_words(
    standing: Standing, member: Member, row: FormedBody, found: Suggestion, sought: Iterable[Sought]
) -> Suggested:
    body = next(each for each in sought if each.code == found.code)
    language = get_language() or "en"
    facts = {"region": country_name(member.region, language), "skills": ", ".join(found.skills)}
    free = ngettext("%(free)d of %(count)d seat is free", "%(free)d of %(count)d seats are free", body.seats)
    said = {
        Why.TERRITORY: _("what it is for names %(region)s") % facts,
        Why.SKILL: _("what it is for asks for what your member brings: %(skills)s") % facts
        if member.pk == standing.member
        else _("what it is for asks for what the member brings: %(skills)s") % facts,
        Why.ABSENT: _("nobody from %(region)s sits in it") % facts,
        Why.FREE: free % {"free": body.free, "count": body.seats},
    }
    sentence = _("; ").join(said[why] for why in found.whys)
    return Suggested(row.pk, name_of(row, charter_of(standing.coalition)), f"{sentence[:1].upper()}{sentence[1:]}.")
