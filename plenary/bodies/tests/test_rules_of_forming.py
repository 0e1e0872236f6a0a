"""What may be asked of a body that is formed, by codes of what is wrong, and what it is then: pure."""

from datetime import date

import pytest

from plenary.bodies.rules.formed import (
    CHAIR_BY,
    LONGEST_NAME,
    LONGEST_TERMS,
    MOST_SEATS,
    Formation,
    FormationError,
    Formed,
    as_body,
    code_of,
    formation_of,
    id_in,
    is_formed,
    office_code,
    offices_in,
    with_bodies,
)
from plenary.charter.rules.schema import BodyKind, Filled
from tests import founding

ASKED = {"kind": "committee", "names": {"en": " Water "}, "terms": {"en": "To look after it."}, "seats": 5}
NAMES = {"chair": {"en": "Chair"}, "secretary": {"en": "Secretary"}}


def formation(**changes: object) -> Formation:
    return formation_of(ASKED | changes, ("en", "fr"), ("board",))


def formed(**changes: object) -> Formed:
    told = {"code": "f-ab", "kind": BodyKind.COMMITTEE, "names": {"en": "Water"}, "seats": 5, "office_months": 6}
    return Formed(**(told | {"rotates": False, "filled_by": "plenary", "reports_to": "board"} | changes))


def test_codes_of_formed_bodies_are_told_from_those_of_the_charter() -> None:
    assert (code_of("ab"), office_code("f-ab", "chair")) == ("f-ab", "f-ab-chair")
    assert [id_in(code) for code in ("f-ab", "f-ab-chair", "board")] == ["ab", "ab", ""]
    assert [is_formed(code) for code in ("f-ab", "f-ab-chair", "board")] == [True, True, False]


def test_what_is_asked_is_read_with_what_is_taken_where_nothing_is_said() -> None:
    plain = Formation(kind=BodyKind.COMMITTEE, names={"en": "Water"}, terms=ASKED["terms"], seats=5, is_open=False)
    assert formation() == plain
    told = formation(
        names={"en": "Water", "fr": " "},
        open=True,
        rotates=True,
        reports_to="board",
        review="2027-01-31",
        agreement="id",
        office_months=120,
    )
    assert (told.names, told.is_open, told.rotates, told.reports_to) == ({"en": "Water"}, True, True, "board")
    assert (told.review_on, told.agreement, told.office_months) == (date(2027, 1, 31), "id", 120)
    assert CHAIR_BY == {True: "turns", False: "election"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "plenary"}, "bad_kind"),
        ({"kind": None}, "bad_kind"),
        ({"reports_to": "council"}, "no_such_body"),
        ({"names": {}}, "no_name"),
        ({"names": {"en": " "}}, "no_name"),
        ({"names": {"fr": "Eau"}}, "no_name"),
        ({"names": {"en": "Water", "es": "Agua"}}, "no_name"),
        ({"names": {"en": 5}}, "no_name"),
        ({"names": "Water"}, "no_name"),
        ({"names": {"en": "x" * 121}}, "no_name"),
        ({"names": {"en": "x", "fr": "x" * 121}}, "no_name"),
        ({"terms": {"en": "x" * 4001}}, "no_terms_of_reference"),
        ({"seats": 0}, "bad_seats"),
        ({"seats": 501}, "bad_seats"),
        ({"seats": True}, "bad_seats"),
        ({"seats": "5"}, "bad_seats"),
        ({"office_months": 121}, "bad_office_months"),
        ({"review": "soon"}, "bad_review"),
    ],
)
def test_what_cannot_be_formed_so(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(FormationError, match=f"^bodies.{reason}$") as refused:
        formation(**changes)
    assert refused.value.reason == f"bodies.{reason}"


def test_the_largest_that_may_be_asked() -> None:
    most = formation(
        seats=MOST_SEATS, names={"en": "x" * LONGEST_NAME}, terms={"en": "x" * LONGEST_TERMS}, office_months=1
    )
    assert (most.seats, len(most.names["en"]), len(most.terms["en"])) == (500, 120, 4_000)
    assert formation(seats=1).seats == 1


def test_a_formed_body_is_as_those_of_the_charter_are_and_a_closed_one_has_no_seats() -> None:
    body = as_body(formed(), {"en": "Seat"})
    assert (body.code, body.kind, body.names, body.reports_to) == ("f-ab", BodyKind.COMMITTEE, {"en": "Water"}, "board")
    (seats,) = body.seats
    assert (seats.number, seats.filled, seats.filled_by, seats.term_months, seats.term_limit) == (
        5,
        Filled.APPOINTMENT,
        "plenary",
        0,
        0,
    )
    assert as_body(formed(is_closed=True), {"en": "Seat"}).seats[0].number == 0


@pytest.mark.parametrize(
    ("rotates", "filled"),
    [(False, [Filled.ELECTION, Filled.ELECTION]), (True, [Filled.APPOINTMENT, Filled.ELECTION])],
)
def test_its_chair_passes_by_turns_or_is_elected_and_its_secretary_is_elected(
    rotates: bool, filled: list[Filled]
) -> None:
    offices = offices_in(formed(rotates=rotates), NAMES)
    assert [office.code for office in offices] == ["f-ab-chair", "f-ab-secretary"]
    assert [office.filled for office in offices] == filled
    assert {(each.body, each.filled_by, each.term_months, each.term_limit) for each in offices} == {
        ("f-ab", "f-ab", 6, 0)
    }
    assert [office.names for office in offices] == list(NAMES.values())
    charter = founding.charter()
    whole = with_bodies(charter, [as_body(formed(), {"en": "Seat"})], offices)
    assert [*charter.bodies, "f-ab"] == [*whole.bodies[:-1], whole.bodies[-1].code]
    assert whole.offices == (*charter.offices, *offices)
