"""The one table of methods of counting: what a charter may choose, what each asks of ballots and gives, its words, its picture.

How each counts stands in `decisions.rules.methods`, under the same names. How to add one: docs/developers/how-to.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from plenary.core.marking import mark as _

_POINTS = _("A ballot on a budget shares out %(points)s points.")


class Asks(StrEnum):
    """What a ballot asks: an order, ticks, grades, or points to share out."""

    RANKS = "ranks"
    TICKS = "ticks"
    GRADES = "grades"
    POINTS = "points"


class Budgets(StrEnum):
    """Whether a method shares out money among projects."""

    NO = "no"
    TOO = "too"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a method is: what its ballots ask, whether it chooses `several`, whether two may have an equal place in an order,
    whether it takes budgets, whether the same ballots fill a vacancy (`counts_back`).

    `name` is what accounts call it, `choice` what a charter chooses, `clause` the sentence of the charter, `with_points` those
    where the process has points for ballots on a budget; they may name %(grades)s and %(points)s. `picture` is a key of
    `decisions.shown.pictures.registry.DRAWN`.
    """

    asks: Asks
    several: bool
    name: str
    choice: str
    clause: str
    picture: str
    with_points: tuple[str, ...] = ()
    equal_places: bool = False
    budgets: Budgets = Budgets.NO
    counts_back: bool = False


class Counting(StrEnum):
    """How ballots are counted that choose among several, each with what is told of it."""

    told: Told

    def __new__(cls, code: str, *told: Told) -> "Counting":
        """The method of a name, with what is told of it; `Counting(code)` finds it by the name alone."""
        counting = str.__new__(cls, code)
        counting._value_ = code
        (counting.told,) = told
        return counting

    STV_SCOTTISH = (
        "stv-scottish",
        Told(
            asks=Asks.RANKS,
            several=True,
            counts_back=True,
            name=_("Single transferable vote, by the Scottish rules"),
            choice=_("Ranked, seats in proportion: single transferable vote, as Scottish councils count it"),
            clause=_(
                "Ballots put them in order and are counted by single transferable vote, in the way of Scottish councils."
            ),
            picture="transfers",
        ),
    )
    STV_MEEK = (
        "stv-meek",
        Told(
            asks=Asks.RANKS,
            several=True,
            name=_("Single transferable vote, by Meek's method"),
            choice=_("Ranked, seats in proportion: single transferable vote by Meek's rules"),
            clause=_("Ballots put them in order and are counted by single transferable vote, by Meek's rules."),
            picture="transfers",
        ),
    )
    IRV = (
        "irv",
        Told(
            asks=Asks.RANKS,
            several=False,
            name=_("Instant runoff"),
            choice=_("Ranked, one is chosen: the last goes out until one has more than half"),
            clause=_("Ballots put them in order; the last goes out, until one has more than half."),
            picture="transfers",
        ),
    )
    SCHULZE = (
        "schulze",
        Told(
            asks=Asks.RANKS,
            several=False,
            equal_places=True,
            name=_("Schulze method"),
            choice=_("Ranked, one is chosen: whoever wins every comparison of two; Schulze's method"),
            clause=_("Ballots put them in order; every two are compared, and Schulze's method chooses."),
            picture="pairs",
        ),
    )
    RANKED_PAIRS = (
        "ranked-pairs",
        Told(
            asks=Asks.RANKS,
            several=False,
            equal_places=True,
            name=_("Ranked pairs"),
            choice=_("Ranked, one is chosen: whoever wins every comparison of two; ranked pairs"),
            clause=_("Ballots put them in order; every two are compared, and ranked pairs choose."),
            picture="pairs",
        ),
    )
    APPROVAL = (
        "approval",
        Told(
            asks=Asks.TICKS,
            several=True,
            name=_("Approval"),
            choice=_("Ticked: who has most ticks"),
            clause=_("Ballots tick as many as they like, and most ticks win."),
            picture="totals",
        ),
    )
    SCORE = (
        "score",
        Told(
            asks=Asks.GRADES,
            several=True,
            name=_("Score"),
            choice=_("Graded: who has most points"),
            clause=_("Ballots give each a grade from 0 to %(grades)s, and most points win."),
            picture="totals",
        ),
    )
    MAJORITY_JUDGEMENT = (
        "majority-judgement",
        Told(
            asks=Asks.GRADES,
            several=False,
            name=_("Majority judgement"),
            choice=_("Graded, one is chosen: the best middle grade"),
            clause=_("Ballots give each a grade from 0 to %(grades)s, and the best middle grade wins."),
            picture="grades",
        ),
    )
    SEQ_PAV = (
        "seq-pav",
        Told(
            asks=Asks.TICKS,
            several=True,
            name=_("Sequential proportional approval"),
            choice=_("Ticked, seats in proportion: sequential proportional approval"),
            clause=_("Ballots tick as many as they like and are counted by sequential proportional approval."),
            picture="gains",
        ),
    )
    EQUAL_SHARES = (
        "equal-shares",
        Told(
            asks=Asks.TICKS,
            several=True,
            budgets=Budgets.TOO,
            name=_("Method of Equal Shares"),
            choice=_("Ticked, in proportion: every voter has an equal share to spend; for budgets too"),
            clause=_("Ballots tick as many as they like; each voter has an equal share to spend."),
            with_points=(
                _("Each voter has an equal share to spend."),
                _POINTS,
                _("Any other ballot ticks as many as it likes."),
            ),
            picture="shares",
        ),
    )
    GREEDY_BUDGET = (
        "greedy-budget",
        Told(
            asks=Asks.TICKS,
            several=True,
            budgets=Budgets.ALONE,
            name=_("Most points first, within the budget"),
            choice=_("For budgets: most votes first, as long as the money lasts"),
            clause=_("Projects with most votes are taken first, as long as the money lasts."),
            with_points=(_("Projects with most votes are taken first, as long as the money lasts."), _POINTS),
            picture="spending",
        ),
    )
