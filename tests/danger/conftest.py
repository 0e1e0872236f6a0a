"""The person in danger, told into the story."""

from dataclasses import replace

import pytest
from pytest_django.plugin import DjangoDbBlocker

from plenary.accounts.models import Account
from plenary.core import clock
from tests.danger import InDanger, chooses, in_danger
from tests.danger.raised import signed_in
from tests.story import TODAY, Story


@pytest.fixture(scope="module")
def told_danger(told: Story, django_db_blocker: DjangoDbBlocker) -> InDanger:
    """The person in danger, told once into the story, who has chosen nobody."""
    with django_db_blocker.unblock(), clock.set_to(TODAY):
        return in_danger(told)


@pytest.fixture
def her(told_danger: InDanger, story: Story) -> InDanger:
    """The person in danger, who has chosen, on a phone that was taken."""
    chooses(story, told_danger)
    return replace(told_danger, account=Account.objects.get(id=told_danger.account.id), phone=signed_in(told_danger))
