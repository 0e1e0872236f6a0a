"""Writes of accounts: invitations, preferences, sessions, tokens. Each enters the server log, for they belong to no coalition."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from plenary.accounts import arrivals, endings, queries, tasks
from plenary.accounts.models import Account, Invitation, Token
from plenary.accounts.rules import (
    DAY,
    INVITATION_HOLDS,
    INVITATIONS_A_DAY,
    INVITATIONS_TO_ONE_A_DAY,
    TOKEN_HOLDS,
    TOKENS_AT_MOST,
    Scope,
    names_a_page,
    new_token,
    nobodys_address,
    one_line,
    token_digest,
)
from plenary.core import clock, reach
from plenary.core.actions import log_server_act
from plenary.core.verdicts import Refused, refuse


def invite(
    *, by: str, email: str, name: str = "", language: str = "", purpose: Mapping[str, Any] | None = None
) -> Invitation:
    """Invite an address; its mail leaves after the commit. Joins the caller's transaction, or makes one.

    `by` is the id of the account that invites, empty for the operator. `purpose` is JSON that the inviting room reads
    again when the invitation is accepted (`arrivals.on_invitation_accepted`). An open invitation of the same address
    for the same purpose is withdrawn, so that only the newest link lets in. Refuses what is no address
    (`accounts.no_such_address`), a name with the address of a page (`accounts.name_with_page`), and, but for the operator, more
    than 30 a day of one account (`accounts.too_many_invitations`) and 3 to one address (`accounts.invited_enough`).
    Whether the address has an account makes no difference here.
    """
    address = Account.objects.normalize_email(email)
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(refuse("accounts.no_such_address")) from error
    wish = dict(purpose or {})
    with transaction.atomic():
        if by:
            _require_few(by, address)
        for earlier in Invitation.objects.filter(email=address, accepted_at=None, withdrawn_at=None):
            if earlier.purpose == wish:
                earlier.withdrawn_at = clock.now()
                earlier.save(update_fields=["withdrawn_at"])
        invitation = Invitation.objects.create(
            email=address,
            name=_name(name),
            language=language,
            invited_by_id=by or None,
            purpose=wish,
            made_at=clock.now(),
            expires_at=clock.now() + INVITATION_HOLDS,
        )
        log_server_act(kind="accounts.invited", account=by, invitation=invitation.id)
        tasks.mail_invitation.enqueue(invitation.id)
    return invitation


def _name(name: str) -> str:
    if names_a_page(name):
        raise Refused(refuse("accounts.name_with_page"))
    return one_line(name)


def _require_few(by: str, address: str) -> None:
    Account.objects.select_for_update().get(id=by)  # two at once may not send one too many
    lately = Invitation.objects.filter(made_at__gt=clock.now() - DAY).exclude(invited_by=None)
    if lately.filter(invited_by_id=by).count() >= INVITATIONS_A_DAY:
        raise Refused(refuse("accounts.too_many_invitations", most=str(INVITATIONS_A_DAY)))
    if lately.filter(email=address).count() >= INVITATIONS_TO_ONE_A_DAY:
        raise Refused(refuse("accounts.invited_enough", most=str(INVITATIONS_TO_ONE_A_DAY)))


def withdraw_invitation(*, by: str, invitation: Invitation) -> bool:
    """Close an invitation, so that its link lets nobody in. False, and nothing happens, where it is closed already."""
    with transaction.atomic():
        changed = Invitation.objects.filter(id=invitation.id, accepted_at=None, withdrawn_at=None).update(
            withdrawn_at=clock.now()
        )
        if changed:
            log_server_act(kind="accounts.invitation_withdrawn", account=by, invitation=invitation.id)
    return bool(changed)


def accept_invitation(*, invitation: Invitation, by: Account | None, name: str = "", language: str = "") -> Account:
    """Let in whom an invitation was for, once. Returns the account.

    `by` is the account signed in, which must be the address's; without it a new account is made, whose address counts
    as confirmed, since the link came through it. Order: lock, check, account, mark, log, receivers of rooms above.
    Refuses a closed invitation (`accounts.invitation_closed`), another's (`accounts.other_account`), and whoever is not signed in
    where the address has an account already (`core.sign_in`).
    """
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(id=invitation.id)
        if not locked.is_open:
            raise Refused(refuse("accounts.invitation_closed"))
        if by is not None and by.email != locked.email:
            raise Refused(refuse("accounts.other_account", email=locked.email))
        if by is None and queries.is_taken(locked.email):
            raise Refused(refuse("core.sign_in"))
        account = by or create_account(email=locked.email, name=name or locked.name, language=language)
        locked.accepted_at, locked.accepted_by = clock.now(), account
        locked.save(update_fields=["accepted_at", "accepted_by"])
        log_server_act(kind="accounts.invitation_accepted", account=account.id, invitation=locked.id)
        arrivals.tell_accepted(locked, account)
    return account


def create_account(
    *, email: str, name: str = "", language: str = "", time_zone: str = "UTC", is_demonstration: bool = False
) -> Account:
    """A new account without a password, its address confirmed: for invitations, the operator and the demonstration."""
    with transaction.atomic():
        account = Account.objects.create_user(
            email, name=_name(name), language=language, time_zone=time_zone, is_demonstration=is_demonstration
        )
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        log_server_act(kind="accounts.joined", account=account.id)
    return account


def change_preferences(
    *, by: Account, name: str, language: str, time_zone: str, keeps_copies: bool | None = None
) -> None:
    """Set one's own name, language of pages and mails, time zone, and whether pages are kept on one's devices (None: as
    before). Refuses a new name with the address of a page (`accounts.name_with_page`)."""
    with transaction.atomic():
        kept = Account.objects.values_list("name", flat=True).get(id=by.id)  # a form may have put the new one into `by`
        by.name = _name(name) if name != kept else name
        by.language, by.time_zone = language, time_zone
        by.keeps_copies = by.keeps_copies if keeps_copies is None else keeps_copies
        by.save(update_fields=["name", "language", "time_zone", "keeps_copies"])
        log_server_act(kind="accounts.preferences_changed", account=by.id, language=language, time_zone=time_zone)


def end_sessions(*, by: Account, session_ids: list[int]) -> int:
    """End these sessions of one's own and say how many there were; a session of another is left alone."""
    with transaction.atomic():
        found = list(UserSession.objects.filter(user=by, pk__in=session_ids))
        for session in found:
            session.end()
            log_server_act(kind="accounts.session_ended", account=by.id)
    return len(found)


@reach.everywhere("what an account was given may be of any coalition")
def end_programs(*, by: Account) -> int:
    """End all tokens of one's own, and every secret address that answers or lets in, such as that of the calendar; gives how
    many tokens there were."""
    with transaction.atomic():
        ended = end_tokens(by=by)
        endings.end_addresses(by.id)
        log_server_act(kind="accounts.addresses_ended", account=by.id)
    return ended


def bar_account(*, account_id: str) -> int:
    """End all that lets an account in, its password too, and let it in no more; gives how many sessions ended. Nobody else can
    take its address until it is let in again.

    In the caller's transaction, which takes out the account's traces as well (`accounts.traces`) and logs the act. A
    password is never put back: with it, sessions of before would hold again.
    """
    locked = Account.objects.select_for_update().get(id=account_id)
    locked.set_unusable_password()
    locked.is_active, locked.reserved = False, queries.reservation_of(locked.email)
    locked.save(update_fields=["password", "is_active", "reserved"])
    return endings.end_all(account_id)


def readmit(*, account_id: str, email: str = "") -> None:
    """Let an account in again whose traces were put back, by a code mailed to its address, or to `email` from now on.

    In the caller's transaction. A new address counts as confirmed, for those who gave it answer for it. Refuses one that
    is another account's (`accounts.address_taken`).
    """
    locked = Account.objects.select_for_update().get(id=account_id)
    address = Account.objects.normalize_email(email) or locked.email
    if queries.is_taken(address, but=account_id) or address == nobodys_address(account_id):
        raise Refused(refuse("accounts.address_taken"))
    locked.email, locked.is_active, locked.reserved = address, True, ""
    locked.save(update_fields=["email", "is_active", "reserved"])
    EmailAddress.objects.filter(user=locked).exclude(email=address).delete()
    EmailAddress.objects.update_or_create(user=locked, email=address, defaults={"verified": True, "primary": True})
    endings.end_all(account_id)


def make_token(
    *, by: Account, name: str, scopes: Iterable[Scope], days: int, coalitions: Iterable[str] = ()
) -> tuple[Token, str]:
    """Make a token of one's own, which holds for `days` (a year at most), and mail its owner that it was made.

    Gives the row and the token itself: it is known now and never again. `coalitions` are ids; none means all of one's
    own. Refuses one more than an account may have (`accounts.too_many_tokens`). Raises ValueError for days beyond a year
    and for no scope.
    """
    wanted = sorted(set(scopes))
    if not (0 < days <= max(TOKEN_HOLDS) and wanted):
        raise ValueError("a token does something, for a year at most")
    secret, now = new_token(), clock.now()
    with transaction.atomic():
        Account.objects.select_for_update().get(id=by.id)  # two at once may not make one too many
        if len(queries.tokens_of(by)) >= TOKENS_AT_MOST:
            raise Refused(refuse("accounts.too_many_tokens"))
        token = Token.objects.create(
            account=by,
            name=name,
            digest=token_digest(secret),
            scopes=[str(scope) for scope in wanted],
            coalitions=sorted(set(coalitions)),
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        log_server_act(kind="accounts.token_made", account=by.id, token=token.id, scopes=token.scopes, days=days)
        tasks.mail_token_made.enqueue(token.id)
    return token, secret


def end_tokens(*, by: Account, token_ids: Iterable[str] | None = None) -> int:
    """End these tokens of one's own, or all of them, and say how many there were; what they do next is answered 401."""
    with transaction.atomic():
        ended = [token for token in queries.tokens_of(by) if token_ids is None or token.id in set(token_ids)]
        Token.objects.filter(id__in=[token.id for token in ended]).update(ended_at=clock.now())
        for token in ended:
            log_server_act(kind="accounts.token_ended", account=by.id, token=token.id)
    return len(ended)
