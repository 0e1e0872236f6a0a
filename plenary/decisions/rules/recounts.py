"""Counting again what lies in a box of ballots: the same in, the same out, kept for the next reader."""

import json
from dataclasses import dataclass
from functools import lru_cache

from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.decisions.rules.choosing import Bundle, count_contest, profile_of
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A count that was done again: by which process, of what, from which ballots; `account` is None where nothing was said."""

    process: Process
    contest: Contest
    profile: Profile
    account: Account | None


@lru_cache(maxsize=8)
def recount(process: str, contest: str, ballots: str, seed: str) -> Recount:
    """The count of a box, from what its row holds as JSON: process, what stood for choice, ballots with how many say each.

    Nobody changes what it gives: all who ask for the same are given the same. Ten thousand ballots that rank twelve, nearly
    all of them different, take a quarter of a second of computing the first time (`bench`); after that only reading the row.
    """
    by, what = process_from_json(json.loads(process)), Contest.from_json(json.loads(contest))
    bundle: Bundle = tuple((said, number) for said, number in json.loads(ballots))
    return Recount(
        process=by,
        contest=what,
        profile=profile_of(by, what, bundle),
        account=count_contest(by, what, bundle, seed),
    )
