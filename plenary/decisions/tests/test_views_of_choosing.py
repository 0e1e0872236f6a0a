"""Casting a ballot that chooses among several on the page: what is asked, what is told, what is kept."""

import re

import pytest

from plenary.charter.rules.schema import Counting, Secrecy
from plenary.core import clock
from plenary.decisions.models import Ballot
from plenary.decisions.tests import choosing
from plenary.decisions.tests.choosing import voter_on

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
CODE = re.compile(r"\b[C-Y2-9]{3}(?:-[C-Y2-9]{3}){3}\b")


def test_an_order_is_cast_and_told_and_fills_the_form_in_again() -> None:
    voter, proposal = voter_on()
    answer = voter.casts(proposal, {"of_1": "2", "of_2": "1", "of_4": "4"})
    assert (answer.status_code, voter.said()) == (302, {"ranks": [["2"], ["1"], ["4"]]})
    page = voter.reads(proposal)
    assert "Your ballot: 1. Oslo; 2. Tirana; 3. Lima." in page
    assert re.findall(r'name="of_(\d)".*?</select>', page, re.S) == ["1", "2", "3", "4"]
    chosen = re.findall(r'<select name="of_(\d)".*?<option value="(\d*)" selected>', page, re.S)
    assert chosen == [("1", "2"), ("2", "1"), ("3", ""), ("4", "3")]
    assert "Members will see how each member voted." in page


def test_htmx_gets_the_ballot_alone_in_words_and_filled_in() -> None:
    voter, proposal = voter_on()
    answer = voter.casts(proposal, {"of_3": "1"}, **HTMX)
    html = answer.content.decode()
    assert ("<html" in html, answer.status_code, "Your ballot: 1. Dakar." in html) == (False, 200, True)
    assert '<option value="1" selected>' in html


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_same_place_is_told_with_each_of_both_and_nothing_is_lost(headers: dict[str, str]) -> None:
    voter, proposal = voter_on()
    answer = voter.casts(proposal, {"of_1": "1", "of_2": "1", "of_3": "2"}, **headers)
    html = answer.content.decode()
    assert (answer.status_code, Ballot.objects.of(voter.coalition.id).count()) == (200 if headers else 422, 0)
    assert html.count("Place 1 has also: Oslo. Give each a place of its own.") == 2  # in the summary, and with Tirana
    assert html.count("Place 1 has also: Tirana. Give each a place of its own.") == 2
    chosen = re.findall(r'<select name="of_(\d)".*?<option value="(\d*)" selected>', html, re.S)
    assert chosen == [("1", "1"), ("2", "1"), ("3", "2"), ("4", "")]
    assert ("<html" in html) is not bool(headers)


def test_equal_places_are_taken_where_the_way_of_counting_takes_them() -> None:
    voter, proposal = voter_on(choosing.charter(counting=Counting.SCHULZE))
    assert "Two may have the same place." in voter.reads(proposal)
    voter.casts(proposal, {"of_2": "1", "of_1": "1", "of_3": "2"})
    assert voter.said() == {"ranks": [["1", "2"], ["3"]]}
    assert "Your ballot: 1. Tirana = Oslo; 2. Dakar." in voter.reads(proposal)


def test_ticks() -> None:
    voter, proposal = voter_on(choosing.charter(counting=Counting.APPROVAL))
    voter.casts(proposal, {"of_4": "on", "of_1": "on"})
    assert voter.said() == {"ticks": ["1", "4"]}
    page = voter.reads(proposal)
    assert re.findall(r'name="of_(\d)"[^>]* checked', page) == ["1", "4"]


@pytest.mark.parametrize(("highest", "kind"), [(5, "radio"), (10, "select")])
def test_grades_stand_in_a_row_or_in_a_list_with_words_for_both_ends(highest: int, kind: str) -> None:
    voter, proposal = voter_on(choosing.charter(counting=Counting.SCORE, grades=highest))
    page = voter.reads(proposal)
    assert page.count(f'<option value="{highest}">') == (0 if kind == "radio" else 4)
    assert len(re.findall(r'type="radio" name="of_1"', page)) == (7 if kind == "radio" else 0)
    assert f"Give each a grade: 0 is the worst, {highest} the best." in page
    voter.casts(proposal, {"of_1": "5", "of_2": "0", "of_3": ""})
    assert voter.said() == {"grades": {"1": 5, "2": 0}}
    assert "Your ballot: Tirana: 5; Oslo: 0." in voter.reads(proposal)


def test_points_that_are_too_many_are_told_with_how_many_they_are() -> None:
    rules = choosing.charter(counting=Counting.GREEDY_BUDGET, points=10)
    voter, proposal = voter_on(rules, choosing.projects())
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
    voter, proposal = voter_on()
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
    voter, proposal = voter_on(effects=[("decisions.choose", told)])
    page = voter.reads(proposal)
    assert ("What is chosen" in page, "One of 2 is chosen." in page, page.count("Near <em>the sea</em>")) == (
        True,
        True,
        1,
    )


@pytest.mark.parametrize(
    ("secrecy", "words"),
    [
        (Secrecy.OPEN, "Members see how each member answered when voting has closed."),
        (Secrecy.SECRET, "The ballot is secret: nobody sees how your organisation answered, only that it did."),
    ],
)
def test_the_brief_tells_of_all_that_stand_for_choice_and_who_sees_the_answer(secrecy: Secrecy, words: str) -> None:
    rules = choosing.charter(counting=Counting.GREEDY_BUDGET, points=10, secrecy=secrecy, delegation=False)
    voter, proposal = voter_on(rules, choosing.projects())
    pages = {}
    with clock.set_to(proposal.voting_from):
        for name in ("brief", "brief-text", "brief-pdf"):
            pages[name] = voter.client.get(voter.at(name, proposal))
    told = pages["brief"].content.decode()
    assert [
        each in told for each in ("What is chosen", "A well (€600)", "A school (€900)", "A road (€300)", words)
    ] == ([True] * 5)
    text = pages["brief-text"].content.decode()
    assert (
        "The year's projects\nThere is €1,000; all projects together cost €1,800.\n1. A well (€600)\n2. A school"
        in text
    )
    assert "- Points: up to 10 in all, shared out as you like\n" in text
    assert pages["brief-pdf"].content[:5] == b"%PDF-"
