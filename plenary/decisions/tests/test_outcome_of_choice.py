"""The outcome of a choice among several on its pages: who is chosen, what each voted, secret papers, who may see what, when."""

import json
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from plenary.charter.rules.schema import Counting, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.actions.boxes import close_box
from plenary.decisions.labels.saying import said_in_words
from plenary.decisions.models import BallotBox, Elector, Paper, Proposal
from plenary.decisions.queries.counts import counted, paper_with, published_papers
from plenary.decisions.rules.contests import Candidate, Contest
from plenary.decisions.shown.count import lots_shown
from plenary.decisions.shown.papers import papers_as_table
from plenary.decisions.tests import choosing, factories
from plenary.decisions.tests.outcomes import (
    BUYS,
    RANKS,
    TOWNS,
    client_of,
    get,
    house_of,
    rank,
    voted,
)
from plenary.record.models import Opening
from tests import founding

pytestmark = pytest.mark.django_db

QUERIES = 15


def test_nothing_of_a_count_is_shown_before_the_outcome_not_even_when_the_box_is_closed() -> None:
    by = house_of(3, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    for each in by:
        choosing.cast(each, proposal, rank("2", "1"))
    assert proposal.voting_until is not None
    client = client_of(by[1])
    for minutes in (-1, 0, 2):
        with clock.set_to(proposal.voting_until + timedelta(minutes=minutes)):
            if minutes == 2:
                close_box(by=Standing.system(proposal.coalition_id, "process"), proposal=proposal)
            now = Proposal.objects.of(proposal.coalition_id).get()
            names = ("count", "count-json", "count-pdf", "papers", "papers-csv")
            assert [get(client, name, now).status_code for name in names] == [404] * 5
            assert get(client, "ballot-file", now, "blt").status_code == 404
            assert (counted(now), list(published_papers(now)), queries.roll_call(by[0], now)) == (None, [], ())
    assert BallotBox.objects.of(proposal.coalition_id).count() == 1
    decided = factories.close(proposal)
    assert [get(client, name, decided).status_code for name in ("count", "count-json", "papers", "papers-csv")] == [
        200
    ] * 4


def test_strangers_find_nothing_of_a_count() -> None:
    by = house_of()
    proposal = voted(by, choosing.towns(), RANKS)
    other = founding.standings(founding.coalition("other", rules=factories.charter()), 1)[0]
    names = ("count", "count-json", "count-pdf", "papers", "papers-csv")
    assert [get(client_of(other), name, proposal).status_code for name in names] == [404] * 5
    assert [get(Client(), name, proposal).status_code for name in names] == [302] * 5


def test_page_of_the_proposal_tells_who_is_chosen_and_what_each_ballot_says() -> None:
    by = house_of()
    proposal = voted(by, choosing.towns(2), (*RANKS[:3], {"blank": True}))
    page = get(client_of(by[4]), "proposal", proposal)
    context = page.context
    assert [each.name for each in context["chosen"]] == [each["name"] for each in queries.chosen_of(proposal)]
    assert context["outcome_sentences"] == [
        "The ballots decided. Votes counted: 3.",
        "4 of 5 took part; the quorum was 3.",
    ]
    assert context["figures"] == [("counted", 3), ("blank", 1), ("did not vote", 1)]
    assert [(vote.name, vote.word) for vote in context["roll_call"]] == [
        ("Member 0", "1. Tirana; 2. Oslo"),
        ("Member 1", "1. Oslo; 2. Tirana"),
        ("Member 2", "1. Dakar; 2. Lima; 3. Tirana"),
        ("Member 3", "blank"),
    ]
    assert page.content.decode().count('class="picture"') == 1


def test_budget_is_told_in_money() -> None:
    by = house_of(rules=choosing.charter(counting=Counting.GREEDY_BUDGET))
    proposal = voted(by, choosing.projects(1000_50), BUYS)
    page = get(client_of(by[0]), "count", proposal)
    html, context = page.content.decode(), page.context
    headings = ("What is paid for", ">Paid for<", '<th scope="col">Project</th>', "<h3", '<p id="stage-1">')
    assert [html.count(words) for words in headings] == [1, 0, 2, 0, 1]
    assert [(each.name, each.cost) for each in context["chosen"]] == [("A road", "€300"), ("A well", "€600")]
    assert (context["sums"].spent, context["sums"].budget, context["sums"].left) == ("€900", "€1,000.50", "€100.50")
    assert context["figures"] == "Ballots: 5. Budget: €1,000.50. Spent: €900."
    first = context["stages"][0]
    assert first.words == "Taken: A road. Points: 3; cost: €300; left of the budget: €700.50."


def test_secret_outcome_lists_papers_and_nobody() -> None:
    by = house_of(3, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    ballots = [choosing.cast(each, proposal, rank(place)) for place, each in zip("112", by, strict=True)]
    decided = factories.close(proposal)
    client = client_of(by[0])
    page = get(client, "proposal", decided)
    assert (page.context["is_secret"], page.context["roll_call"]) == (True, ())
    papers = get(client, "papers", decided)
    assert [(each.code, each.says) for each in papers.context["papers"]] == sorted(
        (ballot.codes[0], f"1. {TOWNS[int(place) - 1]}") for ballot, place in zip(ballots, "112", strict=True)
    )
    assert [name for name in ("Member 1", "Member 2") if name in papers.content.decode()] == []
    rows = get(client, "papers-csv", decided).content.decode().splitlines()
    assert rows[0] == "code,Tirana,Oslo,Dakar,Lima"
    assert sorted(row.partition(",")[2] for row in rows[1:]) == [",1,,", "1,,,", "1,,,"]


def test_code_is_found_as_it_is_typed_and_another_is_not() -> None:
    by = house_of(2, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    code = choosing.cast(by[0], proposal, rank("3")).codes[0]
    choosing.cast(by[1], proposal, rank("1"))
    assert paper_with(proposal, code) == []
    decided = factories.close(proposal)
    typed = (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ")
    assert [[each.code for each in paper_with(decided, text)] for text in typed] == [[code]] * 4
    assert [list(paper_with(decided, text)) for text in ("", "K7Q", "<script>", code[:-1])] == [[]] * 4
    shown = get(client_of(by[0]), "papers", decided, code=code.lower())
    assert [each.says for each in shown.context["found"]] == ["1. Dakar"]
    assert "If you replaced your ballot" in get(client_of(by[0]), "papers", decided, code="K7Q").content.decode()


def test_lots_can_be_drawn_again_and_stand_in_the_record() -> None:
    by = house_of()
    proposal = voted(by, choosing.towns(), RANKS)
    found = counted(proposal)
    assert found is not None
    lots = lots_shown(found)
    assert [lot.drawn for lot in lots] == sorted(lot.drawn for lot in lots)
    context = get(client_of(by[0]), "count", proposal).context
    assert context["box"].entry == BallotBox.objects.of(proposal.coalition_id).get().entry


def test_account_on_paper_is_a_pdf() -> None:
    by = house_of(rules=choosing.charter(counting=Counting.EQUAL_SHARES))
    proposal = voted(by, choosing.projects(), BUYS)
    answer = get(client_of(by[0]), "count-pdf", proposal)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_page_of_a_count_takes_as_many_queries_with_many_ballots_as_with_few(django_assert_num_queries: Any) -> None:
    by = house_of(5, choosing.charter(quorum=Fraction(0)))
    few = voted(by, choosing.towns(), RANKS[:1])
    many = voted(by, choosing.towns(options=(*TOWNS, "Quito")), RANKS)
    client = client_of(by[0])
    for proposal in (few, many):
        assert get(client, "count", proposal).status_code == 200
        with django_assert_num_queries(QUERIES):
            get(client, "count", proposal)


@pytest.mark.parametrize(
    ("said", "reveals"),
    [
        ("111111", "All ballots say the same: it can be seen how each of those voted who voted."),
        ("111112", "All ballots but one say the same: whoever cast that one knows how the others voted."),
        (
            "112",
            "All ballots but one say the same: whoever cast that one knows how the others voted. Fewer than five voted: who "
            "knows them can guess how each voted.",
        ),
        ("1123", "Fewer than five voted: who knows them can guess how each voted."),
        ("111222", ""),
    ],
)
def test_secret_outcome_warns_where_it_shows_how_people_voted(said: str, reveals: str) -> None:
    by = house_of(6, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = voted(by, choosing.towns(), tuple(rank(place) for place in said))
    context = get(client_of(by[0]), "proposal", proposal).context
    assert (context["is_secret"], str(context["reveals"])) == (True, reveals)


def test_unanimous_secret_vote_with_a_blank_ballot_is_told_as_all_but_one() -> None:
    by = house_of(6, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = voted(by, choosing.towns(), (*(rank("1"),) * 5, {"blank": True}))
    context = get(client_of(by[0]), "count", proposal).context
    assert str(context["reveals"]).startswith("All ballots but one")


def test_roll_call_names_what_was_carried_and_leaves_protected_members_out() -> None:
    by = house_of(4, choosing.charter(delegation=True, quorum=Fraction(0)))
    proposal = factories.opened(by[0], choosing.towns())
    keys = {row.name: row for row in Elector.objects.of(proposal.coalition_id)}
    actions.delegate(by=by[1], proposal=proposal, carrier=keys["Member 0"].key)
    Elector.objects.of(proposal.coalition_id).filter(name="Member 2").update(protected=True)
    for standing, place in ((by[0], "1"), (by[2], "2"), (by[3], "3")):
        choosing.cast(standing, proposal, rank(place))
    decided = factories.close(proposal)
    told = [(vote.name, vote.word, vote.given) for vote in queries.roll_call(by[3], decided)]
    assert told == [
        ("Member 0", "1. Tirana", ""),
        ("Member 1", "1. Tirana", "Carried by Member 0"),
        ("Member 3", "1. Dakar", ""),
    ]
    (part,) = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.decided", position=1)
    facts = json.loads(bytes(part.payload))["facts"]
    assert [(line["name"], line["said"]) for line in facts["roll_call"]] == [
        ("Member 0", {"ranks": [["1"]]}),
        ("Member 3", {"ranks": [["3"]]}),
    ]
    assert facts["carried"] == [{"name": "Member 1", "choice": "", "carried_by": "Member 0"}]


def test_table_of_papers_begins_no_cell_as_a_formula_does() -> None:
    contest = Contest(candidates=(Candidate(id="1", name="=1+1"), Candidate(id="2", name="@b")))
    papers = [
        Paper(code="CDF-CDF-CDF-CDF", said={"grades": {"1": 3}}),
        Paper(code="CDF-CDF-CDF-CDH", said={"blank": True}),
    ]
    assert papers_as_table(papers, contest) == "code,'=1+1,'@b\nCDF-CDF-CDF-CDF,3,\nCDF-CDF-CDF-CDH,,\n"
    assert papers_as_table([Paper(code="C", said={"choice": "yes"})], None) == "code,choice\nC,yes\n"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ranks": [["1", "2"], ["3"]]}, "1. Tirana = Oslo; 2. Dakar"),
        ({"ticks": ["1", "3"]}, "Tirana; Dakar"),
        ({"grades": {"3": 0, "1": 4}}, "Tirana: 4; Dakar: 0"),
        ({"points": {"2": 7}}, "Oslo: 7"),
        ({"choice": "abstain"}, "abstained"),
        ({"blank": True}, "blank"),
        ({"ticks": ["4"]}, "\u2068طرابلس\u2069"),
    ],
)
def test_ballots_in_words(said: dict[str, Any], words: str) -> None:
    names = ("Tirana", "Oslo", "Dakar", "طرابلس")
    contest = Contest(candidates=tuple(Candidate(id=str(at), name=name) for at, name in enumerate(names, 1)))
    assert said_in_words(said, contest) == words
