"""What a proposal is about: the one matter of its effects, by which its process is found."""

from collections.abc import Iterable

from plenary.charter.rules.schema import OTHER_MATTER


class MixedMattersError(ValueError):
    """Effects of different matters in one proposal: each is decided by a process of its own, so they are moved apart."""


def matter_of(matters: Iterable[str]) -> str:
    """The matter of a proposal, from the matters of its effects; effects of any other matter go along with any.

    Raises MixedMattersError when two remain: neither process would do for both.
    """
    named = set(matters) - {OTHER_MATTER}
    if len(named) > 1:
        raise MixedMattersError(", ".join(sorted(named)))
    return named.pop() if named else OTHER_MATTER
