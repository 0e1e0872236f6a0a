"""Invitations: made, mailed, accepted once, closed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from plenary.accounts import actions, arrivals, queries, tasks
from plenary.accounts.models import Account, Invitation
from plenary.accounts.tests.factories import sign_in
from plenary.core import clock
from plenary.core.models import ServerAct
from plenary.core.verdicts import Refused
from plenary.core.worker import Worker
from tests import founding

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def address(invitation: Invitation) -> str:
    return reverse("accounts:invitation", args=[invitation.key])


def test_invite_mails_the_link_after_the_commit() -> None:
    host = founding.account("host@example.org", name="Ines Costa")
    invitation = actions.invite(by=host.id, email=" Amina@Example.ORG ", name="Amina")
    assert mail.outbox == []
    assert Worker().tick() is True
    assert [(m.to, m.subject) for m in mail.outbox] == [(["amina@example.org"], "Ines Costa invites you to Plenary")]
    assert tasks.link_of(invitation) in mail.outbox[0].body
    assert list(ServerAct.objects.filter(kind="accounts.invited").values_list("account", "facts")) == [
        (host.id, {"invitation": invitation.id})
    ]


def test_invite_writes_in_the_invited_language() -> None:
    invitation = actions.invite(by="", email="a@example.org", language="fr")
    tasks.mail_invitation.call(invitation.id)
    assert 'lang="fr"' in mail.outbox[0].alternatives[0].content


def test_invite_what_is_no_address() -> None:
    with pytest.raises(Refused) as refused:
        actions.invite(by="", email="nobody")
    assert refused.value.verdict.reason == "accounts.no_such_address"
    assert Invitation.objects.count() == 0


def test_inviting_again_closes_the_first_link() -> None:
    first = actions.invite(by="", email="a@example.org", purpose={"room": "x"})
    other = actions.invite(by="", email="a@example.org", purpose={"room": "y"})
    second = actions.invite(by="", email="a@example.org", purpose={"room": "x"})
    opened = {i.id: i.is_open for i in Invitation.objects.all()}
    assert opened == {first.id: False, other.id: True, second.id: True}


def test_get_shows_a_button_and_changes_nothing(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org", name="Amina")
    response = client.get(address(invitation))
    assert response.status_code == 200
    assert Account.objects.count() == 0
    assert Invitation.objects.get().accepted_at is None


def test_post_makes_the_account_and_signs_in(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org", name="Amina", language="fr")
    response = client.post(address(invitation), {"name": "Amina Diallo"})
    assert (response.status_code, response.headers["Location"]) == (302, "/account/")
    account = Account.objects.get()
    assert (account.email, account.name, account.language) == ("a@example.org", "Amina Diallo", "fr")
    assert client.get("/account/").status_code == 200
    assert client.session["_auth_user_id"] == account.id


def test_post_without_a_name_is_told(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org")
    assert client.post(address(invitation), {"name": ""}).status_code == 200
    assert Account.objects.count() == 0


def test_a_link_works_once(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org")
    client.post(address(invitation), {"name": "A"})
    assert Client().get(address(invitation)).status_code == 410
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(invitation=invitation, by=None, name="B")
    assert refused.value.verdict.reason == "accounts.invitation_closed"


def test_a_link_ends_after_fourteen_days() -> None:
    with clock.set_to(NOW):
        invitation = actions.invite(by="", email="a@example.org")
        assert invitation.is_open
    with clock.set_to(NOW + timedelta(days=14)):
        assert not invitation.is_open


def test_a_withdrawn_invitation_lets_nobody_in(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org")
    actions.withdraw_invitation(by="", invitation=invitation)
    assert client.get(address(invitation)).status_code == 410


def test_a_forged_key_is_a_missing_page(client: Client) -> None:
    invitation = actions.invite(by="", email="a@example.org")
    assert client.get(reverse("accounts:invitation", args=[invitation.id])).status_code == 404
    assert client.get(reverse("accounts:invitation", args=[invitation.key[:-1] + "~"])).status_code == 404
    assert queries.invitation_of(invitation.key) == invitation


def test_who_has_an_account_signs_in_first(client: Client) -> None:
    account = founding.account("a@example.org")
    invitation = actions.invite(by="", email="a@example.org")
    response = client.get(address(invitation))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/sign-in/?next=")
    with pytest.raises(Refused):
        actions.accept_invitation(invitation=invitation, by=None)
    accepted = actions.accept_invitation(invitation=invitation, by=account)
    assert accepted == account


def test_another_account_is_refused(client: Client) -> None:
    other = founding.account("other@example.org")
    invitation = actions.invite(by="", email="a@example.org")
    sign_in(client, other)
    assert client.get(address(invitation)).status_code == 200
    assert client.post(address(invitation)).status_code == 403
    assert Invitation.objects.get().is_open


def test_receivers_are_told_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[dict[str, str], str]] = []
    monkeypatch.setattr(arrivals, "_receivers", [])
    arrivals.on_invitation_accepted(lambda invitation, account: told.append((invitation.purpose, account.email)))
    invitation = actions.invite(by="", email="a@example.org", purpose={"member": "m1"})
    actions.accept_invitation(invitation=invitation, by=None, name="A")
    assert told == [({"member": "m1"}, "a@example.org")]


def test_what_a_receiver_raises_undoes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_invitation: Invitation, _account: Account) -> None:
        raise LookupError

    monkeypatch.setattr(arrivals, "_receivers", [fail])
    invitation = actions.invite(by="", email="a@example.org")
    with pytest.raises(LookupError):
        actions.accept_invitation(invitation=invitation, by=None, name="A")
    assert Account.objects.count() == 0
    assert Invitation.objects.get().is_open


def test_the_command_prints_the_link(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite", "a@example.org", "--name", "Amina")
    assert capsys.readouterr().out == tasks.link_of(Invitation.objects.get()) + "\n"
