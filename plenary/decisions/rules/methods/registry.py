"""Methods of counting by name: what ballots each takes, what may be asked of it, and one way to call them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from plenary.charter.rules.countings import Counting
from plenary.decisions.rules.methods.accounts import Account, UncountableError
from plenary.decisions.rules.methods.budgets import Completion as BudgetCompletion
from plenary.decisions.rules.methods.budgets import count_equal_shares_budget, count_greedy
from plenary.decisions.rules.methods.committees import Completion, count_equal_shares, count_sequential_pav
from plenary.decisions.rules.methods.meek import count_meek
from plenary.decisions.rules.methods.pairwise import STRENGTHS
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Profile, Ranked, Rated
from plenary.decisions.rules.methods.ranked_pairs import count_ranked_pairs
from plenary.decisions.rules.methods.ratings import count_approval, count_judgement, count_score
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.methods.runoff import count_runoff
from plenary.decisions.rules.methods.schulze import count_schulze
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.rules.methods.vacancies import countback


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a method counts one kind of ballots: `several` when it is told how many to choose, and keeps seats for groups;
    `vacancy` is what fills one afterwards; the values that `strength` and `completion` may have (none: they may not be asked
    for); `raises` when it is told by how much endowments are raised."""

    count: Callable[..., Account]
    several: bool = False
    vacancy: Callable[..., Account] | None = None
    strengths: tuple[str, ...] = ()
    completions: tuple[str, ...] = ()
    raises: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name, with a way of counting for each kind of ballots that it takes; the first is its own."""

    name: str
    ways: dict[type[Profile], Way] = field(default_factory=dict)

    @property
    def kind(self) -> type[Profile]:
        """The kind of ballots that it takes first of all."""
        return next(iter(self.ways))


def _completions(alias: Any) -> tuple[str, ...]:
    return cast("tuple[str, ...]", get_args(alias.__value__))


def _method(name: str, ways: dict[type[Profile], Way]) -> Method:
    """A method of the charter's table, which says whether it chooses several; a budget has no seats. Raises ValueError where the
    table says of vacancies otherwise."""
    told = Counting(name).told
    if told.counts_back != any(way.vacancy for way in ways.values()):
        raise ValueError(f"{name}: say both or neither, `counts_back` in charter/rules/countings.py and `vacancy` here")
    several = {kind: told.several and kind is not Budgeted for kind in ways}
    return Method(name, {kind: replace(way, several=several[kind]) for kind, way in ways.items()})


METHODS = {
    method.name: method
    for method in (
        _method("stv-scottish", {Ranked: Way(count=count_scottish, vacancy=countback)}),
        _method("stv-meek", {Ranked: Way(count=count_meek)}),
        _method("irv", {Ranked: Way(count=count_runoff)}),
        _method("schulze", {Ranked: Way(count=count_schulze, strengths=STRENGTHS)}),
        _method("ranked-pairs", {Ranked: Way(count=count_ranked_pairs, strengths=STRENGTHS)}),
        _method("approval", {Approved: Way(count=count_approval)}),
        _method("score", {Rated: Way(count=count_score)}),
        _method("majority-judgement", {Rated: Way(count=count_judgement)}),
        _method("seq-pav", {Approved: Way(count=count_sequential_pav)}),
        _method(
            "equal-shares",
            {
                Approved: Way(count=count_equal_shares, completions=_completions(Completion)),
                Budgeted: Way(count=count_equal_shares_budget, completions=_completions(BudgetCompletion), raises=True),
            },
        ),
        _method("greedy-budget", {Budgeted: Way(count=count_greedy)}),
    )
}
"""All methods, by name."""

_BALLOTS = {
    Ranked: gettext_noop("ranked ballots"),
    Approved: gettext_noop("approvals"),
    Rated: gettext_noop("graded ballots"),
    Budgeted: gettext_noop("ballots on a budget"),
}


def way_of(method: Method, profile: Profile) -> Way:
    """How the method counts these ballots. UncountableError: they are of another kind; none is turned into another."""
    way = method.ways.get(type(profile))
    if way is None:
        first, *more = (_BALLOTS[kind] for kind in method.ways)
        given = _BALLOTS[type(profile)]
        if more:
            raise UncountableError(
                gettext_noop("the method %(method)s counts %(first)s or %(second)s, and these are %(given)s"),
                method=method.name,
                first=first,
                second=more[0],
                given=given,
            )
        raise UncountableError(
            gettext_noop("the method %(method)s counts %(first)s, and these are %(given)s"),
            method=method.name,
            first=first,
            given=given,
        )
    return way


def count(
    method: Method,
    profile: Profile,
    *,
    seats: int = 1,
    ties: Ties | None = None,
    strength: str = "",
    completion: str = "",
    increment: int = 0,
    kept: tuple[Reserved, ...] = (),
) -> Account:
    """Count by a method; `seats`, `strength`, `completion` and `increment` (0: the method's own) as its way knows them, `kept`
    the seats kept for groups. The account of a count with such seats has them in its fact `reserved`.

    UncountableError: no ballots, ballots of another kind, seats that are none or more than the candidates that stand, several
    for a method that chooses one, a strength or completion that it does not know, seats kept for groups where the method keeps
    none, or that those who stand cannot fill.
    """
    way = way_of(method, profile)
    if not profile.total:
        raise UncountableError(gettext_noop("there are no ballots"))
    _check_seats(method, way, profile, seats)
    asked: dict[str, Any] = {"seats": seats} if way.several else {}
    for key, value, known in (("strength", strength, way.strengths), ("completion", completion, way.completions)):
        if value and not known:
            raise UncountableError(gettext_noop("the method %(method)s takes no %(key)s"), method=method.name, key=key)
        if value and value not in known:
            raise UncountableError(
                gettext_noop("%(key)s may be %(known)s, not %(value)s"), key=key, known=", ".join(known), value=value
            )
        if value:
            asked[key] = value
    if increment and not way.raises:
        raise UncountableError(
            gettext_noop("the method %(method)s takes no %(key)s"), method=method.name, key="increment"
        )
    if increment:
        asked["increment"] = increment
    if not kept:
        return way.count(profile, ties=ties, **asked)
    if not way.several:
        raise UncountableError(gettext_noop("the method %(method)s keeps no seats for groups"), method=method.name)
    account = way.count(profile, ties=ties, reserved=kept, **asked)
    return replace(account, facts={**account.facts, "reserved": kept})


def fill_vacancy(
    method: Method,
    profile: Profile,
    account: Account,
    left: int,
    *,
    declines: Sequence[int] = (),
    ties: Ties | None = None,
) -> Account:
    """Who takes the seat of one that left, by a countback on top of a count whose account and ties are given; `declines` are
    those who do not take it.

    UncountableError: the method fills no vacancy, who left was not elected, who declines was, or nobody with whom the
    reservations of the count are met can take the seat.
    """
    way = way_of(method, profile)
    if way.vacancy is None:
        raise UncountableError(gettext_noop("the method %(method)s fills no vacancy"), method=method.name)
    if left not in account.winners:
        raise UncountableError(
            gettext_noop("%(candidate)s was not elected by this count, which elected %(elected)s"),
            candidate=account.names[left],
            elected="; ".join(account.winning_names),
        )
    for each in declines:
        if each in account.winners:
            raise UncountableError(
                gettext_noop("%(candidate)s was elected, and has no other seat to decline"),
                candidate=account.names[each],
            )
    kept = account.facts.get("reserved", ())
    gone = frozenset({left, *declines})
    again = way.vacancy(profile, account.seats, gone, account.winners, ties, reserved=kept)
    return replace(again, facts={**again.facts, "reserved": kept}) if kept else again


def _check_seats(method: Method, way: Way, profile: Profile, seats: int) -> None:
    if way.several:
        standing = len(profile.standing) if isinstance(profile, Ranked) else len(profile.names)
        if not standing:
            raise UncountableError(gettext_noop("no candidate stands"))
        if not 1 <= seats <= standing:
            raise UncountableError(
                gettext_noop("of %(standing)s candidates between 1 and %(standing)s are chosen, not %(seats)s"),
                standing=standing,
                seats=seats,
            )
    elif seats != 1:
        if isinstance(profile, Budgeted):
            raise UncountableError(gettext_noop("a budget has no seats"))
        raise UncountableError(
            gettext_noop("the method %(method)s chooses one, not %(seats)s"), method=method.name, seats=seats
        )
