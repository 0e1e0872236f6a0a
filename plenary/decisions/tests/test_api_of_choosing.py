"""Choices among several by the API: drafting, what stands for choice, casting openly and secretly, and answers of officers."""

from dataclasses import dataclass
from typing import Any

import pytest

from plenary.charter.rules.schema import Charter, Counting, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions.models import Ballot, Effect, Proposal
from plenary.decisions.tests import choosing, factories
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

ALL = "/coalitions/clear-fields/proposals"
SECRET: dict[str, Any] = {"secrecy": Secrecy.SECRET, "delegation": False}


@dataclass
class Voter:
    """One who acts by a program."""

    program: Program
    by: Standing

    @classmethod
    def of(cls, rules: Charter) -> "Voter":
        coalition = founding.coalition(rules=rules)
        account = founding.represent(founding.member(coalition, "Campo Limpo")).account
        founding.standings(coalition, 5)
        return cls(Program.of(account), standing_of(str(account.pk), coalition.id))

    def reads(self, proposal: Proposal) -> dict[str, Any]:
        with clock.set_to(proposal.voting_from):
            found: dict[str, Any] = self.program.get(f"{ALL}/{proposal.pk}").json()
        return found

    def casts(self, proposal: Proposal, told: dict[str, Any], **headers: str) -> Any:
        with clock.set_to(proposal.voting_from):
            return self.program.put(f"{ALL}/{proposal.pk}/ballot", told, **headers)


def test_what_stands_for_choice_is_told_and_a_ballot_names_it() -> None:
    voter = Voter.of(choosing.charter(counting=Counting.GREEDY_BUDGET, points=10))
    proposal = factories.opened(voter.by, choosing.projects())
    assert voter.reads(proposal)["choice"] == {
        "asks": "points",
        "takes_equal_places": False,
        "highest": 0,
        "points": 10,
        "seats": 1,
        "budget": 1000_00,
        "currency": "EUR",
        "options": [
            {"id": str(place), "name": name, "body": "", "cost": cost}
            for place, (name, cost) in enumerate(choosing.WELLS, 1)
        ],
        "sentence": "There is €1,000; all projects together cost €1,800.",
    }
    answer = voter.casts(proposal, {"said": {"points": {"3": 4, "1": 6}}})
    assert (answer.status_code, answer.json()["codes"]) == (200, [])
    told = voter.reads(proposal)
    assert told["own"]["ballot"]["said"] == {"points": {"1": 6, "3": 4}}
    assert told["own"]["ballot"]["says"] == "Your ballot: A well: 6; A road: 4."
    assert (told["own"]["ballot"]["is_secret"], told["secrecy"]) == (False, None)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"said": {"ranks": [["1", "2"]]}}, "decisions.same_place"),
        ({"said": {"ranks": [["9"]]}}, "decisions.no_such_choice"),
        ({"said": {}}, "decisions.no_such_choice"),
        ({"choice": "yes"}, "decisions.no_such_choice"),
    ],
)
def test_ballots_that_are_not_taken_say_why(told: dict[str, Any], reason: str) -> None:
    voter = Voter.of(choosing.charter())
    proposal = factories.opened(voter.by, choosing.towns())
    answer = voter.casts(proposal, told)
    assert (answer.status_code, answer.json()["reason"], list(answer.json()["errors"])) == (422, reason, ["said"])
    assert Ballot.objects.of(voter.by.coalition).count() == 0


def test_yes_or_no_takes_nothing_said_of_several() -> None:
    voter = Voter.of(factories.charter(ordinary={"discussion_days": 0}))
    proposal = factories.opened(voter.by)
    answer = voter.casts(proposal, {"choice": "yes", "said": {"ranks": [["1"]]}})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["said.ranks"])


def test_codes_of_a_secret_ballot_are_told_once() -> None:
    voter = Voter.of(choosing.charter(**SECRET))
    proposal = factories.opened(voter.by, choosing.towns())
    before = voter.reads(proposal)
    assert (len(before["secrecy"]["promised"]), len(before["secrecy"]["not_promised"])) == (3, 3)
    assert before["secrecy"]["warning"] == ""
    answer = voter.casts(proposal, {"said": {"ranks": [["2"]]}})
    [code] = answer.json()["codes"]
    assert answer["Cache-Control"] == "no-store"
    told = voter.reads(proposal)["own"]["ballot"]
    assert (told["said"], told["choice"], told["is_secret"], told["says"]) == ({}, "", True, "Your ballot lies sealed.")
    assert code not in str(voter.reads(proposal))


def test_a_secret_ballot_is_not_cast_with_a_key_under_which_its_answer_would_be_kept() -> None:
    voter = Voter.of(choosing.charter(**SECRET))
    proposal = factories.opened(voter.by, choosing.towns())
    answer = voter.casts(proposal, {"said": {"ranks": [["2"]]}}, Idempotency_Key="0123456789abcdef")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["Idempotency-Key"])
    assert Ballot.objects.of(voter.by.coalition).count() == 0


def test_drafts_take_the_fields_of_the_forms() -> None:
    voter = Voter.of(choosing.charter(counting=Counting.GREEDY_BUDGET))
    fields = {"text": "The year", "budget": "1.000,50", "currency": "EUR", "options": "A well | 900 | Deep\nA road | 3"}
    draft = {"title": "The budget", "language": "en", "kind": "decisions.fund", "fields": fields}
    made = voter.program.post(ALL, draft)
    assert made.status_code == 201
    assert Effect.objects.of(voter.by.coalition).get().payload == {
        "text": "The year",
        "budget": 1000_50,
        "currency": "EUR",
        "options": [{"title": "A well", "cost": 900_00, "body": "Deep"}, {"title": "A road", "cost": 3_00}],
    }
    told = voter.program.get(f"{ALL}/{made.json()['id']}/draft").json()["fields"]
    assert told == {**fields, "budget": "1000.50"}
    wrong = voter.program.post(ALL, {**draft, "fields": {**fields, "options": "A well | 900\nA road"}})
    assert wrong.json()["errors"] == {
        "fields.options": ["Line 2: say what it costs, between bars: name | cost | what it is."]
    }


def test_kinds_that_the_charter_cannot_decide_say_why_and_are_not_drafted() -> None:
    voter = Voter.of(factories.charter())
    kinds = {each["code"]: each for each in voter.program.get(f"{ALL}/kinds").json()["items"]}
    assert (kinds["decisions.choose"]["may_move"], kinds["decisions.choose"]["because"][:38]) == (
        False,
        "The charter decides this by yes or no.",
    )
    draft = {"title": "A place", "language": "en", "kind": "decisions.choose", "fields": {}}
    answer = voter.program.post(ALL, draft)
    assert (answer.status_code, answer.json()["reason"]) == (403, "decisions.no_process_to_choose")
