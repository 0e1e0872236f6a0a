"""What each region said, where a second majority is counted by regions: for those who may read how each elector voted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter.rules.schema import Second
from plenary.core.verdicts import Label
from plenary.decisions.labels import CHOICE
from plenary.decisions.queries import Vote
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.thresholds import said_by_regions, vote_of
from plenary.directory.rules.countries import country_name


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionShown:
    """One region: its votes for and against, and what it said thereby (yes, no, or abstain: neither)."""

    code: str
    name: str
    yes: int
    no: int
    said: str

    @property
    def word(self) -> Label:
        """What it said, in a word."""
        return CHOICE[self.said] if self.said in {"yes", "no"} else _("neither")


def regions_shown(figures: Count, roll_call: Iterable[Vote]) -> tuple[RegionShown, ...]:
    """The regions by name, in the active language, from the lines of a roll call that the reader sees; none where no second
    majority is counted by regions, or no roll call is shown. Those under protection are in neither."""
    if figures.second != Second.REGIONS:
        return ()
    told = said_by_regions(vote_of(Choice(line.choice), line.weight, line.region) for line in roll_call)
    language = get_language() or "en"
    rows = (
        RegionShown(
            code=each.region, name=country_name(each.region, language), yes=each.yes, no=each.no, said=str(each.said)
        )
        for each in told
    )
    return tuple(sorted(rows, key=lambda row: (row.name, row.code)))
