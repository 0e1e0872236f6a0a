"""Signing in and out through the pages: code, password, second step, recovery; limits, closed doors, no leaks."""

import re
from smtplib import SMTPException
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from plenary.accounts.actions import create_account
from plenary.accounts.models import Account
from plenary.accounts.tests.factories import PASSWORD, sign_in
from plenary.core.models import ServerAct
from tests import founding

SECRET = "JBSWY3DPEHPK3PXP"


def kinds() -> list[str]:
    return list(ServerAct.objects.order_by("at").values_list("kind", flat=True))


def ask_code(client: Client, email: str) -> Any:
    return client.post(reverse("account_request_login_code"), {"email": email, "next": "/account/"})


def code_of(message: mail.EmailMessage) -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", message.body, re.MULTILINE)
    assert found
    return found.group(1)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def totp_code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_the_page_offers_every_way(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    buttons = re.findall(r"<button class=\"button[^\"]*\">([^<]+)<", page)
    assert buttons == ["Sign in with a passkey", "Mail me a code", "Sign in with the password"]
    assert "<script>" not in page
    assert "style=" not in page


def test_code_by_mail(client: Client) -> None:
    account = create_account(email="a@example.org")
    assert ask_code(client, "A@Example.org").status_code == 302
    assert [m.to for m in mail.outbox] == [["a@example.org"]]
    response = client.post(
        reverse("account_confirm_login_code"), {"code": code_of(mail.outbox[0]), "next": "/account/"}
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/account/")
    assert client.session["_auth_user_id"] == account.id
    assert kinds() == ["accounts.joined", "accounts.signed_in"]
    assert ServerAct.objects.get(kind="accounts.signed_in").facts == {"ways": ["code"]}


def test_a_wrong_code_is_refused_and_logged(client: Client) -> None:
    create_account(email="a@example.org")
    ask_code(client, "a@example.org")
    assert client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"}).status_code == 200
    assert not is_in(client)
    assert kinds() == ["accounts.joined", "accounts.code_rejected"]


def test_the_code_mail_is_in_the_language_of_the_account(client: Client) -> None:
    founding.account("a@example.org", language="ar")
    ask_code(client, "a@example.org")
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_unknown_and_known_addresses_are_answered_alike(client: Client) -> None:
    founding.account("a@example.org")
    known, unknown = Client(), Client()
    answers = [ask_code(known, "a@example.org"), ask_code(unknown, "b@example.org")]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [
        (302, "/account/sign-in/code/enter/?next=%2Faccount%2F")
    ] * 2
    assert [m.to for m in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    pages = [c.get(a.headers["Location"]).content.decode() for c, a in zip((known, unknown), answers, strict=True)]
    plain = [re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace("b@example", "a@example") for page in pages]
    assert plain[0] == plain[1]


def test_forgotten_password_answers_alike(client: Client) -> None:
    founding.account("a@example.org", password=PASSWORD)
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email})
        for email in ("a@example.org", "b@example.org")
    ]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/account/password/forgotten/code/")] * 2


def test_forgotten_password_by_code(client: Client) -> None:
    account = founding.account("a@example.org", password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": "a@example.org"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_of(mail.outbox[0])})
    new = "nine quiet herons stand"
    response = client.post(reverse("account_complete_password_reset"), {"password1": new, "password2": new})
    assert response.headers["Location"] == reverse("account_password_reset_completed")
    account.refresh_from_db()
    assert account.check_password(new)
    assert client.get(response.headers["Location"]).status_code == 200


def test_wrong_password_answers_alike(client: Client) -> None:
    account = create_account(email="a@example.org")
    account.set_password(PASSWORD)
    account.save()
    pages = [
        Client().post(reverse("account_login"), {"login": email, "password": "wrong"}).content.decode()
        for email in ("a@example.org", "b@example.org")
    ]
    plain = [re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace("b@example", "a@example") for page in pages]
    assert plain[0] == plain[1]
    assert kinds() == ["accounts.joined", "accounts.sign_in_failed", "accounts.sign_in_failed"]
    assert ServerAct.objects.filter(kind="accounts.sign_in_failed").first().facts == {}


def test_password_and_authenticator_app(client: Client) -> None:
    account = founding.account("a@example.org", password=PASSWORD)
    TOTP.activate(account, SECRET)
    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert response.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post(reverse("mfa_authenticate") + "?next=/account/", {"code": totp_code(), "next": "/account/"})
    assert is_in(client)
    assert kinds()[-2:] == ["accounts.way_in_failed", "accounts.signed_in"]


def make_passkey(account: Account) -> None:
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})


def enter_by_code(client: Client, account: Account) -> str:
    ask_code(client, account.email)
    given = {"code": code_of(mail.outbox[-1]), "next": "/account/"}
    return str(client.post(reverse("account_confirm_login_code"), given).headers["Location"])


def test_a_mailed_code_is_enough_beside_a_passkey(client: Client) -> None:
    account = founding.account("a@example.org")
    make_passkey(account)
    assert enter_by_code(client, account) == "/account/"
    assert is_in(client)


def test_a_mailed_code_is_not_enough_beside_an_app(client: Client) -> None:
    account = founding.account("a@example.org")
    make_passkey(account)
    TOTP.activate(account, SECRET)
    assert enter_by_code(client, account).startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


def test_a_password_is_not_enough_beside_a_passkey(client: Client) -> None:
    account = founding.account("a@example.org", password=PASSWORD)
    make_passkey(account)
    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert response.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


def test_recovery_code_lets_in_once(client: Client) -> None:
    account = founding.account("a@example.org", password=PASSWORD)
    TOTP.activate(account, SECRET)
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    entered = []
    for one in (client, Client()):
        one.post(reverse("account_login"), {"login": account.email, "password": PASSWORD, "next": "/account/"})
        one.post(reverse("mfa_authenticate"), {"code": code, "next": "/account/"})
        entered.append(is_in(one))
    assert entered == [True, False]


def test_secrets_of_the_app_lie_sealed() -> None:
    account = founding.account("a@example.org")
    TOTP.activate(account, SECRET)
    kept = Authenticator.objects.get(user=account).data["secret"]
    assert SECRET not in kept
    assert Authenticator.objects.get(user=account).wrap().validate_code(totp_code())


def test_too_many_passwords_wait(client: Client) -> None:
    founding.account("a@example.org", password=PASSWORD)
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "a@example.org", "password": "wrong"})
    page = Client().post(reverse("account_login"), {"login": "a@example.org", "password": PASSWORD})
    assert page.status_code == 200
    assert "There were too many tries. Wait some minutes" in page.content.decode()


def test_too_many_code_requests_wait(client: Client) -> None:
    founding.account("a@example.org")
    statuses = [ask_code(Client(), "a@example.org").status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_sign_up_is_closed(client: Client) -> None:
    page = client.post(reverse("account_signup"), {"email": "new@example.org"})
    assert "Accounts are made by invitation" in page.content.decode()
    assert Account.objects.count() == 0


def test_sign_up_may_be_opened(client: Client, settings: Settings) -> None:
    settings.OPEN_SIGN_UP = True
    response = client.post(reverse("account_signup"), {"email": "New@Example.org", "next": "/account/"})
    assert response.headers["Location"].startswith(reverse("account_email_verification_sent"))
    assert not is_in(client)
    client.post(
        reverse("account_email_verification_sent"),
        {"code": code_of(mail.outbox[0]), "next": "/account/", "action": "verify"},
    )
    assert client.session["_auth_user_id"] == Account.objects.get(email="new@example.org").id


def test_a_closed_account_does_not_enter(client: Client) -> None:
    account = founding.account("a@example.org", password=PASSWORD)
    account.is_active = False
    account.save()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert not is_in(client)


def test_sign_out_asks_then_posts(client: Client) -> None:
    sign_in(client, founding.account("a@example.org"))
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    client.post(reverse("account_logout"), {"next": "/account/sign-in/"})
    assert not is_in(client)
    assert kinds()[-1] == "accounts.signed_out"


class BrokenBackend(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPException


def test_mail_that_cannot_leave_is_told_alike(client: Client, settings: Settings) -> None:
    founding.account("a@example.org")
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.BrokenBackend"}}
    told = [ask_code(Client(), email) for email in ("a@example.org", "b@example.org")]
    assert [(page.status_code, "Something broke on our side" in page.content.decode()) for page in told] == [
        (503, True)
    ] * 2


def test_too_many_codes_wait_and_the_page_leads_back(client: Client) -> None:
    where = reverse("account_reset_password")
    answers = [
        client.post(where, {"email": "nobody@example.org"}, headers={"Referer": f"http://testserver{where}"})
        for _ in range(25)
    ]
    page = answers[-1].content.decode()
    assert (answers[-1].status_code, "There were too many tries" in page) == (429, True)
    assert f'<a class="button main" href="{where}">Try again</a>' in page
