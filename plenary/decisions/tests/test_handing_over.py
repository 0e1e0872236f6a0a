"""The list for handing over: who follows, what waits, what one moved, what ends; for the holder alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from plenary.accounts.models import Account
from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.bodies.handing_over import handover_of
from plenary.bodies.models import Term
from plenary.bodies.queries import terms_in_force
from plenary.charter import decidable
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.tests import elections, factories
from plenary.directory.models import Person
from plenary.directory.permissions import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member
from plenary.notices.actions import mails, sending
from plenary.record.models import Entry

pytestmark = pytest.mark.django_db


def test_who_leaves_an_office_reads_what_to_hand_over_and_nobody_else_does(client: Client) -> None:
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    people = {each.person: Person.objects.of(each.coalition).get(pk=each.person) for each in by}
    term = bodies.appoint(by=rules, nomination=Nomination(office="chair", person=people[by[0].person]))
    after = bodies.appoint(
        by=rules, nomination=Nomination(office="chair", person=people[by[1].person], starts=term.ends)
    )
    factories.draft(by[0], title="Unfinished")
    factories.opened(by[0], title="Half done")
    factories.draft(by[1], title="Of another")
    found = {str(section.heading): section.lines for section in handover_of(elections.read_anew(by[0]), term)}
    lines = list(found.values())
    assert [sorted(line.sentence for line in each) for each in (lines[0], lines[3], lines[4])] == [
        [after.holder_name],
        ["chair", "looks after seats: which are vacant, which members sit on no committee"],
        ["Half done", "Unfinished"],
    ]
    address = reverse("bodies:handover", args=["clear-fields", term.pk])
    answers = []
    for each in by[:2]:
        client.force_login(Account.objects.get(pk=each.account))
        answers.append(client.get(address).status_code)
    assert answers == [200, 403]


def test_the_list_of_a_members_seat_is_read_after_the_term_too(client: Client) -> None:
    by = elections.members(2)
    rules = Standing.system(by[0].coalition, "founding")
    member = Member.objects.of(by[0].coalition).get(pk=by[0].member)
    term = bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=member))
    bodies.give_up(by=by[0], term=term)
    client.force_login(Account.objects.get(pk=by[0].account))
    with clock.set_to(clock.now() + timedelta(days=1)):
        text = client.get(reverse("bodies:handover", args=["clear-fields", term.pk])).content.decode()
    assert "a vote in: board" in text


def test_a_body_page_calls_the_election_that_follows_and_that_of_what_is_vacant(client: Client) -> None:
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    rows = [Member.objects.of(by[0].coalition).get(pk=each.member) for each in by]
    terms = [
        bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=row)) for row in rows[:2]
    ]
    assert terms[0].ends is not None
    with clock.set_to(terms[0].ends - timedelta(days=40)):
        client.force_login(Account.objects.get(pk=by[2].account))
        (filling,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
    start = f"?effect=bodies.elect&body=board&seats=seat&starts={terms[0].ends.date()}"
    assert filling["calls"] == reverse("decisions:new", args=["clear-fields"]) + start
    bodies.give_up(by=by[0], term=terms[0])
    client.force_login(Account.objects.get(pk=by[2].account))
    (filling,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
    new = reverse("decisions:new", args=["clear-fields"])
    assert (filling["calls"], filling["elect"], filling["propose"]) == (
        "",
        f"{new}?effect=bodies.elect&body=board&seats=seat",
        f"{new}?effect=bodies.appoint&body=board&seats=seat",
    )


def _reached(standing: Standing, term: Term) -> list[list[tuple[str, str, str]]]:
    """The lines of who follows, and of the contacts, of a list."""
    sections = handover_of(standing, term)[:2]
    return [[(line.sentence, line.url, line.note) for line in section.lines] for section in sections]


def _board_and_chair() -> tuple[list[Standing], Term, Term]:
    """Three members: the first holds the chair and the second follows; the second and the third sit on the board."""
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    people = [Person.objects.of(each.coalition).get(pk=each.person) for each in by]
    term = bodies.appoint(by=rules, nomination=Nomination(office="chair", person=people[0]))
    follows = Nomination(office="chair", person=people[1], starts=term.ends)
    after = bodies.appoint(by=rules, nomination=follows)
    for each in by[1:]:
        member = Member.objects.of(each.coalition).get(pk=each.member)
        bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=member))
        assert member.organisation
        member.organisation.contactdetails.create(
            coalition_id=each.coalition, kind="email", value=f"office@{member.name[-1]}.example", note="mornings"
        )
    people[1].email = "own@example.org"
    people[1].save()
    people[1].contactdetails.create(coalition_id=by[0].coalition, kind="cell", value="+227 90 00 00 00")
    return by, term, after


def _address(name: str, card_id: str) -> str:
    return reverse(name, args=["clear-fields", card_id])


def test_who_follows_is_linked_and_its_contact_told_to_those_who_may_see_it_anyway() -> None:
    by, term, after = _board_and_chair()
    day = date_format(after.starts, "DATE_FORMAT")
    page = _address("directory:person", by[1].person)
    holder = elections.read_anew(by[0])
    assert _reached(holder, term)[0] == [("Person 1", page, f"from {day}")]
    keeper = replace(holder, powers=holder.powers | {ADMINISTER})
    told = f"from {day} · Mail: own@example.org · Mobile: +227 90 00 00 00"
    assert _reached(keeper, term)[0] == [("Person 1", page, told)]


def test_the_contacts_are_those_of_the_other_seats_and_offices() -> None:
    by, term, _after = _board_and_chair()
    board, chair = "seat in board", "chair"
    members = [
        (f"Member {n}", _address("membership:member", by[n].member), f"{board} · Mail: office@{n}.example (mornings)")
        for n in (1, 2)
    ]
    follows = ("Person 1", _address("directory:person", by[1].person), chair)
    assert _reached(elections.read_anew(by[0]), term)[1] == [follows]
    seat = terms_in_force(by[0].coalition).get(member=by[2].member)
    found = _reached(elections.read_anew(by[2]), seat)[1]
    assert sorted(found) == sorted(
        [members[0], ("Person 0", _address("directory:person", by[0].person), chair), follows]
    )


def test_those_under_protection_stand_in_no_list_by_name_or_contact() -> None:
    by, term, _after = _board_and_chair()
    Person.objects.of(by[1].coalition).filter(pk=by[1].person).update(protected=True)
    Member.objects.of(by[1].coalition).filter(pk=by[1].member).update(protected=True)
    holder = elections.read_anew(by[0])
    seat = terms_in_force(by[0].coalition).get(member=by[2].member)
    for standing in (holder, replace(holder, powers=frozenset({ADMINISTER, SEE_PROTECTED}))):
        lists = [*_reached(standing, term), *_reached(standing, seat)]
        told = [(sentence, url) for each in lists for sentence, url, note in each if "@" in note or "1" in sentence]
        assert told == []
        names = [sorted({(sentence, url) for sentence, url, _note in each}) for each in (lists[0], lists[3])]
        assert names == [[("a person", "")], [("a member", ""), ("a person", "")]]


def test_the_list_asks_as_much_of_one_contact_as_of_many() -> None:
    by = elections.members(4)
    rules = Standing.system(by[0].coalition, "founding")
    rows = [Member.objects.of(each.coalition).get(pk=each.member) for each in by]
    seats = [Nomination(body="board", seats="seat", member=row) for row in rows]
    gone = bodies.appoint(by=rules, nomination=seats[0])
    bodies.give_up(by=by[0], term=gone)
    person = Person.objects.of(by[3].coalition).get(pk=by[3].person)
    bodies.appoint(by=rules, nomination=Nomination(office="chair", person=person))
    _reached(by[0], gone)  # what is kept for later
    asked = []
    for number in (1, 2):
        bodies.appoint(by=rules, nomination=seats[number])
        rows[number].card.contactdetails.create(coalition_id=by[0].coalition, kind="voice", value=f"+227 {number}")
        with CaptureQueriesContext(connection) as queries:
            asked.append((len(_reached(by[0], gone)[1]), len(queries)))
    assert asked == [(2, asked[0][1]), (3, asked[0][1])]


def test_who_goes_and_who_comes_are_mailed_at_once() -> None:
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    rows = [Member.objects.of(each.coalition).get(pk=each.member) for each in by]
    old = [bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=row)) for row in rows[:2]]
    start = old[0].ends
    assert start is not None
    payload = {"body": "board", "seats": ["seat"], "starts": start.isoformat(), "proposal": "p" * 16}
    chosen = [{"id": row.id, "name": row.name, "member": row.id, "person": "", "groups": []} for row in rows[1:]]
    decidable.effect("bodies.elect").carry_out(rules, {**payload, "chosen": chosen})
    for entry in Entry.objects.of(by[0].coalition).order_by("n"):
        mails.write_mails(coalition_id=by[0].coalition, entry_id=entry.pk)
    sending.send_due()
    day = date_format(start, "DATE_FORMAT")
    told = sorted((each.to[0], str(each.subject), day in str(each.body)) for each in mail.outbox)
    assert told == [
        ("person0@example.org", "Your successor is chosen: seat in board", False),
        ("person1@example.org", "You are chosen: seat in board", True),
        ("person2@example.org", "You are chosen: seat in board", True),
    ]
    (gone,) = (each for each in mail.outbox if each.to == ["person0@example.org"])
    assert _address("bodies:handover", old[0].pk) in str(gone.body)
