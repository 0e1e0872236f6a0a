"""One's own page: ways to sign in, sessions, language, time zone, and what must be shown once more."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.accounts import actions
from plenary.accounts.models import Account
from plenary.accounts.tests.factories import PASSWORD, sign_in
from plenary.accounts.tests.test_signing_in import SECRET, code_of, is_in, kinds, totp_code
from plenary.core import clock
from plenary.core.models import ServerAct
from tests import founding


@pytest.fixture
def account(client: Client) -> Account:
    account = founding.account("a@example.org", name="Amina")
    sign_in(client, account)
    return account


def show_again(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/account/"})


@pytest.mark.parametrize(
    "name",
    [
        "accounts:account",
        "account_email",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_list_webauthn",
    ],
)
def test_strangers_are_asked_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/account/sign-in/")


def test_page(client: Client, account: Account) -> None:
    page = client.get("/account/").content.decode()
    assert re.findall(r"<button class=\"button main\"|<a class=\"button main\"", page) == ['<a class="button main"']
    assert "<h1>Your account, Amina</h1>" in page


def test_preferences(client: Client, account: Account) -> None:
    response = client.post("/account/", {"name": "Amina Diallo", "language": "fr", "time_zone": "Africa/Bamako"})
    assert response.headers["Location"] == "/account/"
    account.refresh_from_db()
    assert (account.name, account.language, account.time_zone) == ("Amina Diallo", "fr", "Africa/Bamako")
    page = client.get("/account/", headers={"Accept-Language": "es"})
    assert page.headers["Content-Language"] == "fr"
    assert ServerAct.objects.get(kind="accounts.preferences_changed").facts == {
        "language": "fr",
        "time_zone": "Africa/Bamako",
    }


def test_preferences_with_an_unknown_zone(client: Client, account: Account) -> None:
    response = client.post("/account/", {"name": "Amina", "language": "", "time_zone": "Moon/Sea"})
    assert response.status_code == 200
    account.refresh_from_db()
    assert account.time_zone == "UTC"


def test_language_without_an_account_is_the_browsers_then_the_cookies(client: Client) -> None:
    sign = reverse("account_login")
    assert client.get(sign, headers={"Accept-Language": "ar"}).headers["Content-Language"] == "ar"
    response = client.post(reverse("set_language"), {"language": "fr", "next": sign})
    assert response.headers["Location"] == sign
    assert client.get(sign, headers={"Accept-Language": "ar"}).headers["Content-Language"] == "fr"


def test_language_never_leads_elsewhere(client: Client) -> None:
    response = client.post(reverse("set_language"), {"language": "fr", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"
    assert client.post(reverse("set_language"), {"language": "xx"}).status_code == 404


def test_language_of_an_account_stays(client: Client, account: Account) -> None:
    client.post(reverse("set_language"), {"language": "ar", "next": "/account/"})
    account.refresh_from_db()
    assert account.language == "ar"
    page = client.get("/account/")
    assert page.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


def test_ending_one_session(client: Client, account: Account) -> None:
    elsewhere = Client()
    sign_in(elsewhere, account)
    client.get("/account/")
    other = UserSession.objects.get(user=account, session_key=elsewhere.session.session_key)
    answer = client.post(reverse("accounts:end_session"), {"session": str(other.pk)})
    landed = client.get(answer.url).content.decode()
    assert (answer.url, landed.count('Signed out there. <a href="#sessions">')) == (reverse("accounts:account"), 1)
    assert not is_in(elsewhere)
    assert kinds()[-1] == "accounts.session_ended"


def test_ending_all_other_sessions(client: Client, account: Account) -> None:
    others = [Client(), Client()]
    for other in others:
        sign_in(other, account)
    sign_in(client, account)
    client.post(reverse("accounts:end_session"))
    assert [is_in(c) for c in (client, *others)] == [True, False, False]


def test_a_session_of_another_is_not_found(client: Client, account: Account) -> None:
    stranger, theirs = Client(), founding.account("b@example.org")
    sign_in(stranger, theirs)
    session = UserSession.objects.get(user=theirs)
    assert client.post(reverse("accounts:end_session"), {"session": str(session.pk)}).status_code == 404
    assert actions.end_sessions(by=account, session_ids=[session.pk]) == 0
    assert is_in(stranger)


def test_changing_how_one_signs_in_asks_again(client: Client, account: Account) -> None:
    for name in ("mfa_add_webauthn", "mfa_activate_totp"):
        response = client.get(reverse(name))
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


CHANGING = ["account_email", "account_set_password", "mfa_add_webauthn", "mfa_activate_totp"]


def enter_by_code(client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": "c@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": code_of(mail.outbox[-1]), "next": "/account/"})


@pytest.mark.parametrize("name", CHANGING)
def test_who_has_only_the_mailed_code_signs_in_again_after_a_while(client: Client, name: str) -> None:
    founding.account("c@example.org")
    enter_by_code(client)
    assert client.get(reverse(name)).status_code == 200
    with clock.set_to(clock.now() + timedelta(minutes=15)):
        response = client.get(reverse(name))
    assert response.headers["Location"].startswith(reverse("account_logout") + "?next=%2Faccount%2Fsign-in%2F")


def test_a_first_password_is_not_chosen_by_an_open_session(client: Client) -> None:
    account = founding.account("c@example.org")
    TOTP.activate(account, SECRET)
    client.force_login(account)
    new = "nine quiet herons stand"
    response = client.post(reverse("account_set_password"), {"password1": new, "password2": new})
    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    account.refresh_from_db()
    assert not account.has_usable_password()


def test_adding_the_app_gives_recovery_codes(
    client: Client, account: Account, django_capture_on_commit_callbacks: Any
) -> None:
    show_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "placeholder" not in page
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    assert "data:image/svg+xml" in page
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": totp_code()})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert kinds()[-2:] == ["accounts.way_in_added", "accounts.way_in_added"]
    assert client.get(reverse("mfa_download_recovery_codes")).headers["Content-Type"].startswith("text/plain")
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.get("/account/").status_code == 200


def test_the_passkey_page_carries_its_options_without_inline_script(client: Client, account: Account) -> None:
    show_again(client)
    page = client.get(reverse("mfa_add_webauthn"), headers={"User-Agent": "X11; Linux Firefox/130.0"})
    text = page.content.decode()
    found = re.search(r'<script id="passkey-options" type="application/json">(.+?)</script>', text)
    assert found
    options = json.loads(found.group(1))["creation_options"]["publicKey"]
    assert options["rp"]["id"] == "testserver"
    assert 'value="Firefox on Linux"' in text
    assert re.findall(r"<script(?! id=\"passkey-options\")([^>]*)>", text) == [
        ' src="/static/accounts/passkeys.js" defer'
    ]


def test_passkey_options_to_sign_in_are_json(client: Client) -> None:
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["rpId"] == "testserver"
    assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).headers["Location"] == "/account/sign-in/"


def test_a_passkey_of_another_is_not_found(client: Client, account: Account) -> None:
    other = founding.account("b@example.org")
    TOTP.activate(other, SECRET)
    theirs = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "x"})
    show_again(client)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404


def test_changing_the_address_needs_the_code(client: Client, account: Account) -> None:
    show_again(client)
    response = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    account.refresh_from_db()
    assert account.email == "a@example.org"
    assert client.get(reverse("account_email_verification_sent")).status_code == 200
    client.post(
        reverse("account_email_verification_sent"),
        {"code": code_of(mail.outbox[-1]), "action": "verify", "next": "/account/"},
    )
    account.refresh_from_db()
    assert account.email == "new@example.org"


def test_changing_the_password_is_told_by_mail(client: Client, account: Account) -> None:
    show_again(client)
    new = "nine quiet herons stand"
    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert response.headers["Location"] == "/account/"
    assert [(m.to, m.subject) for m in mail.outbox] == [(["a@example.org"], "Your password was changed")]
    assert kinds()[-1] == "accounts.password_changed"
    assert client.get("/account/").status_code == 200
