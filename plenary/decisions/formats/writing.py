"""What every writer of ballots asks of what it writes."""

from collections.abc import Iterable

from plenary.decisions.formats.reading import Ballots
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Profile, Ranked, Rated


class UnwritableError(ValueError):
    """Ballots that a format cannot hold: the reason in one sentence."""


def profile_of[T: Profile](ballots: Ballots, kind: type[T], *, withdrawn: bool = False) -> T:
    """The profile, of the kind that the format holds; refused when it is another, or tells of withdrawn candidates and the
    format cannot (`withdrawn`: it can)."""
    profile = ballots.profile
    if not isinstance(profile, kind):
        raise UnwritableError(f"the format does not hold ballots of the kind {type(profile).__name__}")
    if getattr(profile, "withdrawn", None) and not withdrawn:
        raise UnwritableError("the format does not tell of withdrawn candidates")
    return profile


def any_profile(ballots: Ballots) -> Ranked | Approved | Rated:
    """The profile, refused when it is of a budget, tells of withdrawn candidates, or has grades below 0."""
    profile = ballots.profile
    if isinstance(profile, Budgeted):
        raise UnwritableError("the format does not hold ballots on a budget")
    if isinstance(profile, Rated) and profile.lowest < 0:
        raise UnwritableError("the format does not hold grades below 0")
    return profile_of(ballots, Ranked) if isinstance(profile, Ranked) else profile


def check_names(names: Iterable[str], *, without: Iterable[str] = (), empty: bool = False) -> None:
    """Refuse a name that a line of text cannot hold as it is: with a line break, space at its ends, or one of `without`."""
    for name in names:
        if not name and not empty:
            raise UnwritableError("a candidate has no name")
        if name != name.strip() or any(sign in name for sign in ("\n", "\r", "\0", *without)):
            raise UnwritableError(f"the format cannot hold this text: {name!r}")
