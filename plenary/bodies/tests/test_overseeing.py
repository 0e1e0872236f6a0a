"""The page of a board to which the host reports: its duties, and what the offices that it fills did with their powers."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.overseeing import overseen_by
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Filled, Host
from plenary.core.standing import standing_of
from plenary.membership import actions as membership
from tests import founding

pytestmark = pytest.mark.django_db

HOST = Host(has_host=True, duties=({"en": "Open the books each quarter."},), reports_to="board")


def test_the_board_reads_what_the_host_must_do_and_did_with_its_powers(client: Client) -> None:
    offices = founding.charter().offices
    hosted = (offices[0], replace(offices[1], filled=Filled.HOST))
    of = founding.coalition(host=HOST, offices=hosted)
    plain = founding.member(of, "Plain")
    acting = founding.represent(plain, "member@example.org")
    officer = replace(founding.officer(of), granted=frozenset({("membership.administer", "coordinator")}))
    membership.set_commitment(by=officer, member=plain, commitment="cooperation")
    client.force_login(Account.objects.get(email="member@example.org"))
    page = client.get(reverse("bodies:body", args=[of.slug, "board"])).content.decode()
    assert "It oversees the host" in page
    assert "Open the books each quarter." in page
    assert "?office=coordinator" in page
    standing = standing_of(str(acting.account_id), of.id)
    found = overseen_by(standing, charter_of(of.id), "board")
    assert found is not None
    assert (found.duties, found.offices) == (("Open the books each quarter.",), (("coordinator", "Coordinator"),))
    assert [use.office for use in found.uses] == ["Coordinator"]
    assert overseen_by(standing, charter_of(of.id), "plenary") is None
    assert "It oversees" not in client.get(reverse("bodies:body", args=[of.slug, "plenary"])).content.decode()
