"""Mails about a proposal: what is coming or asked, reminders until the ballot is cast, the proposal in the daily mail."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions
from plenary.decisions.models import Proposal
from plenary.decisions.tests import factories
from plenary.notices.actions import choices, daily, mails, reminders, sending
from plenary.notices.actions.replies import receive
from plenary.notices.rules.ways import Way
from plenary.record.models import Entry
from plenary.texts.models import Comment
from tests import founding

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """Whom the mails that left went to, with the beginning of what they say, on one line."""
    found = [(message.to[0], " ".join(str(message.body).partition("\n-- ")[0].split())) for message in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def opened(house: Coalition) -> tuple[Proposal, list[Account]]:
    """A proposal that two members and a protected one are mailed of."""
    people = [founding.represent(founding.member(house, name)).account for name in ("Roads", "Wells")]
    people.append(founding.represent(founding.member(house, "Shelter", protected=True)).account)
    proposal = factories.opened(standing_of(people[0].id, house.id))
    entry = Entry.objects.of(house.id).get(kind="decisions.opened")
    mails.write_mails(coalition_id=house.id, entry_id=entry.id, actor=people[0].id)
    sending.send_due()
    return proposal, people


def test_a_mail_of_what_was_opened_tells_when_voting_begins(house: Coalition) -> None:
    proposal, people = opened(house)
    page = f"http://localhost:8000/c/clear-fields/proposals/{proposal.id}/"
    assert told() == [
        (
            people[1].email,
            "A proposal was opened: Meet in Tirana. Read what happens if it is adopted, say what you think, and vote in "
            f"time. Coming on Wed 4 Mar, 15:00 UTC: Voting opens: Meet in Tirana {page}",
        ),
        (people[2].email, "Sign in to read it. http://localhost:8000/"),
    ]


def test_who_has_not_voted_is_reminded_and_who_has_is_not(house: Coalition) -> None:
    proposal, people = opened(house)
    told()
    assert proposal.voting_until
    with clock.set_to(proposal.voting_until - timedelta(days=3)):
        assert reminders.write_reminders() == 3
        sending.send_due()
        by = standing_of(people[0].id, house.id)
        assert "Asked of you: Vote, by Wed 11 Mar, 15:00 UTC." in told()[0][1]
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    with clock.set_to(proposal.voting_until - timedelta(days=1)):
        assert reminders.write_reminders() == 2
        actions.withdraw_proposal(by=by, proposal=proposal)
        assert sending.send_due() == 0
    assert told() == []


def test_nobody_is_reminded_of_what_was_decided(house: Coalition) -> None:
    proposal, _people = opened(house)
    factories.close(proposal)
    assert proposal.voting_until
    with clock.set_to(proposal.voting_until + timedelta(minutes=2)):
        assert reminders.write_reminders() == 0


def test_decisions_once_a_day(house: Coalition) -> None:
    by = founding.standing(founding.member(house, "Roads"))
    choices.choose_ways(by=by, ways={"decisions": Way.DAILY})
    proposal, _people = opened(house)
    told()
    daily.write_daily_mails()
    sending.send_due()
    mine = [text for to, text in told() if to == Account.objects.get(id=by.account).email]
    page = f"http://localhost:8000/c/clear-fields/proposals/{proposal.id}/"
    assert len(mine) == 1
    assert f"Decisions - Meet in Tirana was opened. {page}" in mine[0]


def test_a_reminder_is_answered_too_and_not_by_people_at_risk(house: Coalition, settings: Settings) -> None:
    settings.MAIL_REPLY, settings.MAIL_AUTHSERV = "reply@plenary.example", "mx.plenary.example"
    proposal, people = opened(house)
    mail.outbox.clear()
    assert proposal.voting_until
    with clock.set_to(proposal.voting_until - timedelta(days=1)):
        reminders.write_reminders()
        sending.send_due()
        replies_to = {message.to[0]: message.reply_to for message in mail.outbox}
        assert [len(replies_to[account.email]) for account in people] == [1, 1, 0]
        raw = (
            f"From: {people[1].email}\r\nTo: {replies_to[people[1].email][0]}\r\nMessage-ID: <1@x>\r\n"
            "Authentication-Results: mx.plenary.example; dmarc=pass header.from=example.org\r\n\r\nNot before May."
        )
        assert receive(raw=raw.encode()) == "entered"
    assert Comment.objects.of(house.id).get(thread_id=proposal.thread).body == "Not before May."
