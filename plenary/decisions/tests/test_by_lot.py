"""Where the lot decided: under who is chosen, in the count, and in the picture of its stages."""

import re

import pytest

from plenary.decisions.queries.counts import counted
from plenary.decisions.rules.methods.profiles import Rated
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.shown.by_lot import decided_by_lot, lot_in_words, stages_by_lot
from plenary.decisions.shown.pictures.transfers import transfers
from plenary.decisions.tests import choosing
from plenary.decisions.tests.methods.rankings import ranked
from plenary.decisions.tests.outcomes import client_of, get, house_of, rank, voted


@pytest.mark.django_db
def test_outcome_by_lot_says_so_and_leads_to_where_it_decided() -> None:
    by = house_of(4)
    proposal = voted(by, choosing.towns(), (rank("1"), rank("2"), rank("1"), rank("2")))
    found = counted(proposal)
    assert found is not None
    page = get(client_of(by[0]), "proposal", proposal).content.decode()
    told = re.findall(r'<a href="([^"]+)">(Equal votes[^<]+)</a>', page)
    assert told == [
        (f"/c/{proposal.coalition.slug}/proposals/{proposal.pk}/count/#by-lot", lot_in_words(found.account))
    ]
    page = get(client_of(by[0]), "count", proposal).content.decode()
    assert re.findall(r'<a href="#by-lot">([^<]+)</a>', page) == [lot_in_words(found.account)]
    assert page.count('id="by-lot"') == 1
    listed = page.partition('id="by-lot"')[2].partition("</ul>")[0]
    told = [(f"stage-{each.stage}", each.words) for each in decided_by_lot(found.account)]
    assert re.findall(r'<li><a href="#([^"]+)">[^<]+</a>: ([^<]+)</li>', listed) == told
    assert [page.count(f'id="{place}"') for place, _words in told] == [1] * len(told)


@pytest.mark.django_db
def test_outcome_without_a_lot_says_nothing_of_it() -> None:
    by = house_of(3)
    proposal = voted(by, choosing.towns(options=("Tirana", "Oslo")), (rank("1"), rank("1"), rank("2")))
    for name in ("proposal", "count"):
        answer = get(client_of(by[0]), name, proposal)
        assert (answer.context["by_lot"], answer.content.decode().count("by-lot")) == ("", 0)


def test_a_tie_of_points_is_not_called_one_of_votes() -> None:
    profile = Rated(names=("Ada", "Ben"), ballots={(3, 0): 1, (0, 3): 1}, highest=5)
    assert lot_in_words(count(METHODS["score"], profile)) == "A tie: the lot decided."


@pytest.mark.parametrize(
    ("ballots", "words", "stages"),
    [
        ("2 A\n1 B", "", ""),
        ("1 A\n1 B", "Equal votes: the lot decided.", "In stage 2 the lot decided."),
        (
            "3 A\n1 B\n1 C\n1 D",
            "Equal votes, 2 times: the lot decided each time.",
            "In stages 2, 3 the lot decided.",
        ),
    ],
)
def test_how_often_the_lot_decided_is_counted(ballots: str, words: str, stages: str) -> None:
    account = count(METHODS["stv-scottish"], ranked("ABCD"[: ballots.count("\n") + 1], ballots))
    assert (lot_in_words(account), stages_by_lot(account)) == (words, stages)
    picture = transfers(account)
    marked = [(each.text, each.title) for each in picture.labels if each.what == "head by-lot"]
    assert marked == [(f"◆ Stage {each.stage}", each.words) for each in decided_by_lot(account)]
    assert [sign.words for sign in picture.key if sign.what == "lot"] == [stages] * bool(stages)
    assert picture.description.endswith(stages)
