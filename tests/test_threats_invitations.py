"""Invitations as a way into somebody else's place: what a link gives, to whom, and for how long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from plenary.accounts import actions as accounts
from plenary.accounts.models import Account, Invitation
from plenary.accounts.tasks import mail_invitation
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused, allow
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.emergency.actions import raise_alarm
from plenary.membership import actions as membership
from plenary.membership.models import Representative
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests.programs import Program
from tests.story import Story
from tests.walk import ROLES, address, read, same_for_all

type Visit = Callable[[str], Client]


def invited(story: Story, by: Client, email: str, member: str, mandate: str = "decides") -> Invitation:
    """An invitation to represent a member, sent on the page."""
    page = address("membership:invite", story, member_id=member)
    answer = by.post(page, {"name": "Somebody", "email": email, "mandate": mandate})
    assert answer.status_code == 302
    return Invitation.objects.get(email=email, accepted_at=None, withdrawn_at=None)


def accepts(invitation: Invitation) -> Standing | None:
    """What one who opens the link is in the coalition; None where the link let nobody in."""
    Client().post(f"/account/invitation/{invitation.key}/", {"name": "Somebody Else"})
    account = Account.objects.filter(email=invitation.email).first()
    return account and standing_of(account.id, invitation.purpose["coalition"])


def _chair(story: Story) -> tuple[Person, str]:
    card = Person.objects.of(story.open.id).get(account=story.accounts["chair"])
    return card, Representative.objects.of(story.open.id).get(person=card, until=None).member_id


def test_an_address_written_on_the_card_of_another_does_not_take_over_the_card(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    before = story.by("chair")
    directory.amend_person(by=story.by("coordinator"), person=card, email="thief@example.net")
    thief = accepts(invited(story, visit("coordinator"), "thief@example.net", member))
    assert thief is not None
    assert (thief.person == card.pk, thief.offices, thief.member) == (False, frozenset(), member)
    assert story.by("chair") == before


def test_the_mailbox_of_before_does_not_take_over_the_card(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    seized = story.accounts["chair"].email
    Person.objects.of(story.open.id).filter(pk=card.pk).update(email=seized)
    Account.objects.filter(email=seized).update(email="safe@example.org")
    EmailAddress.objects.filter(email=seized).update(email="safe@example.org")
    thief = accepts(invited(story, visit("coordinator"), seized, member, "observes"))
    assert thief is not None
    assert (thief.person == card.pk, thief.offices) == (False, frozenset())
    assert story.by("chair").person == card.pk


def test_a_card_that_was_linked_meanwhile_stays_with_its_account(story: Story, visit: Visit) -> None:
    _card, member = _chair(story)
    invitation = invited(story, visit("coordinator"), "late@example.net", member)
    made = Person.objects.of(story.open.id).get(email="late@example.net")
    other = story.accounts["outsider"]
    directory.link_account(by=story.by("coordinator"), person=made, account_id=other.id, allowed=allow())
    came = accepts(invitation)
    assert came is not None
    assert (came.member, came.person == made.pk) == (member, False)
    assert standing_of(other.id, story.open.id).person == made.pk


def test_no_card_goes_from_one_account_to_another(story: Story) -> None:
    card, _member = _chair(story)
    with pytest.raises(Refused) as refused:
        directory.link_account(
            by=story.by("coordinator"), person=card, account_id=story.accounts["outsider"].id, allowed=allow()
        )
    assert refused.value.verdict.reason == "directory.card_taken"
    assert story.by("chair").person == card.pk


def test_one_who_has_a_card_keeps_it_when_invited_by_its_address(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    own = story.accounts["chair"]
    invitation = invited(story, visit("coordinator"), own.email, member, "observes")
    visit("chair").post(f"/account/invitation/{invitation.key}/")
    assert standing_of(own.id, story.open.id).person == card.pk
    assert Representative.objects.of(story.open.id).get(person=card, until=None).mandate == "observes"


def _is_closed(invitation: Invitation) -> bool:
    """True where the link answers as an old one does, and lets nobody in."""
    old = Invitation.objects.create(email="old@example.net", expires_at=clock.now())
    answers = []
    for each in (old, invitation):
        answer = Client().post(f"/account/invitation/{each.key}/", {"name": "Somebody"})
        answers.append((answer.status_code, same_for_all(answer).replace(each.key, "K")))
    assert Account.objects.filter(email=old.email).count() == 0
    return answers[0] == answers[1] and not Account.objects.filter(email=invitation.email).exists()


def test_one_who_was_put_out_does_not_come_back_by_an_invitation_of_before(story: Story, visit: Visit) -> None:
    member = story.members["Green Valley"]
    invitation = invited(story, visit("member"), "second@example.net", member.id)
    acting = Representative.objects.of(story.open.id).get(person_id=story.by("member").person, until=None)
    membership.end_representation(by=story.by("coordinator"), representative=acting)
    assert _is_closed(invitation)


def test_a_mandate_that_was_taken_away_gives_none_to_others(story: Story, visit: Visit) -> None:
    invitation = invited(story, visit("member"), "second@example.net", story.members["Green Valley"].id)
    acting = Representative.objects.of(story.open.id).get(person_id=story.by("member").person, until=None)
    membership.change_mandate(by=story.by("coordinator"), representative=acting, mandate=Mandate.CONSULTS)
    assert _is_closed(invitation)


def test_an_officer_who_left_office_lets_nobody_in_any_more(story: Story, visit: Visit) -> None:
    invitation = invited(story, visit("coordinator"), "later@example.net", story.members["Open Roads"].id)
    Term.objects.of(story.open.id).filter(person=story.by("coordinator").person).update(ends=clock.now())
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        assert _is_closed(invitation)


def test_a_member_that_was_removed_gets_no_new_representative(story: Story, visit: Visit) -> None:
    member = story.members["Open Roads"]
    invitation = invited(story, visit("coordinator"), "late@example.net", member.id)
    membership.remove_member(
        by=Standing.system(story.open.id, "category.member"), member_id=member.id, reason="It was sold."
    )
    assert _is_closed(invitation)


def test_a_thief_who_invited_himself_is_shut_out_by_the_alarm_and_after_it(story: Story, visit: Visit) -> None:
    owner = story.accounts["member"]
    invitation = invited(story, visit("member"), "thief@example.net", story.members["Green Valley"].id)
    raise_alarm(by=owner, about=owner)
    assert _is_closed(invitation)
    invitation.refresh_from_db()
    assert (invitation.is_open, invitation.accepted_at) == (False, None)  # it does not open with the way back


def test_who_began_to_represent_is_entered_as_the_act_of_who_invited(story: Story, visit: Visit) -> None:
    came = accepts(invited(story, visit("coordinator"), "new@example.net", story.members["Open Roads"].id))
    assert came is not None
    entry = Entry.objects.of(story.open.id).filter(kind="membership.represented").order_by("-n")[0]
    assert (entry.power, entry.office) == ("membership.administer", "coordinator")


def test_an_open_invitation_is_seen_and_withdrawn_by_those_who_may_keep_the_member(story: Story, visit: Visit) -> None:
    member = story.members["Green Valley"]
    invitation = invited(story, visit("member"), "thief@example.net", member.id)
    page = address("membership:member", story, member_id=member.id)
    shown = [role for role in ROLES if "thief@example.net" in read(visit(role).get(page))]
    assert shown == ["member", "coordinator"]
    gone = address("membership:uninvite", story, member_id=member.id, invitation_id=invitation.id)
    other = address("membership:uninvite", story, member_id=story.members["Open Roads"].id, invitation_id=invitation.id)
    assert (visit("consults").post(gone).status_code, visit("coordinator").post(other).status_code) == (403, 404)
    assert visit("coordinator").post(gone).status_code == 302
    assert _is_closed(invitation)
    [line] = feed(story.by("member"), kinds=["membership.invitation_withdrawn"])
    assert line.sentence == f"An invitation to represent {member.name} was withdrawn."


def test_a_program_sees_and_withdraws_an_open_invitation(story: Story, visit: Visit) -> None:
    member = story.members["Green Valley"]
    invitation = invited(story, visit("member"), "thief@example.net", member.id)
    at = f"/coalitions/open-fields/members/{member.id}"
    told = Program.of(story.accounts["member"]).get(at).json()["invitations"]
    assert [(each["id"], each["email"], each["mandate"]) for each in told] == [
        (invitation.id, "thief@example.net", "decides")
    ]
    assert Program.of(story.accounts["consults"]).get(at).json()["invitations"] == []
    own = Program.of(story.accounts["member"])
    gone = f"{at}/invitations/{invitation.id}"
    assert [own.delete(gone).status_code, own.delete(gone).status_code] == [204, 404]
    assert _is_closed(invitation)


def _mail(invitation: Invitation) -> EmailMultiAlternatives:
    mail.outbox.clear()
    mail_invitation.call(invitation.id)
    [sent] = mail.outbox
    return sent


def test_a_name_is_no_letter_in_the_mail_of_an_invitation(story: Story) -> None:
    letter = "Plenary Security\r\n\r\nYour account was attacked.\n" + "Read this. " * 10
    own = Program.of(story.accounts["coordinator"])
    told = {"language": "en", "time_zone": "UTC", "keeps_copies": True}
    assert own.put("/account", {"name": letter, **told}).status_code == 200
    at = f"/coalitions/open-fields/members/{story.members['Green Valley'].id}/invite"
    wish = {"email": "stranger@example.net", "mandate": "observes"}
    assert own.post(at, {"name": f"Dear\u2028{letter}", **wish}).status_code == 204
    invitation = Invitation.objects.get(email="stranger@example.net")
    assert (
        len(invitation.name.splitlines()),
        len(Account.objects.get(id=story.accounts["coordinator"].id).name.splitlines()),
    ) == (1, 1)
    lines = str(_mail(invitation).body).splitlines()
    assert [lines[0][:50], len(lines[0])] == [
        "Dear Plenary Security Your account was attacked. R",
        101,
    ]  # and the comma
    assert lines[2].startswith("Plenary Security Your account was attacked. Read this.")
    assert len(lines[2].partition("…")[0]) == 99


@pytest.mark.parametrize("name", ["Read https://evil.example", "WWW.evil.example"])
def test_a_name_holds_no_address_of_a_page(story: Story, visit: Visit, name: str) -> None:
    own = Program.of(story.accounts["coordinator"])
    told = {"language": "en", "time_zone": "UTC", "keeps_copies": True}
    at = f"/coalitions/open-fields/members/{story.members['Green Valley'].id}/invite"
    wish = {"name": name, "email": "stranger@example.net", "mandate": "observes"}
    refused = [own.put("/account", {"name": name, **told}), own.post(at, wish)]
    assert [(each.status_code, sorted(each.json()["errors"])) for each in refused] == [(422, ["name"])] * 2
    said = "A name holds no address of a web page."
    assert said in visit("coordinator").post(address("membership:invite", story), wish).content.decode()
    for wrong in (
        lambda: accounts.invite(by="", email="stranger@example.net", name=name),
        lambda: accounts.create_account(email="stranger@example.net", name=name),
    ):
        with pytest.raises(Refused) as refusal:
            wrong()
        assert refusal.value.verdict.reason == "accounts.name_with_page"
    assert Invitation.objects.filter(email="stranger@example.net").count() == 0


def test_one_account_sends_thirty_invitations_a_day_and_an_address_gets_three(story: Story, visit: Visit) -> None:
    by, other = story.accounts["coordinator"], story.accounts["member"]
    for number in range(30):
        accounts.invite(by=by.id, email=f"stranger{number}@example.net")
    page = address("membership:invite", story)
    wish = {"name": "N", "email": "one-more@example.net", "mandate": "observes"}
    answer = visit("coordinator").post(page, wish)
    assert "You have sent 30 invitations in a day, as many as one may. Go on tomorrow." in answer.content.decode()
    for _time in range(2):
        accounts.invite(by=other.id, email="stranger1@example.net")
    with pytest.raises(Refused) as refused:
        accounts.invite(by=other.id, email="Stranger1@example.net")
    assert refused.value.verdict.sentence == "This address was invited 3 times in a day. Wait until tomorrow."
    accounts.invite(by="", email="stranger1@example.net")  # the operator
    with clock.set_to(clock.now() + timedelta(days=1, seconds=1)):
        accounts.invite(by=by.id, email="stranger1@example.net")
