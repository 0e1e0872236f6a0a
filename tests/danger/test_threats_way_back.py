"""Danger: who opens the way back, what they are told, and what holds when something breaks on the way."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.accounts.models import Account, Invitation
from plenary.core.models import ServerAct
from plenary.core.tests.roles import owner_at_work
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.emergency import actions
from plenary.emergency.actions import Answer, Came
from plenary.emergency.actions.raising import _bar
from plenary.emergency.models import Alarm, Chosen, SealedCard, Taken
from plenary.emergency.tasks import complete
from plenary.notices.models import OutgoingMail
from plenary.record.models import Opening, Tree
from plenary.record.queries import verify_record
from tests.danger import EMAIL, MARK, NAME, InDanger, everything, long_ago
from tests.danger.raised import (
    KEEPS_QUIET,
    LATER,
    Visit,
    agrees,
    alarm,
    alarm_time,
    button,
    guide_in,
    hers,
)
from tests.story import Story
from tests.walk import ROLES, address


def test_two_officers_undo_it_and_everything_is_back(story: Story, visit: Visit, her: InDanger) -> None:
    before = everything(but=LATER)
    openings = set(Opening.objects.across_coalitions().values_list("pk", "payload"))
    button(story, visit)
    assert everything(but=LATER) != before
    assert agrees(story, "chair", removes_ways=False) is Came.WAITS
    assert agrees(story, "chair", removes_ways=False) is Came.WAITS  # the same one twice is one
    assert Alarm.objects.filter(undone_at=None).count() == 1
    assert agrees(story, "coordinator", removes_ways=False) is Came.UNDONE
    assert everything(but=LATER) == before
    after = Opening.objects.across_coalitions().filter(withheld_at=None)
    assert openings <= set(after.values_list("pk", "payload"))
    assert Taken.objects.count() == 0
    assert [i.is_open for i in Invitation.objects.filter(invited_by=her.account)] == [False]  # a thief may have sent it
    assert [(i.email, i.name, i.is_open) for i in Invitation.objects.filter(email=EMAIL)] == [(EMAIL, NAME, True)]
    back = Account.objects.get(id=her.account.id)
    assert (back.email, back.name, back.is_active, back.has_usable_password()) == (EMAIL, NAME, True, False)
    assert her.phone.get("/account/").status_code == 302  # sessions stay ended
    assert verify_record(story.open.id) == []


def test_she_comes_back_by_a_new_address_and_the_stolen_phone_does_not(
    story: Story, visit: Visit, her: InDanger
) -> None:
    button(story, visit)
    assert agrees(story, "chair", address="safe@example.org") is Came.WAITS
    assert agrees(story, "coordinator", address="other@example.org") is Came.DIFFERS
    assert agrees(story, "coordinator", address="Safe@example.org") is Came.UNDONE
    assert Authenticator.objects.filter(user=her.account).count() == 0
    mail.outbox.clear()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "safe@example.org"})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert client.session["_auth_user_id"] == her.account.id
    assert NAME in client.get("/account/").content.decode()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"chair", "coordinator", "anonymous"}])
def test_nobody_else_undoes_it_or_learns_of_it(story: Story, visit: Visit, her: InDanger, role: str) -> None:
    button(story, visit)
    there, nowhere = (reverse("emergency:alarm", args=[key]) for key in (alarm().id, "0" * 16))
    client = visit(role)
    client.post(reverse("account_login"))
    with pytest.raises(Refused):
        agrees(story, role)
    assert client.get(there).status_code == client.get(nowhere).status_code
    assert MARK not in client.get(reverse("emergency:danger")).content.decode().lower()


def test_infiltrator_who_was_not_chosen_cannot_lock_her_out(story: Story, visit: Visit, her: InDanger) -> None:
    for role in ("chair", "coordinator", "roads", "outsider"):
        with pytest.raises(Refused):
            actions.raise_alarm(by=story.accounts[role], about=her.account)
    choice = Chosen.objects.get(role=Chosen.RAISES)
    assert visit("roads").post(reverse("emergency:raise_for", args=[choice.id])).status_code == 404
    assert Alarm.objects.count() == 0


def test_false_alarms_are_few_and_end_the_trust(story: Story, visit: Visit, her: InDanger) -> None:
    for _time in range(3):
        button(story, visit)
        stands = Alarm.objects.get(undone_at=None)
        for role in ("chair", "coordinator"):
            actions.agree_to_undo(by=story.accounts[role], alarm=stands, answer=Answer(removes_ways=False))
    with pytest.raises(Refused) as refused:
        actions.raise_alarm(by=story.accounts["consults"], about=her.account)
    assert refused.value.verdict.reason == "emergency.too_often"
    actions.raise_alarm(by=her.account, about=her.account)
    stands = Alarm.objects.get(undone_at=None)
    for role in ("chair", "coordinator"):
        actions.agree_to_undo(by=story.accounts[role], alarm=stands, answer=Answer(ends_trust=True))
    assert Chosen.objects.filter(role=Chosen.RAISES).count() == 1  # she had raised it herself


def test_who_chose_nobody_is_let_in_again_by_two_officers_of_one_coalition(
    told_danger: InDanger, story: Story, visit: Visit
) -> None:
    made = told_danger
    client = visit("amina")
    answer = client.post(reverse("emergency:raise_own"))
    assert (answer.status_code, MARK in answer.content.decode().lower()) == (200, False)
    assert client.get("/account/").status_code == 302
    guides = {guide.account_id: guide.is_chosen for guide in alarm().guides.all()}
    assert guides == {story.accounts["chair"].id: False}  # only one may know protected members here
    with pytest.raises(Refused) as refused:
        agrees(story, "chair", address="mine@example.org")
    assert refused.value.verdict.reason == "emergency.address_is_theirs"
    assert made.account.id == alarm().account_id


def test_a_broken_coalition_keeps_neither_the_account_nor_another_open(
    story: Story, visit: Visit, her: InDanger
) -> None:
    tree = Tree.objects.of(story.elsewhere.id).get()
    with owner_at_work():
        Tree.objects.of(story.elsewhere.id).delete()
    button(story, visit)
    assert Account.objects.get(id=her.account.id).is_active is False
    done = dict(SealedCard.objects.across_coalitions().values_list("coalition__slug", "sealed_at"))
    assert [slug for slug, at in done.items() if at is None] == ["elsewhere"]
    tree.save(force_insert=True)
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []


def test_killed_in_the_middle_the_account_is_barred_and_the_rest_is_done_within_the_minute(
    story: Story, her: InDanger
) -> None:
    _bar(story.accounts["consults"], her.account)  # what stands when the process dies right after
    assert her.phone.get("/account/").status_code == 302
    assert SealedCard.objects.across_coalitions().filter(sealed_at=None).count() == 2
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []
    complete()
    assert SealedCard.objects.across_coalitions().filter(sealed_at=None).count() == 0


def test_a_request_that_was_under_way_is_sealed_after_it(story: Story, visit: Visit, her: InDanger) -> None:
    by, proposal = story.by("amina"), story.proposals["discussion"]
    decided = decisions.comment(by=by, proposal=proposal, body="Sent in the same second.")
    button(story, visit)
    decided.pk, decided.name = "late000000000000", f"{NAME}, Green Valley"
    decided.save(force_insert=True)
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []


def test_two_in_danger_in_one_roll_call_neither_return_shows_the_other(
    story: Story, visit: Visit, her: InDanger
) -> None:
    other = story.accounts["elsewhere"]
    shared = Opening.objects.of(story.elsewhere.id).filter(entry__kind="decisions.decided", position=1)
    with_name = [o.pk for o in shared if NAME in bytes(o.payload).decode()]
    actions.raise_alarm(by=her.account, about=her.account)
    first = alarm()
    Account.objects.filter(id=other.id).update(name="Another")
    actions.raise_alarm(by=other, about=Account.objects.get(id=other.id))
    for role in ("chair", "coordinator"):
        actions.agree_to_undo(by=story.accounts[role], alarm=first, answer=Answer())
    assert Opening.objects.of(story.elsewhere.id).filter(pk__in=with_name, withheld_at=None).count() == 0


def test_what_cannot_be_called_back_is_listed(story: Story, visit: Visit, her: InDanger) -> None:
    visit("coordinator").post(address("directory:export", story), {"kind": "persons", "file_format": "csv"})
    OutgoingMail.objects.filter(account=her.account.id).update(state="sent", sent_at=alarm_time(story))
    colleague = button(story, visit)
    short = colleague.get(reverse("emergency:raised", args=[alarm().id])).content.decode()
    assert "Backups of this server" in short
    left_open = visit("chair")
    long_ago(left_open)
    for name, more in (("alarm", []), ("withheld", [story.open.id])):
        assert left_open.get(reverse(f"emergency:{name}", args=[alarm().id, *more])).status_code == 302
    guide = guide_in(story, "chair")
    whole = guide.get(reverse("emergency:alarm", args=[alarm().id])).content.decode()
    for words in (
        "Mails that left to the address",
        "Files of the directory",
        "Bundles and receipts",
        "calendar programs",
    ):
        assert words in whole
    assert NAME in whole
    record = guide.get(reverse("emergency:withheld", args=[alarm().id, story.open.id])).content.decode()
    assert NAME in record
    assert ServerAct.objects.filter(kind="emergency.looked_at", account=story.accounts["chair"].id).count() == 2


def test_it_takes_as_many_queries_whatever_she_has_said(story: Story, her: InDanger) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            made = actions.raise_alarm(by=her.account, about=Account.objects.get(id=her.account.id))
        for role in ("chair", "coordinator"):
            actions.agree_to_undo(by=story.accounts[role], alarm=made, answer=Answer())
        return len(queries)

    cost()
    few = cost()
    for _time in range(5):
        decisions.comment(by=story.by("amina"), proposal=story.proposals["discussion"], body="More.")
    assert cost() == few
    assert few < 260
