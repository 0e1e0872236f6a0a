"""Methods by their names: what may be asked of each, and whose seat a vacancy fills."""

from fractions import Fraction

import pytest

from plenary.decisions.rules.methods.accounts import UncountableError
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Ranked, Rated
from plenary.decisions.rules.methods.registry import METHODS, count, fill_vacancy

PROJECTS = Budgeted(names=("a", "b"), costs=(24, 15), budget=40, ballots={((0, 1),): 2, ((1, 1),): 2})
FIVE = Ranked(names=tuple("ABCDE"), ballots={(0, 2): 9, (0, 3): 3, (1, 4): 9, (2, 3): 2, (3,): 3, (4,): 1})


def test_which_methods_choose_several_of_which_ballots():
    several = {(name, kind) for name, method in METHODS.items() for kind, way in method.ways.items() if way.several}
    assert several == {
        ("stv-scottish", Ranked),
        ("stv-meek", Ranked),
        ("approval", Approved),
        ("score", Rated),
        ("seq-pav", Approved),
        ("equal-shares", Approved),
    }


def test_endowments_are_raised_by_what_is_asked():
    """Ten each; a costs its two supporters twelve each. By ones that is the second raise, by threes the first, to thirteen."""
    account = count(METHODS["equal-shares"], PROJECTS)
    assert account.stages[0].facts == {"endowment": 12, "first": 10, "raises": 2, "stopped": "exhausted"}
    account = count(METHODS["equal-shares"], PROJECTS, increment=3)
    assert account.stages[0].facts == {"endowment": 13, "first": 10, "raises": 1, "stopped": "exhausted"}


@pytest.mark.parametrize(
    ("name", "profile"),
    [("greedy-budget", PROJECTS), ("equal-shares", Approved(names=("a",), ballots={(0,): 1})), ("stv-scottish", FIVE)],
)
def test_nothing_is_raised_elsewhere(name: str, profile: Budgeted | Approved | Ranked):
    with pytest.raises(UncountableError, match="takes no increment"):
        count(METHODS[name], profile, increment=3)


def test_a_vacancy_is_of_one_who_was_elected_and_declined_by_others_alone():
    """Quota 10: A and B are elected. Of A's twelve papers nine go to C at what they kept, three to D."""
    account = count(METHODS["stv-scottish"], FIVE, seats=2)
    assert account.winning_names == ("A", "B")
    again = fill_vacancy(METHODS["stv-scottish"], FIVE, account, 0)
    assert (again.winning_names, again.stages[0].totals[2]) == (("C",), 9 * Fraction("0.83334"))
    assert fill_vacancy(METHODS["stv-scottish"], FIVE, account, 0, declines=[2]).winning_names == ("D",)
    with pytest.raises(UncountableError, match="C was not elected by this count, which elected A; B"):
        fill_vacancy(METHODS["stv-scottish"], FIVE, account, 2)
    with pytest.raises(UncountableError, match="B was elected, and has no other seat to decline"):
        fill_vacancy(METHODS["stv-scottish"], FIVE, account, 0, declines=[2, 1])
    with pytest.raises(UncountableError, match="stv-meek fills no vacancy"):
        fill_vacancy(METHODS["stv-meek"], FIVE, account, 0)
