"""The founding act, the seating of the first bodies, and what a new charter does to terms."""

import pytest

from plenary.bodies.actions import Nomination, found_coalition, seat_founders
from plenary.bodies.audits import audit
from plenary.bodies.models import Term
from plenary.bodies.queries import electorate
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Office, Protection
from plenary.coalitions.models import Coalition
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.directory.models import Person
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def found(slug: str = "clear-fields", **chapters: object) -> tuple[Coalition, str]:
    """A coalition founded by Amina, and her account's id."""
    account = founding.account(f"amina@{slug}.example.org")
    made = found_coalition(
        account_id=account.id,
        slug=slug,
        names={"en": "Clear Fields"},
        language="en",
        time_zone="Africa/Niamey",
        founder_name="Amina Diallo",
        organisation_name="Femmes du Sahel",
        charter=founding.charter(**chapters),
        country="NER",
    )
    return made, account.id


def kinds(of: Coalition) -> list[str]:
    return list(Entry.objects.of(of.id).order_by("n").values_list("kind", flat=True))


def test_founding_makes_one_member_one_officer_and_a_record() -> None:
    made, account = found()
    standing = standing_of(account, made.id)
    member = Member.objects.of(made.id).get()
    assert made.state == Coalition.FORMING
    assert (member.status, member.category, member.name) == ("active", "member", "Femmes du Sahel")
    assert (standing.member, standing.mandate) == (member.id, Mandate.DECIDES)
    assert (standing.offices, standing.bodies) == ({"coordinator"}, {"plenary"})
    assert standing.powers == {ADMINISTER, SEE_PROTECTED}
    assert kinds(made) == [
        "record.opened",
        "charter.put_in_force",
        "directory.person_added",
        "directory.organisation_added",
        "membership.admitted",
        "membership.represented",
        "bodies.founded",
        "bodies.office_taken",
    ]


def test_founding_refuses_an_address_that_is_taken() -> None:
    found()
    with pytest.raises(Refused) as refusal:
        found_coalition(
            account_id=founding.account("b@example.org").id,
            slug="clear-fields",
            names={"en": "Other"},
            language="en",
            time_zone="UTC",
            founder_name="B",
            organisation_name="B",
            charter=founding.charter(),
        )
    assert refusal.value.verdict.reason == "bodies.address_taken"
    assert Coalition.objects.count() == 1


def test_seating_founders_fills_the_board_and_makes_the_coalition_active() -> None:
    made, account = found()
    by = standing_of(account, made.id)
    member = Member.objects.of(made.id).get()
    seat_founders(by=by, coalition=made, nominations=[Nomination(body="board", seats="general", member=member)])
    assert made.state == Coalition.ACTIVE
    assert [(elector.name, elector.member, elector.weight) for elector in electorate(made.id, "board")] == [
        ("Femmes du Sahel", member.id, 1)
    ]
    assert standing_of(account, made.id).bodies == {"plenary", "board"}
    assert kinds(made)[-2:] == ["bodies.seat_taken", "bodies.seated"]
    with pytest.raises(Refused) as refusal:
        seat_founders(by=by, coalition=made, nominations=[])
    assert refusal.value.verdict.reason == "bodies.not_founding"


def test_a_new_charter_keeps_the_offices_that_remain_and_ends_the_others() -> None:
    made, account = found()
    by = standing_of(account, made.id)
    member = Member.objects.of(made.id).get()
    seat_founders(by=by, coalition=made, nominations=[Nomination(body="board", seats="general", member=member)])
    without_board = founding.charter(
        bodies=founding.charter().bodies[:1],
        offices=(Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER,)),),
    )
    put_in_force(
        by=Standing.system(made.id, "process.ordinary"), coalition_id=made.id, document=charter_to_json(without_board)
    )
    assert [(term.body, term.office, term.ended_because) for term in Term.objects.of(made.id).order_by("starts")] == [
        ("", "coordinator", ""),
        ("board", "", "charter"),
    ]
    assert standing_of(account, made.id).powers == {ADMINISTER}


def test_a_coalition_never_locks_itself_out() -> None:
    made, account = found()
    other = founding.charter(
        protection=Protection(),
        offices=(
            Office(code="chair", names={"en": "Chair"}),
            Office(code="secretary", names={"en": "Secretary"}, powers=(ADMINISTER,)),
        ),
    )
    put_in_force(by=Standing.system(made.id, "process.ordinary"), coalition_id=made.id, document=charter_to_json(other))
    made.refresh_from_db()
    assert standing_of(account, made.id).offices == {"secretary"}
    assert made.state == Coalition.ACTIVE
    assert kinds(made)[-4:] == [
        "charter.put_in_force",
        "bodies.office_ended",
        "bodies.office_taken",
        "bodies.now_active",
    ]


def test_an_office_that_moves_to_another_body_is_held_on_and_agrees_with_the_record() -> None:
    made, account = found()
    moved = Office(code="coordinator", names={"en": "Coordinator"}, body="plenary", powers=(ADMINISTER,))
    charter = charter_to_json(founding.charter(offices=(moved,)))
    put_in_force(by=Standing.system(made.id, "process.ordinary"), coalition_id=made.id, document=charter)
    assert [(term.body, term.office, term.ended_because) for term in Term.objects.of(made.id)] == [
        ("plenary", "coordinator", "")
    ]
    assert standing_of(account, made.id).offices == {"coordinator"}
    assert list(audit(made.id)) == []


def test_a_new_charter_comes_into_force_where_the_last_officer_may_take_no_office_of_it() -> None:
    made, account = found()
    Person.objects.of(made.id).update(protected=True)
    other = founding.charter(protection=Protection(), offices=(Office(code="chair", names={"en": "Chair"}),))
    put_in_force(by=Standing.system(made.id, "process.ordinary"), coalition_id=made.id, document=charter_to_json(other))
    made.refresh_from_db()
    assert standing_of(account, made.id).offices == frozenset()
    assert made.state == Coalition.ACTIVE
    assert kinds(made)[-3:] == ["charter.put_in_force", "bodies.office_ended", "bodies.now_active"]
