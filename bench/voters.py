"""Fifty people who vote at once, as a program of its own: each keeps a line to the server open, casts and replaces its ballot
as fast as it is acknowledged, and notes how long each took. Reads what to do as JSON from its input, answers in JSON."""

import http.client
import json
import sys
from threading import Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

TOKEN = "a" * 32  # the form's token and the cookie's are compared with each other


def vote(told: dict[str, Any], cookie: str, until: float, taken: list[float], failed: list[str]) -> None:
    """One voter, until the time is up. A ballot counts when the answer leads back to its proposal."""
    line = http.client.HTTPConnection("127.0.0.1", told["port"], timeout=60)
    headers = {
        "Host": f"localhost:{told['port']}",
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    number = 0
    while perf_counter() < until:
        number += 1
        sent = {**told["fields"], "choice": ("yes", "no")[number % 2], "csrfmiddlewaretoken": TOKEN}
        began = perf_counter()
        try:
            line.request("POST", told["path"], urlencode(sent), headers)
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            failed.append(repr(error))
            line.close()
            continue
        if answer.status == 302 and answer.headers["Location"] == told["leads_to"]:
            taken.append(perf_counter() - began)
        else:
            failed.append(f"{answer.status} {answer.headers['Location'] or ''}")


def main() -> None:
    """Let all vote for so many seconds; print how many ballots were acknowledged a second and how long each took."""
    told = json.load(sys.stdin)
    taken: list[float] = []
    failed: list[str] = []
    began = perf_counter()
    until = began + told["seconds"]
    voters = [Thread(target=vote, args=(told, cookie, until, taken, failed)) for cookie in told["cookies"]]
    for voter in voters:
        voter.start()
    for voter in voters:
        voter.join()
    json.dump({"seconds": perf_counter() - began, "taken": taken, "failed": failed}, sys.stdout)


if __name__ == "__main__":
    main()
