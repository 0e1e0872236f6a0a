"""The effect of an election: what it asks, who may stand, who takes which seat, and the order of terms."""

from datetime import UTC, datetime, timedelta

import pytest

from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.elections import election_follows
from plenary.bodies.models import Term
from plenary.bodies.queries import offices_shown, terms_in_force
from plenary.bodies.rules.elections import called_from, starts_of
from plenary.charter import decidable
from plenary.charter.decidable import CannotCarryOut
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Body, BodyKind, Elections, Holder, Method, Process, Seats, TooFew
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.clock import months_later
from plenary.core.standing import Mandate
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db

BOARD = {"body": "board", "seats": ["general", "kept"]}


def elect() -> decidable.Choosing:
    found = decidable.choosing("bodies.elect")
    assert found is not None
    return found


def house(*, number: int = 2, turns: int = 1) -> Coalition:
    """A coalition whose board has general seats in turns, and one that is kept for partners."""
    plenary = Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"})
    seats = (
        Seats(code="general", names={"en": "General seats"}, number=number, turns=turns),
        Seats(code="kept", names={"en": "Kept seat"}, number=1, reserved_category="partner"),
        Seats(code="own", names={"en": "Own"}, number=1, holder=Holder.PERSON),
    )
    board = Body(code="board", kind=BodyKind.BOARD, names={"en": "Board"}, seats=seats)
    return founding.coalition(bodies=(plenary, board))


def soonest(of: Coalition, starts: datetime) -> datetime:
    """When an election for terms that begin then may be called."""
    charter = charter_of(of.id)
    return called_from(starts, charter.process_for("bodies.elect"), charter.elections)


def problem(of: Coalition, member: str = "", person: str = "", payload: dict[str, object] | None = None) -> str:
    return elect().candidate_problem(of.id, payload or BOARD, member=member, person=person)


def carry_out(
    of: Coalition, *chosen: Member, payload: dict[str, object] | None = None, groups: tuple[str, ...] = ()
) -> None:
    told = [{"id": row.id, "name": row.name, "member": row.id, "person": "", "groups": list(groups)} for row in chosen]
    effect = decidable.effect("bodies.elect")
    effect.carry_out(founding.system(of), {**(payload or BOARD), "proposal": "p" * 16, "chosen": told})


def test_what_is_vacant_at_the_start_is_asked_with_the_seats_that_are_kept() -> None:
    of = house()
    asked = elect().asked(of.id, BOARD)
    assert (asked.seats, asked.electorate, asked.nominated, asked.of_persons) == (3, "plenary", True, False)
    assert [(each.group, each.at_least, each.is_declared) for each in asked.kept] == [("kept", 1, False)]
    chair = elect().asked(of.id, {"office": "chair"})
    assert (chair.seats, chair.of_persons, chair.kept) == (1, True, ())
    with pytest.raises(CannotCarryOut, match=r"bodies\.not_elected"):
        elect().asked(of.id, {"body": "board", "seats": ["general", "own"]})


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        (BOARD, []),
        ({"office": "chair"}, []),
        ({"office": "treasurer"}, ["bodies.not_elected"]),
        ({"body": "board", "seats": []}, ["bodies.not_elected"]),
        ({"body": "board", "seats": "general"}, ["bodies.not_elected"]),
        ({**BOARD, "starts": "soon"}, ["bodies.bad_start"]),
        ({**BOARD, "vacant": {"general": 3}}, ["bodies.full"]),
        ({**BOARD, "vacant": {"general": 0}}, ["bodies.full"]),
        ({**BOARD, "vacant": {"own": 1}}, ["bodies.not_elected"]),
        ({**BOARD, "vacant": {"general": "two"}}, ["bodies.full"]),
    ],
)
def test_what_cannot_be_elected_to(payload: dict[str, object], found: list[str]) -> None:
    assert decidable.effect("bodies.elect").problems(house().id, payload) == found


def test_an_office_that_is_held_is_vacant_when_its_term_ends() -> None:
    of = house()
    term = actions.appoint(by=founding.system(of), nomination=Nomination(office="chair", person=founding.person(of)))
    assert term.ends is not None
    effect = decidable.effect("bodies.elect")
    assert effect.problems(of.id, {"office": "chair"}) == ["bodies.full"]
    with clock.set_to(soonest(of, term.ends)):
        assert effect.problems(of.id, {"office": "chair", "starts": term.ends.isoformat()}) == []


def test_an_election_is_called_neither_for_a_day_that_is_over_nor_long_before() -> None:
    of = house()
    effect, now = decidable.effect("bodies.elect"), clock.now()
    assert effect.problems(of.id, {**BOARD, "starts": (now - timedelta(days=1)).isoformat()}) == [
        "bodies.start_is_past"
    ]
    far = now + timedelta(days=400)
    assert effect.problems(of.id, {**BOARD, "starts": far.isoformat()}) == ["bodies.called_too_early"]
    with clock.set_to(soonest(of, far) - timedelta(seconds=1)):
        assert effect.problems(of.id, {**BOARD, "starts": far.isoformat()}) == ["bodies.called_too_early"]
    with clock.set_to(soonest(of, far)):
        assert effect.problems(of.id, {**BOARD, "starts": far.isoformat()}) == []


@pytest.mark.parametrize(
    ("too_few", "days"), [(TooFew.FILL, 60 + 14 + 3 + 4 + 5), (TooFew.AGAIN, 60 + 14 + 2 * (3 + 4 + 5))]
)
def test_the_soonest_call_is_sixty_days_before_its_whole_way(too_few: TooFew, days: int) -> None:
    process = Process(
        code="election",
        names={"en": "Election"},
        method=Method.CHOICE,
        electorate="plenary",
        notice_days=3,
        discussion_days=4,
        voting_days=5,
        hold_hours=6,
    )
    starts = datetime(2027, 3, 1, tzinfo=UTC)
    rules = Elections(too_few=too_few)
    assert starts - called_from(starts, process, rules) == timedelta(days=days, hours=6)
    calls = 2 if too_few is TooFew.AGAIN else 1
    assert starts - called_from(starts, process, rules, 30) == timedelta(days=days + 30 * calls, hours=6)


def test_the_page_tells_who_takes_up_later_and_calls_no_election_for_it() -> None:
    of = house()
    charter, by = charter_of(of.id), founding.system(of)
    chair = next(office for office in charter.offices if office.code == "chair")
    term = actions.appoint(by=by, nomination=Nomination(office="chair", person=founding.person(of)))
    assert term.ends is not None
    with clock.set_to(soonest(of, term.ends)):
        free = next(each for each in offices_shown(charter, [term]) if each.place.office == chair.code)
        assert election_follows(charter, free, free.vacant) == term.ends
        after = Nomination(office="chair", person=founding.person(of, "Next"), starts=term.ends)
        later = actions.appoint(by=by, nomination=after)
        terms = list(terms_in_force(of.id, coming=True))
        taken = next(each for each in offices_shown(charter, terms) if each.place.office == chair.code)
        assert (taken.terms, taken.coming, taken.vacant) == ((term,), (later,), 0)
        assert election_follows(charter, taken, taken.vacant) is None
    with clock.set_to(soonest(of, term.ends) - timedelta(seconds=1)):
        assert election_follows(charter, free, free.vacant) is None


def test_who_may_stand_is_what_the_charter_says() -> None:
    of = house()
    member = founding.member(of)
    assert problem(of, member.id) == ""
    assert problem(of, founding.member(of, "Out", status="suspended").id) == "bodies.not_a_member"
    assert problem(of, founding.member(of, "Hidden", protected=True).id) == "bodies.protected"
    assert problem(of, person=founding.person(of).id) == "bodies.needs_a_member"
    assert problem(of, member.id, payload={"body": "board", "seats": ["kept"]}) == "bodies.wrong_category"
    assert problem(of, member.id, payload={"office": "chair"}) == "bodies.needs_a_person"
    sits = {mandate: founding.represent(member, f"{mandate}@example.org", mandate) for mandate in Mandate}
    assert [problem(of, member.id, sits[mandate].id) for mandate in (Mandate.DECIDES, Mandate.CONSULTS)] == [
        "",
        "bodies.sits_without_mandate",
    ]


def test_who_served_as_long_as_the_charter_lets_does_not_stand_and_who_sits_already_neither() -> None:
    of = house()
    member = founding.member(of)
    by = founding.system(of)
    first = actions.appoint(by=by, nomination=Nomination(body="board", seats="general", member=member))
    assert problem(of, member.id) == "bodies.holds_already"
    assert first.ends is not None
    after = {**BOARD, "starts": first.ends.isoformat()}
    assert problem(of, member.id, payload=after) == ""
    second = Nomination(body="board", seats="general", member=member, starts=first.ends)
    later = actions.appoint(by=by, nomination=second).ends
    assert later is not None
    assert problem(of, member.id, payload={**BOARD, "starts": later.isoformat()}) == "bodies.past_limit"


def test_those_chosen_first_serve_a_whole_term_where_seats_are_filled_in_turns() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with clock.set_to(now):
        of = house(number=4, turns=2)
        carry_out(of, *(founding.member(of, f"Member {number}") for number in range(4)))
    terms = {term.holder_name: term.ends for term in Term.objects.of(of.id)}
    whole, half = months_later(now, 24), months_later(now, 12)
    assert terms == {"Member 0": whole, "Member 1": whole, "Member 2": half, "Member 3": half}


def test_kept_seats_are_filled_first_by_their_group_and_the_rest_is_entered_as_vacant() -> None:
    of = house()
    partner = founding.member(of, "Partner", category="partner")
    gone = founding.member(of, "Gone")
    Member.objects.of(of.id).filter(pk=gone.pk).update(status="withdrawn")
    carry_out(of, partner, gone, groups=("kept",))
    assert [(term.seats, term.holder_name) for term in Term.objects.of(of.id)] == [("kept", "Partner")]
    entry = Entry.objects.of(of.id).get(kind="bodies.elected")
    assert entry.about == "p" * 16


def test_who_was_chosen_after_nominations_were_to_be_opened_again_takes_no_seat() -> None:
    of = house()
    rows = [founding.member(of, f"Member {number}") for number in range(2)]
    told = [{"id": row.id, "name": row.name, "member": row.id, "person": "", "groups": []} for row in rows]
    again = {"id": decidable.AGAIN, "name": "Open nominations again", "member": "", "person": "", "groups": []}
    effect = decidable.effect("bodies.elect")
    effect.carry_out(founding.system(of), {**BOARD, "chosen": [told[0], again, told[1]], "proposal": ""})
    assert [term.holder_name for term in Term.objects.of(of.id)] == ["Member 0"]


@pytest.mark.parametrize(
    ("payload", "starts"),
    [
        ({}, None),
        ({"starts": ""}, None),
        ({"starts": "2027-03-01T00:00:00"}, datetime(2027, 3, 1, tzinfo=UTC)),
        ({"starts": "2027-03-01T02:00:00+02:00"}, datetime(2027, 3, 1, tzinfo=UTC)),
    ],
)
def test_when_what_a_payload_fills_begins(payload: dict[str, object], starts: datetime | None) -> None:
    assert starts_of(payload) == starts


def test_sentences_name_what_is_filled_and_when() -> None:
    of = house()
    told = {**BOARD, "vacant": {"general": 2, "kept": 1}, "starts": "2027-03-01T00:00:00+00:00"}
    (sentence,) = decidable.effect("bodies.elect").sentences(of.id, [told])
    assert sentence == (
        "Those who are chosen take up, from 1 Mar 2027: General seats in Board (2), Kept seat in Board (1)."
    )


def test_a_term_that_begins_later_is_not_one_too_many() -> None:
    of = house()
    by = founding.system(of)
    old = [founding.member(of, f"Old {number}") for number in range(2)]
    ends = [
        actions.appoint(by=by, nomination=Nomination(body="board", seats="general", member=row)).ends for row in old
    ]
    new = [founding.member(of, f"New {number}") for number in range(2)]
    start = max(end for end in ends if end)
    carry_out(of, *new, payload={"body": "board", "seats": ["general"], "starts": start.isoformat()})
    begun = Term.objects.of(of.id).filter(starts=start)
    assert sorted(term.holder_name for term in begun) == ["New 0", "New 1"]
    assert {term.ends for term in begun} == {months_later(start, 24)}
    told = Entry.objects.of(of.id).filter(kind="bodies.handover").count()
    assert (told, start - clock.now() > timedelta(days=700)) == (2, True)
