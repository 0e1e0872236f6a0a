"""Who stood how to 300 treaties on a day, of 200 states: as it is kept, beside replaying every treaty action. What was promised
of it is its bound."""

from datetime import date, timedelta
from itertools import cycle
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.figures import Figure, seconds_of
from bench.world import build
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.monitoring.models import Instrument, StatusSpan, TreatyAction
from plenary.monitoring.queries.instruments import on_day
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.standings import standings, stands_on
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.rules.treaty_actions import TreatyAction as Told
from plenary.monitoring.shown.instruments import status_of_all

STATES, TREATIES = 200, 300
WITHIN = 100  # ms
ON = date(2010, 6, 1)
ENTERING = Entering(parties=40, delay=Delay(months=6), delay_of_each=Delay(months=6))
FIRST = date(1990, 1, 1)


def _actions(treaty: int) -> list[Told]:
    """What the states did about one treaty: most sign and ratify, some sign alone, accede, or leave again."""
    found = []
    for state, path in zip(range(STATES), cycle(("ratifies", "ratifies", "signs", "accedes", "leaves")), strict=False):
        code = f"S{state:03}"
        joined = FIRST + timedelta(days=37 * state + 11 * treaty)
        if path != "accedes":
            found.append(Told(code, Kind.SIGNATURE, joined))
        if path in ("ratifies", "leaves"):
            found.append(Told(code, Kind.RATIFICATION, joined + timedelta(days=400)))
        if path == "accedes":
            found.append(Told(code, Kind.ACCESSION, joined))
        if path == "leaves":
            last = joined + timedelta(days=4000)
            found.append(Told(code, Kind.WITHDRAWAL, last, last + timedelta(days=180)))
    return found


def fill(coalition_id: str) -> int:
    """Keep all of it, as taking over status lists does; tells how many treaty actions there are."""
    total = 0
    for number in range(TREATIES):
        told = _actions(number)
        through = status(ENTERING, told)
        treaty = Instrument.objects.create(
            coalition_id=coalition_id,
            kind="treaty",
            names={"en": f"Treaty {number}"},
            entering=ENTERING.document,
            in_force_since=through.in_force_since,
            kept_at=clock.now(),
        )
        own = {"coalition_id": coalition_id, "instrument": treaty}
        TreatyAction.objects.bulk_create(
            TreatyAction(actor=each.actor, kind=each.kind, day=each.day, takes_effect=each.takes_effect, **own)
            for each in told
        )
        StatusSpan.objects.bulk_create(
            StatusSpan(actor=actor, stands=stands, signed=signed, first=span.first, until=span.until, **own)
            for actor, line in through.timelines.items()
            for span, stands, signed in standings(line)
        )
        total += len(told)
    return total


def replayed(coalition_id: str) -> dict[str, dict[str, list[str]]]:
    """The same from the treaty actions alone, each time anew: the straightforward way."""
    by_treaty: dict[str, list[Told]] = {}
    for row in TreatyAction.objects.of(coalition_id):
        by_treaty.setdefault(row.instrument_id, []).append(row.told)
    found: dict[str, dict[str, list[str]]] = {}
    for treaty in Instrument.objects.of(coalition_id):
        through = status(treaty.enters, by_treaty.get(treaty.id, ()))
        own: dict[str, list[str]] = {}
        for actor, line in sorted(through.timelines.items()):
            if stands := stands_on(line, ON):
                own.setdefault(stands.value, []).append(actor)
        found[treaty.id] = own
    return found


def measure() -> list[Figure]:
    """The query, what the API answers from it, and replaying; both must say the same."""
    coalition = build(10, 1).coalition.id
    actions = fill(coalition)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE monitoring_statusspan")
    with CaptureQueriesContext(connection) as asked:
        kept = on_day(coalition, ON)
    began = perf_counter()
    same = replayed(coalition)
    replaying = 1000 * (perf_counter() - began)
    if {key: {str(how): list(who) for how, who in own.items()} for key, own in kept.items()} != same:
        raise RuntimeError("What is kept and what is replayed differ.")
    took = 1000 * seconds_of(lambda: on_day(coalition, ON), rounds=15)
    answered = 1000 * seconds_of(lambda: status_of_all(Standing.system(coalition, "bench"), ON), rounds=15)
    beside = f"replaying {actions:,} treaty actions, ms"
    return [
        Figure("treaties_status_of_all", took, "ms", replaying, beside, bound=WITHIN),
        Figure("treaties_status_of_all_told", answered, "ms", replaying, beside, bound=WITHIN),
        Figure("treaties_status_of_all_queries", float(len(asked)), "queries", bound=1),
    ]
