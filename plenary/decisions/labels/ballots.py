"""What ballots ask that choose among several, in a word, and what one does."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.countings import Asks
from plenary.core.verdicts import Label

ASKED: Mapping[Asks, tuple[Label, Label]] = {
    Asks.RANKS: (_("An order"), _("1 for the best, then 2, and so on; leave out those whom you do not want")),
    Asks.TICKS: (_("Ticks"), _("as many as you like")),
    Asks.GRADES: (_("Grades"), _("from 0, the worst, to %(highest)s, the best; none where you say nothing of it")),
    Asks.POINTS: (_("Points"), _("up to %(points)s in all, shared out as you like")),
}
