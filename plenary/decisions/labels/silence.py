"""A silence in whole sentences: what an objection leads to, and how things stand."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.charter.rules.schema import Method, Process
from plenary.core.verdicts import Label
from plenary.decisions.rules.counting import Count

IN_VOTING: Mapping[Method, Label] = {
    Method.SILENCE: gettext_lazy("in silence"),
    Method.CONSENSUS: gettext_lazy("consensus is tested"),
}
"""What is said of the time until the deadline where it is no vote."""

COMING: Mapping[Method, Label] = {
    Method.MAJORITY: gettext_lazy("Voting opens: %(title)s"),
    Method.CONSENT: gettext_lazy("Voting opens: %(title)s"),
    Method.CHOICE: gettext_lazy("Voting opens: %(title)s"),
    Method.SILENCE: gettext_lazy("The silence begins: %(title)s"),
    Method.CONSENSUS: gettext_lazy("Consensus is tested: %(title)s"),
}

OPENS: Mapping[Method, Label] = {
    Method.MAJORITY: gettext_lazy("Voting opens"),
    Method.CONSENT: gettext_lazy("Voting opens"),
    Method.CHOICE: gettext_lazy("Voting opens"),
    Method.SILENCE: gettext_lazy("The silence begins"),
    Method.CONSENSUS: gettext_lazy("The test of consensus opens"),
}
"""What comes next in a list, before its moment."""

STEP: Mapping[Method, Label] = {
    Method.SILENCE: gettext_lazy("Silence"),
    Method.CONSENSUS: gettext_lazy("Test of consensus"),
}
"""The station of a path that is elsewhere called voting."""


def so_far(process: Process, objections: int, *, falls_back: bool) -> list[str]:
    """How a silence stands: how many object of how many that it takes, and, once broken, what follows if they hold."""
    facts = {"count": objections, "needed": process.objectors}
    if not objections:
        return [_("Nobody objects so far.")]
    said = ngettext("One objection stands.", "%(count)s objections stand.", objections) % facts
    if objections < process.objectors:
        takes = ngettext(
            "It takes %(needed)s to break the silence.", "It takes %(needed)s to break the silence.", process.objectors
        )
        return [said, takes % facts]
    broken = (
        _("The silence is broken: unless objections are taken back in time, it is decided by a vote.")
        if falls_back
        else _("The silence is broken: unless objections are taken back in time, the proposal is not adopted.")
    )
    return [said, broken]


def in_short(figures: Count | None) -> str:
    """A count in the narrow column of a list: yes and no; of a test of consensus those who carry it and those who block it;
    of a silence nothing, for nobody votes, nor of a choice among several."""
    if figures is None or figures.method in (Method.SILENCE, Method.CHOICE):
        return ""
    if figures.method == Method.CONSENSUS:
        return f"{figures.support_weight + figures.reservation_weight} – {figures.block_weight}"
    return f"{figures.yes_weight} – {figures.no_weight}"
