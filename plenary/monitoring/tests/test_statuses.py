"""Who had signed, who was a party, for whom it was in force: on any day as by doing again all that was done till then."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.delays import Begins, Delay
from plenary.monitoring.rules.entering import Category, Entering, lacking, met_on
from plenary.monitoring.rules.statuses import Change, Status, status
from plenary.monitoring.rules.treaty_actions import BESIDE, BINDING, Kind, TreatyAction, Wrong, in_order, problems

FIRST = date(1997, 12, 3)
ACTORS = ("AFG", "BFA", "CAN", "DNK", "EST")
DAYS = st.integers(0, 300).map(lambda days: FIRST + timedelta(days=days))
DELAYS = st.builds(Delay, months=st.integers(0, 8), days=st.integers(0, 95), begins=st.sampled_from(Begins))


@st.composite
def some_actions(draw: st.DrawFn) -> list[TreatyAction]:
    """Treaty actions of several actors, each as it may be."""
    found: list[TreatyAction] = []
    for actor in draw(st.sets(st.sampled_from(ACTORS), min_size=1)):
        told: list[TreatyAction] = []
        for kind, day, later in draw(st.lists(st.tuples(st.sampled_from(Kind), DAYS, st.integers(0, 200)), max_size=6)):
            ends = day + timedelta(days=later) if kind is Kind.WITHDRAWAL else None
            told.append(TreatyAction(actor, kind, day, ends))
        wrong = {action for action, _why in problems(told, adopted=FIRST, today=date(2000, 1, 1), signed_first=False)}
        found += [action for action in told if action not in wrong]
    return found


ENTERING = st.builds(
    Entering,
    parties=st.integers(1, 4),
    delay=DELAYS,
    delay_of_each=DELAYS,
    categories=st.sampled_from([(), (Category("nuclear", frozenset({"CAN", "DNK"}), 1),)]),
)


def _replayed(actions: list[TreatyAction], day: date) -> tuple[set[str], set[str]]:
    """Signatories and parties, by doing again all that was done until a day."""
    signed: set[str] = set()
    party: set[str] = set()
    for action in in_order(actions):
        if action.counts_from > day:
            continue
        if action.kind is Kind.WITHDRAWAL:
            signed.discard(action.actor)
            party.discard(action.actor)
        elif action.kind is Kind.SIGNATURE:
            signed.add(action.actor)
        elif action.kind in BINDING:
            party.add(action.actor)
    return signed, party


@given(some_actions(), ENTERING, DAYS)
def test_any_day_is_as_by_doing_all_again(actions: list[TreatyAction], entering: Entering, day: date) -> None:
    found = status(entering, actions)
    signed, party = _replayed(actions, day)
    assert (set(found.signatories(day)), set(found.parties(day))) == (signed, party)


@given(some_actions(), ENTERING, st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days)))
def test_nobody_is_bound_before_it_may_be(actions: list[TreatyAction], entering: Entering, day: date) -> None:
    found = status(entering, actions)
    bound = set(found.bound(day))
    assert bound <= set(found.parties(day))
    assert not bound or (found.in_force_since is not None and found.in_force_since <= day)
    for actor in bound:
        consents = [each.day for each in actions if each.actor == actor and each.kind in BINDING]
        assert min(consents) <= day


@given(some_actions(), ENTERING)
def test_it_enters_into_force_once_all_that_it_needs_is_there(actions: list[TreatyAction], entering: Entering) -> None:
    met = met_on(entering, actions)
    days = {action.counts_from for action in actions}
    assert met is None or lacking(entering, actions, met) == {}
    assert all(lacking(entering, actions, day) for day in days if met is None or day < met)


@given(some_actions(), ENTERING, st.randoms())
def test_the_order_in_which_actions_are_told_is_the_same(
    actions: list[TreatyAction], entering: Entering, chance: Random
) -> None:
    shuffled = list(actions)
    chance.shuffle(shuffled)
    assert status(entering, shuffled) == status(entering, actions)


@given(some_actions(), ENTERING, DAYS, DAYS, DAYS)
def test_changes_between_days_are_those_from_one_to_the_next(
    actions: list[TreatyAction], entering: Entering, one: date, two: date, three: date
) -> None:
    found = status(entering, actions)
    first, middle, last = sorted((one, two, three))
    assert found.changes(first, last) == found.changes(first, middle) + found.changes(middle, last)
    parties = set(found.parties(first))
    for _day, actor, change in found.changes(first, last):
        if change is Change.CEASED_TO_BE_PARTY:
            parties.discard(actor)
        elif change is Change.BECAME_PARTY:
            parties.add(actor)
    assert sorted(parties) == found.parties(last)


@given(some_actions(), ENTERING)
def test_what_stands_beside_changes_nothing(actions: list[TreatyAction], entering: Entering) -> None:
    assert status(entering, [each for each in actions if each.kind not in BESIDE]) == status(entering, actions)


def _bound_by(*own: TreatyAction) -> Status:
    others = [TreatyAction(actor, Kind.ACCESSION, FIRST) for actor in ("CAN", "DNK")]
    return status(Entering(2, Delay(days=30), Delay(days=90)), [*others, *own])


def test_who_withdraws_is_a_party_until_that_takes_effect_and_may_come_back() -> None:
    left = TreatyAction("EST", Kind.WITHDRAWAL, date(2025, 6, 27), date(2025, 12, 27))
    back = TreatyAction("EST", Kind.ACCESSION, date(2026, 5, 1))
    found = _bound_by(TreatyAction("EST", Kind.ACCESSION, date(2004, 5, 12)), left, back)
    days = (date(2025, 12, 26), date(2025, 12, 27), date(2026, 4, 30), date(2026, 5, 1))
    assert ["EST" in found.parties(day) for day in days] == [True, False, False, True]
    assert ["EST" in found.bound(day) for day in (*days, date(2026, 7, 29), date(2026, 7, 30))] == [
        True, False, False, False, False, True,
    ]  # fmt: skip


def test_provisional_application_ends_where_it_is_in_force() -> None:
    found = _bound_by(
        TreatyAction("EST", Kind.PROVISIONAL, date(2004, 1, 1)),
        TreatyAction("EST", Kind.RATIFICATION, date(2004, 2, 1)),
    ).timelines["EST"]
    days = (date(2003, 12, 31), date(2004, 1, 1), date(2004, 4, 30), date(2004, 5, 1))
    assert [found.applied_provisionally(day) for day in days] == [False, True, True, False]
    assert [found.was_bound(day) for day in days] == [False, False, False, True]


def test_a_successor_is_bound_from_its_own_day() -> None:
    found = _bound_by(TreatyAction("EST", Kind.SUCCESSION, date(2006, 10, 23)))
    assert [("EST" in found.bound(day)) for day in (date(2006, 10, 22), date(2006, 10, 23))] == [False, True]


def test_what_cannot_be_is_told_by_its_action() -> None:
    told = [
        TreatyAction("EST", Kind.SIGNATURE, date(1990, 1, 1)),
        TreatyAction("EST", Kind.RATIFICATION, date(1998, 1, 1)),
        TreatyAction("EST", Kind.WITHDRAWAL, date(1998, 2, 1), date(1998, 8, 1)),
        TreatyAction("EST", Kind.SIGNATURE, date(1999, 1, 1)),
        TreatyAction("EST", Kind.SIGNATURE, date(1999, 1, 2)),
        TreatyAction("EST", Kind.ACCESSION, date(1999, 2, 1)),
        TreatyAction("EST", Kind.ACCEPTANCE, date(1999, 3, 1)),
        TreatyAction("EST", Kind.DECLARATION, date(1999, 4, 1), date(1999, 5, 1)),
        TreatyAction("EST", Kind.WITHDRAWAL, date(1999, 5, 1)),
        TreatyAction("EST", Kind.WITHDRAWAL, date(1999, 7, 1), date(1999, 6, 1)),
        TreatyAction("EST", Kind.OBJECTION, date(2030, 1, 1)),
    ]
    found = dict(problems(told, adopted=FIRST, today=date(2026, 1, 1)))
    assert [found.get(action) for action in told] == [
        Wrong.BEFORE_THE_INSTRUMENT,
        Wrong.NOT_SIGNED,
        Wrong.NOTHING_TO_WITHDRAW_FROM,
        None,
        Wrong.SIGNED_ALREADY,
        None,
        Wrong.BOUND_ALREADY,
        Wrong.EFFECT_OF_NO_WITHDRAWAL,
        Wrong.NO_DAY_OF_EFFECT,
        Wrong.EFFECT_BEFORE_NOTICE,
        Wrong.IN_THE_FUTURE,
    ]
