"""Choosing among several: what stands for choice, what a ballot may say, and who is chosen (B3, B10).

The methods themselves stand in `methods`; here a proposal's ballots become what they count, and the lots are drawn.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from plenary.charter.decidable import AGAIN
from plenary.charter.rules.countings import Asks, Budgets
from plenary.charter.rules.schema import Process
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.counting import Count, Outcome, quorum_of
from plenary.decisions.rules.keeping import without, without_groups, without_seat
from plenary.decisions.rules.methods import registry
from plenary.decisions.rules.methods.accounts import Account, UncountableError
from plenary.decisions.rules.methods.budgets import step_of
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Place, Profile, Ranked, Rated, added
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.methods.ties import Ties, lots_of
from plenary.decisions.rules.quorums import Attended, lacks

type Said = Mapping[str, Any]
"""What a ballot says, as plain JSON: ``{"ranks": [[id], [id, id]]}``, ``{"ticks": [id]}``, ``{"grades": {id: grade}}``,
``{"points": {id: points}}``, each in one way alone (`tidy`); ``{"blank": true}`` for a ballot that says nothing."""


def asks_of(process: Process, contest: Contest) -> Asks:
    """What the ballots of a process ask."""
    if contest.budget and process.points and process.counting.told.budgets is not Budgets.NO:
        return Asks.POINTS
    return process.counting.told.asks


def contest_problem(process: Process, contest: Contest) -> str:
    """Why the process cannot choose this, as a reason code, or empty: money is shared out by methods for budgets alone, and some
    methods choose one alone."""
    if contest.budget:
        return "" if process.counting.told.budgets is not Budgets.NO else "decisions.no_method_for_budgets"
    if process.counting.told.budgets is Budgets.ALONE:
        return "decisions.method_for_budgets"
    if contest.kept and not process.counting.told.several:
        return "decisions.method_keeps_no_seats"
    return "decisions.method_chooses_one" if contest.seats > 1 and not process.counting.told.several else ""


def takes_equal_places(process: Process) -> bool:
    """True where two may have the same place in an order."""
    return process.counting.told.equal_places


def said_problem(process: Process, contest: Contest, said: Said) -> str:
    """Why a ballot may not say this, as a reason code, or empty. It says one thing, of those that stand, each once; whole
    grades and points within what the process allows, and points that are not more than it gives. Whoever wants to say
    nothing says so."""
    if said.get("blank") is True and len(said) == 1:
        return ""
    asks = asks_of(process, contest)
    if set(said) != {asks.value}:
        return "decisions.no_such_choice"
    named = said[asks.value]
    if asks in (Asks.RANKS, Asks.TICKS):
        return _listed_problem(process, contest, asks, named)
    return _numbered_problem(process, contest, asks, named)


def _listed_problem(process: Process, contest: Contest, asks: Asks, named: Any) -> str:
    if not isinstance(named, list) or (
        asks is Asks.RANKS and not all(isinstance(place, list) and place for place in named)
    ):
        return "decisions.no_such_choice"
    flat = [each for place in named for each in place] if asks is Asks.RANKS else named
    if not all(isinstance(each, str) for each in flat) or not set(flat) <= set(contest.ids):
        return "decisions.no_such_choice"
    if len(flat) != len(set(flat)):
        return "decisions.named_twice"
    if not flat:
        return "decisions.says_nothing"
    if asks is Asks.RANKS and not takes_equal_places(process) and any(len(place) > 1 for place in named):
        return "decisions.same_place"
    return ""


def _numbered_problem(process: Process, contest: Contest, asks: Asks, named: Any) -> str:
    if not isinstance(named, dict) or not set(named) <= set(contest.ids):
        return "decisions.no_such_choice"
    most = process.grades if asks is Asks.GRADES else process.points
    if not all(type(number) is int and 0 <= number <= most for number in named.values()):
        return "decisions.no_such_number"
    if not named or (asks is Asks.POINTS and not any(named.values())):
        return "decisions.says_nothing"
    return "decisions.too_many_points" if asks is Asks.POINTS and sum(named.values()) > most else ""


def tidy(contest: Contest, said: Said) -> dict[str, Any]:
    """The same, said in the one way in which it is kept: equal places and ticks in the order of the list, no points of nought."""
    order = {each: place for place, each in enumerate(contest.ids)}
    if "ranks" in said:
        return {"ranks": [sorted(place, key=order.__getitem__) for place in said["ranks"]]}
    if "ticks" in said:
        return {"ticks": sorted(said["ticks"], key=order.__getitem__)}
    if "points" in said:
        return {"points": {each: said["points"][each] for each in contest.ids if said["points"].get(each)}}
    if "grades" in said:
        return {"grades": {each: said["grades"][each] for each in contest.ids if each in said["grades"]}}
    return dict(said)


type Bundle = tuple[tuple[dict[str, Any], int], ...]
"""Ballots that say the same as one, with how many they are; blank ones too."""


def bundled(ballots: Iterable[tuple[Said, int]]) -> Bundle:
    """Ballots with their weights as a bundle, in an order that tells nothing of who cast them or when: by what they say."""
    sums: Counter[str] = Counter()
    for said, weight in ballots:
        sums[json.dumps(said, sort_keys=True, separators=(",", ":"))] += weight
    return tuple((json.loads(text), sums[text]) for text in sorted(sums))


def profile_of(process: Process, contest: Contest, bundle: Bundle) -> Profile:
    """The ballots of a bundle as the methods count them; blank ones are left out."""
    asks, names = asks_of(process, contest), tuple(each.name for each in contest.candidates)
    place = {each: index for index, each in enumerate(contest.ids)}
    said = [(ballot[asks.value], number) for ballot, number in bundle if asks.value in ballot]
    if contest.budget:
        return Budgeted(
            names=names,
            costs=tuple(each.cost for each in contest.candidates),
            budget=contest.budget,
            ballots=added((_points(asks, named, place), number) for named, number in said),
            kind="approval" if asks is Asks.TICKS else "cumulative",
        )
    if asks is Asks.RANKS:
        return Ranked(names=names, ballots=added((_ranking(named, place), number) for named, number in said))
    if asks is Asks.TICKS:
        ticks = ((tuple(sorted(place[each] for each in named)), number) for named, number in said)
        return Approved(names=names, ballots=added(ticks))
    grades = ((tuple(named.get(each) for each in contest.ids), number) for named, number in said)
    return Rated(names=names, ballots=added(grades), highest=process.grades)


def _ranking(named: list[list[str]], place: Mapping[str, int]) -> tuple[Place, ...]:
    row = [tuple(sorted(place[each] for each in equal)) for equal in named]
    return tuple(equal[0] if len(equal) == 1 else equal for equal in row)


def _points(asks: Asks, named: Any, place: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    given = dict.fromkeys(named, 1) if asks is Asks.TICKS else named
    return tuple(sorted((place[each], number) for each, number in given.items()))


def lots(contest: Contest, seed: str) -> tuple[int, ...]:
    """The order of lots of the candidates: as it was drawn, else as a seed gives it, by their names."""
    return contest.drawn or lots_of(seed, [each.name for each in contest.candidates])


def ties_of(contest: Contest, seed: str, gone: frozenset[int]) -> Ties:
    """The lots of a count: in their order, those last who are left out of it."""
    order = lots(contest, seed)
    return Ties((*(each for each in order if each not in gone), *(each for each in order if each in gone)))


def count_contest(process: Process, contest: Contest, bundle: Bundle, seed: str) -> Account | None:
    """The account of the count; None where no ballot says anything, or nothing can be chosen.

    Seats that are kept for a group of which too few stand stay vacant, as many as are missing. One who belongs to several
    groups takes a seat of one alone: who is chosen and finds none is left out, and the ballots are counted again as if it had
    not stood (`keeping`).
    """
    profile, gone = profile_of(process, contest, bundle), frozenset[int]()
    while True:
        account = _counted(process, without_groups(contest, gone), without(profile, gone), seed, gone)
        out = without_seat(contest, account.winners) if account else frozenset()
        if account is None or out <= gone:
            return account and _telling(account, gone)
        gone |= out
        if all(place in gone or each.id == AGAIN for place, each in enumerate(contest.candidates)):
            return None


def _telling(account: Account, gone: frozenset[int]) -> Account:
    """The account, with those who were left out because they found no seat."""
    return replace(account, facts={**account.facts, "left_out": tuple(sorted(gone))}) if gone else account


def _counted(process: Process, contest: Contest, profile: Profile, seed: str, gone: frozenset[int]) -> Account | None:
    method = registry.METHODS[process.counting.value]
    way = registry.way_of(method, profile)
    kept = reserved_of(contest) if way.several else ()
    vacant = sum(row.at_least for row in contest.kept) - sum(row.at_least for row in kept)
    seats = max(1, min(contest.seats - vacant, len(contest.candidates) - len(gone)))
    asked: dict[str, Any] = {
        "seats": seats if way.several else 1,
        "strength": process.strength.value if way.strengths else "",
        "completion": process.completion.value if way.completions and contest.budget else "",
        "increment": step_of(contest.budget, profile.total) if way.raises else 0,
    }
    try:
        return registry.count(method, profile, ties=ties_of(contest, seed, gone), kept=kept, **asked)
    except UncountableError:
        return None


def reserved_of(contest: Contest) -> tuple[Reserved, ...]:
    """Who belongs to the groups for which seats are kept, by their places in the list; no more seats than stand."""
    found = []
    for row in contest.kept:
        members = frozenset(place for place, each in enumerate(contest.candidates) if row.group in each.groups)
        least = min(row.at_least, len(members))
        found.append(Reserved(group=row.group, names=row.names, at_least=least, members=members))
    return tuple(found)


def chosen(contest: Contest, account: Account | None) -> tuple[str, ...]:
    """The ids of those that are chosen, in the order in which they were."""
    return tuple(contest.candidates[each].id for each in account.winners) if account else ()


def figures(process: Process, *, attended: Attended, ballots: int, winners: int, **more: int) -> Count:
    """The figures of a choice among several: adopted where enough took part and somebody is chosen.

    `attended` are those who are counted, and who of them took part or were present; `ballots` is how many votes say something;
    `more` are carried, recused and away.
    """
    outcome = Outcome.LAPSED
    if not ballots:
        reason = "decisions.nobody_voted"
    elif lacking := lacks(process, attended):
        reason = lacking
    elif not winners:
        reason = "decisions.nobody_chosen"
    else:
        outcome, reason = Outcome.ADOPTED, "decisions.chosen"
    told = dict[str, Any](attended.figures() | more)
    return Count(
        method=str(process.method), quorum_needed=quorum_of(process, len(attended.places)), needed=0, basis=ballots, objections=0,
        outcome=outcome, reason=reason, **told,
    )  # fmt: skip
