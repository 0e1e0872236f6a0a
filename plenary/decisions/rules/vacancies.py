"""Vacancies: the ballots of an election counted again for one seat, without who left and those who do not take it (B10)."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from plenary.charter.decidable import AGAIN
from plenary.decisions.rules.choosing import ties_of
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.keeping import without
from plenary.decisions.rules.methods import registry
from plenary.decisions.rules.methods.accounts import Account, UncountableError
from plenary.decisions.rules.recounts import Recount, recounted


def can_count_back(counted: Recount) -> bool:
    """True where the method of a count fills vacancies from its ballots, and there are any."""
    method = registry.METHODS[counted.process.counting.value]
    return counted.account is not None and registry.way_of(method, counted.profile).vacancy is not None


def may_follow(counted: Recount) -> tuple[str, ...]:
    """The ids of those who stood and were not elected, by the order of the list: one of them takes the seat. Who was left out of
    the count, for no seat was left that it might take, is none of them; nor is the call for other nominations."""
    if counted.account is None:
        return ()
    gone = {*counted.account.winners, *counted.account.facts.get("left_out", ())}
    rows = enumerate(counted.contest.candidates)
    return tuple(each.id for place, each in rows if place not in gone and each.id != AGAIN)


@lru_cache(maxsize=16)
def count_back(
    *, process: str, contest: str, ballots: str, seed: str, left: str, out: tuple[str, ...]
) -> Account | None:
    """The account of the countback for the seat of `left`, one of those elected by a box (its JSON as `recounts.recount` takes
    it); `out` are those who do not take it, none of them elected. The lots are those of the election. None where nobody is
    left to take it, no method counts back, or `left` was not elected.

    Nobody changes what it gives: all who ask for the same are given the same.
    """
    counted = recounted(process, contest, ballots, seed)
    place = {each: at for at, each in enumerate(counted.contest.ids)}
    if counted.account is None or left not in place or not set(may_follow(counted)) - set(out):
        return None
    gone = frozenset(counted.account.facts.get("left_out", ()))
    away = {place[each] for each in (*out, AGAIN) if each in place} - {*counted.account.winners}
    try:
        account = registry.fill_vacancy(
            registry.METHODS[counted.process.counting.value],
            without(counted.profile, gone),
            counted.account,
            place[left],
            declines=sorted(away - gone),
            ties=ties_of(counted.contest, seed, gone),
        )
    except UncountableError:
        return None
    return account


def chosen_by(contest: Contest, account: Account | None) -> str:
    """The id of who takes the seat by a countback, or empty."""
    return contest.candidates[account.winners[0]].id if account and account.winners else ""


def follows(out: Collection[str], standing: Sequence[str]) -> tuple[str, ...]:
    """Those who are out, of those who stand, in the order of the list: the same question asked in the same way."""
    return tuple(each for each in standing if each in out)
