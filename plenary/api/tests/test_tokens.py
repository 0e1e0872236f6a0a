"""Tokens: made, shown once, kept as a hash; what each may do, where, for how long, how often, and how it ends."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.accounts import actions, bearing
from plenary.accounts.models import Account, Token
from plenary.accounts.rules import TOKEN_MARK, TOKENS_AT_MOST, Scope, token_digest
from plenary.accounts.tasks import forget_answers, mail_token_made
from plenary.accounts.tests.factories import PASSWORD, sign_in
from plenary.core import clock
from plenary.core.models import ServerAct
from plenary.core.verdicts import Refused
from plenary.record.tests.factories import note
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return founding.account(name="Amina", language="en")


def sign_in_lately(client: Client, account: Account) -> None:
    """Sign in, and show once more who it is, as before all that changes how one gets in."""
    sign_in(client, account)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/account/"})


def make(account: Account, *scopes: Scope, days: int = 30, coalitions: tuple[str, ...] = ()) -> tuple[Token, str]:
    return actions.make_token(by=account, name="list", scopes=scopes or list(Scope), days=days, coalitions=coalitions)


def reason(program: Program, path: str = "/account") -> tuple[int, str]:
    answer = program.get(path)
    return answer.status_code, answer.json().get("reason", "")


def test_a_token_is_kept_as_a_hash_alone(account: Account) -> None:
    row, secret = make(account)
    assert secret.startswith(TOKEN_MARK)
    assert len(secret) == len(TOKEN_MARK) + 43  # 256 bits
    assert row.digest == token_digest(secret)
    assert secret not in repr(Token.objects.values_list()) + repr(ServerAct.objects.values_list())


def test_making_and_ending_enter_the_server_log(account: Account) -> None:
    row, _secret = make(account, Scope.READ)
    actions.end_tokens(by=account)
    made, ended = ServerAct.objects.filter(kind__startswith="accounts.token").order_by("at", "kind")
    assert (made.kind, made.facts) == ("accounts.token_ended", {"token": row.id}) or (
        made.kind,
        made.facts,
        ended.facts,
    ) == ("accounts.token_made", {"token": row.id, "scopes": ["read"], "days": 30}, {"token": row.id})


def test_its_owner_is_told_by_mail(account: Account) -> None:
    row, secret = make(account)
    mail_token_made.call(row.id)
    (told,) = mail.outbox
    assert (told.to, secret in told.body, "/account/" in told.body) == (["amina@example.org"], False, True)


def test_it_opens_the_account_until_it_ends(account: Account) -> None:
    row, secret = make(account)
    program = Program(secret)
    assert program.get("/account").json()["email"] == "amina@example.org"
    actions.end_tokens(by=account, token_ids=[row.id])
    assert reason(program) == (401, "accounts.token_unknown")


def test_it_opens_nothing_after_its_time(account: Account) -> None:
    program = Program(make(account, days=30)[1])
    with clock.set_to(clock.now() + timedelta(days=30, seconds=1)):
        answer = program.get("/account")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="plenary", error="invalid_token"')


@pytest.mark.parametrize("shown", ["plenary_nobodys", "Basic YTpi", "x", "", "plenary_" + "é" * 43])
def test_what_is_no_token_opens_nothing(account: Account, shown: str) -> None:
    make(account)
    answer = Client().get("/api/v1/account", headers={"Authorization": f"Bearer {shown}"})
    assert (answer.status_code, answer.json()["reason"]) == (401, "accounts.token_unknown")


def test_it_opens_nothing_of_a_closed_account(account: Account) -> None:
    program = Program(make(account)[1])
    Account.objects.filter(id=account.id).update(is_active=False)
    assert reason(program)[0] == 401


def test_a_cookie_opens_nothing(client: Client, account: Account) -> None:
    sign_in(client, account)
    assert client.get("/account/").status_code == 200
    answer = client.get("/api/v1/account")
    assert (answer.status_code, answer.json()["reason"]) == (401, "core.sign_in")


def test_a_wrong_token_is_told_even_where_anyone_may_read(account: Account) -> None:
    coalition = founding.unchartered()
    note(founding.somebody(coalition), audience=["public"])
    path = "/coalitions/clear-fields/record"
    assert [Program().get(path).status_code, Program("plenary_old").get(path).status_code] == [200, 401]


@pytest.mark.parametrize(
    ("scope", "read", "write"),
    [(Scope.READ, 200, 403), (Scope.WRITE, 403, 200), (Scope.VOTE, 403, 403), (Scope.GOVERN, 403, 403)],
)
def test_it_does_only_what_it_may(account: Account, scope: Scope, read: int, write: int) -> None:
    program = Program(make(account, scope)[1])
    changed = program.put("/account/quiet-hours", {"start": "22:00", "end": "06:00"})
    assert (program.get("/account").status_code, changed.status_code) == (read, write)


def test_one_for_some_coalitions_opens_neither_others_nor_the_account(account: Account) -> None:
    here, there = founding.unchartered(), founding.unchartered("long-hills")
    for coalition in (here, there):
        note(founding.somebody(coalition), audience=["public"])
    program = Program(make(account, coalitions=(here.id,))[1])
    assert program.get("/coalitions/clear-fields/record").status_code == 200
    other, none = (program.get(f"/coalitions/{slug}/record") for slug in ("long-hills", "no-such"))
    assert (other.status_code, other.content) == (403, none.content)
    assert reason(program) == (403, "accounts.token_not_account")


def test_the_day_of_its_last_use_is_kept_and_no_more(account: Account) -> None:
    row, secret = make(account)
    for _ in range(2):
        Program(secret).get("/account")
    row.refresh_from_db()
    assert row.used_on == clock.now().date()


def test_too_many_requests_are_turned_away_until_the_minute_ends(account: Account, settings: LazySettings) -> None:
    settings.API_RATE = 5
    program, moment = Program(make(account)[1]), clock.now().replace(second=20, microsecond=0)
    with clock.set_to(moment):
        answers = [program.get("/account") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert (answers[-1]["Retry-After"], answers[-1].json()["reason"]) == ("40", "core.too_many")
    with clock.set_to(moment + timedelta(seconds=40)):
        assert program.get("/account").status_code == 200


def test_what_other_processes_counted_counts(account: Account, settings: LazySettings) -> None:
    settings.API_RATE = 20
    program, moment = Program(make(account)[1]), clock.now().replace(second=20, microsecond=0)
    with clock.set_to(moment):
        for _ in range(20):
            program.get("/account")
        bearing._counted.clear()  # another process, which counted nothing yet
        assert [program.get("/account").status_code for _ in range(2)] == [200, 429]


def test_an_account_has_no_more_tokens_than_it_can_look_after(account: Account) -> None:
    for _ in range(TOKENS_AT_MOST):
        make(account)
    with pytest.raises(Refused) as refused:
        make(account)
    assert (refused.value.verdict.reason, Token.objects.count()) == ("accounts.too_many_tokens", TOKENS_AT_MOST)


def test_ended_tokens_are_forgotten_after_a_month(account: Account) -> None:
    make(account, days=365)
    actions.end_tokens(by=account)
    with clock.set_to(clock.now() + timedelta(days=31)):
        forget_answers()
    assert Token.objects.count() == 0


def test_the_page_makes_shows_once_lists_and_ends(client: Client, account: Account) -> None:
    sign_in_lately(client, account)
    page = client.post(reverse("api:tokens"), {"name": "Our list", "scopes": ["read"], "days": "90"})
    (secret,) = re.findall(rf"<code>({TOKEN_MARK}[\w-]+)</code>", page.content.decode())
    assert ("no-store" in page["Cache-Control"], Program(secret).get("/account").status_code) == (True, 200)
    listed = client.get(reverse("api:tokens")).content.decode()
    assert ("Our list" in listed, secret in listed) == (True, False)
    client.post(reverse("api:end_token"), {"token": Token.objects.get().id})
    assert reason(Program(secret)) == (401, "accounts.token_unknown")


def test_the_page_says_what_is_missing(client: Client, account: Account) -> None:
    sign_in_lately(client, account)
    page = client.post(reverse("api:tokens"), {"name": "", "scopes": [], "days": "4000"})
    assert (list(page.context["form"].errors), Token.objects.count()) == (["name", "scopes", "days"], 0)


def test_nobody_ends_anothers_token(client: Client, account: Account) -> None:
    sign_in(client, founding.account("b@example.org", name="B"))
    row, secret = make(account)
    assert client.post(reverse("api:end_token"), {"token": row.id}).status_code == 404
    assert Program(secret).get("/account").status_code == 200


def test_signing_out_everywhere_ends_tokens_where_it_is_ticked(client: Client, account: Account) -> None:
    sign_in(client, account)
    _row, secret = make(account)
    client.post(reverse("accounts:end_session"))
    assert Program(secret).get("/account").status_code == 200
    client.post(reverse("accounts:end_session"), {"tokens": "1"})
    assert Program(secret).get("/account").status_code == 401


def test_the_page_asks_again_who_it_is(client: Client, account: Account) -> None:
    sign_in(client, account)
    answer = client.post(reverse("api:tokens"), {"name": "Our list", "scopes": ["read"], "days": "90"})
    assert (answer["Location"], Token.objects.count()) == ("/account/again/?next=%2Faccount%2Ftokens%2F", 0)
