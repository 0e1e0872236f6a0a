"""Who receives concerns in a coalition, with which keys, and whom one can name as concerned."""

from collections import defaultdict
from collections.abc import Mapping

from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.queries import terms_in_force
from plenary.charter.queries import called, charter_of
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.health.models import ReceiverKey
from plenary.health.rules.receivers import About, Holder, receivers
from plenary.membership.models import Representative
from plenary.membership.queries import listed_members


def holders(coalition_id: str) -> list[Holder]:
    """Everybody who holds an office now, with all the offices held and the member represented; asks no standing. Two queries."""
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for term in terms_in_force(coalition_id).exclude(office="").exclude(person=None):
        offices[str(term.person_id)].add(term.office)
    acting = Representative.objects.of(coalition_id).filter(until=None, person_id__in=list(offices))
    members = dict(acting.values_list("person_id", "member_id"))
    return [
        Holder(person=person, offices=frozenset(held), member=members.get(person, ""))
        for person, held in offices.items()
    ]


def holders_with_keys(coalition_id: str) -> list[Holder]:
    """Those of the holders who have made a key: nobody else can receive. Three queries."""
    found = holders(coalition_id)
    keys = keys_of(coalition_id, [each.person for each in found])
    return [each for each in found if each.person in keys]


def is_reached(coalition_id: str) -> bool:
    """True when somebody who receives has made a key, so that a concern can be taken. Three queries."""
    named = set(charter_of(coalition_id).conflict.order)
    return any(each.offices & named for each in holders_with_keys(coalition_id)) if named else False


def keys_of(coalition_id: str, persons: list[str]) -> dict[str, ReceiverKey]:
    """The keys in use of these persons, by person. One query."""
    rows = ReceiverKey.objects.of(coalition_id).filter(is_retired=False, person_id__in=persons)
    return {row.person_id: row for row in rows}


def key_in_use(standing: Standing) -> ReceiverKey | None:
    """The reader's own key, or None. One query."""
    if not standing.person:
        return None
    return ReceiverKey.objects.of(standing.coalition).filter(person=standing.person, is_retired=False).first()


def names_of_offices(standing: Standing) -> list[str]:
    """What the charter calls the offices to which concerns go, in their order."""
    charter = charter_of(standing.coalition)
    named = {office.code: called(charter, office.names, office.code) for office in charter.offices}
    return [named.get(code, code) for code in charter.conflict.order]


def outside(standing: Standing) -> str:
    """Whom outside the coalition the charter names, in the reader's language; empty where it names nobody."""
    charter = charter_of(standing.coalition)
    return called(charter, charter.conflict.outside)


def would_receive(standing: Standing, about: About) -> list[tuple[int, str]]:
    """Who would receive a concern about these: rank and name of each office, of those who have a key and are not concerned; the
    first at once, each other when those before are late. Empty when nobody is left. Three queries."""
    charter = charter_of(standing.coalition)
    found = receivers(holders_with_keys(standing.coalition), about, order=charter.conflict.order)
    named = {office.code: called(charter, office.names, office.code) for office in charter.offices}
    return list(dict.fromkeys((each.rank, named.get(each.office, each.office)) for each in found))


def choices_of_concerned(standing: Standing) -> list[tuple[str, str]]:
    """Whom one can name so that they do not receive it: each office; and, where the reader may see who holds them, those who
    receive, with the members they represent, if these are listed. Value and words. Five queries at most."""
    charter = charter_of(standing.coalition)
    found: Mapping[str, str] = {
        f"office:{office.code}": called(charter, office.names, office.code) for office in charter.offices
    }
    if not may_read_bodies(standing):
        return list(found.items())
    named = set(charter.conflict.order)
    receiving = [each for each in holders(standing.coalition) if each.offices & named]
    shown = Person.objects.of(standing.coalition).filter(removed_at=None, protected=False)
    persons = {f"person:{row.pk}": row.name for row in shown.filter(pk__in=[each.person for each in receiving])}
    rows = listed_members(standing).filter(pk__in=[each.member for each in receiving])
    members = {f"member:{row.pk}": row.name for row in rows}
    return list({**found, **persons, **members}.items())
