"""What tells of an account outside every coalition: its address and name, invitations to it, its ways in.

With the address gone from the row, signing in answers as for an address that nobody has, because nobody has it.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from plenary.accounts.models import Account, Invitation, Token
from plenary.accounts.rules import nobodys_address
from plenary.core.traces import Fields, Gone, Payload, Subject, Whole, register_account_trace

WAYS_IN = "accounts.ways_in"
"""The trace that an undoing may leave away: passkeys, authenticator app, recovery codes."""


def _own(subject: Subject) -> QuerySet[Account]:
    return Account.objects.filter(id=subject.account)


def _closed(subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {"email": nobodys_address(subject.account), "name": "", "is_active": False}


class _Account(Fields):
    """The account's own row; an address that another account took meanwhile does not come back."""

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Put back name and address, and let the account in again."""
        free = [
            [key, was if _is_free(key, was["email"]) else {**was, "email": now["email"]}, now]
            for key, was, now in taken
        ]
        Fields.put_back(self, subject, free)


def _is_free(key: str, address: str) -> bool:
    return not Account.objects.filter(email=address).exclude(id=key).exists()


def _forget_addresses(subject: Subject) -> None:
    EmailAddress.objects.filter(user_id=subject.account).delete()  # being let in again makes it anew


def _invitations(subject: Subject) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(accepted_by_id=subject.account) | Q(email__in=subject.names))


def _uninvited(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    closed = row["withdrawn_at"] or row["accepted_at"]
    return {
        "email": nobodys_address(subject.account),
        "name": "",
        "withdrawn_at": row["withdrawn_at"] if closed else subject.at,
    }


def _tokens(subject: Subject) -> QuerySet[Token]:
    return Token.objects.filter(account_id=subject.account)


def _nameless(_subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": ""}


def _ways_in(subject: Subject) -> QuerySet[Any]:
    ways: QuerySet[Any] = Authenticator.objects.filter(user_id=subject.account)
    return ways


register_account_trace("accounts.account", _Account(Account, ("email", "name", "is_active"), _own, _closed))
register_account_trace("accounts.addresses", Gone(_forget_addresses))
register_account_trace(
    "accounts.invitations",
    Fields(Invitation, ("email", "name", "withdrawn_at", "accepted_at"), _invitations, _uninvited),
)
register_account_trace("accounts.tokens", Fields(Token, ("name",), _tokens, _nameless))
register_account_trace(WAYS_IN, Whole(Authenticator, _ways_in))
