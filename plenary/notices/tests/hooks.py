"""What the tests of webhooks share: offices that carry the power, a receiver on loopback, and what it was sent."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import standing, visibility
from plenary.core.standing import Standing, standing_of
from plenary.notices.actions import webhooks
from plenary.notices.models import Webhook
from plenary.notices.rules.webhooks import Reads, Says
from plenary.notices.tests.receiver import HOST, Receiver
from plenary.record.queries import feed
from tests import founding

ADDRESS = f"https://{HOST}/in/a-path-of-ours"
PUBLIC, MEMBERS = [visibility.PUBLIC], [visibility.MEMBERS]

type Tell = Callable[[Webhook], int]
"""One round of the worker, against the test's own receiver."""


def somewhere(_host: str, _seconds: float) -> Sequence[str]:
    return ["1.1.1.1"]


class Offices:
    """Whose office carries the power, and who is still inside, as rooms above would know it."""

    def __init__(self) -> None:
        self.powers: dict[str, set[str]] = {}
        self.inside: set[str] = set()

    def provide(self, given: Standing) -> Standing:
        powers = frozenset(self.powers.get(given.account, ()))
        tokens = [visibility.MEMBERS, "body:board"] if given.account in self.inside else []
        found = replace(given, powers=powers, offices=frozenset({"coordinator"} if powers else ()), person="p")
        return standing.with_audiences(found, *tokens)


def make(by: Standing, reads: Reads = Reads.PUBLIC, says: Says = Says.NOTHING, address: str = ADDRESS) -> webhooks.Made:
    return webhooks.make_webhook(by=by, address=address, reads=reads, says=says, resolve=somewhere)


def by(account: Account, coalition: Coalition) -> Standing:
    return standing_of(account.id, coalition.id)


def told(server: Receiver) -> list[dict[str, object]]:
    return [json.loads(each.body) for each in server.requests]


def entered(server: Receiver) -> list[str]:
    return [str(each["entry"]) for each in told(server) if each["type"] == "entry"]


def sentences(coalition: Coalition) -> list[str]:
    lines = feed(founding.somebody(coalition))
    return [line.sentence for line in reversed(lines) if line.kind.startswith("notices.")]


def as_receiver(secret: str, headers: dict[str, str], body: bytes) -> str:
    """What a receiver computes, by the description for developers and without our code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
