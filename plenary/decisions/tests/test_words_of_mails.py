"""What the mails of decisions say: the title in the reader's language, what is asked and by when, what was adopted urgently."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.core import mail

from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination, appoint
from plenary.bodies.models import Term
from plenary.charter.rules.schema import Method
from plenary.coalitions.models import Coalition
from plenary.core import clock, times
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, asks, queries
from plenary.decisions.rules.calls import Said
from plenary.decisions.tests import elections, factories
from plenary.decisions.tests.test_urgency import in_force, urgent
from plenary.decisions.tests.test_urgency import rules as urgent_rules
from plenary.notices.actions import choices, mails, reminders, sending
from plenary.notices.replying import thing_at
from plenary.record.kinds import kinds
from plenary.record.models import Entry
from plenary.record.sentences import filled
from tests import founding

pytestmark = pytest.mark.django_db


def mailed(house: Coalition, kind: str, actor: str = "") -> list[tuple[str, str]]:
    """Subject and words of the mails of the last entry of a kind, each once."""
    mail.outbox.clear()
    entry = Entry.objects.of(house.id).filter(kind=kind).order_by("n").last()
    assert entry
    mails.write_mails(coalition_id=house.id, entry_id=entry.id, actor=actor)
    sending.send_due()
    found = {(str(each.subject), " ".join(str(each.body).partition("\n-- ")[0].split())) for each in mail.outbox}
    return sorted(found)


def test_a_silence_is_mailed_with_its_title_in_the_readers_language() -> None:
    rules = replace(factories.charter(ordinary={"method": Method.SILENCE}), languages=("en", "fr"))
    house = founding.coalition(rules=rules)
    accounts = [founding.represent(founding.member(house, name)).account for name in ("A", "B")]
    accounts[1].language = "fr"
    accounts[1].save()
    mover = standing_of(accounts[0].id, house.id)
    draft = factories.draft(mover)
    resolved = {row.pk: "Nous" for row in queries.texts_to_amend(draft)}
    words = {"title": "Se réunir à 100 %", "body": "Parce que.", "resolved": resolved}
    actions.translate(by=mover, proposal=draft, language="fr", ready=True, **words)
    actions.open_proposal(by=mover, proposal=draft)
    [(subject, body)] = mailed(house, "decisions.opened", accounts[0].id)
    assert "Se réunir à 100 %" in subject
    assert "Se réunir à 100 %" in body
    assert "{" not in subject + body


def test_an_election_mails_until_when_one_is_nominated() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    assert proposal.discussion_from
    until = times.exact(proposal.discussion_from, now=clock.now(), zone=times.zone_of("UTC"), language="en")
    until = " ".join(until.split())
    [(subject, body)] = mailed(Coalition.objects.get(pk=proposal.coalition_id), "decisions.opened", by[0].account)
    assert subject.endswith("Nominations are open: Who sits on the board?")
    assert f"Who sits on the board?: nominations are open until {until}. Nominate yourself or another." in body


def test_a_body_reads_that_its_advice_is_asked_and_by_when() -> None:
    terms = {"discussion_days": 2, "advice_from": ("board",)}
    house = founding.coalition(rules=factories.charter(ordinary=terms))
    seated, mover = founding.member(house, "Seated"), founding.standings(house, 1)[0]
    founding.represent(seated)
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", member=seated))
    factories.opened(mover)
    [(subject, body)] = mailed(house, "decisions.advice_asked")
    assert " ".join(subject.split()) == "Your advice is asked: Meet in Tirana (by Wed 4 Mar, 15:00 UTC)"
    assert "Asked of you: Advise, by Wed 4 Mar, 15:00 UTC." in body


def test_a_body_is_reminded_of_its_advice() -> None:
    terms = {"discussion_days": 5, "advice_from": ("board",)}
    house = founding.coalition(rules=factories.charter(ordinary=terms))
    seated, mover = founding.member(house, "Seated"), founding.standings(house, 1)[0]
    account = founding.represent(seated).account
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", member=seated))
    proposal = factories.opened(mover)
    [advice] = queries.advice_on(proposal)
    with clock.set_to(advice.due - timedelta(days=1)):
        assert reminders.write_reminders() == 1
        sending.send_due()
    assert [message.to for message in mail.outbox] == [[account.email]]
    with clock.set_to(advice.due - timedelta(days=2)):
        actions.give_advice(by=standing_of(account.id, house.id), advice=advice, words="No.")
        assert list(queries.advice_due(house.id, clock.now(), advice.due)) == []


def test_a_reply_finds_the_proposal_behind_a_place_on_its_page() -> None:
    page = "/c/clear-fields/proposals/abc/"
    assert thing_at(page) == thing_at(f"{page}#silence") == ("proposal", "abc")


def test_a_reminder_tells_no_figures_that_change_until_it_leaves() -> None:
    house = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert proposal.voting_until
    with clock.set_to(proposal.voting_until - timedelta(hours=20)):
        [asked] = asks.ballots(factories.now(other))
        assert (asked.sentence, asked.sentence_in_mails) == ("0 of 2 have voted. 1 more is needed for the quorum.", "")
        mail.outbox.clear()
        reminders.write_reminders()
        actions.cast_ballot(by=factories.now(mover), proposal=proposal, choice="yes")
        sending.send_due()
    told = [str(each.body) for each in mail.outbox if each.to == [Account.objects.get(pk=other.account).email]]
    assert [("Asked of you: Vote, by" in body, "voted" in body, "quorum" in body) for body in told] == [
        (True, False, False)
    ]


def test_what_is_opened_urgently_asks_at_once_in_quiet_hours_too() -> None:
    house, people = _with_a_board()
    for by in people[:2]:
        choices.set_quiet_hours(by=Account.objects.get(id=by.account), start=time(10), end=time(9))
    urgent(people)
    mails_of_few = [body for _subject, body in mailed(house, "decisions.opened_urgently") if "Asked of you" in body]
    assert len(mails_of_few) == 1
    assert "Asked of you: Vote, by Tue 3 Mar, 02:23 UTC." in mails_of_few[0]


def test_what_was_adopted_urgently_is_to_be_confirmed_and_no_failure() -> None:
    house, people = _with_a_board()
    in_force(people)
    assert mailed(house, "decisions.round_closed") == []
    [(subject, body)] = mailed(house, "decisions.round_opened")
    assert subject == "To be confirmed: Meet in Tirana"
    assert "lapses unless it is confirmed" in body
    assert "Voting opens: Meet in Tirana" in body
    told = [filled(kinds()[f"decisions.{kind}"], {"title": "It"}) for kind in ("round_closed", "round_opened")]
    assert told == ["A round on It ended.", "A further round on It began."]


def test_a_round_that_settled_nothing_is_mailed_as_such() -> None:
    rules = factories.charter(ordinary={"method": Method.CONSENSUS, "rounds": 2})
    house = founding.coalition(rules=rules)
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(minutes=1)):
        actions.cast_ballot(by=other, proposal=proposal, choice="block", reason="No.")
    factories.close(proposal)
    assert [subject for subject, _body in mailed(house, "decisions.round_closed")] == [
        "Not settled yet: Meet in Tirana"
    ]
    assert [subject for subject, _body in mailed(house, "decisions.round_opened")] == [
        "A further round: Meet in Tirana"
    ]


@pytest.mark.parametrize(
    ("choices_of", "told"), [("yes yes", "Adopted"), ("no no", "Rejected"), ("", "Lapsed")], ids=str
)
def test_the_subject_says_what_became_of_it(choices_of: str, told: str) -> None:
    house = founding.coalition(rules=factories.charter())
    electors = founding.standings(house, 2)
    proposal = factories.opened(electors[0])
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(minutes=1)):
        for by, choice in zip(electors, choices_of.split(), strict=False):
            actions.cast_ballot(by=by, proposal=proposal, choice=choice)
    assert factories.close(proposal).outcome == told.lower()
    [(subject, _body)] = mailed(house, "decisions.decided")
    assert subject == f"{told}: Meet in Tirana"


def test_a_call_is_mailed_with_the_end_of_objections_as_mails_say_a_moment() -> None:
    on_calls = {"recorded_by": ("chair",), "window_hours": 48}
    house = founding.coalition(rules=factories.charter(ordinary=on_calls))
    chair, other, *_more = founding.standings(house, 3)
    Term.objects.create(coalition=house, office="chair", body="board", person_id=chair.person, starts=clock.now())
    by = standing_of(chair.account, house.id)
    said = {each.member: Said("for") for each in (chair, other)}
    call = actions.Call(at=clock.now() - timedelta(hours=1), occasion="call of 100 %", said=said, notes="")
    terms = {"title": "Meet in Tirana", "body": "", "language": "en", "effects": factories.RESOLVE}
    proposal = actions.record_call(by=by, call=call, **terms)
    assert proposal.voting_until
    until = times.exact(proposal.voting_until, now=clock.now(), zone=times.zone_of("UTC"), language="en")
    for _subject, body in mailed(house, "decisions.recorded"):
        assert f"on a call: call of 100 %. Whoever may vote on it may object until {' '.join(until.split())};" in body


def _with_a_board() -> tuple[Coalition, list[Standing]]:
    house = founding.coalition(rules=urgent_rules())
    found = founding.standings(house, 5)
    for by in found[:2]:
        Term.objects.create(coalition=house, body="board", seats="seat", member_id=by.member, starts=clock.now())
    return house, [standing_of(by.account, house.id) for by in found]
