"""Two thousand members at a deadline: each casts an open and a secret ballot over HTTP, spread over two minutes in whose middle
voting ends."""

import http.client
import re
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

LINES = 24
"""Lines that are open at once; each serves one request after the other."""

TOKEN = "a" * 32  # the form's token and the cookie's are compared with each other
CODE = re.compile(rb"\b[0-9A-Z]{3}(?:-[0-9A-Z]{3}){3}\b")
LONGEST = 60  # seconds that an answer may take


@dataclass(frozen=True)
class Ask:
    """A ballot that is to be cast at a moment, in seconds after the first."""

    at: float
    path: str
    elector: str
    session: str


@dataclass(frozen=True)
class Told:
    """What became of a ballot: the status of the answer (0: none came), when it was sent and answered (seconds since 1970)."""

    path: str
    elector: str
    status: int
    sent: float
    answered: float
    code: str = ""  # beside which a secret ballot will be published


def asks(paths: list[str], seats: list[dict[str, str]], over: float, seed: int = 5) -> list[Ask]:
    """One ballot a member and proposal, spread evenly at random over so many seconds, in their order."""
    chance = Random(seed)  # noqa: S311  # no secret
    found = [Ask(chance.uniform(0, over), path, seat["elector"], seat["session"]) for path in paths for seat in seats]
    return sorted(found, key=lambda ask: ask.at)


def cast_all(url: str, given: list[Ask], begin: float) -> list[Told]:
    """Cast them, each at its moment after `begin` (seconds since 1970) or as soon as a line is free."""
    waiting: SimpleQueue[Ask] = SimpleQueue()
    for ask in given:
        waiting.put(ask)
    told: list[Told] = []
    lines = [Thread(target=_line, args=(url, waiting, begin, told), daemon=True) for _line_no in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join(10 * LONGEST)
    return told


def _line(url: str, waiting: "SimpleQueue[Ask]", begin: float, told: list[Told]) -> None:
    place = str(urlsplit(url).netloc)
    line = http.client.HTTPConnection(place, timeout=LONGEST)
    while True:
        try:
            ask = waiting.get_nowait()
        except Empty:
            line.close()
            return
        time.sleep(max(0.0, begin + ask.at - time.time()))
        headers = {
            "Cookie": f"sessionid={ask.session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        sent = time.time()
        code = ""
        try:
            line.request("POST", ask.path, urlencode({"choice": "yes", "csrfmiddlewaretoken": TOKEN}), headers)
            answer = line.getresponse()
            page = answer.read()
            status = answer.status
            code = "".join(found.decode() for found in CODE.findall(page)[:1])
        except (OSError, http.client.HTTPException):
            line.close()
            status = 0
        told.append(Told(ask.path, ask.elector, status, sent, time.time(), code))


def problems(told: list[Told], deadline: float, lying: dict[str, list[str]]) -> list[str]:
    """What is wrong, ballot by ballot: what was sent after the deadline and taken, what was answered before it and refused, and
    what lies there otherwise than it was answered. `lying` are the electors whose ballots lie there, by address."""
    found = []
    for each in told:
        taken, lies = each.status in (200, 302), each.elector in lying[each.path]
        if each.status not in (200, 302, 403):
            found.append(f"{each.elector}: answered {each.status}")
        if taken and each.sent > deadline:
            found.append(f"{each.elector}: sent {each.sent - deadline:.3f} s after the deadline, and taken")
        if not taken and each.answered < deadline:
            found.append(f"{each.elector}: answered {deadline - each.answered:.3f} s before the deadline, and refused")
        if taken != lies:
            found.append(
                f"{each.elector}: was {'taken' if taken else 'refused'}, and {'lies' if lies else 'does not lie'} there"
            )
    for path, keys in lying.items():
        if len(keys) != len(set(keys)):
            found.append(f"{path}: a ballot is counted twice")
    return found


def waited(told: list[Told], deadline: float) -> dict[str, Any]:
    """How many were sent before the deadline and answered after it, and what became of these."""
    across = [each for each in told if each.sent <= deadline < each.answered]
    return {"across": len(across), "refused": sum(each.status == 403 for each in across)}
