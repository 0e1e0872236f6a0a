"""Secret ballots on the page: what is promised, codes that are shown once, and what is kept nowhere."""

import re
from dataclasses import replace
from typing import Any

import pytest

from plenary.bodies.actions import Nomination, appoint
from plenary.charter.rules.schema import Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, permissions, queries
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import choosing, factories
from plenary.decisions.tests.choosing import Voter, voter_on
from plenary.directory.models import Person
from tests import founding

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
CODE = re.compile(r"\b[C-Y2-9]{3}(?:-[C-Y2-9]{3}){3}\b")


SECRET: dict[str, Any] = {"secrecy": Secrecy.SECRET, "delegation": False}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_codes_of_a_secret_ballot_stand_in_the_answer_alone(headers: dict[str, str]) -> None:
    voter, proposal = voter_on(choosing.charter(**SECRET))
    answer = voter.casts(proposal, {"of_2": "1"}, **headers)
    html = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"], len(CODE.findall(html))) == (200, "no-store", 1)
    assert ("<html" in html) is not bool(headers)
    page = voter.reads(proposal)
    assert (CODE.findall(page), "Your ballot lies sealed." in page) == ([], True)
    assert re.findall(r'<option value="\d+" selected>', page) == []  # nothing tells what it says
    code = CODE.findall(html)[0]
    kept = [str(row.__dict__) for model in (Ballot, Proposal) for row in model.objects.of(voter.coalition.id)]
    assert [code in row for row in kept] == [False, False]
    assert dict(voter.client.session).get("_messages") is None


def test_a_replaced_secret_ballot_has_another_code_and_the_page_says_so() -> None:
    voter, proposal = voter_on(choosing.charter(**SECRET))
    first = CODE.findall(voter.casts(proposal, {"of_2": "1"}).content.decode())
    assert "Replace the ballot" in voter.reads(proposal)
    second = CODE.findall(voter.casts(proposal, {"of_1": "1"}).content.decode())
    assert (len(first), len(second), first == second) == (1, 1, False)
    papers = queries.papers_of(factories.close(proposal))
    assert [paper.code for paper in papers] == second


def test_before_a_secret_ballot_is_cast_the_page_says_what_is_promised_and_what_is_not() -> None:
    voter, proposal = voter_on(choosing.charter(**SECRET))
    page = voter.reads(proposal)
    words = (
        "Nobody sees how you voted, neither members nor officers.",
        "Your ballot lies sealed until voting closes.",
        "Then the ballots are published without names, each beside a code.",
        "Who runs this server could open ballots until they are counted",
        "Where few vote, or all vote alike,",
        "The ballot is never kept on this device",
    )
    assert [page.count(each) for each in words] == [1] * 6
    assert page.index(words[0]) < page.index("Cast the ballot")
    assert ("Members will see how each member voted." in page, "Nobody sees how you voted.</small>" in page) == (
        False,
        True,
    )
    assert "Fewer than five may vote" not in page


def test_among_few_electors_a_secret_ballot_warns_on_the_draft_and_on_the_ballot() -> None:
    coalition = founding.coalition(rules=choosing.charter(**SECRET))
    voter = Voter(coalition, "Campo Limpo")
    founding.standings(coalition, 3)
    draft = factories.draft(voter.by, choosing.towns())
    assert "Fewer than five may vote" in voter.client.get(voter.at("proposal", draft)).content.decode()
    proposal = actions.open_proposal(by=voter.by, proposal=draft)
    assert "Fewer than five may vote" in voter.reads(proposal)


def test_a_secret_yes_or_no_is_sealed_too() -> None:
    rules = factories.charter(ordinary={**SECRET, "discussion_days": 0})
    voter, proposal = voter_on(rules, factories.RESOLVE)
    answer = voter.casts(proposal, {"choice": "yes"})
    assert (answer.status_code, len(CODE.findall(answer.content.decode()))) == (200, 1)
    page = voter.reads(proposal)
    assert ("Your ballot lies sealed." in page, re.findall(r'name="choice"[^>]*checked', page)) == (True, [])


def test_a_secret_ballot_is_never_kept_on_a_device_and_sent_later() -> None:
    voter, proposal = voter_on(choosing.charter(**SECRET))
    form = voter.reads(proposal).split('id="ballot"')[1].split("</form>")[0]
    assert re.findall(r'name="(sending|instead|seen|before)"', form) == ["seen", "before"]
    answer = voter.casts(proposal, {"of_1": "1", "sending": "a1"}, Accept="application/json")
    assert (answer.json()["state"], Ballot.objects.of(voter.coalition.id).count()) == ("refused", 0)


def test_an_open_choice_is_sent_later_as_a_yes_is() -> None:
    voter, proposal = voter_on()
    form = voter.reads(proposal).split('id="ballot"')[1].split("</form>")[0]
    assert re.findall(r'name="(sending|instead|seen|before)"', form) == ["sending", "seen", "before", "instead"]
    answer = voter.casts(proposal, {"of_1": "1", "sending": "a1"}, Accept="application/json")
    assert (answer.json()["state"], voter.said()) == ("counted", {"ranks": [["1"]]})


@pytest.mark.parametrize(("secrecy", "status"), [(Secrecy.OPEN, 302), (Secrecy.SECRET, 403)])
def test_an_officer_enters_what_was_said_elsewhere_of_an_open_choice_alone(secrecy: Secrecy, status: int) -> None:
    rules = choosing.charter(secrecy=secrecy, delegation=False)
    chair = replace(rules.offices[0], powers=(*rules.offices[0].powers, permissions.ENTER_ANSWERS))
    coalition = founding.coalition(rules=replace(rules, offices=(chair,)))
    officer, other = Voter(coalition, "Campo Limpo"), Voter(coalition, "Other")
    system = Standing.system(coalition.id, "founding")
    appoint(
        by=system,
        nomination=Nomination(office="chair", person=Person.objects.of(coalition.id).get(pk=officer.by.person)),
    )
    proposal = factories.opened(other.by, choosing.towns())
    given = {
        "elector": proposal.electors.get(member=other.by.member).pk,
        "who": "Ana",
        "how": "phone",
        "on": clock.now().date().isoformat(),
    }
    with clock.set_to(proposal.voting_from):
        page = officer.client.get(officer.at("answers", proposal))
        wrong = officer.client.post(officer.at("answers", proposal), {**given, "of_1": "1", "of_2": "1"})
        right = officer.client.post(officer.at("answers", proposal), {**given, "of_3": "1", "of_2": "2"})
    said = [row.said for row in Ballot.objects.of(coalition.id)]
    if secrecy is Secrecy.OPEN:
        assert (page.status_code, wrong.status_code, right.status_code) == (200, 422, status)
        assert said == [{"ranks": [["3"], ["2"]]}]
        assert "Your ballot: 1. Dakar; 2. Oslo." in other.reads(proposal)
    else:
        assert (page.status_code, wrong.status_code, right.status_code, said) == (403, 403, status, [])
        assert "The ballot is secret: each elector casts it itself." in page.content.decode()
