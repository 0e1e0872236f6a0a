"""What the tests of membership's writes share: the newest entry, an expected refusal, someone who acts."""

import json

import pytest

from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding


def last(of: str) -> tuple[str, dict[str, object], list[str]]:
    """Kind, facts and audience of the newest entry."""
    entry = Entry.objects.of(of).order_by("-n")[0]
    opening = entry.openings.order_by("position")[0]
    payload = json.loads(bytes(opening.payload))
    return entry.kind, payload["facts"], payload["audience"]


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def acting(member: Member, email: str = "amina@example.org", mandate: Mandate = Mandate.DECIDES) -> Standing:
    person = founding.represent(member, email, mandate)
    return standing_of(str(person.account_id), member.coalition_id)
