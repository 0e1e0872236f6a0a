"""What a box of ballots holds, read and counted: the same in, the same out, kept for the next reader."""

import json
from dataclasses import dataclass
from functools import lru_cache

from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.decisions.rules.choosing import Bundle, count_contest, profile_of
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.packed import UnreadableError, unpack
from plenary.decisions.rules.methods.profiles import Profile


def as_json(told: object) -> str:
    """What a row holds, as JSON in the one way by which counts are kept for the next reader."""
    return json.dumps(told, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A count that was done again: by which process, of what, from which ballots; `account` is None where nothing was said."""

    process: Process
    contest: Contest
    profile: Profile
    account: Account | None


@lru_cache(maxsize=8)
def account_kept(packed: bytes, contest: str, winners: tuple[str, ...]) -> Account | None:
    """The account that was kept of a count of what stood for choice (as JSON), its names as they are now; None where the count
    gave none. UnreadableError also where it chooses others than were told, by their ids: nobody is to be shown that."""
    what = Contest.from_json(json.loads(contest))
    found = unpack(packed, [each.name for each in what.candidates])
    if found and tuple(what.ids[each] for each in found.winners) != winners:
        raise UnreadableError
    return found


@lru_cache(maxsize=8)
def recount(process: str, contest: str, ballots: str, seed: str) -> Account | None:
    """The account of a count that is done again, from JSON: process, what stood for choice, ballots with how many say each.
    None where nothing was said, or nobody can be chosen."""
    by, what, bundle = _read(process, contest, ballots)
    return count_contest(by, what, bundle, seed)


@lru_cache(maxsize=8)
def recounted(process: str, contest: str, ballots: str, seed: str) -> Recount:
    """The same with what was counted, for who counts further from it."""
    by, what, bundle = _read(process, contest, ballots)
    account = recount(process, contest, ballots, seed)
    return Recount(process=by, contest=what, profile=profile_of(by, what, bundle), account=account)


@lru_cache(maxsize=8)
def profile_in(process: str, contest: str, ballots: str) -> Profile:
    """The ballots of a box as the methods count them, from the same. Nobody changes what it gives: all who ask for the same are
    given the same."""
    return profile_of(*_read(process, contest, ballots))


def _read(process: str, contest: str, ballots: str) -> tuple[Process, Contest, Bundle]:
    bundle: Bundle = tuple((said, number) for said, number in json.loads(ballots))
    return process_from_json(json.loads(process)), Contest.from_json(json.loads(contest)), bundle
