"""Choosing for the day of danger: whom one sees, who is told, who may change it; and the operator's command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from plenary.accounts.actions import create_account
from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core.standing import Mandate, standing_of
from plenary.core.verdicts import Refused, allow
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.emergency import actions
from plenary.emergency.models import Alarm, Chosen, Guide
from plenary.emergency.queries import choices
from plenary.membership.models import Member, Representative
from plenary.notices.models import OutgoingMail
from tests import founding
from tests.danger import long_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Coalition:
    """A coalition with one member, for which Amina and Luis act."""
    made = founding.coalition()
    by = founding.officer(made, "directory.administer")
    card = directory.add_organisation(by=by, name="Green Valley", allowed=allow())
    member = Member.objects.create(
        coalition=made,
        organisation=card,
        category="member",
        status="active",
        status_since=made.formed_at,
        commitment="networking",
    )
    for name in ("amina", "luis"):
        own = create_account(email=f"{name}@example.org", name=name.title())
        person = directory.add_person(by=by, name=name.title(), account_id=own.id, allowed=allow())
        Representative.objects.create(
            coalition=made, member=member, person=person, mandate=Mandate.DECIDES, since=made.formed_at
        )
    return made


def own(name: str) -> Account:
    return Account.objects.get(email=f"{name}@example.org")


def card(there: Coalition, name: str) -> str:
    return Person.objects.of(there.id).get(account=own(name)).id


def test_a_colleague_is_offered_and_chosen_and_told_nothing(there: Coalition) -> None:
    assert [each.name for each in choices.offered(own("amina"))] == ["Luis"]
    assert [each.name for each in choices.offered(own("amina"), "lui")] == ["Luis"]
    made = actions.choose(by=own("amina"), role=Chosen.RAISES, person=card(there, "luis"))
    assert actions.choose(by=own("amina"), role=Chosen.RAISES, person=card(there, "luis")) == made
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.coalition, "Amina" in mail.text) == ("luis@example.org", None, False)
    assert [(each.name, each.through) for each in choices.chosen_by(own("luis"))] == [("Amina", "Clear Fields")]
    assert [each.name for each in choices.choices_of(own("amina"), Chosen.RAISES)] == ["Luis"]
    actions.take_choice_back(by=own("luis"), choice=made.id)
    assert Chosen.objects.get() == made  # whoever is chosen cannot undo the choice
    actions.take_choice_back(by=own("amina"), choice=made.id)
    assert Chosen.objects.count() == 0


def test_somebody_else_is_chosen_by_address_whether_or_not_there_is_an_account(there: Coalition) -> None:
    for address in ("friend@example.org", "nobody@example.org"):
        actions.choose(by=own("amina"), role=Chosen.RAISES, address=address)
    friend = create_account(email="friend@example.org")
    assert [each.name for each in choices.chosen_by(friend)] == ["Amina"]
    assert OutgoingMail.objects.count() == 0
    alarm = actions.raise_alarm(by=friend, about=own("amina"))
    assert alarm.raised_by == friend


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"person": "0000000000000000"}, "emergency.nobody"),
        ({"address": "amina@example.org"}, "emergency.yourself"),
        ({"address": "no address"}, "accounts.no_such_address"),
    ],
)
def test_whom_nobody_can_choose(there: Coalition, given: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.choose(by=own("amina"), role=Chosen.RAISES, **given)
    assert refused.value.verdict.reason == reason
    assert Chosen.objects.count() == 0


def test_a_stranger_finds_nobody(there: Coalition) -> None:
    stranger = create_account(email="stranger@example.org")
    assert choices.offered(stranger, "a") == []
    with pytest.raises(Refused):
        actions.choose(by=stranger, role=Chosen.RAISES, person=card(there, "amina"))


def test_a_session_left_open_changes_no_choice(there: Coalition) -> None:
    client = Client()
    client.force_login(own("amina"))
    long_ago(client)
    page = reverse("emergency:chosen")
    assert client.get(page).status_code == 302
    assert client.post(page, {"role": "undoes", "person": card(there, "luis")}).status_code == 302
    assert Chosen.objects.count() == 0


def test_the_operator_names_who_undoes_what_nobody_else_can(there: Coalition) -> None:
    alarm = actions.raise_alarm(by=own("amina"), about=own("amina"))
    create_account(email="safe1@example.org")
    for address in ("luis@example.org", "safe1@example.org"):
        told = StringIO()
        call_command("alarms", guide=(alarm.id, address), stdout=told)
    assert told.getvalue().strip().endswith("2 may undo it, 0 agreed")
    for name in ("luis", "safe1"):
        actions.agree_to_undo(by=own(name), alarm=alarm, answer=actions.Answer(removes_ways=False))
    assert Alarm.objects.get().undone_at is not None
    assert standing_of(own("amina").id, there.id).person == card(there, "amina")
    with pytest.raises(CommandError):
        call_command("alarms", guide=(alarm.id, "luis@example.org"))
    assert Guide.objects.filter(is_chosen=True).count() == 0
