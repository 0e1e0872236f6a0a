"""How tests sign an account in."""

from django.core.cache import cache
from django.test import Client

from plenary.accounts.models import Account

PASSWORD = "seven calm otters swim"


def sign_in(client: Client, account: Account) -> None:
    """Sign a test client in, with a session that the account's page lists."""
    cache.clear()
    if not account.has_usable_password():
        account.set_password(PASSWORD)
        account.save()
    response = client.post("/account/sign-in/", {"login": account.email, "password": PASSWORD, "next": "/account/"})
    assert response.status_code == 302, response.content
