"""The main pages at 100, 1,000 and 10,000 members with as many proposals: queries, time, bytes, and how each grows."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Figure, over_sizes, percentile
from bench.world import World, build
from plenary.accounts.models import Account

SIZES = ((100, 100), (1_000, 1_000), (10_000, 10_000))
ROUNDS = 25


def pages_of(world: World) -> dict[str, str]:
    """The address of each main page, by the name under which it is told."""
    here = f"/c/{world.coalition.slug}"
    return {
        "desk": "/desk/?all",
        "coalition": f"{here}/",
        "proposals": f"{here}/proposals/",
        "proposal": f"{here}/proposals/{world.voting[0].id}/",
        "decided": f"{here}/proposals/{world.decided.id}/",
        "brief": f"{here}/proposals/{world.voting[0].id}/brief/",
        "members": f"{here}/members/",
        "directory": f"{here}/directory/",
        "bodies": f"{here}/bodies/",
        "charter": f"{here}/charter/",
        "record": f"{here}/record/",
        "inbox": f"{here}/inbox/",
    }


def client_of(account: Account) -> Client:
    """A browser on the page's own server, signed in, that takes compressed answers."""
    client = Client(headers={"accept-encoding": "gzip"}, SERVER_NAME="localhost")
    client.force_login(account)
    return client


@contextmanager
def _quietly() -> Iterator[None]:
    debug, settings.DEBUG = settings.DEBUG, False
    try:
        yield
    finally:
        settings.DEBUG = debug


def look_at(client: Client, url: str) -> tuple[float, float, int, int]:
    """Median and 95th percentile in milliseconds, queries, and bytes as they are sent."""
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    asked = len(queries)  # before the log is emptied by the next request
    taken = []
    with _quietly():
        for _round in range(ROUNDS):
            began = perf_counter()
            client.get(url)
            taken.append(1000 * (perf_counter() - began))
    return median(taken), percentile(taken, 0.95), asked, len(answer.content)


def measure(*, quick: bool = False) -> list[Figure]:
    """Each page as a representative reads it, at each size; beside the page of signing in, which reads no row of a coalition."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    building: dict[str, float] = {}
    empty = look_at(Client(headers={"accept-encoding": "gzip"}, SERVER_NAME="localhost"), "/account/sign-in/")[0]
    for members, proposals in SIZES[:2] if quick else SIZES:
        began = perf_counter()
        world = build(members, proposals)
        size = str(members)
        building[size] = perf_counter() - began
        client = client_of(world.voters[-1])
        for name, url in pages_of(world).items():
            told = found.setdefault(name, {})
            for part, value in zip(("", "_p95", "_queries", "_bytes"), look_at(client, url), strict=True):
                told.setdefault(part, {})[size] = float(value)
    units = {"": "ms", "_p95": "ms", "_queries": "queries", "_bytes": "bytes"}
    figures = [
        over_sizes(
            f"page_{name}{part}",
            unit,
            found[name][part],
            beside=empty if unit == "ms" else None,
            beside_what="the page of signing in, ms" if unit == "ms" else "",
        )
        for name in found
        for part, unit in units.items()
    ]
    return [*figures, over_sizes("world_built", "s", building)]
