"""Where the lot decided in a count: how often, in a sentence under who is chosen, and in which stages, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.decisions.labels.stages import tie_in_words
from plenary.decisions.rules.methods.accounts import Account, Stage, Tie
from plenary.decisions.shown.accounts import names_of


@dataclass(frozen=True, slots=True)
class ByLot:
    """A tie that the lot decided: the number of its stage, and who was tied and taken, in words."""

    stage: int
    words: str


def decided_by_lot(account: Account) -> list[ByLot]:
    """Each tie that the lot decided, in the order of the stages."""
    names = names_of(account)
    return [ByLot(stage.number, tie_in_words(tie, names)) for stage, tie in _lots(account)]


def lot_in_words(account: Account) -> str:
    """That the lot decided between equals, and how often; empty where it did not."""
    number = sum(1 for _each in _lots(account))
    if not number:
        return ""
    if account.unit == "votes":
        told = ngettext(
            "Equal votes: the lot decided.", "Equal votes, %(count)s times: the lot decided each time.", number
        )
    else:
        told = ngettext("A tie: the lot decided.", "Ties, %(count)s of them: the lot decided each.", number)
    return told % {"count": number}


def stages_by_lot(account: Account) -> str:
    """A sentence that names the stages in which the lot decided; empty where it did in none."""
    numbers = [str(stage.number) for stage in account.stages if any(tie.by == "lot" for tie in stage.ties)]
    if not numbers:
        return ""
    told = ngettext("In stage %(stages)s the lot decided.", "In stages %(stages)s the lot decided.", len(numbers))
    return told % {"stages": _(", ").join(numbers)}


def _lots(account: Account) -> Iterator[tuple[Stage, Tie]]:
    for stage in account.stages:
        for tie in stage.ties:
            if tie.by == "lot":
                yield stage, tie
