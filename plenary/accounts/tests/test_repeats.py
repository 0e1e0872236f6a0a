"""Writes that are sent again: carried out once, answered alike, whatever happens between."""

import json
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from plenary.accounts import repeats
from plenary.accounts.actions import make_token
from plenary.accounts.models import Account, KeptAnswer
from plenary.accounts.rules import Scope
from plenary.accounts.tasks import forget_answers
from plenary.core import clock
from plenary.core.http.problems import Declined
from plenary.core.models import ServerAct
from tests import founding

KEY = "c0ffee00-0000-4000-8000-000000000001"
WANTED = {"name": "Amina Diallo", "language": "fr", "time_zone": "Africa/Bamako", "keeps_copies": True}


@pytest.fixture
def account() -> Account:
    return founding.account(name="Amina", language="en")


@pytest.fixture
def token(account: Account) -> str:
    return make_token(by=account, name="tests", scopes=list(Scope), days=30)[1]


def put(token: str, data: object = WANTED, key: str = KEY) -> HttpResponse:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    answer: HttpResponse = Client().put("/api/v1/account", data=data, content_type="application/json", headers=headers)
    return answer


def changes() -> int:
    return ServerAct.objects.filter(kind="accounts.preferences_changed").count()


def test_a_repeat_gets_the_first_answer_and_writes_nothing(token: str) -> None:
    first, second = put(token), put(token)
    assert (first.status_code, second.status_code, changes()) == (200, 200, 1)
    assert (first.content, first["Content-Type"]) == (second.content, second["Content-Type"])
    assert ("Idempotency-Replayed" in first, second["Idempotency-Replayed"]) == (False, "true")


def test_without_a_key_it_is_written_each_time(token: str) -> None:
    assert [put(token, key="").status_code for _ in range(2)] == [200, 200]
    assert (changes(), KeptAnswer.objects.count()) == (2, 0)


def test_the_same_key_with_another_request_is_refused(token: str) -> None:
    put(token)
    answer = put(token, {**WANTED, "name": "Another"})
    assert (answer.status_code, answer.json()["reason"], changes()) == (422, "accounts.repeat_differs", 1)


def test_a_key_belongs_to_its_account(token: str) -> None:
    other = make_token(by=founding.account("b@example.org", name="B"), name="b", scopes=list(Scope), days=30)[1]
    assert [put(token).json()["email"], put(other).json()["email"]] == ["amina@example.org", "b@example.org"]


@pytest.mark.parametrize("key", ["short", "x" * 201, "with a blank in between"])
def test_a_key_that_is_no_random_text_is_refused(token: str, key: str) -> None:
    answer = put(token, key=key)
    assert (answer.status_code, list(answer.json()["errors"]), changes()) == (422, ["Idempotency-Key"], 0)


def test_what_was_refused_is_not_kept_and_can_be_tried_again(token: str) -> None:
    refused = put(token, {**WANTED, "time_zone": "Moon/Sea"})
    assert (refused.status_code, list(refused.json()["errors"]), KeptAnswer.objects.count()) == (422, ["time_zone"], 0)
    assert (put(token).status_code, changes()) == (200, 1)


def test_a_repeat_while_the_first_is_at_work_is_declined_until_it_is_taken_for_dead(
    account: Account, token: str
) -> None:
    body = json.dumps(WANTED)
    request = RequestFactory().put("/api/v1/account", data=body, content_type="application/json")
    key = repeats._Key.of(account, KEY)
    repeats._reserve(account, key, key.print_of(request))
    early = put(token)
    assert (early.status_code, early.json()["reason"], early["Retry-After"]) == (409, "accounts.repeat_running", "2")
    with clock.set_to(clock.now() + repeats.PATIENCE + timedelta(seconds=1)):
        assert (put(token).status_code, changes()) == (200, 1)


def test_an_attempt_that_was_overtaken_is_undone(account: Account) -> None:
    request = RequestFactory().post("/api/v1/account/calendar", headers={"Idempotency-Key": KEY})

    def slow() -> HttpResponse:
        Account.objects.filter(id=account.id).update(name="written by the slow one")
        KeptAnswer.objects.update(attempt="another")
        return HttpResponse("done")

    with pytest.raises(Declined):
        repeats.once(request, account, slow)
    account.refresh_from_db()
    assert account.name == "Amina"


def test_an_error_leaves_nothing_behind(account: Account) -> None:
    request = RequestFactory().post("/api/v1/account/calendar", headers={"Idempotency-Key": KEY})

    def broken() -> HttpResponse:
        Account.objects.filter(id=account.id).update(name="half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        repeats.once(request, account, broken)
    account.refresh_from_db()
    assert (account.name, KeptAnswer.objects.count()) == ("Amina", 0)


def test_neither_key_nor_request_nor_answer_can_be_read_from_what_is_kept(account: Account, token: str) -> None:
    put(token)
    kept = repr(KeptAnswer.objects.values_list()) + repr(bytes(KeptAnswer.objects.get().sealed))
    assert [word for word in (KEY, "Diallo", "Bamako", "amina@") if word in kept] == []
    row = KeptAnswer.objects.get()
    tried = [repeats._Key.of(account, key) for key in ("", settings.SECRET_KEY, row.digest)]
    request = RequestFactory().put("/api/v1/account", data=json.dumps(WANTED), content_type="application/json")
    assert row.fingerprint not in {key.print_of(request) for key in tried}


def test_answers_are_forgotten_after_two_days(token: str) -> None:
    put(token)
    with clock.set_to(clock.now() + timedelta(hours=47)):
        forget_answers()
        assert KeptAnswer.objects.count() == 1
    with clock.set_to(clock.now() + timedelta(hours=49)):
        forget_answers()
        assert KeptAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_once() -> None:
    token = make_token(by=founding.account(name="Amina"), name="tests", scopes=list(Scope), days=30)[1]
    start, answers = Barrier(4), list[HttpResponse]()

    def ask() -> None:
        start.wait()
        try:
            answers.append(put(token))
        finally:
            connections.close_all()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    carried_out = [answer for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert (len({answer.content for answer in carried_out}), changes(), KeptAnswer.objects.count()) == (1, 1, 1)
    assert (put(token).content, changes()) == (carried_out[0].content, 1)
