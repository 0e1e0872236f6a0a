"""What tests of counts over rankings share: drawn profiles, the same with other numbers for its candidates."""

from dataclasses import replace

from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Account, Stage, Tie
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties


def named(number):
    return tuple("ABCDEFGHIJKL"[:number])


@st.composite
def rankings(draw, number, equal=True):
    order = draw(st.permutations(range(number)))[: draw(st.integers(0, number))]
    if not equal or draw(st.integers(0, 3)):
        return tuple(order)
    first = draw(st.integers(0, max(len(order) - 1, 0)))
    last = draw(st.integers(first + 1, first + 3))
    joined = tuple(sorted(order[first:last]))
    return (*order[:first], *([joined] if len(joined) > 1 else joined), *order[last:])


@st.composite
def profiles(draw, fewest=1, most=6, equal=True):
    number = draw(st.integers(fewest, most))
    ballots = draw(st.dictionaries(rankings(number, equal), st.integers(1, 9), max_size=12))
    withdrawn = draw(st.sets(st.integers(0, number - 1), max_size=number // 3))
    return Ranked(names=named(number), ballots=ballots, withdrawn=frozenset(withdrawn))


@st.composite
def lots(draw, profile):
    return Ties(tuple(draw(st.permutations(range(len(profile.names))))))


def turned(ballots):
    """The same ballots in another order."""
    return replace(ballots, ballots=dict(reversed(ballots.ballots.items())))


def renumbered(ballots, to):
    def place(each):
        return to[each] if isinstance(each, int) else tuple(sorted(to[one] for one in each))

    return Ranked(
        names=tuple(ballots.names[to.index(each)] for each in range(len(to))),
        ballots={tuple(place(each) for each in ranking): n for ranking, n in ballots.ballots.items()},
        withdrawn=frozenset(to[each] for each in ballots.withdrawn),
    )


def renumbered_account(account: Account, to) -> Account:
    def all_of(each):
        return tuple(to[one] for one in each)

    def tie(each: Tie) -> Tie:
        return replace(each, among=tuple(sorted(all_of(each.among))), taken=to[each.taken])

    def stage(each: Stage) -> Stage:
        return replace(
            each,
            about=all_of(each.about),
            totals={to[one]: n for one, n in each.totals.items()},
            moved={to[one]: n for one, n in each.moved.items()},
            elected=all_of(each.elected),
            excluded=all_of(each.excluded),
            ties=tuple(map(tie, each.ties)),
        )

    return replace(
        account,
        names=tuple(account.names[to.index(each)] for each in range(len(to))),
        winners=all_of(account.winners),
        stages=tuple(map(stage, account.stages)),
    )


def accounted(account):
    """At each stage: what all candidates have and what was lost up to it."""
    lost = 0
    sums = []
    for stage in account.stages:
        lost += stage.lost
        sums.append(sum(stage.totals.values()) + lost)
    return sums
