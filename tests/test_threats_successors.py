"""Who acts for a member no longer: session, token, calendar, mails on their way, replies, copies and old invitations give them
nothing of it any more, from the moment when somebody else says so."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Invitation
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.decisions.models import Ballot
from plenary.decisions.queries import visible_proposals
from plenary.desk.queries import copies_of
from plenary.membership import actions as membership
from plenary.membership.models import Representative
from plenary.notices import audiences
from plenary.notices.actions import choices, mails, sending
from plenary.notices.actions.daily import write_daily_mails
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests.programs import Program
from tests.story import Story
from tests.walk import address

type Visit = Callable[[str], Client]


def put_out(story: Story, role: str = "member") -> None:
    """The coordinator lets who has this role act for the member no longer."""
    acting = Representative.objects.of(story.open.id).get(person_id=story.by(role).person, until=None)
    membership.end_representation(by=story.by("coordinator"), representative=acting)


def test_a_session_that_runs_reads_and_votes_no_more(story: Story, visit: Visit) -> None:
    client, voting = visit("member"), story.proposals["voting"]
    pages = {name: address(name, story) for name in ("membership:take_over", "membership:welcome")} | {
        "proposal": reverse("decisions:proposal", args=["open-fields", voting.pk])
    }
    assert {name: client.get(page).status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    ballots = Ballot.objects.of(story.open.id).filter(proposal=voting).count()
    put_out(story)
    told = {name: client.get(page).status_code for name, page in pages.items()}
    assert told == {"membership:take_over": 403, "membership:welcome": 403, "proposal": 404}
    for name in ("notices:inbox", "desk:coalition", "decisions:proposals"):
        assert voting.title not in client.get(address(name, story)).content.decode()
    ballot = reverse("decisions:cast", args=["open-fields", voting.pk])
    assert client.post(ballot, {"choice": "no"}).status_code == 404
    assert Ballot.objects.of(story.open.id).filter(proposal=voting).count() == ballots


def test_a_token_that_was_made_before_reads_and_writes_no_more(story: Story) -> None:
    program = Program.of(story.accounts["member"])
    at = f"/coalitions/open-fields/proposals/{story.proposals['voting'].pk}"
    assert program.get(at).status_code == 200
    put_out(story)
    assert program.get(at).status_code == 404
    assert program.get("/coalitions/open-fields/taken-over").status_code == 403
    assert program.post("/coalitions/open-fields/taken-over/read").status_code == 403


def test_what_they_are_is_asked_anew_and_holds_no_word_for_members(story: Story) -> None:
    before = story.by("member")
    assert (before.member != "", "members" in before.audiences) == (True, True)
    put_out(story)
    after = story.by("member")
    assert (after.member, after.mandate, after.bodies, after.powers) == ("", None, frozenset(), frozenset())
    assert after.audiences <= {"public", f"person:{after.person}"}
    with pytest.raises(Refused):
        decisions.cast_ballot(by=after, proposal=story.proposals["voting"], choice="no")
    waiting = [ask.url for ask in asks_of(after)]  # a reply of their own by mail, which they may throw away
    assert [url for url in waiting if "/inbox/replies/" not in url] == []
    voting = story.proposals["voting"].pk
    told = [{line.kind for line in feed(who, about=voting, limit=50)} for who in (before, after)]
    assert ("decisions.opened" in told[0], "decisions.opened" in told[1]) == (True, False)


def test_a_calendar_whose_address_they_kept_names_nothing(story: Story) -> None:
    account = story.accounts["member"]
    token = choices.make_calendar(by=account)
    page = f"/calendar/{token}.ics"
    assert b"BEGIN:VEVENT" in Client().get(page).content
    put_out(story)
    told = Client().get(page).content
    public = {row.pk for row in visible_proposals(Standing.nobody(story.open.id))}
    hidden = [row.title.encode() for row in story.proposals.values() if row.pk not in public]
    assert hidden != []
    assert [title for title in hidden if title in told] == []


def test_a_mail_that_waits_does_not_leave_and_none_is_written_any_more(story: Story) -> None:
    account, voting = story.accounts["member"], story.proposals["voting"]
    entry = Entry.objects.of(story.open.id).get(kind="decisions.opened", about=voting.pk)
    OutgoingMail.objects.all().delete()
    mails.write_mails(coalition_id=story.open.id, entry_id=entry.id)
    assert OutgoingMail.objects.filter(account=account.id, state=OutgoingMail.WAITING).exists()
    put_out(story)
    mail.outbox.clear()
    OutgoingMail.objects.filter(state=OutgoingMail.WAITING).update(next_at=clock.now())
    assert sending.send_due()
    assert [sent.to for sent in mail.outbox if account.email in sent.to] == []
    assert [row.state for row in OutgoingMail.objects.filter(account=account.id)] == [OutgoingMail.DROPPED]
    OutgoingMail.objects.all().delete()
    mails.write_mails(coalition_id=story.open.id, entry_id=entry.id)
    write_daily_mails()
    assert not OutgoingMail.objects.filter(account=account.id).exists()
    assert account.id not in audiences.readers(story.open.id, {"members", f"member:{story.members['Green Valley'].id}"})


def test_nothing_of_it_is_kept_on_their_devices(story: Story) -> None:
    account = story.accounts["member"]
    here = f"/c/{story.open.slug}/"
    assert [copy.url for copy in copies_of(account.id, "") if copy.url.startswith(here)] != []
    put_out(story)
    kept = [copy.url for copy in copies_of(account.id, "") if copy.url.startswith(here)]
    assert set(kept) <= {here}


def test_an_invitation_of_before_does_not_bring_them_back(story: Story) -> None:
    member, account = story.members["Green Valley"], story.accounts["member"]
    for email in (account.email, "another@example.net"):
        membership.invite_representative(
            by=story.by("coordinator"), member=member, email=email, name="Again", mandate=Mandate.DECIDES
        )
    put_out(story)
    (left,) = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, purpose__member=member.id)
    assert left.email == "another@example.net"
    (closed,) = Invitation.objects.filter(email=account.email, withdrawn_at__isnull=False)
    client = Client()
    client.force_login(account)
    client.post(f"/account/invitation/{closed.key}/", {"name": "Again"})
    assert standing_of(account.id, story.open.id).member == ""
