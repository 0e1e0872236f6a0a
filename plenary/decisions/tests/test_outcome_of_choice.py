"""The outcome of a choice among several: its page, its files, the same count by the command, and who may see what, when."""

import json
import shlex
from datetime import timedelta
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plenary.charter.rules.schema import Charter, Counting, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.actions.boxes import close_box
from plenary.decisions.models import BallotBox, Elector, Proposal
from plenary.decisions.queries.counts import counted, paper_with, published_papers
from plenary.decisions.shown.ballot_files import file_of, files_of
from plenary.decisions.shown.count import count_as_json, lots_shown
from plenary.decisions.tests import choosing, factories
from plenary.membership.models import Member

pytestmark = pytest.mark.django_db

QUERIES = 14

Effects = list[tuple[str, dict[str, Any]]]


def _rank(*order: str) -> dict[str, Any]:
    return {"ranks": [[each] for each in order]}


TOWNS = ("Tirana", "Oslo", "Dakar", "Lima")
RANKS = (_rank("1", "2"), _rank("2", "1"), _rank("3", "4", "1"), _rank("4", "3"), _rank("2"))
TICKS = ({"ticks": ["1", "2"]}, {"ticks": ["3", "4"]}, {"ticks": ["1", "4"]}, {"ticks": ["2", "3"]}, {"ticks": ["4"]})
GRADES = tuple(
    {"grades": {"1": a, "2": b, "3": c}} for a, b, c in ((5, 0, 5), (0, 5, 5), (3, 3, 0), (2, 2, 0), (4, 4, 1))
)
BUYS = ({"ticks": ["1", "3"]}, {"ticks": ["2"]}, {"ticks": ["2", "3"]}, {"ticks": ["1"]}, {"ticks": ["3"]})
POINTS = (
    {"points": {"1": 6, "3": 4}},
    {"points": {"2": 10}},
    {"points": {"1": 4, "3": 6}},
    {"points": {"3": 1}},
    {"points": {"1": 1, "2": 1}},
)


def _by(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    return factories.standings(factories.coalition(rules=rules or choosing.charter()), number)


def _voted(
    by: list[Standing], effects: Effects, said: tuple[dict[str, Any], ...], weights: tuple[int, ...] = ()
) -> Proposal:
    proposal = factories.opened(by[0], effects, title='Where "we" meet; 2026')
    for standing, weight in zip(by, weights, strict=False):
        Elector.objects.of(proposal.coalition_id).filter(proposal=proposal, member=standing.member).update(
            weight=weight
        )
    for standing, ballot in zip(by, said, strict=False):
        choosing.cast(standing, proposal, ballot)
    return factories.close(proposal)


def _client(by: Standing) -> Client:
    member = Member.objects.of(by.coalition).get(pk=by.member)
    client = Client()
    client.force_login(factories.representative(member))
    return client


def _get(client: Client, name: str, proposal: Proposal, *more: str, **query: str) -> HttpResponse:
    return client.get(reverse(f"decisions:{name}", args=[proposal.coalition.slug, proposal.pk, *more]), query)


type Case = tuple[Counting, dict[str, Any], Effects, tuple[dict[str, Any], ...]]

CASES: list[Case] = [
    *(
        (counting, {}, choosing.towns(2 if counting.value.startswith("stv") else 1), RANKS)
        for counting in (
            Counting.STV_SCOTTISH,
            Counting.STV_MEEK,
            Counting.IRV,
            Counting.SCHULZE,
            Counting.RANKED_PAIRS,
        )
    ),
    *(
        (counting, {}, choosing.towns(2), TICKS)
        for counting in (Counting.APPROVAL, Counting.SEQ_PAV, Counting.EQUAL_SHARES)
    ),
    (Counting.SCORE, {"grades": 5}, choosing.towns(2, TOWNS[:3]), GRADES),
    (Counting.MAJORITY_JUDGEMENT, {"grades": 5}, choosing.towns(1, TOWNS[:3]), GRADES),
    *((counting, {}, choosing.projects(), BUYS) for counting in (Counting.EQUAL_SHARES, Counting.GREEDY_BUDGET)),
    *(
        (counting, {"points": 10}, choosing.projects(), POINTS)
        for counting in (Counting.EQUAL_SHARES, Counting.GREEDY_BUDGET)
    ),
]


@pytest.mark.parametrize("weights", [(), (3, 3, 2, 1, 1)], ids=["alike", "weighted"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0].value}-{case[2][0][0]}-{next(iter(case[3][0]))}")
def test_each_file_is_counted_by_the_command_on_the_page_to_the_same_account(
    tmp_path: Path, case: Case, weights: tuple[int, ...]
) -> None:
    counting, terms, effects, said = case
    by = _by(rules=choosing.charter(counting=counting, **terms))
    proposal = _voted(by, effects, said, weights)
    found = counted(proposal)
    assert found is not None
    told = json.loads(count_as_json(proposal, found))
    assert told["ballots"] == (10 if weights else 5)
    page = _get(_client(by[0]), "count", proposal).content.decode()
    files = files_of(proposal, found)
    for file in files:
        content = _get(_client(by[0]), "ballot-file", proposal, file.ending).content
        (tmp_path / file.name).write_bytes(content)
        words = shlex.split(file.command)
        assert words[:3] == ["plenary", "count", file.name]
        output = StringIO()
        call_command("count", str(tmp_path / file.name), *words[3:], "--format", "json", stdout=output)
        again = json.loads(output.getvalue())
        assert again["title"] in (proposal.title, "")
        assert again | {"title": ""} == told | {"title": ""}
    assert told["winners"] == [each["name"] for each in queries.chosen_of(proposal)]
    assert files[0].command in page.replace("&#x27;", "'")


def test_formats_are_those_that_hold_such_ballots() -> None:
    def endings(counting: Counting, effects: Effects, said: tuple[dict[str, Any], ...], **terms: Any) -> list[str]:
        by = factories.standings(
            factories.coalition(f"house-{counting.value}", choosing.charter(counting=counting, **terms)), 5
        )
        proposal = _voted(by, effects, said)
        found = counted(proposal)
        assert found is not None
        return [file.ending for file in files_of(proposal, found)]

    assert endings(Counting.IRV, choosing.towns(), RANKS) == ["blt", "abif", "soi"]
    assert endings(Counting.SCHULZE, choosing.towns(), ({"ranks": [["1", "2"], ["3", "4"]]},)) == ["blt", "abif", "toc"]
    assert endings(Counting.APPROVAL, choosing.towns(), TICKS) == ["csv", "abif"]
    assert endings(Counting.SCORE, choosing.towns(1, TOWNS[:3]), GRADES, grades=5) == ["csv", "abif"]
    assert endings(Counting.GREEDY_BUDGET, choosing.projects(), BUYS) == ["pb"]


def test_names_that_a_format_cannot_hold_leave_it_out() -> None:
    by = _by(rules=choosing.charter(counting=Counting.APPROVAL))
    proposal = _voted(by, choosing.towns(options=("1", "2", "3")), ({"ticks": ["1"]},))
    found = counted(proposal)
    assert found is not None
    assert [file.ending for file in files_of(proposal, found)] == ["abif"]
    assert file_of(proposal, found, "csv") is None
    assert _get(_client(by[0]), "ballot-file", proposal, "csv").status_code == 404
    assert _get(_client(by[0]), "ballot-file", proposal, "blt").status_code == 404


def test_nothing_of_a_count_is_shown_before_the_outcome_not_even_when_the_box_is_closed() -> None:
    by = _by(3, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    for each in by:
        choosing.cast(each, proposal, _rank("2", "1"))
    assert proposal.voting_until is not None
    client = _client(by[1])
    for minutes in (-1, 0, 2):
        with clock.set_to(proposal.voting_until + timedelta(minutes=minutes)):
            if minutes == 2:
                close_box(by=Standing.system(proposal.coalition_id, "process"), proposal=proposal)
            now = Proposal.objects.of(proposal.coalition_id).get()
            names = ("count", "count-json", "count-pdf", "papers", "papers-csv")
            assert [_get(client, name, now).status_code for name in names] == [404] * 5
            assert _get(client, "ballot-file", now, "blt").status_code == 404
            assert (counted(now), list(published_papers(now)), queries.roll_call(by[0], now)) == (None, [], ())
    assert BallotBox.objects.of(proposal.coalition_id).count() == 1
    decided = factories.close(proposal)
    assert [_get(client, name, decided).status_code for name in ("count", "count-json", "papers", "papers-csv")] == [
        200
    ] * 4


def test_strangers_find_nothing_of_a_count() -> None:
    by = _by()
    proposal = _voted(by, choosing.towns(), RANKS)
    other = factories.standings(factories.coalition("other"), 1)[0]
    names = ("count", "count-json", "count-pdf", "papers", "papers-csv")
    assert [_get(_client(other), name, proposal).status_code for name in names] == [404] * 5
    assert [_get(Client(), name, proposal).status_code for name in names] == [302] * 5


def test_page_of_the_proposal_tells_who_is_chosen_and_what_each_ballot_says() -> None:
    by = _by()
    proposal = _voted(by, choosing.towns(2), (*RANKS[:3], {"blank": True}))
    page = _get(_client(by[4]), "proposal", proposal)
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
    by = _by(rules=choosing.charter(counting=Counting.GREEDY_BUDGET))
    proposal = _voted(by, choosing.projects(1000_50), BUYS)
    context = _get(_client(by[0]), "count", proposal).context
    assert [(each.name, each.cost) for each in context["chosen"]] == [("A road", "€300"), ("A well", "€600")]
    assert (context["sums"].spent, context["sums"].budget, context["sums"].left) == ("€900", "€1,000.50", "€100.50")
    assert context["figures"] == "Ballots: 5. Budget: €1,000.50. Spent: €900."
    first = context["stages"][0]
    assert first.words == "Taken: A road. Points: 3; cost: 300; left of the budget: 700.5."


def test_secret_outcome_lists_papers_and_nobody() -> None:
    by = _by(3, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    ballots = [choosing.cast(each, proposal, _rank(place)) for place, each in zip("112", by, strict=True)]
    decided = factories.close(proposal)
    client = _client(by[0])
    page = _get(client, "proposal", decided)
    assert (page.context["is_secret"], page.context["roll_call"]) == (True, ())
    papers = _get(client, "papers", decided)
    assert [(each.code, each.says) for each in papers.context["papers"]] == sorted(
        (ballot.codes[0], f"1. {TOWNS[int(place) - 1]}") for ballot, place in zip(ballots, "112", strict=True)
    )
    assert [name for name in ("Member 1", "Member 2") if name in papers.content.decode()] == []
    rows = _get(client, "papers-csv", decided).content.decode().splitlines()
    assert rows[0] == "code,Tirana,Oslo,Dakar,Lima"
    assert sorted(row.partition(",")[2] for row in rows[1:]) == [",1,,", "1,,,", "1,,,"]


def test_code_is_found_as_it_is_typed_and_another_is_not() -> None:
    by = _by(2, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    code = choosing.cast(by[0], proposal, _rank("3")).codes[0]
    choosing.cast(by[1], proposal, _rank("1"))
    assert paper_with(proposal, code) == []
    decided = factories.close(proposal)
    typed = (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ")
    assert [[each.code for each in paper_with(decided, text)] for text in typed] == [[code]] * 4
    assert [list(paper_with(decided, text)) for text in ("", "K7Q", "<script>", code[:-1])] == [[]] * 4
    shown = _get(_client(by[0]), "papers", decided, code=code.lower())
    assert [each.says for each in shown.context["found"]] == ["1. Dakar"]


def test_lots_can_be_drawn_again_and_stand_in_the_record() -> None:
    by = _by()
    proposal = _voted(by, choosing.towns(), RANKS)
    found = counted(proposal)
    assert found is not None
    lots = lots_shown(found)
    assert [lot.drawn for lot in lots] == sorted(lot.drawn for lot in lots)
    context = _get(_client(by[0]), "count", proposal).context
    assert context["box"].entry == BallotBox.objects.of(proposal.coalition_id).get().entry


def test_account_on_paper_is_a_pdf() -> None:
    by = _by(rules=choosing.charter(counting=Counting.EQUAL_SHARES))
    proposal = _voted(by, choosing.projects(), BUYS)
    answer = _get(_client(by[0]), "count-pdf", proposal)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_page_of_a_count_takes_as_many_queries_with_many_ballots_as_with_few(django_assert_num_queries: Any) -> None:
    by = _by(5, choosing.charter(quorum=Fraction(0)))
    few = _voted(by, choosing.towns(), RANKS[:1])
    many = _voted(by, choosing.towns(options=(*TOWNS, "Quito")), RANKS)
    client = _client(by[0])
    for proposal in (few, many):
        assert _get(client, "count", proposal).status_code == 200
        with django_assert_num_queries(QUERIES):
            _get(client, "count", proposal)


@pytest.mark.parametrize(
    ("said", "reveals"),
    [
        ("111111", "All ballots say the same: it can be seen how each of those voted who voted."),
        ("111112", "All ballots but one say the same: whoever cast that one knows how the others voted."),
        ("1123", "Fewer than five voted: who knows them can guess how each voted."),
        ("111222", ""),
    ],
)
def test_secret_outcome_warns_where_it_shows_how_people_voted(said: str, reveals: str) -> None:
    by = _by(6, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = _voted(by, choosing.towns(), tuple(_rank(place) for place in said))
    context = _get(_client(by[0]), "proposal", proposal).context
    assert (context["is_secret"], str(context["reveals"])) == (True, reveals)


def test_unanimous_secret_vote_with_a_blank_ballot_is_told_as_all_but_one() -> None:
    by = _by(6, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = _voted(by, choosing.towns(), (*(_rank("1"),) * 5, {"blank": True}))
    context = _get(_client(by[0]), "count", proposal).context
    assert str(context["reveals"]).startswith("All ballots but one")
