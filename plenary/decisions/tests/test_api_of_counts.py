"""Programs read of a count what its pages show, and nothing before the outcome."""

import pytest

from plenary.charter.rules.schema import Secrecy
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.tests import choosing, factories
from plenary.decisions.tests.outcomes import (
    client_of,
    get,
    house_of,
    rank,
    voted,
)
from plenary.membership.models import Member
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


def _program(by: Standing) -> Program:
    member = Member.objects.of(by.coalition).get(pk=by.member)
    return Program.of(founding.represent(member).account)


def test_programs_read_what_the_page_shows() -> None:
    by = house_of(6, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = voted(by, choosing.towns(2), tuple(rank(place) for place in "112234"))
    asking, at = _program(by[0]), f"/coalitions/clear-fields/proposals/{proposal.pk}"
    told = asking.get(f"{at}/count").json()
    context = get(client_of(by[0]), "count", proposal).context
    assert (told["method"], told["figures"], told["is_secret"], told["reveals"]) == (
        "stv-scottish",
        context["figures"],
        True,
        "",
    )
    assert [each["name"] for each in told["chosen"]] == [each.name for each in context["chosen"]]
    assert [each["command"] for each in told["files"]] == [each.command for each in context["files"]]
    for name, page in (("count.json", "count-json"), ("papers.csv", "papers-csv")):
        assert asking.get(f"{at}/{name}").content == get(client_of(by[0]), page, proposal).content
    assert asking.get(f"{at}/ballots.blt").content == get(client_of(by[0]), "ballot-file", proposal, "blt").content
    assert [asking.get(f"{at}/ballots.{ending}").status_code for ending in ("pb", "exe", "soi")] == [404, 404, 200]


def test_programs_read_papers_a_page_at_a_time() -> None:
    by = house_of(5, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = voted(by, choosing.towns(), tuple(rank(place) for place in "11223"))
    asking, at = _program(by[0]), f"/coalitions/clear-fields/proposals/{proposal.pk}/papers"
    first = asking.get(f"{at}?limit=3").json()
    rest = asking.get(f"{at}?limit=3&cursor={first['next']}").json()
    found = [(each["code"], each["said"]) for each in (*first["items"], *rest["items"])]
    assert (found, rest["next"]) == ([(paper.code, paper.said) for paper in queries.papers_of(proposal)], None)
    assert sorted(first["items"][0]) == ["code", "said", "says"]


def test_programs_find_nothing_before_the_outcome_or_from_outside() -> None:
    by = house_of(2, choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, rank("1"))
    names = ("count", "count.json", "count.pdf", "ballots.blt", "papers", "papers.csv")
    at = f"/coalitions/clear-fields/proposals/{proposal.pk}"
    assert [_program(by[0]).get(f"{at}/{name}").status_code for name in names] == [404] * 6
    factories.close(proposal)
    other = founding.standings(founding.coalition("other", rules=factories.charter()), 1)[0]
    assert [_program(other).get(f"{at}/{name}").status_code for name in names] == [404] * 6
