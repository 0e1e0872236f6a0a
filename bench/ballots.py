"""Ballots acknowledged a second over HTTP by a real server, with fifty voters on the same machine, at full durability."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from bench import limits
from bench.figures import Figure, over_sizes, percentile
from bench.pages import client_of
from bench.world import World, build

VOTERS = 50
SECONDS = 12
SIZES = (100, 1_000, 10_000)
ROOT = Path(__file__).resolve().parent.parent


def measure(*, quick: bool = False) -> list[Figure]:
    """Rates and times at each size of the electorate, beside rows committed one by one at the same durability."""
    rates: dict[str, float] = {}
    halves: dict[str, float] = {}
    worst: dict[str, float] = {}
    for members in SIZES[:2] if quick else SIZES:
        told = _vote(build(members, 20))
        if told["failed"]:
            raise RuntimeError(f"{len(told['failed'])} ballots were not acknowledged: {told['failed'][0]}")
        size = str(members)
        rates[size] = len(told["taken"]) / told["seconds"]
        halves[size] = 1000 * median(told["taken"])
        worst[size] = 1000 * percentile(told["taken"], 0.99)
    commits = max(limits.commits(), limits.commits(writers=8) if settings.DATABASE else 0)
    return [
        over_sizes("ballots_per_second", "ballots/s", rates, beside=commits, beside_what="commits of one row/s"),
        over_sizes("ballot_median", "ms", halves, beside=1000 / commits, beside_what="one commit, ms"),
        over_sizes("ballot_p99", "ms", worst, beside=1000 / commits, beside_what="one commit, ms"),
    ]


def _vote(world: World) -> dict[str, Any]:
    here = f"/c/{world.coalition.slug}/proposals/{world.voting[0].id}/"
    cookies = [client_of(account).cookies["sessionid"].value for account in world.voters[-VOTERS:]]
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    env = os.environ | {"PLENARY_URL": f"http://localhost:{port}"}
    workers = "2" if settings.DATABASE else "1"
    command = [sys.executable, "-m", "plenary", "serve", "--port", str(port), "--workers", workers]
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)  # noqa: S603  # the product's own command
    try:
        _await(f"http://localhost:{port}/")
        told = {"port": port, "cookies": cookies, "path": f"{here}ballot/", "leads_to": here, "fields": {}}
        voters = [sys.executable, "-m", "bench.voters"]
        given = json.dumps({**told, "seconds": SECONDS})
        done = subprocess.run(voters, cwd=ROOT, input=given, capture_output=True, text=True, check=True)  # noqa: S603  # likewise
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    finally:
        server.terminate()
        server.wait(40)


def _await(url: str) -> None:
    for _attempt in range(300):
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # the server that was just started
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer")
