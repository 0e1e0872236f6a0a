"""How an address is signed in, and the account of a session read: by a query that is put into words once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from plenary.accounts.models import Account
from plenary.core.prepared import prepared


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth tells no types
    """That of allauth in all but how the account of a session is read."""

    def get_user(self, user_id: str) -> Account | None:
        """The account of an id that may be used, or None."""
        return next(iter(_active(user_id)), None)


@prepared
def _active(account_id: str) -> QuerySet[Account]:
    return Account.objects.filter(pk=account_id, is_active=True)
