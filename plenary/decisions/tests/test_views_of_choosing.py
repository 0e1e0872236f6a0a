"""Casting a ballot that chooses among several on the page: what is asked, what is told, what is kept."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plenary.bodies.actions import Nomination, appoint
from plenary.charter.rules.schema import Charter, Counting, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, permissions, queries
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import choosing, factories
from plenary.directory.models import Person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
CODE = re.compile(r"\b[C-Y2-9]{3}(?:-[C-Y2-9]{3}){3}\b")


class Voter:
    """One who votes with a browser of its own."""

    def __init__(self, coalition: Any, name: str, number: int = 1) -> None:
        account = factories.representative(factories.member(coalition, name))
        self.coalition, self.client = coalition, Client()
        self.client.force_login(account)
        self.by: Standing = standing_of(str(account.pk), coalition.id)

    def at(self, name: str, proposal: Proposal) -> str:
        return reverse(f"decisions:{name}", args=[self.coalition.slug, proposal.pk])

    def reads(self, proposal: Proposal) -> str:
        with clock.set_to(proposal.voting_from):
            return self.client.get(self.at("proposal", proposal)).content.decode()

    def casts(self, proposal: Proposal, given: dict[str, Any], **headers: str) -> Any:
        with clock.set_to(proposal.voting_from):
            return self.client.post(self.at("cast", proposal), given, headers=headers)

    def said(self) -> dict[str, Any]:
        return Ballot.objects.of(self.coalition.id).get().said


def _voter(rules: Charter | None = None, effects: Any = None, others: int = 5) -> tuple[Voter, Proposal]:
    coalition = factories.coalition(rules=rules or choosing.charter())
    voter = Voter(coalition, "Campo Limpo")
    factories.standings(coalition, others)
    return voter, factories.opened(voter.by, effects or choosing.towns())


SECRET: dict[str, Any] = {"secrecy": Secrecy.SECRET, "delegation": False}


def test_an_order_is_cast_and_told_and_fills_the_form_in_again() -> None:
    voter, proposal = _voter()
    answer = voter.casts(proposal, {"of_1": "2", "of_2": "1", "of_4": "4"})
    assert (answer.status_code, voter.said()) == (302, {"ranks": [["2"], ["1"], ["4"]]})
    page = voter.reads(proposal)
    assert "Your ballot: 1. Oslo, 2. Tirana, 3. Lima." in page
    assert re.findall(r'name="of_(\d)".*?</select>', page, re.S) == ["1", "2", "3", "4"]
    chosen = re.findall(r'<select name="of_(\d)".*?<option value="(\d*)" selected>', page, re.S)
    assert chosen == [("1", "2"), ("2", "1"), ("3", ""), ("4", "3")]
    assert "Members will see how each member voted." in page


def test_htmx_gets_the_ballot_alone_in_words_and_filled_in() -> None:
    voter, proposal = _voter()
    answer = voter.casts(proposal, {"of_3": "1"}, **HTMX)
    html = answer.content.decode()
    assert ("<html" in html, answer.status_code, "Your ballot: 1. Dakar." in html) == (False, 200, True)
    assert '<option value="1" selected>' in html


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_same_place_is_told_with_each_of_both_and_nothing_is_lost(headers: dict[str, str]) -> None:
    voter, proposal = _voter()
    answer = voter.casts(proposal, {"of_1": "1", "of_2": "1", "of_3": "2"}, **headers)
    html = answer.content.decode()
    assert (answer.status_code, Ballot.objects.of(voter.coalition.id).count()) == (200 if headers else 422, 0)
    assert html.count("Place 1 has also: Oslo. Give each a place of its own.") == 2  # in the summary, and with Tirana
    assert html.count("Place 1 has also: Tirana. Give each a place of its own.") == 2
    chosen = re.findall(r'<select name="of_(\d)".*?<option value="(\d*)" selected>', html, re.S)
    assert chosen == [("1", "1"), ("2", "1"), ("3", "2"), ("4", "")]
    assert ("<html" in html) is not bool(headers)


def test_equal_places_are_taken_where_the_way_of_counting_takes_them() -> None:
    voter, proposal = _voter(choosing.charter(counting=Counting.SCHULZE))
    assert "Two may have the same place." in voter.reads(proposal)
    voter.casts(proposal, {"of_2": "1", "of_1": "1", "of_3": "2"})
    assert voter.said() == {"ranks": [["1", "2"], ["3"]]}
    assert "Your ballot: 1. Tirana = Oslo, 2. Dakar." in voter.reads(proposal)


def test_ticks() -> None:
    voter, proposal = _voter(choosing.charter(counting=Counting.APPROVAL))
    voter.casts(proposal, {"of_4": "on", "of_1": "on"})
    assert voter.said() == {"ticks": ["1", "4"]}
    page = voter.reads(proposal)
    assert re.findall(r'name="of_(\d)"[^>]* checked', page) == ["1", "4"]


@pytest.mark.parametrize(("highest", "kind"), [(5, "radio"), (10, "select")])
def test_grades_stand_in_a_row_or_in_a_list_with_words_for_both_ends(highest: int, kind: str) -> None:
    voter, proposal = _voter(choosing.charter(counting=Counting.SCORE, grades=highest))
    page = voter.reads(proposal)
    assert page.count(f'<option value="{highest}">') == (0 if kind == "radio" else 4)
    assert len(re.findall(r'type="radio" name="of_1"', page)) == (7 if kind == "radio" else 0)
    assert f"Give each a grade: 0 is the worst, {highest} the best." in page
    voter.casts(proposal, {"of_1": "5", "of_2": "0", "of_3": ""})
    assert voter.said() == {"grades": {"1": 5, "2": 0}}
    assert "Your ballot: Tirana: 5, Oslo: 0." in voter.reads(proposal)


def test_points_that_are_too_many_are_told_with_how_many_they_are() -> None:
    rules = choosing.charter(counting=Counting.GREEDY_BUDGET, points=10)
    voter, proposal = _voter(rules, choosing.projects())
    wrong = voter.casts(proposal, {"of_1": "8", "of_3": "5"})
    assert (wrong.status_code, "You gave 13 points, and there are 10: take 3 away." in wrong.content.decode()) == (
        422,
        True,
    )
    assert re.findall(r'name="of_(\d)" value="(\d+)"', wrong.content.decode()) == [("1", "8"), ("3", "5")]
    voter.casts(proposal, {"of_1": "5", "of_3": "5", "of_2": "0"})
    assert voter.said() == {"points": {"1": 5, "3": 5}}
    page = voter.reads(proposal)
    assert [
        each in page for each in ("€600", "€900", "€300", "There is €1,000; all projects together cost €1,800.")
    ] == ([True] * 4)


def test_a_blank_ballot_is_chosen_and_nothing_said_is_none() -> None:
    voter, proposal = _voter()
    nothing = voter.casts(proposal, {})
    assert (nothing.status_code, "The ballot says nothing yet." in nothing.content.decode()) == (422, True)
    both = voter.casts(proposal, {"blank": "on", "of_1": "1"})
    assert (both.status_code, "It is filled in. Empty it, or do not cast it blank." in both.content.decode()) == (
        422,
        True,
    )
    voter.casts(proposal, {"blank": "on"})
    assert voter.said() == {"blank": True}
    assert "Your ballot is blank." in voter.reads(proposal)


def test_options_stand_on_the_page_with_what_explains_them() -> None:
    told = {
        "text": "Where?",
        "number": 1,
        "options": [{"title": "Tirana", "body": "Near *the sea*"}, {"title": "Oslo"}],
    }
    voter, proposal = _voter(effects=[("decisions.choose", told)])
    page = voter.reads(proposal)
    assert ("What is chosen" in page, "One of 2 is chosen." in page, page.count("Near <em>the sea</em>")) == (
        True,
        True,
        2,
    )


# Secret ballots


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_codes_of_a_secret_ballot_stand_in_the_answer_alone(headers: dict[str, str]) -> None:
    voter, proposal = _voter(choosing.charter(**SECRET))
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
    voter, proposal = _voter(choosing.charter(**SECRET))
    first = CODE.findall(voter.casts(proposal, {"of_2": "1"}).content.decode())
    assert "Replace the ballot" in voter.reads(proposal)
    second = CODE.findall(voter.casts(proposal, {"of_1": "1"}).content.decode())
    assert (len(first), len(second), first == second) == (1, 1, False)
    papers = queries.papers_of(factories.close(proposal))
    assert [paper.code for paper in papers] == second


def test_before_a_secret_ballot_is_cast_the_page_says_what_is_promised_and_what_is_not() -> None:
    voter, proposal = _voter(choosing.charter(**SECRET))
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
    coalition = factories.coalition(rules=choosing.charter(**SECRET))
    voter = Voter(coalition, "Campo Limpo")
    factories.standings(coalition, 3)
    draft = factories.draft(voter.by, choosing.towns())
    assert "Fewer than five may vote" in voter.client.get(voter.at("proposal", draft)).content.decode()
    proposal = actions.open_proposal(by=voter.by, proposal=draft)
    assert "Fewer than five may vote" in voter.reads(proposal)


def test_a_secret_yes_or_no_is_sealed_too() -> None:
    rules = factories.charter(ordinary={**SECRET, "discussion_days": 0})
    voter, proposal = _voter(rules, factories.RESOLVE)
    answer = voter.casts(proposal, {"choice": "yes"})
    assert (answer.status_code, len(CODE.findall(answer.content.decode()))) == (200, 1)
    page = voter.reads(proposal)
    assert ("Your ballot lies sealed." in page, re.findall(r'name="choice"[^>]*checked', page)) == (True, [])


def test_a_secret_ballot_is_never_kept_on_a_device_and_sent_later() -> None:
    voter, proposal = _voter(choosing.charter(**SECRET))
    form = voter.reads(proposal).split('id="ballot"')[1].split("</form>")[0]
    assert re.findall(r'name="(sending|instead|seen|before)"', form) == ["seen", "before"]
    answer = voter.casts(proposal, {"of_1": "1", "sending": "a1"}, Accept="application/json")
    assert (answer.json()["state"], Ballot.objects.of(voter.coalition.id).count()) == ("refused", 0)


def test_an_open_choice_is_sent_later_as_a_yes_is() -> None:
    voter, proposal = _voter()
    form = voter.reads(proposal).split('id="ballot"')[1].split("</form>")[0]
    assert re.findall(r'name="(sending|instead|seen|before)"', form) == ["sending", "seen", "before", "instead"]
    answer = voter.casts(proposal, {"of_1": "1", "sending": "a1"}, Accept="application/json")
    assert (answer.json()["state"], voter.said()) == ("counted", {"ranks": [["1"]]})


@pytest.mark.parametrize(("secrecy", "status"), [(Secrecy.OPEN, 302), (Secrecy.SECRET, 403)])
def test_an_officer_enters_what_was_said_elsewhere_of_an_open_choice_alone(secrecy: Secrecy, status: int) -> None:
    rules = choosing.charter(secrecy=secrecy, delegation=False)
    chair = replace(rules.offices[0], powers=(*rules.offices[0].powers, permissions.ENTER_ANSWERS))
    coalition = factories.coalition(rules=replace(rules, offices=(chair,)))
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
        assert "Your ballot: 1. Dakar, 2. Oslo." in other.reads(proposal)
    else:
        assert (page.status_code, wrong.status_code, right.status_code, said) == (403, 403, status, [])
        assert "The ballot is secret: each elector casts it itself." in page.content.decode()
