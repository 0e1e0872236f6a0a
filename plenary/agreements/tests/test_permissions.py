"""Who may do what with agreements, by standing and by how the agreement, the suggestion or the signature stands: tables."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plenary.agreements import permissions
from plenary.agreements.matters import ADOPT, DRAFT, ENTER_PAPER
from plenary.agreements.models import Agreement, Edition, Signature, Suggestion
from plenary.agreements.rules import Kind
from plenary.agreements.tests.factories import closed_charter, open_charter
from plenary.charter.rules.schema import Charter, Office
from plenary.charter.tests.in_force import in_force
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.tests.standings import NOW, OUTSIDE, SYSTEM, one, said

CHARTER = replace(
    open_charter(), offices=(Office(code="secretary", names={"en": "Secretary"}, powers=(DRAFT, ENTER_PAPER)),)
)
ADOPTION = f"process.{CHARTER.process_for(ADOPT).code}"


def agreement(*, ended: bool = False, kind: Kind = Kind.PLATFORM) -> Agreement:
    return Agreement(coalition_id="c", kind=kind, ended_at=NOW if ended else None)


def suggestion(state: str = "open", member: str = "m", *, ended: bool = False) -> Suggestion:
    return Suggestion(coalition_id="c", member_id=member, state=state, agreement=agreement(ended=ended))


@pytest.fixture(autouse=True)
def charter(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """The charter in force, by the id of its coalition."""
    return in_force(monkeypatch, c=CHARTER)


def test_agreements_are_adopted_and_entered_under_the_clause_of_their_process(charter: dict[str, Charter]) -> None:
    assert permissions.clause_of_adoption("c") == permissions.clause_of_days("c") == ADOPTION
    charter.clear()
    assert permissions.clause_of_adoption("c") == ""
    assert permissions.clause_of_days("c") == "matter.agreements.adopt"


def test_agreements_are_read_inside_and_by_all_where_outcomes_are_public(charter: dict[str, Charter]) -> None:
    readers = [one(), one(**SYSTEM), one(**OUTSIDE)]
    assert [permissions.may_read_agreements(each).allowed for each in readers] == [True, True, True]
    assert [permissions.may_open_drafts(each).allowed for each in readers] == [True, True, False]
    charter["c"] = closed_charter()
    assert [permissions.may_read_agreements(each).allowed for each in readers] == [True, True, False]
    charter.clear()
    assert permissions.may_read_agreements(one(**OUTSIDE)).reason == "core.members_only"


@pytest.mark.parametrize(
    ("changes", "allowed", "reason"),
    [
        ({}, True, "agreements.is_member"),
        ({"mandate": Mandate.CONSULTS}, True, "agreements.is_member"),
        (OUTSIDE, False, "core.members_only"),
        ({**OUTSIDE, "powers": frozenset({DRAFT})}, False, "core.members_only"),
        (SYSTEM, True, "agreements.by_office"),
        ({"member_status": "suspended"}, False, "agreements.suspended"),
        ({"member_status": "suspended", "powers": frozenset({DRAFT})}, True, "agreements.by_office"),
        ({"mandate": Mandate.OBSERVES}, False, "agreements.observers_do_not_draft"),
        ({"mandate": Mandate.OBSERVES, "offices": frozenset({"chair"})}, True, "agreements.is_member"),
    ],
)
def test_who_drafts(changes: dict[str, Any], allowed: bool, reason: str) -> None:
    verdict = permissions.may_draft(one(**changes))
    assert (verdict.allowed, verdict.reason) == (allowed, reason)
    changed = permissions.may_change(one(**changes), agreement())
    assert (changed.allowed, changed.reason) == (allowed, reason)
    assert permissions.may_answer_suggestion(one(**changes), suggestion()).reason == reason
    part = permissions.may_write_part(one(**changes), agreement(kind=Kind.ROLES))
    assert (part.allowed, part.reason) == (allowed, reason)


def test_what_has_ended_is_not_changed_and_only_roles_have_parts() -> None:
    asked = [
        permissions.may_change(one(), agreement(ended=True)),
        permissions.may_suggest(one(), agreement(ended=True)),
        permissions.may_answer_suggestion(one(), suggestion(ended=True)),
        permissions.may_write_part(one(), agreement(ended=True, kind=Kind.ROLES)),
        permissions.may_write_part(one(), agreement()),
        permissions.may_answer_suggestion(one(), suggestion("taken")),
    ]
    told = ["has_ended"] * 4 + ["not_about_roles", "suggestion_settled"]
    assert [(each.allowed, each.reason, each.clause) for each in asked] == [
        (False, f"agreements.{reason}", ADOPTION) for reason in told
    ]


@pytest.mark.parametrize(
    ("changes", "allowed", "reason"),
    [
        ({}, True, "agreements.is_member"),
        ({"mandate": Mandate.OBSERVES}, True, "agreements.is_member"),
        (OUTSIDE, False, "core.members_only"),
        ({"member": ""}, False, "agreements.members_suggest"),
        ({"member_status": "suspended"}, False, "agreements.suspended"),
    ],
)
def test_who_suggests(changes: dict[str, Any], allowed: bool, reason: str) -> None:
    verdict = permissions.may_suggest(one(**changes), agreement())
    assert (verdict.allowed, verdict.reason) == (allowed, reason)


@pytest.mark.parametrize(
    ("standing", "of", "allowed", "reason"),
    [
        (one(), suggestion(), True, "agreements.is_member"),
        (one(), suggestion("declined"), False, "agreements.suggestion_settled"),
        (one(), suggestion(member="n"), False, "agreements.not_your_suggestion"),
        (one(member=""), suggestion(member=""), False, "agreements.not_your_suggestion"),
    ],
)
def test_who_takes_a_suggestion_back(standing: Standing, of: Suggestion, allowed: bool, reason: str) -> None:
    verdict = permissions.may_take_back(standing, of)
    assert (verdict.allowed, verdict.reason) == (allowed, reason)


def test_the_rules_alone_adopt_and_end() -> None:
    assert permissions.may_decide(one(**SYSTEM)).allowed
    assert not permissions.may_decide(one(powers=frozenset({DRAFT, ADOPT}))).allowed


@pytest.mark.parametrize(
    ("changes", "signs", "withdraws"),
    [
        ({}, "yours", "yours"),
        ({"member": ""}, "no_member", "no_member"),
        ({"member_status": "suspended"}, "suspended", "yours"),
        ({"member_status": "applied"}, "not_belonging", "yours"),
        ({"member_status": "removed"}, "not_belonging", "yours"),
        ({"mandate": Mandate.CONSULTS}, "no_mandate", "no_mandate"),
        ({"mandate": Mandate.OBSERVES}, "no_mandate", "no_mandate"),
    ],
)
def test_who_signs_and_withdraws_for_a_member(changes: dict[str, Any], signs: str, withdraws: str) -> None:
    paper = Signature(coalition_id="c", member_id=changes.get("member", "m"))
    for verdict, reason in (
        (permissions.may_sign_for_member(one(**changes)), signs),
        (permissions.may_confirm(one(**changes), paper), signs),
        (permissions.may_withdraw(one(**changes), paper), withdraws),
    ):
        assert (verdict.allowed, verdict.reason) == (reason == "yours", f"agreements.{reason}")
    assert not permissions.may_withdraw(one(**changes), None).allowed


@pytest.mark.parametrize("paper", [{"member_id": "n"}, {"confirmed_at": NOW}, {"withdrawn_at": NOW}])
def test_what_is_no_paper_of_ones_own_that_waits(paper: dict[str, Any]) -> None:
    found = Signature(**({"coalition_id": "c", "member_id": "m"} | paper))
    assert permissions.may_confirm(one(), found).reason == "agreements.no_paper"
    assert permissions.may_confirm(one(), None).reason == "agreements.no_paper"


def test_papers_are_entered_by_the_offices_with_the_power() -> None:
    assert permissions.may_enter_paper(one(powers=frozenset({ENTER_PAPER}))).allowed
    verdict = permissions.may_enter_paper(one(powers=frozenset({DRAFT})))
    assert (verdict.allowed, verdict.clause) == (False, "office.secretary")


TODAY, YESTERDAY = NOW.date(), NOW.date() - timedelta(days=1)


def adopted(**changes: Any) -> Agreement:
    """An agreement whose edition "e" is in force."""
    return Agreement(**({"coalition_id": "c", "current": Edition(id="e")} | changes))


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Of which body an agreement is the terms of reference, and which body is at work."""
    told = {"of": "", "at work": "board"}
    monkeypatch.setattr(permissions, "body_of", lambda _agreement: told["of"])
    monkeypatch.setattr(permissions, "is_at_work", lambda _coalition, code: bool(code) and code == told["at work"])
    return told


DRAFTS, SITS = {"powers": frozenset({DRAFT})}, {"bodies": frozenset({"board"})}
LOOKERS = [one(**DRAFTS), one(**SITS), one(), one(mandate=Mandate.OBSERVES), one(**OUTSIDE, **DRAFTS), one(**OUTSIDE)]


@pytest.mark.parametrize(
    ("of", "power_given", "after"),
    [
        ("", True, [True, False, False, False, True, False]),
        ("board", True, [True, True, False, False, True, False]),
        ("board", False, [True, True, False, False, True, False]),
        ("closed", False, [True, True, True, False, True, False]),
        ("", False, [True, True, True, False, True, False]),
    ],
)
def test_who_looks_after_an_agreement(
    charter: dict[str, Charter], bodies: dict[str, str], of: str, power_given: bool, after: list[bool]
) -> None:
    """The offices that draft, and who sits on its body; whoever may draft, where it is left to nobody."""
    charter["c"] = CHARTER if power_given else replace(CHARTER, offices=())
    bodies["of"] = of
    assert [permissions.looks_after(each, adopted()) for each in LOOKERS] == after
    bodies["of"] = "another"
    assert [permissions.looks_after(each, adopted(), of) for each in LOOKERS] == after  # where it is told already
    clause = "" if not power_given else "office.secretary"
    bodies["of"] = of
    inside = zip(LOOKERS[:4], after[:4], strict=True)
    for standing, looks in inside:
        told = said(permissions.may_look_at(standing, adopted()))
        assert told == ("yes, looks_after" if looks else f"no, not_looking_after: {clause}".rstrip(": "))
    assert said(permissions.may_look_at(LOOKERS[4], adopted())) == "no, members_only"


@pytest.mark.parametrize(
    ("changes", "is_in_force"),
    [
        ({}, True),
        ({"current": Edition(id="e", expires_on=TODAY)}, True),
        ({"current": Edition(id="e", expires_on=YESTERDAY)}, False),
        ({"current": None}, False),
        ({"ended_at": NOW}, False),
    ],
)
@pytest.mark.usefixtures("bodies")
def test_only_what_is_in_force_is_looked_at_and_signed(changes: dict[str, Any], is_in_force: bool) -> None:
    with clock.set_to(NOW):
        looks = said(permissions.may_look_at(one(**DRAFTS), adopted(**changes)))
        signs = said(permissions.may_sign(one(), adopted(**changes), None))
    assert looks == ("yes, looks_after" if is_in_force else f"no, not_in_force: {ADOPTION}")
    assert signs == ("yes, yours: category.member" if is_in_force else "no, not_in_force")


@pytest.mark.parametrize(
    ("own", "waiting", "second_address", "answer"),
    [
        ("", "", True, "yes, yours: category.member"),
        ("before", "", True, "yes, yours: category.member"),
        ("e", "", False, "no, signed_already"),
        ("", "e", True, "no, second_waits: signing"),
        ("before", "e", True, "no, second_waits: signing"),
        ("", "e", False, "yes, yours: category.member"),
        ("", "before", True, "yes, yours: category.member"),
    ],
)
def test_one_signs_each_edition_once(
    charter: dict[str, Charter], own: str, waiting: str, second_address: bool, answer: str
) -> None:
    charter["c"] = replace(CHARTER, signing=replace(CHARTER.signing, second_address=second_address))
    own_one, waits = (Signature(edition_id=each) if each else None for each in (own, waiting))
    assert said(permissions.may_sign(one(), adopted(), own_one, waits)) == answer
    consults = permissions.may_sign(one(mandate=Mandate.CONSULTS), adopted(), own_one, waits)
    assert said(consults) == "no, no_mandate: category.member"


def test_who_reads_who_signed(charter: dict[str, Charter]) -> None:
    readers = [one(), one(**OUTSIDE)]
    assert [permissions.may_read_signatories(each).allowed for each in readers] == [True, True]
    charter["c"] = closed_charter()
    assert [permissions.may_read_signatories(each).allowed for each in readers] == [False, False]
