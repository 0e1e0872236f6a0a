"""What other rooms read by id: they name the coalition, and answer for who sees what they show."""

from collections.abc import Iterable

from plenary.core import reach
from plenary.directory.models import Organisation, OtherName, Person


def card_of_account(coalition_id: str, account_id: str) -> str:
    """The id of the card of an account in a coalition, or an empty text. For other rooms and the standing."""
    cards = Person.objects.of(coalition_id).filter(account_id=account_id, removed_at=None)
    return cards.values_list("pk", flat=True).first() or ""


def coalitions_of_account(account_id: str) -> list[str]:
    """The ids of the coalitions that have a card of an account. One query."""
    with reach.everywhere("the cards of an account tell which coalitions are its own"):
        cards = Person.objects.across_coalitions().filter(account_id=account_id, removed_at=None)
        return list(cards.order_by("made_at").values_list("coalition_id", flat=True))


def person_of_account(coalition_id: str, account_id: str) -> Person | None:
    """The card of an account in a coalition. For other rooms."""
    return Person.objects.of(coalition_id).filter(account_id=account_id, removed_at=None).first()


def names_of(coalition_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Names by id of cards of either kind, removed and protected ones too: the room that asks answers for who sees them.

    Two queries, whatever the number.
    """
    wanted = list(ids)
    found = dict(Organisation.objects.of(coalition_id).filter(pk__in=wanted).values_list("pk", "name"))
    return found | dict(Person.objects.of(coalition_id).filter(pk__in=wanted).values_list("pk", "name"))


def accounts_of(coalition_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Account ids by person's card, for those that have one. For other rooms. One query."""
    cards = Person.objects.of(coalition_id).filter(pk__in=list(ids), removed_at=None, account__isnull=False)
    return {pk: str(account) for pk, account in cards.values_list("pk", "account_id")}


def emails_of(coalition_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Mail addresses by person's card: the account's, else the card's. For rooms that write to people. One query."""
    cards = Person.objects.of(coalition_id).filter(pk__in=list(ids), removed_at=None)
    return {pk: mail or own for pk, own, mail in cards.values_list("pk", "email", "account__email") if mail or own}


def cards_of_account(account_id: str) -> list[tuple[str, str]]:
    """The coalition and the card of each place where an account has one or had one, which is kept when it is removed. For
    who must find all that names a person; one query."""
    cards = Person.objects.across_coalitions().filter(account_id=account_id)
    return list(cards.order_by("coalition_id").values_list("coalition_id", "pk"))


def known_as(account_id: str) -> list[str]:
    """Every name and mail address on the cards of an account, in all its coalitions: for who must find them all. Two queries."""
    cards = Person.objects.across_coalitions().filter(account_id=account_id)
    found = []
    for name, given, family, email in cards.values_list("name", "given_name", "family_name", "email"):
        found += [name, f"{given} {family}".strip() if given and family else "", email]
    others = OtherName.objects.across_coalitions().filter(person__account_id=account_id)
    return [each for each in dict.fromkeys([*found, *others.values_list("name", flat=True)]) if each]
