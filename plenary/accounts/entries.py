"""Which acts of signing in enter the server log: who and how, never a secret, a code or an address."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal, receiver

from plenary.core.actions import log_server_act

_OF_ONE = {
    "accounts.signed_up": account_signals.user_signed_up,
    "accounts.signed_out": user_logged_out,
    "accounts.password_set": account_signals.password_set,
    "accounts.password_changed": account_signals.password_changed,
    "accounts.password_reset": account_signals.password_reset,
    "accounts.email_changed": account_signals.email_changed,
    "accounts.code_rejected": account_signals.login_code_rejected,
    "accounts.reset_code_rejected": account_signals.password_reset_code_rejected,
    "accounts.address_code_rejected": account_signals.email_verification_code_rejected,
}
_OF_AUTHENTICATORS = {
    "accounts.way_in_added": mfa_signals.authenticator_added,
    "accounts.way_in_removed": mfa_signals.authenticator_removed,
    "accounts.way_in_renewed": mfa_signals.authenticator_reset,
    "accounts.way_in_failed": mfa_signals.authentication_failed,
}


def _log_of_one(kind: str, signal: Signal) -> None:
    def log(user: Any = None, **_: object) -> None:
        if user is not None and user.pk:
            log_server_act(kind=kind, account=user.pk)

    signal.connect(log, weak=False, dispatch_uid=kind)


def _log_of_authenticator(kind: str, signal: Signal) -> None:
    def log(user: Any, authenticator: Any, **_: object) -> None:
        log_server_act(kind=kind, account=user.pk, way=str(authenticator.type))

    signal.connect(log, weak=False, dispatch_uid=kind)


for _kind, _signal in _OF_ONE.items():
    _log_of_one(_kind, _signal)
for _kind, _signal in _OF_AUTHENTICATORS.items():
    _log_of_authenticator(_kind, _signal)


@receiver(account_signals.user_logged_in, dispatch_uid="accounts.signed_in")
def log_signed_in(request: Any, user: Any, **_: object) -> None:
    """By which ways, in their order: code, password, mfa."""
    records = request.session.get("account_authentication_methods") or []
    log_server_act(kind="accounts.signed_in", account=user.pk, ways=[record["method"] for record in records])


@receiver(user_login_failed, dispatch_uid="accounts.sign_in_failed")
def log_failed(**_: object) -> None:
    """A wrong password; not for which address, since it may be anybody's, or a password typed in the wrong field."""
    log_server_act(kind="accounts.sign_in_failed")
