"""Whom a person chose, by whom one was chosen, and who is there to be chosen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from plenary.accounts.models import Account
from plenary.bodies.queries import terms_in_force
from plenary.charter.queries import NoCharterError, charter_of
from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalitions_by_id
from plenary.core.belonging import coalitions_of
from plenary.core.standing import Standing, standing_of
from plenary.directory.models import Person
from plenary.directory.queries import found_persons
from plenary.emergency.models import Chosen
from plenary.membership.matters import SEE_PROTECTED
from plenary.membership.queries import member_of, visible_representatives

MOST_FOUND = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody as another knows them: name, the coalition through which, the ids that a choice takes."""

    name: str
    coalition: Coalition | None
    person: str = ""
    choice: str = ""

    @property
    def through(self) -> str:
        """The coalition's name in the active language; empty where there is none."""
        return self.coalition.name_in(get_language() or "") if self.coalition else ""


def chose(about: Account, role: str, by: Account) -> bool:
    """True when an account chose another for a role. One query."""
    return Chosen.objects.filter(_is(by), account=about, role=role).exists()


def choices_of(own: Account, role: str) -> list[Known]:
    """Whom an account chose for a role, in the order of choosing. A query, and one for each coalition."""
    rows = list(Chosen.objects.filter(account=own, role=role).select_related("coalition", "chosen"))
    return _known([(row, row.chosen_id or "", row.address) for row in rows])


def chosen_by(own: Account) -> list[Known]:
    """For whom an account may raise the alarm: those who chose it and are not barred. A query, and one a coalition."""
    rows = Chosen.objects.filter(_is(own), role=Chosen.RAISES, account__is_active=True).exclude(account=own)
    found = list(rows.select_related("coalition", "account"))
    return _known([(row, row.account_id, row.account.name) for row in found])


def choice_at(own: Account, choice_id: str) -> Chosen | None:
    """One choice by which an account may raise the alarm for another, who may be barred by now; else None."""
    rows = Chosen.objects.filter(_is(own), role=Chosen.RAISES, id=choice_id).exclude(account=own)
    return rows.select_related("account").first()


def offered(own: Account, words: str = "") -> list[Known]:
    """Whom an account may choose: by words, those whose names hold them; without, colleagues of its member and officers.

    Only persons whom it sees, who sign in; at most twenty. A few queries a coalition.
    """
    found = []
    for coalition in coalitions_by_id(coalitions_of(own.id)):
        standing = standing_of(own.id, coalition.id)
        persons = found_persons(standing, words) if words.strip() else _near(standing)
        rows = persons.filter(account__is_active=True).exclude(account=own)[:MOST_FOUND]
        found += [Known(name=row.name, coalition=coalition, person=row.pk) for row in rows]
    return found[:MOST_FOUND]


def officers_of(coalition_id: str) -> QuerySet[Person]:
    """The persons who hold an office with the power to know protected members. For the fallback; asks no standing."""
    try:
        offices = {office.code for office in charter_of(coalition_id).offices if SEE_PROTECTED in office.powers}
    except NoCharterError:
        offices = set()
    held = terms_in_force(coalition_id).filter(office__in=offices).exclude(person=None).values("person_id")
    rows = Person.objects.of(coalition_id).filter(removed_at=None, account__is_active=True)
    return rows.filter(pk__in=held.order_by()).order_by("pk")


def _near(standing: Standing) -> QuerySet[Person]:
    member = member_of(standing)
    near = Q(pk__in=terms_in_force(standing.coalition).exclude(office="").order_by().values("person_id"))
    if member is not None:
        near |= Q(pk__in=visible_representatives(standing, member).order_by().values("person_id"))
    return found_persons(standing).filter(near)


def _is(account: Account) -> Q:
    return Q(chosen=account) | Q(chosen=None, address=account.email)


def _known(found: Sequence[tuple[Chosen, str, str]]) -> list[Known]:
    """Choices with the name on the card of the account that is meant, or what is known without one. A query a coalition."""
    by_coalition: defaultdict[str, set[str]] = defaultdict(set)
    for row, account, _instead in found:
        by_coalition[row.coalition_id or ""].add(account)
    names = {
        (coalition, str(account)): name
        for coalition, accounts in by_coalition.items()
        if coalition
        for account, name in Person.objects.of(coalition)
        .filter(account__in=accounts, removed_at=None)
        .values_list("account_id", "name")
    }
    return [
        Known(name=names.get((row.coalition_id or "", account), instead), coalition=row.coalition, choice=row.id)
        for row, account, instead in found
    ]
