"""The page of the alarm for oneself: it promises no way back that nobody can open."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.actions import create_account
from plenary.core import clock
from plenary.emergency.models import Chosen

pytestmark = pytest.mark.django_db

SHORT = "the way back takes two people and some minutes"
LONG = "the way back may take days"


@pytest.mark.parametrize(("chosen", "told"), [(0, (False, True)), (1, (False, True)), (2, (True, False))])
def test_the_way_back_is_told_as_long_as_it_is(chosen: int, told: tuple[bool, bool]) -> None:
    own = create_account(email="amina@example.org", name="Amina")
    for number in range(chosen):
        other = create_account(email=f"{number}@example.org", name=str(number))
        Chosen.objects.create(account=own, chosen=other, role=Chosen.UNDOES, made_at=clock.now())
    client = Client()
    client.force_login(own)
    page = client.get(reverse("emergency:raise_own")).text
    assert (SHORT in page, LONG in page) == told
    assert "Your name and how you are reached are taken out of every coalition." in page
