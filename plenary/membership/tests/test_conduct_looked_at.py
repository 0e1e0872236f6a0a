"""Whoever reads a protected member's matter of conduct shows lately who they are, and its own read of each look."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.accounts.rules import FRESH_FOR_ACTS, Scope
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.membership.models import ConductCase
from plenary.membership.tests.reading import acting
from plenary.membership.tests.test_conduct_of_protected import (
    NAME,
    _looks,
    hidden,  # noqa: F401  # a fixture
    knower,
    of,  # noqa: F401  # a fixture
    proposed,
    take,
    voucher,
)
from tests.programs import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(of, hidden) -> tuple[ConductCase, Standing, Standing]:  # noqa: F811  # a fixture
    """A matter in which a grave measure is proposed, the standing of its own, and that of who vouched for it."""
    own, one = acting(hidden), voucher(of, hidden, "one")
    return proposed(of, hidden, own, knower(of)), own, one


def visiting(by: Standing) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=by.account))
    return client


def addresses(case: ConductCase, step: str) -> tuple[str, str]:
    slug = case.coalition.slug
    return (
        reverse("membership:case", args=[slug, case.id]),
        reverse("membership:case_step", args=[slug, case.id, step]),
    )


def test_a_step_that_was_filled_in_wrongly_shows_the_matter_and_is_a_look(of, hidden, matter):  # noqa: F811  # a fixture
    case, own, one = matter
    client, looks = visiting(one), _looks(own)
    page = client.post(addresses(case, "decided")[1], {})
    assert (page.status_code, NAME in page.content.decode(), _looks(own)) == (200, True, looks + 1)
    case = take(voucher(of, hidden, "two"), case, "decided", outcome="adopted", words="So it must be.")
    take(own, case, "appeal", words="We were at sea.")
    tomorrow = (clock.now() + timedelta(days=2)).date().isoformat()
    given = {"day": tomorrow, "outcome": "stands", "people": "Two", "words": "Heard again."}
    page = client.post(addresses(case, "ruling")[1], given)
    assert (page.status_code, NAME in page.content.decode(), _looks(own)) == (200, True, looks + 2)


def test_a_session_left_open_reads_none_of_it_though_its_owner_vouched(matter):
    case, own, one = matter
    looks = _looks(own)
    for by, asked in ((one, True), (own, False)):
        client = visiting(by)
        session = client.session
        shown = (clock.now() - FRESH_FOR_ACTS - timedelta(minutes=1)).timestamp()
        session["account_authentication_methods"] = [{"method": "code", "at": shown}]
        session.save()
        page, step = addresses(case, "decided")
        for answer in (client.get(page), client.post(step, {"outcome": "adopted", "words": "So."})):
            assert (answer.status_code == 302 and "/account/sign-out/" in answer["Location"]) is asked
            assert not (asked and NAME in answer.content.decode())
    case.refresh_from_db()
    assert (case.stage, _looks(own)) == ("proposed", looks)


def test_a_token_that_reads_reads_none_of_it_and_the_list_names_nobody(hidden, matter):  # noqa: F811  # a fixture
    case, own, one = matter
    at, looks = f"/coalitions/{case.coalition.slug}/conduct", _looks(own)
    voucher_account, own_account = (Account.objects.get(pk=by.account) for by in (one, own))
    reading = Program.of(voucher_account, Scope.READ, Scope.WRITE, Scope.VOTE)
    answer = reading.get(f"{at}/{case.id}")
    assert (answer.status_code, answer.json()["reason"], _looks(own)) == (403, "accounts.token_scope", looks)
    (line,) = reading.get(at).json()["items"]
    assert (line["id"], line["member"], line["member_name"]) == (case.id, "", "")
    assert NAME in Program.of(voucher_account, Scope.GOVERN, Scope.READ).get(f"{at}/{case.id}").content.decode()
    assert _looks(own) == looks + 1
    mine = Program.of(own_account, Scope.READ)
    told = mine.get(f"{at}/{case.id}").json()
    (line,) = mine.get(at).json()["items"]
    assert (told["member"], line["member"], line["member_name"]) == (hidden.id, hidden.id, NAME)
    assert _looks(own) == looks + 1
